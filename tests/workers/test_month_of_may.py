"""The month of May is not the verb ``may``: a story of April tells the same in May."""

from __future__ import annotations

import pytest

from tests.support.announcements import eight_k, found_in
from workers.events import bankruptcy, m_and_a, share_issuance

TYPES = (bankruptcy.EVENT, m_and_a.EVENT, share_issuance.EVENT)
SOLD = "Item 3.02 Unregistered Sales of Equity Securities."
DONE = "Item 2.01 Completion of Acquisition or Disposition of Assets."
CONTROL = "Item 5.01 Changes in Control of Registrant."
BROKE = "Item 1.03 Bankruptcy or Receivership."


def told(month: str, item: str, sentence: str) -> list[tuple[str, str | None, str]]:
    filing = eight_k(item, sentence).replace("February 4, 2026", f"{month} 6, 2026")
    filing = filing.replace("DAY", f"{month} 4, 2026")
    events = found_in(filing, types=TYPES, source="edgar", form="8-K").events
    return [(e.type, e.subtype, e.status) for e in events]


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (BROKE, "On DAY, the Company filed a voluntary petition for relief under chapter 11 of title 11 of the United States Code."),
        (SOLD, "On DAY, the Company issued and sold 6,250,000 shares of common stock at $8.00 per share in a private placement to accredited investors for gross proceeds of $50.0 million."),
        (SOLD, "On DAY, the Company issued 1,200,000 shares of common stock upon the conversion of its outstanding convertible notes."),
        (CONTROL, "On DAY, a change in control of the Company occurred upon the closing of the merger."),
        (DONE, "On DAY, Merger Sub merged with and into the Company, with the Company surviving as a wholly owned subsidiary of Parent."),
    ],
)  # fmt: skip
def test_a_story_tells_the_same_in_april_and_in_may(item: str, sentence: str) -> None:
    april = told("April", item, sentence)
    assert april
    assert told("May", item, sentence) == april
