"""Damaged 8-Ks and 6-Ks tell the same story, are flagged or wait for a person."""

from __future__ import annotations

import random

import pytest

from tests.support import corruptions
from tests.support.form4 import Form4, Traded, xml_4
from tests.support.form144 import Form144, submission, xml_144
from tests.support.form144_page import html_144
from tests.support.insiders import flags
from tests.support.recordings.report import html, table
from tests.support.reports import filed, found, outcome, report_6k, report_8k, story
from workers.slots import unplaced

SEEDS = range(8)
NOTICE = Form144(plans=("02/01/2024",))
REPORT = Form4(rows=(Traded(), Traded(units="1500", price="25.40")))
HARMLESS = {
    "smart_quotes": corruptions.smart_quotes,
    "straight_quotes": corruptions.straight_quotes,
    "broken_dates": corruptions.broken_dates,
    "shuffled_documents": corruptions.shuffled_documents,
}


def test_the_undamaged_reports_tell_their_story() -> None:
    told = [(kind, subtype) for kind, subtype, *_ in story(found(report_8k()))]
    assert told == [
        ("board_change", "appointment"),
        ("officer_change", "departure"),
        ("share_issuance", "private_placement"),
    ]
    told = [(kind, subtype) for kind, subtype, *_ in story(found(report_6k()))]
    assert told == [("board_change", "departure"), ("share_issuance", "placing")]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("damage", HARMLESS)
@pytest.mark.parametrize("body", [report_8k(), report_6k()], ids=["8-K", "6-K"])
def test_what_changes_no_fact_changes_no_event(body: str, damage: str, seed: int) -> None:
    damaged = HARMLESS[damage](body, random.Random(seed))
    assert story(found(damaged)) == story(found(body))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("body", [report_8k(), report_6k()], ids=["8-K", "6-K"])
def test_several_damages_at_once_change_no_event(body: str, seed: int) -> None:
    rng = random.Random(seed)
    damaged = body
    for name in rng.sample(sorted(HARMLESS), 3):
        damaged = HARMLESS[name](damaged, rng)
    assert story(found(damaged)) == story(found(body))


def test_a_report_without_its_markup_tells_the_same_people_and_shares() -> None:
    body = report_8k()
    stripped = corruptions.without_tags(body, random.Random(0))
    assert "<p" not in stripped[: stripped.index("</DOCUMENT>")]
    assert story(found(stripped)) == story(found(body))


@pytest.mark.parametrize("seed", range(40))
def test_a_submission_that_breaks_off_is_refused_or_flagged(seed: int) -> None:
    rng = random.Random(seed)
    whole = rng.choice(
        [report_8k(), report_6k(), submission(xml_144(NOTICE)), submission(xml_4(REPORT), "4")]
    )
    result = outcome(corruptions.cut_short(whole, rng))
    assert result is None or "SUBMISSION_TRUNCATED" in flags(result)


@pytest.mark.parametrize("whole", [report_8k(), submission(xml_144(NOTICE))])
def test_a_whole_submission_is_not_said_to_break_off(whole: str) -> None:
    assert "SUBMISSION_TRUNCATED" not in flags(found(whole))


@pytest.mark.parametrize("seed", range(30))
def test_holes_in_any_filing_leave_every_slot_with_its_words(seed: int) -> None:
    rng = random.Random(seed)
    bodies = [report_8k(), report_6k(), xml_144(NOTICE), xml_4(REPORT), html_144(NOTICE)]
    body = rng.choice(bodies)
    at, size = rng.randrange(len(body)), rng.randrange(1, 60)
    result = outcome(body[:at] + body[at + size :])
    for event in result.events if result else ():
        assert unplaced(event) == []


def test_a_page_of_pictures_needs_a_person() -> None:
    pictures = html("6-K", ["<img src='a.jpg'>", table([["", ""]])])
    scan = filed("6-K", pictures, ("EX-99.1", html("EX", ["<img src='b.jpg'>"])))
    result = found(scan)
    assert result.events == ()
    assert result.needs_review is not None
    assert "read it by hand" in result.needs_review
