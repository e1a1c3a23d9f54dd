from __future__ import annotations

import re
from typing import Any

from tests.support.announcements import announcement, eight_k
from watcher.issuers import Issuers
from workers.canonical import text_of
from workers.events import Reading, Told
from workers.facts import reading_of
from workers.governance.passages import Passage, announced, items, whole

PLAN = re.compile(r"(?i)share plan")


def a_reading(text: str, **told: Any) -> Reading:
    given = Told(**told)
    return reading_of(text_of(text.encode(), given), given, Issuers())


def titled(text: str, **told: Any) -> list[Passage]:
    return list(announced(a_reading(text, **told), PLAN))


def test_a_title_of_its_own_has_all_that_follows() -> None:
    (found,) = titled(announcement("ADOPTION OF SHARE PLAN", "First words.", "Last words."))
    assert found.title_item == "ADOPTION OF SHARE PLAN"
    assert "First words.\nLast words." in found.text


def test_it_ends_before_the_signature_and_the_definitions() -> None:
    lines = ("First words.", "DEFINITIONS", "“Plan” means the plan")
    (found,) = titled(announcement("ADOPTION OF SHARE PLAN", *lines))
    assert found.text == "First words."


def test_one_title_of_several_has_the_section_that_repeats_it() -> None:
    (found,) = titled(
        announcement(
            "(1) CHANGE OF AUDITOR; AND (2) ADOPTION OF SHARE PLAN",
            "The board makes this announcement under the Listing Rules.",
            "CHANGE OF AUDITOR",
            "The auditor changed.",
            "ADOPTION OF SHARE PLAN",
            "The plan was adopted.",
        )
    )
    assert found.title_item == "(2) ADOPTION OF SHARE PLAN"
    assert "The plan was adopted." in found.text
    assert "The auditor changed." not in found.text


def test_poll_results_announce_no_plan() -> None:
    text = announcement(
        "POLL RESULTS OF THE MEETING", "All were passed.", "SHARE PLAN", "Approved."
    )
    assert titled(text) == []


def test_an_envelope_announces_in_its_exhibits_only() -> None:
    text = eight_k("SHARE PLAN", "A plan.", exhibit="ADOPTION OF SHARE PLAN\nThe plan was adopted.")
    assert [p.part.label for p in titled(text, form="8-K")] == ["99.1"]


def test_all_sections_of_an_item_are_one_passage() -> None:
    text = eight_k(
        "Item 5.02 Compensatory Arrangements",
        "NEW PLAN",
        "The plan was adopted.",
        "Item 9.01 Exhibits",
    )
    (found,) = items(a_reading(text, form="8-K"), frozenset({"5.02"}))
    assert found.item == "5.02"
    assert "The plan was adopted." in found.body
    assert "NEW PLAN" not in found.body


def test_spans_lead_back_into_the_filing() -> None:
    reading = a_reading(announcement("ADOPTION OF SHARE PLAN", "First words.", "Last words."))
    (found,) = announced(reading, PLAN)
    at = found.text.index("Last")
    start, end = found.span(at, at + 4)
    assert reading.text.text[start:end] == "Last"


def test_a_span_ends_with_its_block() -> None:
    reading = a_reading(announcement("ADOPTION OF SHARE PLAN", "First words.", "Last words."))
    (found,) = announced(reading, PLAN)
    start, end = found.span(0, 10_000)
    assert reading.text.text[start:end] == "First words."


def test_a_filing_without_a_title_is_one_passage() -> None:
    found = whole(a_reading("The Company granted awards.\nMore words."))
    assert found is not None
    assert found.text == "The Company granted awards.\nMore words."
