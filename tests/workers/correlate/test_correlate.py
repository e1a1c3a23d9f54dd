from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pytest

from tests.support.telling import a_filing, an_event
from watcher.model import Event, FilingId, Value
from workers.correlate import correlate

EARLIER = FilingId("hkex:1234")


@dataclass(frozen=True)
class Told:
    event: Event
    filing_id: FilingId = EARLIER


def relation(status: str, *before: str, amends: bool = False, **fields: Value) -> str:
    """How an event with this status stands to one told with each status of before."""
    event = an_event(status=status)
    event = replace(event, fields={**event.fields, **fields})
    told = [Told(an_event(status=known)) for known in before]
    (out,) = correlate(a_filing(amends=amends), [event], told)
    return out.relation


def test_an_unknown_story_is_new() -> None:
    assert relation("announced") == "new"


def test_the_twin_at_the_other_venue_is_the_same() -> None:
    assert relation("announced", "announced") == "same"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("proposed", "announced"),
        ("announced", "completed"),
        ("priced", "completed"),
        ("announced", "lapsed"),
        ("completed", "terminated"),
    ],
)
def test_a_later_stage_advances_the_story(before: str, after: str) -> None:
    assert relation(after, before) == "advances"
    assert relation(before, after) == "same", "an earlier stage is no news"


def test_a_status_without_a_place_on_the_path_does_not_advance() -> None:
    assert relation("completed", "no_movement") == "same"


def test_the_third_report_of_a_stage_is_not_a_second_progress() -> None:
    assert relation("completed", "announced", "completed") == "same"


def test_an_amendment_corrects_whether_or_not_its_key_is_known() -> None:
    assert relation("announced", "announced", amends=True, reason="family") == "corrects"
    assert relation("announced", amends=True) == "corrects"


def test_an_amendment_that_repeats_everything_is_the_same() -> None:
    assert relation("announced", "announced", amends=True) == "same"


def test_reading_a_filing_again_does_not_make_it_old_news() -> None:
    own, later = Told(an_event(), a_filing().id), Told(an_event())
    (out,) = correlate(a_filing(), [an_event()], [own, later])
    assert out.relation == "new"


def test_a_story_told_twice_in_one_filing_is_told_once() -> None:
    first, second = correlate(a_filing(), [an_event(1), an_event(1)], ())
    assert (first.relation, second.relation) == ("new", "same")


def translated(number: int, name_zh: str, **changes: object) -> Event:
    """The same fact as the Chinese version spells it."""
    person = {"name": name_zh, "person_key": name_zh, "name_zh": name_zh}
    return an_event(number, dedup_key=name_zh, fields={"person": person}, **changes)


def test_what_the_other_language_version_told_is_the_same_story() -> None:
    chinese = [translated(3, "馬雅達"), translated(4, "梁詠心", subtype="appointment")]
    out = correlate(a_filing(), chinese, (), [an_event(1)])
    assert [event.relation for event in out] == ["same", "new"]


def test_a_next_stage_or_correction_that_both_languages_tell_is_told_once() -> None:
    chinese = translated(3, "馬雅達", status="completed")
    known = [Told(replace(chinese, status="announced"))]
    assert correlate(a_filing(), [chinese], known)[0].relation == "advances"
    (out,) = correlate(a_filing(amends=True), [chinese], known, [an_event(1)])
    assert out.relation == "same"


def test_two_people_against_one_stay_their_own_stories() -> None:
    chinese = [translated(3, "馬雅達"), translated(4, "梁詠心")]
    out = correlate(a_filing(), chinese, (), [an_event(1)])
    assert [event.relation for event in out] == ["new", "new"]


def test_a_clarification_is_told_as_a_correction() -> None:
    assert relation("corrected", "announced", units=99) == "corrects"


@pytest.mark.parametrize("field_name", ["units", "price"])
def test_the_same_stage_with_another_figure_is_never_silent(field_name: str) -> None:
    first = replace(an_event(status="announced"), fields={field_name: 100, "unit_kind": "share"})
    values: list[tuple[Any, str]] = [(90, "share"), (100, "share"), (90, "ads"), (None, "share")]
    found = []
    for value, kind in values:
        event = replace(first, fields={field_name: value, "unit_kind": kind})
        (out,) = correlate(a_filing(), [event], [Told(first)])
        found.append(out.relation)
    assert found == ["corrects", "same", "same", "same"]
