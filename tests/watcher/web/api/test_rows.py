"""Lists that go on behind a cursor, and single rows, as JSON."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.support.records import NOW, a_filing, an_alert, an_event
from tests.watcher.web.api.conftest import tell
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Alert
from watcher.ops.canary import canary
from watcher.ops.clock import utc_now
from watcher.web.api.shapes import EventOut

SCHEMA = Path(__file__).parents[4] / "docs/schema/event.json"
V1 = "/api/v1"


@pytest.fixture
def many(ledger: Ledger) -> list[Alert]:
    return [tell(ledger, number) for number in range(1, 8)]


def walked(client: TestClient, path: str) -> list[dict[str, object]]:
    """All rows of a list, three at a time."""
    rows: list[dict[str, object]] = []
    cursor = ""
    while True:
        sign = "&" if "?" in path else "?"
        page = client.get(f"{V1}{path}{sign}limit=3{cursor}").json()
        rows += page["items"]
        if not page["next"]:
            return rows
        cursor = f"&cursor={page['next']}"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/alerts", "id"),
        ("/alerts?subscription=desk", "id"),
        ("/filings", "id"),
        ("/filings?source=edgar&state=read&issuer=northern-lights", "id"),
        ("/deliveries", "id"),
        ("/deliveries?state=pending", "id"),
        ("/events", "number"),
        ("/events?type=board_change&issuer=northern-lights", "number"),
    ],
)
def test_walking_a_list_page_by_page_meets_every_row_once(
    client: TestClient, many: list[Alert], path: str, name: str
) -> None:
    rows = walked(client, path)
    assert len(rows) == len({row[name] for row in rows}) == len(many)


@pytest.mark.parametrize("issuer", ["kingsoft-cloud", "KC", "3896", "1795589", "cik:1795589"])
def test_an_issuer_is_named_as_in_subscriptions(
    client: TestClient, ledger: Ledger, told: Alert, issuer: str
) -> None:
    filing, event = a_filing(9), an_event(9, dedup_key="kingsoft-cloud|fact-9")
    outcome = ReadOutcome(state="read", issuer_key="kingsoft-cloud", events=(event,))
    ledger.record([filing], now=utc_now())
    assert ledger.commit(filing.id, outcome=outcome, now=utc_now())
    (row,) = client.get(f"{V1}/filings?issuer={issuer}").json()["items"]
    (found,) = client.get(f"{V1}/events?issuer={issuer}").json()["items"]
    assert row["id"] == found["filing_id"] == filing.id


def test_a_canary_is_shown_to_who_asks_for_it_only(
    client: TestClient, ledger: Ledger, told: Alert
) -> None:
    now = utc_now()
    filing, event = canary(now), an_event(9, dedup_key="canary|9")
    alert = an_alert(filing.id, event, subscription="canary")
    ledger.record([filing], now=now)
    outcome = ReadOutcome(state="read", events=(event,), alerts=(alert,))
    assert ledger.commit(filing.id, outcome=outcome, now=now)

    def listed(path: str, name: str = "id") -> list[str]:
        return [row[name] for row in client.get(f"{V1}{path}").json()["items"]]

    assert listed("/alerts") == listed("/alerts?order=oldest") == [told.id]
    assert listed("/filings") == listed("/events", "filing_id") == [told.filing_id]
    assert listed("/alerts?subscription=canary") == [alert.id]
    assert listed("/filings?source=canary") == [filing.id]


def test_the_newest_alert_comes_first(client: TestClient, many: list[Alert]) -> None:
    assert [row["id"] for row in walked(client, "/alerts")] == [a.id for a in reversed(many)]


def test_going_on_from_the_oldest_misses_no_alert_that_comes_later(
    client: TestClient, many: list[Alert], ledger: Ledger
) -> None:
    first = client.get(f"{V1}/alerts?order=oldest&limit=7").json()
    assert [row["id"] for row in first["items"]] == [a.id for a in many]
    nothing = client.get(f"{V1}/alerts?order=oldest&cursor={first['next']}").json()
    assert nothing == {"items": [], "next": first["next"]}
    new = tell(ledger, 8)
    more = client.get(f"{V1}/alerts?order=oldest&cursor={nothing['next']}").json()
    assert [row["id"] for row in more["items"]] == [new.id]


@pytest.mark.parametrize(
    "path",
    [
        "/alerts?subscription=other",
        "/filings?state=failed",
        "/deliveries?state=dead",
        "/events?type=dividend",
        "/events?issuer=other",
    ],
)
def test_a_filter_that_nothing_fits_gives_an_empty_page(
    client: TestClient, told: Alert, path: str
) -> None:
    assert client.get(V1 + path).json() == {"items": [], "next": None}


def test_an_alert_comes_with_its_events_and_deliveries(client: TestClient, told: Alert) -> None:
    alert = client.get(f"{V1}/alerts/{told.id}").json()
    assert alert["seq"] == 1
    assert [event["id"] for event in alert["events"]] == list(told.event_ids)
    assert [sent["channel"] for sent in alert["deliveries"]] == ["hook"]


def test_a_filing_comes_with_all_that_reading_it_gave(client: TestClient, told: Alert) -> None:
    filing = client.get(f"{V1}/filings/{told.filing_id}").json()
    assert filing["suppressed"][0]["reason_code"] == "HISTORICAL_RECAP"
    assert filing["quality_flags"][0]["code"] == "ISSUER_NAME_MISMATCH"
    assert filing["alerts"][0]["id"] == told.id
    assert filing["events"][0]["fields"]["units"] == 12


def test_an_event_has_the_fields_of_its_json_schema() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert set(EventOut.model_fields) == set(schema["properties"])


def test_a_delivery_comes_with_every_attempt(client: TestClient, dead: str) -> None:
    delivery = client.get(f"{V1}/deliveries/{dead}").json()
    assert (delivery["state"], delivery["done_at"]) == ("dead", NOW.isoformat()[:19] + "Z")
    assert [(a["number"], a["reason"], a["status"]) for a in delivery["history"]] == [
        (1, "server_error", 503)
    ]


def test_issuers_sources_and_silences_are_listed(client: TestClient, told: Alert) -> None:
    assert all(issuer["key"] for issuer in client.get(f"{V1}/issuers").json()["items"])
    edgar = next(s for s in client.get(f"{V1}/sources").json()["items"] if s["name"] == "edgar")
    assert edgar["gaps"] == 0
    assert edgar["newest_filing_at"].startswith("2026-03-25")
    assert client.get(f"{V1}/silences").json() == {"items": [], "next": None}


@pytest.mark.parametrize("path", ["alerts", "filings", "deliveries"])
def test_what_is_not_there_is_a_problem_in_json(client: TestClient, path: str) -> None:
    answer = client.get(f"{V1}/{path}/nothing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank", "title": "Not Found", "status": 404,
        "detail": f"no {path.rstrip('s').replace('deliverie', 'delivery')} nothing in the ledger",
    }  # fmt: skip


@pytest.mark.parametrize(
    "query",
    [
        "alerts?cursor=x", "alerts?cursor=9223372036854775808", "alerts?cursor=²",
        f"alerts?cursor={'0' * 20}{'9' * 30}", "filings?cursor=1_a%00",
        "filings?cursor=1", "filings?cursor=x_y", "filings?cursor=9223372036854775807_a",
        "deliveries?cursor=_", "alerts?limit=0", "alerts?limit=501", "alerts?subscription=%00",
        "filings?state=lost", "alerts?order=random", "filings/a%00b",
    ],
)  # fmt: skip
def test_a_wrong_parameter_is_refused_with_its_name(client: TestClient, query: str) -> None:
    answer = client.get(f"{V1}/{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"]
