"""Two language versions of one announcement are one story, whoever commits first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.records import (
    NOW,
    a_delivery,
    a_filing,
    an_alert,
    an_event,
    an_hkex_filing,
)
from tests.watcher.ledger.test_concurrency import race
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Event, Filing

ENGLISH = an_hkex_filing(1, language="en", headline_codes=("10000", "12350"))
CHINESE = an_hkex_filing(2, language="zh", headline_codes=("10000", "12350"))
HOLD = timedelta(seconds=60)


def fact(filing: Filing, **changes: Any) -> Event:
    """The resignation as one language spells it."""
    return an_event(int(filing.id[-3:]), **{"dedup_key": f"ada {filing.language}", **changes})


def outcome_of(filing: Filing, *events: Event) -> ReadOutcome:
    alert = an_alert(filing.id, *events)
    return ReadOutcome(
        state="read", events=events, alerts=(alert,), deliveries=(a_delivery(alert),)
    )


def commit(ledger: Ledger, filing: Filing, *events: Event) -> None:
    assert ledger.commit(filing.id, outcome=outcome_of(filing, *events), now=NOW)


def told(ledger: Ledger) -> list[str]:
    return [row.alert.filing_id for row in ledger.alerts()]


@pytest.fixture(params=["english first", "chinese first"])
def pair(request: pytest.FixtureRequest, ledger: Ledger) -> tuple[Filing, Filing]:
    """Both versions recorded, in the order of their reading."""
    ledger.record([ENGLISH, CHINESE], now=NOW)
    return (ENGLISH, CHINESE) if request.param == "english first" else (CHINESE, ENGLISH)


def test_the_version_that_is_read_second_is_quiet(
    ledger: Ledger, pair: tuple[Filing, Filing]
) -> None:
    for filing in pair:
        commit(ledger, filing, fact(filing))
    assert told(ledger) == [pair[0].id]
    assert [ledger.events(f.id)[0].relation for f in pair] == ["new", "same"]


def test_two_workers_at_once_tell_it_once(ledger: Ledger) -> None:
    for number in range(1, 21, 2):
        at = NOW + timedelta(minutes=number)
        versions = [
            an_hkex_filing(number + n, language=language, published_at=at, headline_codes=("1",))
            for n, language in enumerate(("en", "zh"))
        ]
        ledger.record(versions, now=NOW)
        race(
            *[
                lambda filing=filing: commit(ledger, filing, fact(filing, dedup_key=f"{filing.id}"))
                for filing in versions
            ]
        )
        relations = sorted(ledger.events(f.id)[0].relation for f in versions)
        assert relations == ["new", "same"]
    assert len(told(ledger)) == len(ledger.deliveries()) == 10


def test_the_next_stage_and_a_correction_are_told_in_one_language_too(ledger: Ledger) -> None:
    for number, relation in enumerate(("advances", "corrects")):
        at = NOW + timedelta(hours=number)
        versions = [
            an_hkex_filing(10 * number + n, language=language, published_at=at,
                           headline_codes=("1",), amends=relation == "corrects")
            for n, language in enumerate(("en", "zh"), 1)
        ]  # fmt: skip
        ledger.record(versions, now=NOW)
        for filing in versions:
            commit(ledger, filing, fact(filing, relation=relation, dedup_key=str(filing.id)))
        assert told(ledger)[number:] == [versions[0].id]


def test_a_correction_of_one_language_is_told(ledger: Ledger) -> None:
    revised = an_hkex_filing(3, language="zh", headline_codes=("10000", "12350"), amends=True)
    ledger.record([ENGLISH, CHINESE, revised], now=NOW)
    for filing in (ENGLISH, CHINESE):
        commit(ledger, filing, fact(filing))
    commit(ledger, revised, fact(revised, relation="corrects"))
    assert told(ledger) == [ENGLISH.id, revised.id]


def test_a_fact_that_only_the_second_version_prints_is_told(ledger: Ledger) -> None:
    ledger.record([ENGLISH, CHINESE], now=NOW)
    commit(ledger, ENGLISH, fact(ENGLISH))
    other = fact(CHINESE, id="evt_other", dedup_key="bo", subtype="appointment")
    commit(ledger, CHINESE, fact(CHINESE), other)
    assert [e.relation for e in ledger.events(CHINESE.id)] == ["same", "new"]
    assert told(ledger) == [ENGLISH.id, CHINESE.id]


def test_the_other_venue_keeps_both_versions_quiet(ledger: Ledger) -> None:
    report = a_filing(1)
    ledger.record([report, ENGLISH, CHINESE], now=NOW)
    commit(ledger, report, an_event(9, dedup_key="ada en"))
    for filing in (ENGLISH, CHINESE):
        commit(ledger, filing, fact(filing))
    assert told(ledger) == [report.id]


def test_the_first_version_stays_the_first_when_it_is_read_again(
    ledger: Ledger, pair: tuple[Filing, Filing]
) -> None:
    for filing in pair:
        outcome = ReadOutcome(state="read", events=(fact(filing),))  # no subscription hears it
        ledger.commit(filing.id, outcome=outcome, now=NOW)
    for filing in (pair[0], pair[1], pair[0]):
        ledger.retry_filing(filing.id, now=NOW)
        ledger.commit(filing.id, outcome=ReadOutcome(state="read", events=(fact(filing),)), now=NOW)
    assert [ledger.events(f.id)[0].relation for f in pair] == ["new", "same"]


def test_the_twin_tells_how_far_it_is_and_what_it_said(ledger: Ledger) -> None:
    assert ledger.twin(CHINESE) is None
    ledger.record([ENGLISH, CHINESE, a_filing(1, published_at=ENGLISH.published_at)], now=NOW)
    twin = ledger.twin(CHINESE)
    assert twin is not None
    assert (twin.filing, twin.state, twin.events) == (ENGLISH, "new", ())
    commit(ledger, ENGLISH, fact(ENGLISH))
    twin = ledger.twin(CHINESE)
    assert twin is not None
    assert (twin.state, twin.events) == ("read", (fact(ENGLISH),))
    assert ledger.twin(a_filing(1)) is None


def test_other_versions_are_the_twin_and_the_other_venue_as_known_then(ledger: Ledger) -> None:
    report = a_filing(1)
    ledger.record([ENGLISH, CHINESE, report], now=NOW)
    commit(ledger, report, an_event(9, dedup_key="ada en"))
    assert ledger.commit(
        ENGLISH.id, outcome=outcome_of(ENGLISH, fact(ENGLISH)), now=NOW + timedelta(hours=2)
    )
    assert ledger.other_versions(ENGLISH, at=NOW) == (CHINESE, report)
    assert ledger.other_versions(ENGLISH, at=NOW - timedelta(minutes=1)) == ()
    assert ledger.other_versions(report, at=NOW) == (), "the announcement was read two hours later"
    assert ledger.other_versions(report, at=NOW + timedelta(hours=2)) == (ENGLISH,)


def test_an_earlier_stage_at_the_other_venue_is_no_other_version(ledger: Ledger) -> None:
    report = a_filing(1)
    ledger.record([ENGLISH, report], now=NOW)
    commit(ledger, report, an_event(9, dedup_key="ada en", status="proposed"))
    commit(ledger, ENGLISH, fact(ENGLISH, relation="advances"))
    assert ledger.other_versions(ENGLISH, at=NOW) == ()


def test_what_is_no_news_names_the_filing_that_told_it(
    ledger: Ledger, pair: tuple[Filing, Filing]
) -> None:
    report = a_filing(1)
    ledger.record([report], now=NOW)
    results = {"type": "results", "dedup_key": "results 2026"}
    commit(ledger, report, an_event(9, **results))
    for filing in pair:
        commit(ledger, filing, fact(filing), an_event(8, **results))
    first, second = (ledger.told_before(f, ledger.events(f.id)) for f in pair)
    assert first == {"evt_8": report.id}
    assert second == {fact(pair[1]).id: pair[0].id, "evt_8": report.id}
    assert ledger.told_before(report, ledger.events(report.id)) == {}
