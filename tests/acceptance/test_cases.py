"""Recorded stories from bytes to the body: a correction with old and new, the stages of a placing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.acceptance.test_both_venues import RECORDED, SCHEMA, Desk
from watcher.ledger import Ledger
from watcher.model import Filing, hkex_filing_id, sec_filing_id
from watcher.ops.clock import utc_now
from workers.jobs import process


def filing_of(number: str) -> Filing:
    """What the feed says of a recording."""
    one = RECORDED[number]
    is_sec = one.source == "edgar"
    return Filing(
        id=sec_filing_id(number) if is_sec else hkex_filing_id(number),
        source="edgar" if is_sec else "hkexnews", form=one.form, title=one.title or "filing",
        published_at=utc_now(), seen_at=utc_now(), url=f"https://venue.test/{number}",
        document_url=f"https://venue.test/{number}.txt", headline_codes=one.codes,
        stock_codes=tuple(code for code, _ in one.stocks), amends=(one.form or "").endswith("/A"),
        language=None if is_sec else "en",
    )  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    url = f"sqlite:///{tmp_path}/ledger.sqlite3"
    Ledger.open(url, migrate=True).close()
    opened = Desk(url, tmp_path)
    yield opened
    opened.ledger.close()


def bodies(desk: Desk, *numbers: str) -> list[dict[str, Any]]:
    """What the subscriber to everything gets when these are read one after the other."""
    for number in numbers:
        filing = filing_of(number)
        desk.ledger.record([filing], now=utc_now())
        answer = partial(bytes, RECORDED[number].body())
        process(filing.id, replace(desk.context, answer=answer))
    told = [body for body in desk.told() if body["data"]["subscription"] == "all"]
    for body in told:
        jsonschema.validate(body, SCHEMA)
    return sorted(told, key=lambda body: str(body["timestamp"]))


def test_an_amended_notice_says_what_was_and_what_is(desk: Desk) -> None:
    first, second = bodies(desk, "0009990002-26-000003", "0009990002-26-000004")
    assert (first["type"], second["type"]) == ("filing.alert", "filing.alert.corrected")
    assert second["data"]["supersedes"] == first["data"]["alert_id"]
    (before,), (after,) = first["data"]["events"], second["data"]["events"]
    assert after["case"] == before["case"]
    changes = {c["field"]: (c["old"], c["new"]) for c in after["changes"]}
    assert changes["units"] == (before["fields"]["units"], after["fields"]["units"])
    assert before["fields"]["units"] != after["fields"]["units"]


def test_a_completion_is_progress_in_the_case_of_its_agreement(desk: Desk) -> None:
    agreed, done = bodies(desk, "19900301", "19900302")
    assert (agreed["type"], done["type"]) == ("filing.alert", "filing.alert.updated")
    assert done["data"]["supersedes"] == agreed["data"]["alert_id"]
    (before,), (after,) = agreed["data"]["events"], done["data"]["events"]
    assert after["case"] == before["case"]
    assert {"field": "status", "old": "announced", "new": "completed"} in after["changes"]
    assert json.dumps(after["changes"]).count("units") == 1
