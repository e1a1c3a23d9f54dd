"""Who may look and who may act."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event
from watcher.errors import ConfigError
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import DeliveryState
from watcher.settings import load
from watcher.web import build_app
from watcher.web.access import OPERATE_FILE, check_binding, is_loopback
from watcher.web.attempts import MOST_ADDRESSES, MOST_WRONG, WINDOW_SECONDS, Attempts

READ, OPERATE = "read-secret-of-tests", "operate-secret-of-tests"
Open = Callable[[], TestClient]


@pytest.fixture
def environment(
    tmp_path: Path, valkey_url: str, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    monkeypatch.setenv("WATCHER_WEB__OPERATE_SECRET", OPERATE)
    return monkeypatch


@contextmanager
def opened() -> Iterator[TestClient]:
    app = build_app(load())
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(environment: pytest.MonkeyPatch) -> Iterator[TestClient]:
    with opened() as made:
        yield made


@pytest.fixture
def closed(environment: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A page that only those with a secret may read."""
    environment.setenv("WATCHER_WEB__READ_SECRET", READ)
    with opened() as made:
        yield made


def log_in(client: TestClient, secret: str, place: str = "/") -> Response:
    form = {"secret": secret, "next": place}
    answer: Response = client.post("/login", data=form)
    return answer


def csrf_of(client: TestClient) -> str:
    page = client.get("/login").text
    return page.split('name="csrf" value="')[1].split('"')[0]


@pytest.fixture
def dead(client: TestClient) -> str:
    """A delivery that ended dead."""
    ledger: Ledger = client.app.state.ledger  # type: ignore[attr-defined]
    filing, event = a_filing(), an_event()
    alert = an_alert(filing.id, event)
    delivery = a_delivery(alert, state=DeliveryState.DEAD)
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,), deliveries=(delivery,))
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    return delivery.id


def test_without_a_read_secret_everybody_on_this_machine_reads(client: TestClient) -> None:
    assert client.get("/").status_code == 200


def test_with_a_read_secret_a_stranger_is_led_to_the_log_in(closed: TestClient) -> None:
    answer = closed.get("/filings?state=failed")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Ffilings%3Fstate%3Dfailed"
    assert closed.get("/api/v1/alerts").status_code == 401
    assert closed.get("/static/page.css").status_code == 200


def test_the_read_secret_opens_reading_and_nothing_more(closed: TestClient) -> None:
    answer = log_in(closed, READ, "/filings")
    assert (answer.status_code, answer.headers["location"]) == (303, "/filings")
    assert closed.get("/filings").status_code == 200
    token = csrf_of(closed)
    refused = closed.post("/alerts/alr_x/resend", data={"csrf": token})
    assert refused.status_code == 403


