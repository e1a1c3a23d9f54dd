from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from redis import Redis

from tests.support.records import NOW, a_delivery, a_filing, an_alert, an_event, an_hkex_filing
from tests.watcher.web.conftest import poll
from watcher.errors import LedgerBusy
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import QualityFlag, Suppressed
from watcher.net.limiter import Limiter
from watcher.ops.clock import utc_now
from watcher.settings import Settings, load
from watcher.web import build_app

HOSTILE = '<script>alert("x")</script> & "quoted"'


@pytest.fixture
def told(ledger: Ledger) -> str:
    filing = a_filing(title=HOSTILE)
    ledger.record([filing], now=NOW)
    event = an_event(headline=HOSTILE)
    alert = an_alert(filing_id=filing.id, event_ids=(event.id,), headline=HOSTILE)
    ledger.claim_filing(filing.id, now=NOW, hold=timedelta(minutes=1))
    ledger.commit(
        filing.id,
        outcome=ReadOutcome(
            state="read", events=(event,), alerts=(alert,), deliveries=(a_delivery(alert),),
            suppressed=(Suppressed(would_be_type="dividend", reason_code="NEGATED", evidence=None, why="none declared"),),
            flags=(QualityFlag(code="CURRENCY_ASSUMED", detail="the form states none"),),
        ),
        now=NOW,
    )  # fmt: skip
    return alert.id


def test_the_first_page_shows_alerts_and_escapes_what_filings_say(
    client: TestClient, told: str
) -> None:
    page = client.get("/")
    assert page.status_code == 200
    assert "&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text
    assert f'href="/alerts/{told}"' in page.text


def test_an_empty_ledger_says_where_to_look(client: TestClient) -> None:
    assert "No alert yet" in client.get("/").text


def test_a_filing_shows_events_evidence_silences_and_doubts(
    client: TestClient, told: str, ledger: Ledger
) -> None:
    (filing,) = ledger.filings()
    page = client.get(f"/filings/{filing.filing.id}")
    assert page.status_code == 200
    for text in ("NEGATED", "none declared", "CURRENCY_ASSUMED", "blockquote", told):
        assert text in page.text
    assert "<script>alert" not in page.text


def test_an_event_that_is_no_news_leads_to_the_filing_that_told_it(
    client: TestClient, told: str, ledger: Ledger
) -> None:
    (first,) = ledger.filings()
    again = an_hkex_filing()
    ledger.record([again], now=NOW)
    ledger.commit(again.id, outcome=ReadOutcome(state="read", events=(an_event(2),)), now=NOW)
    link = f'same story as <a href="/filings/{first.filing.id}">'
    assert link in client.get(f"/filings/{again.id}").text
    assert link not in client.get(f"/filings/{first.filing.id}").text


def test_an_alert_shows_its_deliveries(client: TestClient, told: str) -> None:
    page = client.get(f"/alerts/{told}")
    assert "pending" in page.text
    assert "Not tried yet" in page.text


def test_lists_filter_by_state(client: TestClient, told: str) -> None:
    assert "sec:" in client.get("/filings?state=read").text
    assert "/filings/sec:" not in client.get("/filings?state=failed").text
    assert told in client.get("/deliveries?state=pending").text
    assert told not in client.get("/deliveries?state=dead").text


@pytest.mark.parametrize(
    "path", ["/filings/sec:nothing", "/alerts/alert_nothing", "/api/schema/x.json"]
)
def test_what_does_not_exist_is_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/?since=yesterday",
        "/?severity=loud",
        "/?source=bourse",
        "/?before=-1",
        "/deliveries?limit=0",
        "/deliveries?state=lost",
        "/filings?state=lost",
    ],
)
def test_bad_parameters_are_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422


def test_every_answer_forbids_scripts_and_frames(client: TestClient) -> None:
    for path in ("/", "/health", "/livez", "/static/page.css", "/nothing"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


def test_another_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_pages_have_no_writing_method(client: TestClient) -> None:
    assert {
        client.post(path).status_code for path in ("/", "/filings", "/deliveries", "/health")
    } == {405}


def test_the_schemas_are_served(client: TestClient) -> None:
    for name in ("alert", "event"):
        answer = client.get(f"/api/schema/{name}.json")
        assert answer.status_code == 200
        assert answer.json()["$schema"].startswith("https://json-schema.org/")


def test_a_page_that_fails_says_so_and_keeps_its_headers(
    settings: Settings, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = build_app(settings)
    monkeypatch.setattr(app.state, "ledger", None)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        for path, kind in (
            ("/filings", "text/html"),
            ("/api/v1/filings", "application/problem+json"),
        ):
            answer = client.get(path)
            assert answer.status_code == 500
            assert answer.headers["content-type"].startswith(kind)
            assert "NoneType" not in answer.text
            assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_ledger_that_is_away_is_503(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(**_: object) -> None:
        raise LedgerBusy("the ledger is locked")

    monkeypatch.setattr(client.app.state.ledger, "filings", busy)  # type: ignore[attr-defined]
    answer = client.get("/filings")
    assert answer.status_code == 503
    assert "the ledger is locked" in answer.text


def test_the_alerts_of_every_venue_can_be_asked_for(client: TestClient) -> None:
    offered = client.get("/?source=hkex_di").text
    assert '<option value="hkex_di" selected>HKEX DI</option>' in offered
    assert 'value="canary"' not in offered, "canaries are no news"


def test_a_source_says_what_stands_in_its_way(
    settings: Settings, client: TestClient, ledger: Ledger, valkey_url: str
) -> None:
    poll(ledger, outcome="failed", error="403 from www.sec.gov")
    assert "No breaker has tripped" in client.get("/sources").text
    with Redis.from_url(valkey_url) as store:
        Limiter(store).close("www.sec.gov", reason="403", seconds=600)
    page = client.get("/sources").text
    assert "www.sec.gov refused us" in page
    assert "403 from www.sec.gov" in page


def test_pages_answer_while_valkey_is_away(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("WATCHER_REDIS__URL", "unix:///nonexistent/valkey.sock")
    with TestClient(build_app(load()), base_url="http://127.0.0.1") as client:
        assert "Valkey does not answer" in client.get("/sources").text
        for path in ("/", "/filings", "/deliveries", "/issuers", "/subscriptions", "/health"):
            assert client.get(path).status_code == 200


def test_a_page_behind_a_filing_that_is_not_there_is_empty(client: TestClient, told: str) -> None:
    for place in ("nothing", "%00", "%E2%80%AE"):
        assert client.get(f"/filings?before={place}").status_code == 200
        assert client.get(f"/filings/{place}").status_code == 404
        assert client.get(f"/cases/{place}").status_code == 404
        assert client.get(f"/?type={place}&issuer={place}").status_code == 200


def test_what_waits_for_a_receiver_that_is_off_says_so_and_names_no_time(
    client: TestClient, told: str, ledger: Ledger
) -> None:
    (delivery,) = ledger.deliveries()
    ledger.disable(delivery.channel, why="by hand", now=utc_now())
    assert ledger.claim_delivery(delivery.id, now=utc_now(), hold=timedelta(minutes=1)) is None
    for path in ("/deliveries", f"/alerts/{told}"):
        page = client.get(path).text
        assert "when its channel is enabled" in page
        assert "9999" not in page
    assert "by hand" in client.get("/deliveries").text
    vitals = ledger.vitals(())
    assert vitals.due_since is None
    assert vitals.receivers == {"failing": 1, "switched_off": 1}
