"""Tables without a printed unit; invented press releases."""

from __future__ import annotations

import pytest

from tests.support.announcements import codes, eight_k, found_in, only_event
from watcher.model import Event

COVER = (
    "Item 2.02 Results of Operations and Financial Condition",
    "On February 4, 2026, Harbour Inc. issued a press release announcing its results for the year ended December 31, 2025.",
)
OPENING = (
    "Harbour Inc. Reports Full Year 2025 Results",
    "SEATTLE, February 4, 2026 -- Harbour Inc. today reported results for the year ended December 31, 2025.",
)
TABLE = (
    "\tYear Ended December 31,",
    "\t2025\t2024",
    "Revenue\t$801,204\t$662,150",
    "Net loss\t$(44,012)\t$(80,300)",
)


def release(*sentences: str) -> str:
    return eight_k(*COVER, exhibit="\n".join((*OPENING, *sentences, *TABLE)))


def results(*sentences: str) -> Event:
    return only_event(release(*sentences), "results", form="8-K")


@pytest.mark.parametrize(
    ("sentence", "multiplier"),
    [
        ("Total revenue was $801.2 million, an increase of 21% year-over-year.", 1_000),
        ("Net loss was $44.0 billion.", 1_000_000),
        ("Net loss was $44,012.", 1),
        ("Revenue was $801.2 million after $801,204 before.", 1),
        ("The Company employs 801 people.", 1),
    ],
)
def test_a_sentence_with_the_same_amount_gives_the_unit(sentence: str, multiplier: int) -> None:
    assert results(sentence).fields["unit_multiplier"] == multiplier


def test_a_printed_unit_counts_before_the_sentences() -> None:
    event = results("Total revenue was $801.2 billion.", "(in thousands)")
    assert event.fields["unit_multiplier"] == 1_000


def test_the_headline_tells_the_amount_of_the_sentence() -> None:
    event = results("Net loss was $44.0 million compared to $80.3 million.")
    assert event.headline == "annual results 2025: revenue US$0.80bn (+21.0%), net loss US$44.01m"


@pytest.mark.parametrize(
    ("sentence", "doubted"), [("The year was good.", True), ("Net loss was $44.0 million.", False)]
)
def test_small_figures_of_an_unknown_unit_are_doubted(sentence: str, *, doubted: bool) -> None:
    assert ("UNIT_UNSTATED" in codes(found_in(release(sentence), form="8-K"))) is doubted