@pytest.mark.parametrize("secret", [READ, OPERATE])
def test_a_program_sends_the_secret_as_a_bearer_token(closed: TestClient, secret: str) -> None:
    answer = closed.get("/api/v1/alerts", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 200


@pytest.mark.parametrize("value", ["Bearer wrong", "Bearer", "Basic eDp5", "Bearer \xff"])
def test_another_authorization_is_nobody(closed: TestClient, value: str) -> None:
    headers = {b"Authorization": value.encode("latin-1")}
    assert closed.get("/api/v1/alerts", headers=headers).status_code == 401


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    cookie = log_in(client, OPERATE).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert OPERATE not in cookie


def test_behind_https_the_cookie_never_travels_in_the_clear(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("WATCHER_WEB__PUBLIC_URL", "https://watch.test")
    with opened() as client:
        cookie = log_in(client, OPERATE).headers["set-cookie"]
    assert cookie.startswith("__Host-watcher=")
    assert "Secure" in cookie


@pytest.mark.parametrize("cookie", ["", "x", "W1wiYVwiLFtcIm9wZXJhdGVcIl1d.aaaa.bbbb"])
def test_a_made_up_cookie_opens_nothing(closed: TestClient, cookie: str) -> None:
    closed.cookies.set("watcher", cookie)
    assert closed.get("/").status_code == 303


def test_a_changed_secret_ends_every_session(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("WATCHER_WEB__READ_SECRET", READ)
    with opened() as client:
        log_in(client, READ)
        kept = client.cookies["watcher"]
    environment.setenv("WATCHER_WEB__READ_SECRET", READ + "2")
    with opened() as client:
        client.cookies.set("watcher", kept)
        assert client.get("/").status_code == 303


def test_logging_out_takes_the_cookie(client: TestClient) -> None:
    log_in(client, OPERATE)
    answer = client.post("/logout", data={"csrf": csrf_of(client)})
    assert answer.status_code == 303
    assert "watcher" not in client.cookies


def test_acting_needs_the_session_its_form_token_and_our_own_page(
    client: TestClient, dead: str
) -> None:
    place = f"/deliveries/{dead}/retry"
    assert client.post(place, data={"x": "y"}).status_code == 401
    log_in(client, OPERATE)
    token = csrf_of(client)
    assert client.post(place, data={"x": "y"}).status_code == 403
    assert client.post(place, data={"csrf": "0" * 64}).status_code == 403
    other = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(place, data={"csrf": token}, headers=other).status_code == 403
    assert client.post(place, content=b"csrf=" + token.encode()).status_code == 415
    assert client.post(place, data={"csrf": token}).status_code == 303
    assert client.app.state.ledger.delivery(dead).state is DeliveryState.PENDING  # type: ignore[attr-defined]


def test_what_an_operator_does_is_kept_with_who_and_when(client: TestClient, dead: str) -> None:
    headers = {"Authorization": f"Bearer {OPERATE}"}
    assert client.post(f"/deliveries/{dead}/retry", headers=headers).status_code == 303
    (alert,) = client.app.state.ledger.alerts()  # type: ignore[attr-defined]
    assert client.post(f"/alerts/{alert.alert.id}/resend", headers=headers).status_code == 303
    notes = client.app.state.ledger.audits()  # type: ignore[attr-defined]
    assert [(n.action, n.subject) for n in notes] == [
        ("resend", alert.alert.id),
        ("retry", alert.alert.id),
    ]
    assert all("token from" in note.who and OPERATE not in note.who for note in notes)
    assert "resend by token" in client.get(f"/alerts/{alert.alert.id}").text.replace("\n", " ")


def test_a_large_form_is_refused(client: TestClient) -> None:
    assert client.post("/login", data={"secret": "x" * 100_000}).status_code == 413
    assert client.post("/login", data={str(n): "x" for n in range(60)}).status_code == 422


def test_a_log_in_form_of_another_site_is_refused(client: TestClient) -> None:
    headers = {"Origin": "https://evil.test"}
    assert client.post("/login", data={"secret": OPERATE}, headers=headers).status_code == 403


@pytest.mark.parametrize("place", ["//evil.test", "https://evil.test", "/\\evil.test", "", "/a\nb"])
def test_after_the_log_in_nobody_is_led_to_another_site(client: TestClient, place: str) -> None:
    assert log_in(client, OPERATE, place).headers["location"] == "/"


def test_no_secret_reaches_the_log(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        log_in(client, "not-" + OPERATE)
        log_in(client, OPERATE)
    assert OPERATE not in caplog.text


def test_without_settings_an_operate_secret_is_made_for_the_owner_only(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.delenv("WATCHER_WEB__OPERATE_SECRET")
    with opened() as client:
        made = tmp_path / OPERATE_FILE
        assert made.stat().st_mode & 0o777 == 0o600
        assert log_in(client, made.read_text(encoding="ascii").strip()).status_code == 303
        assert log_in(client, "").status_code == 403


def test_a_short_secret_is_refused(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("WATCHER_WEB__READ_SECRET", "short")
    with pytest.raises(ConfigError, match="at least 16 characters"):
        load()


@pytest.mark.parametrize("host", ["192.168.1.4", "::", "10.0.0.0", "watch.test"])
def test_beyond_this_machine_the_page_needs_a_read_secret(
    environment: pytest.MonkeyPatch, host: str
) -> None:
    with pytest.raises(ConfigError, match=r"will not bind to .* without a secret"):
        check_binding(host, load())
    environment.setenv("WATCHER_WEB__READ_SECRET", READ)
    check_binding(host, load())


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_needs_none(environment: pytest.MonkeyPatch, host: str) -> None:
    assert is_loopback(host)
    check_binding(host, load())


def test_five_wrong_passwords_make_an_address_wait_and_no_other() -> None:
    now = [0.0]
    attempts = Attempts(monotonic=lambda: now[0])
    for second in range(MOST_WRONG):
        assert attempts.wait("a") == 0
        now[0] = float(second)
        attempts.failed("a")
    assert attempts.wait("a") == pytest.approx(WINDOW_SECONDS - MOST_WRONG + 1)
    assert attempts.wait("b") == 0
    now[0] = WINDOW_SECONDS
    assert attempts.wait("a") == 0


def test_a_flood_of_addresses_does_not_fill_the_memory() -> None:
    attempts = Attempts()
    for number in range(MOST_ADDRESSES + 50):
        attempts.failed(str(number))
    assert len(attempts._failed) == MOST_ADDRESSES


def test_the_right_password_waits_too_after_too_many_wrong_ones(client: TestClient) -> None:
    assert [log_in(client, "wrong").status_code for _ in range(6)] == [403] * 5 + [429]
    refused = log_in(client, OPERATE)
    assert refused.status_code == 429
    assert (
        timedelta(0)
        < timedelta(seconds=int(refused.headers["retry-after"]))
        <= timedelta(minutes=5)
    )


def test_wrong_tokens_are_counted_like_wrong_passwords(closed: TestClient) -> None:
    def asked(token: str, place: str = "/api/v1/alerts") -> Response:
        answer: Response = closed.get(place, headers={"Authorization": f"Bearer {token}"})
        return answer

    # a page asks twice who is there, and the log-in page asks without a door
    assert [asked("wrong", "/login").status_code for _ in range(2)] == [200] * 2
    assert [asked("wrong").status_code for _ in range(4)] == [401] * 3 + [429]
    refused = asked(OPERATE)
    assert (refused.status_code, refused.headers["content-type"]) == (
        429, "application/problem+json",
    )  # fmt: skip
    assert 0 < int(refused.headers["retry-after"]) <= WINDOW_SECONDS
    assert asked(OPERATE, "/login").text == asked("wrong", "/login").text
    assert log_in(closed, OPERATE).status_code == 429
