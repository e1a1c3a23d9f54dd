"""Every item of a Hong Kong title is answered: by an event, or by a suppressed entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.announcements import announcement
from watcher.issuers import Issuers
from watcher.model import Findings
from workers.events import Told
from workers.parse import Reader
from workers.read import read

READER = Reader.of(Path(__file__).parents[2] / "config")
ITEMS = {
    "RESIGNATION OF EXECUTIVE DIRECTOR": "The Board announces that Mr. Ho Siu Fung has tendered his resignation as an executive Director with effect from 25 March 2026 to pursue his other business commitments.",
    "PLACING OF NEW SHARES UNDER GENERAL MANDATE": "On 25 March 2026, the Company and the Placing Agent entered into the Placing Agreement to place up to 96,000,000 Placing Shares at the Placing Price of HK$0.88 per Placing Share.",
    "CHANGE OF COMPANY SECRETARY": "Mr. Kwok Chi Keung has been appointed as the company secretary of the Company with effect from 25 March 2026.",
    "CHANGE OF PRINCIPAL PLACE OF BUSINESS IN HONG KONG": "The principal place of business in Hong Kong will be changed to 12th Floor, 8 Queen's Road Central.",
}


def found(text: str, **told: tuple[str, ...]) -> Findings:
    return read(
        text.encode(), Told(source="hkexnews", headline_codes=told.get("codes", ())), Issuers(),
        types=READER.types, thresholds=READER.thresholds,
    )  # fmt: skip


def test_each_of_four_items_has_its_answer() -> None:
    title = "; ".join(f"({n}) {item}" for n, item in enumerate(ITEMS, 1))
    lines = [line for item, words in ITEMS.items() for line in (item, words)]
    result = found(announcement(title.replace("(4)", "AND (4)"), *lines))
    told = {str(e.title_item) for e in result.events}
    dropped = " ".join(s.evidence.quote for s in result.suppressed if s.evidence)
    answered = [item for item in ITEMS if any(item in t for t in told) or item in dropped]
    assert answered == list(ITEMS)
    assert {e.type for e in result.events} == {"board_change", "share_issuance", "officer_change"}


@pytest.mark.parametrize("code", ["12350", "12550", "13300", "18480", "18500", "11200", "12150"])
def test_a_headline_code_alone_is_no_event(code: str) -> None:
    text = announcement("NOTICE TO SHAREHOLDERS", "The Company thanks its staff for their work.")
    result = found(text, codes=(code,))
    assert result.events == ()
    assert result.suppressed != ()
