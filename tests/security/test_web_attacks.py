"""The pages and the API under attack: sessions, forms, bodies, headers, paths, links in mails."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.watcher.web.test_access import OPERATE, READ, csrf_of, environment, log_in, opened
from watcher.ledger import Ledger
from watcher.ops.clock import utc_now
from watcher.unsubscribe import link
from watcher.web.bodies import LARGEST
from watcher.web.pages.login import safe_place

__all__ = ["environment"]  # a fixture


@pytest.fixture
def client(environment: pytest.MonkeyPatch) -> Iterator[TestClient]:
    environment.setenv("WATCHER_WEB__READ_SECRET", READ)
    with opened() as made:
        yield made


def ledger_of(client: TestClient) -> Ledger:
    ledger: Ledger = client.app.state.ledger  # type: ignore[attr-defined]
    return ledger


def test_a_session_that_was_there_before_the_log_in_gains_nothing(client: TestClient) -> None:
    """Session fixation: the number of a session is made at the log-in, never taken."""
    log_in(client, READ)
    planted = dict(client.cookies)
    log_in(client, OPERATE)
    assert dict(client.cookies) != planted
    client.cookies.clear()
    client.cookies.update(planted)
    refused = client.post("/alerts/alr_x/resend", data={"csrf": csrf_of(client)})
    assert refused.status_code == 403


def test_two_sessions_have_two_form_tokens(client: TestClient) -> None:
    log_in(client, OPERATE)
    first = csrf_of(client)
    log_in(client, OPERATE)
    stolen = client.post("/silences/sil_x/remove", data={"csrf": first})
    assert (first == csrf_of(client), stolen.status_code) == (False, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"},
        {"Origin": "null"}, {"Origin": "http://127.0.0.1.evil.example"},
    ],
)  # fmt: skip
def test_a_form_of_another_site_changes_nothing_even_with_the_token(
    client: TestClient, headers: dict[str, str]
) -> None:
    log_in(client, OPERATE)
    answer = client.post("/silences/x/remove", data={"csrf": csrf_of(client)}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nothing_is_changed_by_looking(client: TestClient, method: str) -> None:
    log_in(client, OPERATE)
    for path in ("/silences/x/remove", "/logout", "/subscriptions/opt-in", "/api/v1/resend"):
        assert client.request(method, path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/api/v1/resend", "/api/v1/silences", "/login", "/subscriptions/opt-in"]
)
@pytest.mark.parametrize("who", [{}, {"Authorization": f"Bearer {OPERATE}"}])
def test_no_body_is_read_beyond_the_limit_whoever_sends_it(
    client: TestClient, path: str, who: dict[str, str]
) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while sent < 100 * LARGEST:
            sent += 8192
            yield b" " * 8192

    kind = "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
    answer = client.post(path, content=endless(), headers={"Content-Type": kind, **who})
    assert answer.status_code in {401, 413}
    said = client.post(path, content=b" " * (LARGEST + 1), headers={"Content-Type": kind, **who})
    assert said.status_code in {401, 413}


@pytest.mark.parametrize(
    "place",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "javascript:alert(1)",
        "/\r\nSet-Cookie: a=b", "/a\nb", "/\t/evil.example", "", "evil.example", "/\x00", "/\u2028x",
    ],
)  # fmt: skip
def test_no_place_leads_away_or_into_the_headers(client: TestClient, place: str) -> None:
    assert safe_place(place) == "/"
    answer = log_in(client, READ, place)
    assert answer.headers["location"] == "/"
    assert list(answer.headers).count("set-cookie") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../settings.py", "/static/%2e%2e/%2e%2e/settings.py", "/static/..%2f..%2fsettings.py",
        "/static/%2e%2e%5c%2e%2e%5csettings.py", "/static//etc/passwd", "/static/....//....//settings.py",
        "/filings/..%2f..%2fetc%2fpasswd", "/filings/%2e%2e/%2e%2e", "/cases/../../../etc/passwd", "/alerts/%00",
        "/api/v1/filings/..%2f..%2f", "/api/v1/alerts/%0d%0aX-Injected:%201",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_our_folder(client: TestClient, path: str) -> None:
    log_in(client, READ)
    answer = client.get(path)
    assert answer.status_code in {303, 404, 405, 422}
    assert "x-injected" not in answer.headers
    assert "root:" not in answer.text
    assert "class Settings" not in answer.text


@pytest.mark.parametrize("name", ["X-Forwarded-For", "X-Real-Ip", "Forwarded"])
def test_a_made_up_address_does_not_escape_the_waiting_time(client: TestClient, name: str) -> None:
    answers = [
        client.post("/login", data={"secret": "wrong"}, headers={name: f"203.0.113.{n}"})
        for n in range(8)
    ]
    assert [a.status_code for a in answers] == [403] * 5 + [429] * 3


def test_a_link_of_a_mail_stops_its_own_address_and_no_other(
    environment: pytest.MonkeyPatch, client: TestClient
) -> None:
    """A token cannot be edited, cut, lengthened, or made with another key."""
    good = link("https://x.example", "mail/a@example.com", "k" * 32).rpartition("/")[2]
    head, _, signature = good.rpartition(".")
    other = link("https://x.example", "mail/b@example.com", "k" * 32).rpartition("/")[2]
    forged = [
        good, f"{other.rpartition('.')[0]}.{signature}", head, f"{head}.", f".{signature}", good[:-1], good + "A",
        good * 50, "%2e%2e", "null", "IjEi.x", "a" * 5000,
    ]  # fmt: skip
    assert [client.post(f"/unsubscribe/{token}").status_code for token in forged] == [404] * len(
        forged
    )
    assert ledger_of(client).opted_out() == {}


def test_a_silence_of_every_kind_of_text_is_text(client: TestClient) -> None:
    """Nothing that is typed into a silence is a pattern, a query or markup."""
    typed = "' OR 1=1; DROP TABLE alerts; -- <script>alert(1)</script> %_*.*(a+)+$ \u202e"
    until = (utc_now() + timedelta(days=9)).isoformat()
    body = {"until": until, "reason": typed, "person": typed, "issuer": "*"}
    made = client.post(
        "/api/v1/silences", json=body, headers={"Authorization": f"Bearer {OPERATE}"}
    )
    assert made.status_code == 200
    (kept,) = ledger_of(client).silences(at=utc_now())
    assert (kept.reason, kept.person) == (typed, typed)
    log_in(client, OPERATE)
    shown = client.get("/subscriptions").text
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown


@pytest.mark.parametrize(
    "query",
    [
        "type=' OR '1'='1",
        "issuer=%25",
        "type=%",
        "issuer=x'--",
        "cursor=1 OR 1=1",
        "limit=1;DROP TABLE",
    ],
)
def test_no_query_of_a_list_is_sql(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/events?{query}", headers={"Authorization": f"Bearer {READ}"})
    body: Any = answer.json()
    assert (answer.status_code, body.get("items", [])) in [(200, []), (422, [])]


def test_an_id_that_is_a_path_reaches_no_file(tmp_path: Path, client: TestClient) -> None:
    (tmp_path / "secret.txt").write_text("inside")
    for name in ("../secret.txt", "..%2Fsecret.txt", "%2e%2e%2fsecret.txt"):
        assert "inside" not in client.get(f"/filings/{name}").text
