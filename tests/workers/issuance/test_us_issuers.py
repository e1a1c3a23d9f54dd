"""Issues in the words of many issuers and law firms: ``us_issuers.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.announcements import eight_k, found_in
from watcher.model import Event, Severity
from workers.events import share_issuance

CASES = tomllib.loads(Path(__file__).with_name("us_issuers.toml").read_text(encoding="utf-8"))[
    "case"
]


def told(case: Mapping[str, Any]) -> list[Event]:
    """The issues of a case that are delivered."""
    report = eight_k(*case["report"], exhibit=case.get("release"), form=case.get("form", "8-K"))
    found = found_in(report, types=(share_issuance.EVENT,), source="edgar")
    return [e for e in found.events if e.severity is not Severity.INFO]


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["legs"]], ids=lambda c: str(c["shows"]).replace(" ", "-")
)
def test_each_leg_has_its_stage_number_and_price(case: Mapping[str, Any]) -> None:
    found = {(e.fields["units"] or 0, e.fields["unit_kind"] == "warrant"): e for e in told(case)}
    wants = {(leg["units"], leg.get("unit_kind") == "warrant"): leg for leg in case["legs"]}
    assert set(found) == set(wants)
    for key, leg in wants.items():
        event = found[key]
        wanted = {k: v for k, v in leg.items() if k != "price"}
        shown = {"status": event.status, "subtype": event.subtype, **event.fields}
        assert {k: shown[k] or 0 for k in wanted} == wanted
        assert shown["price"] == (Decimal(leg["price"]) if "price" in leg else shown["price"])


@pytest.mark.parametrize(
    "case", [c for c in CASES if not c["legs"]], ids=lambda c: str(c["shows"]).replace(" ", "-")
)
def test_what_issues_nothing_new_is_not_told(case: Mapping[str, Any]) -> None:
    assert told(case) == []
