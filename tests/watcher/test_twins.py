"""Which two filings are one announcement, and which of their events one story."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.records import NOW, a_filing, an_event, an_hkex_filing
from watcher.model import Event, EventId, Filing
from watcher.twins import same_story, twin_of

CODES = ("10000", "12350")
DAY = date(2026, 4, 1)


def version(number: int, language: str, **changes: Any) -> Filing:
    values: dict[str, Any] = {"language": language, "headline_codes": CODES}
    return an_hkex_filing(number, **values | changes)


def fact(number: int, name_zh: str | None = None, **changes: Any) -> Event:
    values: dict[str, Any] = {
        "dedup_key": f"key {number}",
        "fields": {"person": {"name": f"person {number}", "name_zh": name_zh}},
        "effective_date": DAY,
    }
    return an_event(number, **values | changes)


def test_both_languages_are_twins_both_ways() -> None:
    english, chinese = version(7, "en"), version(9, "zh", headline_codes=CODES[::-1])
    assert twin_of(english, [english, chinese]) == chinese
    assert twin_of(chinese, [english]) == english


@pytest.mark.parametrize(
    "changes",
    [
        {"language": "en"},
        {"language": None},
        {"published_at": NOW + timedelta(minutes=1)},
        {"headline_codes": ("10000", "18480")},
        {"headline_codes": ()},
        {"stock_codes": ("00001",)},
        {"stock_codes": ()},
        {"amends": True},
    ],
)
def test_twins_need_code_minute_category_two_languages_and_one_edition(
    changes: dict[str, Any],
) -> None:
    english, other = version(7, "en"), replace(version(9, "zh"), **changes)
    assert twin_of(english, [other]) is None
    assert twin_of(other, [english]) is None


def test_a_filing_without_a_time_or_of_the_other_venue_has_no_twin() -> None:
    lost = version(7, "en", published_at=None), version(9, "zh", published_at=None)
    assert twin_of(lost[0], lost[1:]) is None
    assert twin_of(a_filing(1, language="en"), [a_filing(2, language="zh")]) is None


def test_a_renminbi_counter_and_one_code_of_a_joint_announcement_are_enough() -> None:
    english = version(7, "en", stock_codes=("01810", "00700"))
    assert twin_of(english, [version(9, "zh", stock_codes=("81810",))]) is not None


def test_several_alike_are_paired_in_order_or_not_at_all() -> None:
    one, two = version(7, "en"), version(8, "en")
    eins, zwei = version(9, "zh"), version(10, "zh")
    everything = [zwei, eins, two, one]
    assert [twin_of(f, everything) for f in (one, two, eins, zwei)] == [eins, zwei, one, two]
    assert twin_of(one, [two, eins]) is None
    assert twin_of(eins, [one, two]) is None


def test_an_exact_list_of_codes_comes_before_an_overlap() -> None:
    joint, own = ("00001", "00002"), ("00002",)
    one, two = version(7, "en", stock_codes=joint), version(8, "en", stock_codes=own)
    eins, zwei = version(9, "zh", stock_codes=own), version(10, "zh", stock_codes=joint)
    assert [twin_of(f, [one, two, eins, zwei]) for f in (one, two)] == [zwei, eins]


def test_the_same_person_by_the_chinese_name_is_one_story_whatever_the_day() -> None:
    english = fact(1, "潘君達", effective_date=None, event_date=date(2026, 3, 25))
    assert same_story([fact(2, "潘 君達")], [english]) == {EventId("evt_2")}


def test_names_that_both_versions_print_and_that_differ_are_two_stories() -> None:
    assert same_story([fact(2, "潘君達")], [fact(1, "梁詠心")]) == frozenset()


def test_equally_many_of_a_type_direction_and_day_are_the_same() -> None:
    english = [fact(1), fact(2), fact(3, subtype="appointment")]
    chinese = [fact(4, "潘君達"), fact(5, "梁詠心"), fact(6, "馬文", subtype="appointment")]
    assert same_story(chinese, english) == {e.id for e in chinese}
    assert same_story(english, chinese) == {e.id for e in english}


def test_a_match_is_never_invented() -> None:
    chinese = [fact(4, "潘君達"), fact(5, "梁詠心")]
    assert same_story(chinese, [fact(1)]) == frozenset()
    assert same_story(chinese[:1], [fact(1, effective_date=date(2026, 5, 1))]) == frozenset()
    assert same_story(chinese[:1], [fact(1, type="officer_change")]) == frozenset()
    assert same_story(chinese, [fact(1, "潘君達")]) == {EventId("evt_4")}


NAMES = (None, "潘君達", "梁詠心", "馬文")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["board_change", "officer_change"]),
        st.sampled_from(["departure", "appointment"]),
        st.sampled_from(NAMES),
        st.sampled_from([None, DAY, date(2026, 5, 1)]),
        st.integers(0, 3),
    ),
    max_size=6,
)


def made(rows: list[tuple[Any, ...]], prefix: str) -> list[Event]:
    return [
        fact(number, name, id=EventId(f"{prefix}{number}"), type=kind, subtype=way,
             effective_date=day, dedup_key=f"{prefix if key else ''}{key}")
        for number, (kind, way, name, day, key) in enumerate(rows)
    ]  # fmt: skip


@given(EVENTS, EVENTS)
def test_whichever_version_is_second_the_same_stories_are_quiet(
    one: list[tuple[Any, ...]], other: list[tuple[Any, ...]]
) -> None:
    english, chinese = made(one, "e"), made(other, "c")
    quiet = same_story(chinese, english)
    back = same_story(english, chinese)
    assert len(quiet) == len(back) <= min(len(english), len(chinese))


@given(EVENTS, st.randoms())
def test_a_version_in_another_script_and_order_tells_nothing_new(
    rows: list[tuple[Any, ...]], chance: Any
) -> None:
    english = made([(kind, way, None, day, 1) for kind, way, _, day, _ in rows], "e")
    chinese = made([(*row[:4], 2) for row in rows], "c")
    chance.shuffle(chinese)
    assert same_story(chinese, english) == {event.id for event in chinese}
    assert Counter(same_story(english, chinese)) == Counter(event.id for event in english)


@given(
    st.lists(
        st.tuples(st.sampled_from(["en", "zh"]), st.sets(st.sampled_from("1234"), min_size=1)),
        max_size=8,
    )
)
def test_the_twin_of_a_twin_is_the_filing_itself(rows: list[tuple[str, set[str]]]) -> None:
    filings = [
        version(number, language, stock_codes=tuple(sorted(f"0000{c}" for c in codes)))
        for number, (language, codes) in enumerate(rows)
    ]  # fmt: skip
    pairs = {filing.id: twin_of(filing, filings) for filing in filings}
    for filing, twin in ((replace(f), pairs[f.id]) for f in filings):
        assert twin is None or pairs[twin.id] == filing
