"""What polling missed is found in the venues' own indexes, and what was before is read in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.support.clock import Clock
from tests.support.polling import SOURCE, announced, poll
from tests.watcher.sources.venues import (
    EDGAR,
    Answers,
    Listed,
    accession,
    filings_at,
    getcurrent,
)
from watcher.backfill import backfill_source
from watcher.errors import NotFound, Unreachable, WatcherError
from watcher.ledger import Ledger
from watcher.model import FilingId
from watcher.net.client import Get
from watcher.poll import audit_day, audit_source, scheduled_audit


class Day:
    """A venue whose daily index lists these accession numbers, and whose feed is fixed."""

    def __init__(self, feed: list[Listed], **days: list[int]) -> None:
        self.feed = getcurrent(feed)
        self.days = {name.removeprefix("d"): numbers for name, numbers in days.items()}

    def answer(self, path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        if path.endswith("browse-edgar"):
            return self.feed.answer(path, query)
        day = path.split(".")[-2]
        if day not in self.days:
            return NotFound(f"{path}: HTTP 403")
        rows = [
            f"1234567|HARBOUR LIGHTS INC|8-K|{day}|edgar/data/1234567/{accession(n)}.txt"
            for n in self.days[day]
        ]
        return "\n".join(["CIK|Company Name|Form Type|Date Filed|File Name", *rows]).encode()


def start(ledger: Ledger, when: datetime, *numbers: int, then: Listed | None = None) -> None:
    """A first poll that sees these filings, and a second one that sees one more."""
    lines = [Listed(accession(n), when - timedelta(minutes=n)) for n in numbers]
    poll(ledger, getcurrent(lines), when)
    if then:
        poll(ledger, getcurrent([then, *lines]), then.at)


DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 23, 20, 0, tzinfo=UTC)


def audit(ledger: Ledger, venue: Day, now: datetime) -> list[tuple[date, int, tuple[str, ...]]]:
    found = audit_source("edgar", SOURCE, EDGAR, Answers(venue.answer), ledger, now=now)
    return [(a.day, a.listed, a.gaps) for a in found]


def test_an_audit_finds_records_announces_and_counts_what_polling_missed(
    ledger: Ledger, clock: Clock
) -> None:
    tuesday = MONDAY + DAY
    start(ledger, MONDAY, 1, then=Listed(accession(2), tuesday))
    venue = Day([], d20260324=[2, 3])
    missed = FilingId(f"sec:{accession(3)}")
    assert audit(ledger, venue, tuesday + DAY) == [(date(2026, 3, 24), 2, (missed,))]
    assert announced(ledger)[missed] is True
    assert ("gaps", {"source": "edgar"}, 1) in ledger.counters()
    assert audit(ledger, venue, tuesday + DAY) == [(date(2026, 3, 24), 2, ())]


def test_an_audit_leaves_known_filings_as_they_are(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1, then=Listed(accession(2), MONDAY + DAY))
    before = ledger.filing(FilingId(f"sec:{accession(2)}"))
    audit(ledger, Day([], d20260324=[2]), MONDAY + 2 * DAY)
    assert ledger.filing(FilingId(f"sec:{accession(2)}")) == before


def test_what_stood_in_the_feed_before_the_first_poll_is_no_gap(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1)
    venue = Day([], d20260323=[1, 7, 8])
    assert audit(ledger, venue, MONDAY + DAY) == [(date(2026, 3, 23), 3, ())]
    assert set(announced(ledger).values()) == {False}
    assert len(announced(ledger)) == 3


def test_days_before_the_first_poll_are_nobodys_gap(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1)
    get = Answers(Day([]).answer)
    day = audit_day("edgar", SOURCE, EDGAR, get, ledger, day=date(2026, 3, 20), now=MONDAY)
    assert (day.listed, day.gaps, get.asked) == (0, (), [])


def test_after_an_outage_longer_than_the_feed_the_audit_goes_back_to_its_start(
    ledger: Ledger,
) -> None:
    start(ledger, MONDAY, 1)
    friday = MONDAY + 4 * DAY
    full = filings_at([friday - timedelta(seconds=n) for n in range(90)])
    note = poll(ledger, getcurrent(full), friday)
    assert note.outcome == "ok"
    assert ("feed_gaps", {"source": "edgar"}, 1) in ledger.counters()
    venue = Day([], d20260323=[1], d20260324=[201], d20260325=[202, 203], d20260326=[])
    days = audit(ledger, venue, friday)
    assert [(day.day, listed, len(gaps)) for day, listed, gaps in days] == [
        (23, 1, 0), (24, 1, 1), (25, 2, 2), (26, 0, 0),
    ]  # fmt: skip
    assert [day.day for day, _, _ in audit(ledger, venue, friday)] == [26]


def test_an_index_that_is_not_out_yet_is_told(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1)
    unlisted = Answers(
        lambda path, _: (
            b'{"directory": {"item": []}}' if path.endswith("index.json") else NotFound(path)
        )
    )
    with pytest.raises(NotFound):
        audit_source("edgar", SOURCE, EDGAR, unlisted, ledger, now=MONDAY + DAY)


def scheduled(ledger: Ledger, get: Get, now: datetime) -> str:
    return scheduled_audit("edgar", SOURCE, EDGAR, get, ledger, now=now)


def audits(ledger: Ledger) -> dict[str, int]:
    return {labels["outcome"]: n for name, labels, n in ledger.counters() if name == "audits"}


def test_the_scheduled_audit_is_counted_and_catches_up(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1)
    missing = Answers(Day([], d20260324=[2]).answer)
    assert scheduled(ledger, missing, MONDAY + 2 * DAY) == "gaps"
    assert scheduled(ledger, missing, MONDAY + 2 * DAY) == "clean"
    assert audits(ledger) == {"gaps": 1, "clean": 1}
    assert announced(ledger)[f"sec:{accession(2)}"] is True


def test_an_index_that_is_not_out_yet_is_no_error_of_the_scheduled_audit(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1)
    unlisted = Answers(lambda path, _: NotFound(path))
    assert scheduled(ledger, unlisted, MONDAY + DAY) == "not_out"
    assert audits(ledger) == {"not_out": 1}


def test_a_scheduled_audit_that_fails_is_counted_and_told(ledger: Ledger) -> None:
    start(ledger, MONDAY, 1)
    with pytest.raises(Unreachable):
        scheduled(ledger, Answers(lambda *_: Unreachable("no answer")), MONDAY + DAY)
    assert audits(ledger) == {"failed": 1}


@pytest.mark.parametrize("notify", [True, False])
def test_a_backfill_records_each_day_and_skips_what_is_not_published(
    ledger: Ledger, *, notify: bool
) -> None:
    venue = Answers(
        lambda path, query: (
            b'{"directory": {"item": []}}'
            if path.endswith("index.json")
            else Day([], d20260323=[1], d20260324=[2]).answer(path, query)
        )
    )
    steps = list(backfill_source(
        SOURCE, EDGAR, venue, ledger,
        since=date(2026, 3, 23), until=date(2026, 3, 25), issuers=(), notify=notify,
        now=MONDAY + 3 * DAY,
    ))  # fmt: skip
    assert [(step.since.day, step.listed, step.new) for step in steps] == [
        (23, 1, (f"sec:{accession(1)}",)), (24, 1, (f"sec:{accession(2)}",)), (25, 0, ()),
    ]  # fmt: skip
    assert [step.error is None for step in steps] == [True, True, False]
    assert set(announced(ledger).values()) == {notify}
