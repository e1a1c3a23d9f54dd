"""Issues in announcements at HKEX in two languages: ``hk_issuers.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.announcements import announcement, found_in, zh_announcement
from watcher.model import Event
from workers.events import share_issuance

CASES = tomllib.loads(Path(__file__).with_name("hk_issuers.toml").read_text(encoding="utf-8"))[
    "case"
]
MONEY = frozenset(
    {"price", "pct_existing", "pct_enlarged", "discount", "gross_proceeds", "net_proceeds"}
)
PRINTED = {
    "pct_existing": "pct_existing_printed",
    "pct_enlarged": "pct_enlarged_printed",
    "discount": "discount_pct_printed",
}


def told(case: Mapping[str, Any]) -> tuple[Event, ...]:
    """The issues of a case."""
    if case["title"].isascii() or "HK" in str(case["lines"]):
        text = announcement(case["title"], *case["lines"], signed="4 March 2025")
    else:
        text = zh_announcement(case["title"], *case["lines"]).replace(
            "二零二六年三月二十五日", "二零二五年三月四日"
        )
    return found_in(text, types=(share_issuance.EVENT,), source="hkexnews").events


@pytest.mark.parametrize(
    "case", [c for c in CASES if c["legs"]], ids=lambda c: str(c["shows"]).replace(" ", "-")
)
def test_the_terms_are_read_as_printed(case: Mapping[str, Any]) -> None:
    events = sorted(told(case), key=lambda e: int(str(e.fields["units"] or 0)))
    for event, leg in zip(events, case["legs"], strict=True):
        shown = {"status": event.status, "subtype": event.subtype, **event.fields}
        wanted = {k: Decimal(v) if k in MONEY else v for k, v in leg.items()}
        wanted |= {k: None for k, v in leg.items() if v == "none"}
        assert {k: shown[PRINTED.get(k, k)] for k in wanted} == wanted


@pytest.mark.parametrize(
    "case", [c for c in CASES if not c["legs"]], ids=lambda c: str(c["shows"]).replace(" ", "-")
)
def test_what_issues_nothing_is_not_told(case: Mapping[str, Any]) -> None:
    assert told(case) == ()
