"""The description of the API against its answers: no 5xx, no answer that it does not describe."""

from datetime import timedelta
from typing import Any

import pytest
import schemathesis
import schemathesis.specs.openapi.schemas  # here, while no other thread can parse: cpython#106905
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.records import a_filing
from tests.watcher.web.api.conftest import SECRET, tell
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote
from watcher.ops.clock import utc_now

ENDLESS = "/api/v1/stream"
EXAMPLES = 20
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BOUNDED = settings(
    max_examples=EXAMPLES,
    phases=[Phase.generate],
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def make_ready(ledger: Ledger) -> None:
    now = utc_now()
    ledger.lead("scheduler", now=now, life=timedelta(hours=1))
    ledger.record([a_filing(4, published_at=now, seen_at=now)], now=now)
    ledger.note_poll(
        PollNote(
            source="edgar", started_at=now + timedelta(hours=1), duration=timedelta(0), outcome="ok"
        )
    )


def test_every_place_of_the_api_is_described_with_its_secret(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]
    assert {
        "/api/v1/alerts", "/api/v1/events", "/api/v1/filings", "/api/v1/deliveries",
        "/api/v1/issuers", "/api/v1/sources", "/api/v1/silences", "/api/v1/resend",
        "/api/v1/atom/{subscription}", ENDLESS, "/metrics", "/livez", "/readyz",
        "/api/schema/{name}.json",
    } <= set(described)  # fmt: skip
    secured = [
        door for path, place in described.items() if "/v1/" in path for door in place.values()
    ]
    assert all(door["security"] == [{"secret": []}] for door in secured)
    assert all("description" in door for place in described.values() for door in place.values())


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_no_input_makes_an_answer_that_the_description_does_not_know(
    operator: TestClient, ledger: Ledger
) -> None:
    for number in range(1, 4):
        tell(ledger, number)
    make_ready(ledger)
    loaded = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", operator.app, headers={"host": "127.0.0.1"}
    )
    tried = 0
    for found in loaded.exclude(path=ENDLESS).get_all_operations():

        @BOUNDED
        @given(case=found.ok().as_strategy())  # type: ignore[union-attr]
        def answers_as_described(case: Any) -> None:
            case.call_and_validate(
                base_url="http://127.0.0.1",
                headers={"authorization": f"Bearer {SECRET}"},
                checks=CHECKS,
            )

        answers_as_described()
        tried += 1
    assert tried >= 15
