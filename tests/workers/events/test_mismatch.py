"""A contradiction in words and under its key; ``workers.correlate`` finds it."""

from __future__ import annotations

from datetime import date

from tests.support.stories import monthly_return, next_day_return, placing, told
from tests.support.telling import a_filing
from watcher.model import Change, Event
from workers.events.mismatch import EVENT, Clash, clash_event


def clash(now: int, was: int, paper: Event, before: Event) -> Event:
    found = Clash(kind="stage", what="units", was=was, now=now, told=told(before, 4))
    return clash_event(a_filing(), paper, found)


def test_it_names_both_numbers_and_both_papers() -> None:
    event = clash(337_000_000, 338_000_000, next_day_return(337_000_000), placing())
    assert event.headline == (
        "numbers disagree: the next day return says 337,000,000 shares, "
        "the announcement said 338,000,000"
    )
    assert event.fields["difference"] == -1_000_000
    assert event.fields["filing_before"] == "hkex:4"
    assert event.changes == (Change(field="units", old=338_000_000, new=337_000_000),)


def test_a_balance_is_told_as_one() -> None:
    march = monthly_return(date(2026, 3, 31), 10, 0)
    april = monthly_return(date(2026, 4, 30), 12, 0)
    found = Clash(kind="opening", what="opening_balance", was=10, now=12, told=told(march))
    assert clash_event(a_filing(), april, found).headline == (
        "numbers disagree: the monthly return of April 2026 opens with 12 shares, "
        "the monthly return of March 2026 closed with 10"
    )


def test_the_key_is_the_same_whichever_paper_comes_second() -> None:
    one = clash(337_000_000, 338_000_000, next_day_return(337_000_000), placing())
    other = clash(338_000_000, 337_000_000, placing(), next_day_return(337_000_000))
    assert one.dedup_key == other.dedup_key
    assert one.dedup_key != clash(336_000_000, 338_000_000, placing(), placing()).dedup_key


def test_no_text_is_searched_for_it() -> None:
    assert EVENT.signals == ()
