"""What press releases tell by title or lead: ``releases.toml`` beside this file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.announcements import eight_k, found_in
from workers.events import (
    auditor_change,
    capital_reorganisation,
    delisting,
    dividend,
    meeting_result,
    name_change,
    profit_alert,
    profit_warning,
    restructuring,
    results,
    share_repurchase,
    trading_halt,
)

TYPES = tuple(
    module.EVENT
    for module in (
        auditor_change,
        capital_reorganisation,
        delisting,
        dividend,
        meeting_result,
        name_change,
        profit_alert,
        profit_warning,
        restructuring,
        results,
        share_repurchase,
        trading_halt,
    )
)
CASES = tomllib.loads(Path(__file__).with_name("releases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["shows"]).replace(" ", "-"))
def test_what_a_release_tells(case: Mapping[str, Any]) -> None:
    report = eight_k(exhibit="\n\n".join(case["text"]), form=case["form"])
    found = found_in(report, types=TYPES, source="edgar")
    assert sorted(f"{e.type} {e.subtype}" for e in found.events) == sorted(case["told"])
