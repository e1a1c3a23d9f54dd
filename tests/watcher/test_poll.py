"""Polling and auditing against a real ledger: rows first, mark second, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer, Request
from tests.watcher.sources.venues import (
    EDGAR,
    Answers,
    Listed,
    accession,
    atom,
    filings_at,
    getcurrent,
)
from watcher.backfill import backfill_source
from watcher.errors import Blocked, LedgerBusy, NotFound, Unreachable, WatcherError
from watcher.ledger import Ledger
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.model import Filing, FilingId
from watcher.net.client import Client, Get, Venue
from watcher.net.limiter import Limiter
from watcher.poll import audit_day, audit_source, poll_source, scheduled_audit
from watcher.settings import Net
from watcher.sources import load_source

SOURCE = load_source(EDGAR.module)
DAY = timedelta(days=1)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite3'}", migrate=True)
    yield ledger
    ledger.close()


def poll(ledger: Ledger, get: Get, now: datetime, watched: Sequence[str] = ()) -> PollNote:
    return poll_source("edgar", SOURCE, EDGAR, get, ledger, now, watched)


def every(seconds: float, count: int, now: datetime) -> list[Listed]:
    return filings_at([now - timedelta(seconds=seconds * n) for n in range(count)])


def announced(ledger: Ledger) -> dict[str, bool]:
    return {row.filing.id: row.notify for row in ledger.filings(limit=10_000)}


def test_the_first_poll_is_a_baseline_and_the_second_is_news(ledger: Ledger, clock: Clock) -> None:
    first = every(60, 5, clock())
    note = poll(ledger, getcurrent(first), clock())
    assert (note.outcome, note.entries, note.new, note.pages) == ("ok", 5, 5, 1)
    assert set(announced(ledger).values()) == {False}
    news = Listed(accession(99), clock.move(seconds=5))
    assert poll(ledger, getcurrent([news, *first]), clock()).new == 1
    assert announced(ledger)[f"sec:{accession(99)}"] is True


def test_a_first_poll_without_filings_of_our_forms_is_still_the_baseline(
    ledger: Ledger, clock: Clock
) -> None:
    poll(ledger, getcurrent([Listed(accession(1), clock(), form="424B2")]), clock())
    assert ledger.empty("edgar")
    news = Listed(accession(2), clock.move(seconds=5))
    poll(ledger, getcurrent([news]), clock())
    assert announced(ledger) == {f"sec:{accession(2)}": True}


def test_after_an_outage_watched_companies_are_read_first(ledger: Ledger, clock: Clock) -> None:
    poll(ledger, getcurrent(every(60, 5, clock())), clock())
    clock.move(hours=2)
    others = filings_at([clock() - timedelta(minutes=n) for n in range(1, 60)])
    missed = [
        Listed(accession(n), clock() - timedelta(minutes=90 - n), cik="0007654321")
        for n in (81, 82)
    ]
    venue = getcurrent([*others, *missed[::-1]])
    assert poll(ledger, venue, clock(), watched=["cik:0007654321"]).new == 61 - 5
    hold = timedelta(minutes=1)
    first = ledger.lease_filings(now=clock(), limit=4, hold=hold)
    assert first[:2] == [f"sec:{accession(n)}" for n in (81, 82)]
    newest = [f"sec:{line.accession}" for line in others[:2]]
    assert first[2:] == newest[::-1]
    rest = ledger.lease_filings(now=clock(), limit=100, hold=hold)
    assert len(rest) == len({*rest, *first}) - 4 == 61 - 4
    assert ledger.forget_priorities() == 0
    for filing_id in first:
        ledger.commit(filing_id, outcome=ReadOutcome(state="read"), now=clock())
    assert ledger.forget_priorities() == 2


def test_a_poll_is_noted_with_its_duration(ledger: Ledger, clock: Clock) -> None:
    note = poll(ledger, getcurrent(every(60, 3, clock())), clock())
    assert ledger.polls(source="edgar") == [note]
    assert note.duration > timedelta(0)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Unreachable("no answer"), "no answer"),
        (Blocked("www.sec.gov is closed"), "closed"),
        (b"", "the body is empty"),
        (b"<!DOCTYPE html><html></html>", "an HTML page"),
        (atom([]), "no entries"),
    ],
)
def test_each_failure_is_a_note_with_a_clear_error_and_a_count(
    ledger: Ledger, clock: Clock, answer: bytes | WatcherError, why: str
) -> None:
    note = poll(ledger, Answers(lambda *_: answer), clock())
    assert note.outcome == "failed"
    assert why in (note.error or "")
    assert [n.outcome for n in ledger.polls()] == ["failed"]
    (counter,) = ledger.counters("poll_failures")
    assert counter[0] == "poll_failures"
    assert counter[1]["source"] == "edgar"


def test_a_mistake_of_ours_is_a_failed_poll_and_stays_loud(ledger: Ledger, clock: Clock) -> None:
    def wrong(*_: object) -> bytes:
        raise KeyError("no such thing")

    with pytest.raises(KeyError):
        poll(ledger, Answers(wrong), clock())
    (note,) = ledger.polls()
    assert (note.outcome, note.error) == ("failed", "crashed: KeyError('no such thing')")


def test_the_log_says_once_that_polling_fails(ledger: Ledger, clock: Clock) -> None:
    door = Answers(lambda *_: Blocked("closed"))
    good = getcurrent(every(60, 3, clock()))
    with capture_logs() as logs:
        for venue in (door, door, door, good, door):
            poll(ledger, venue, clock.move(seconds=1))
    assert [entry["event"] for entry in logs] == ["poll_failed", "poll_failed"]
    assert len(ledger.polls()) == 5


def test_a_poll_that_breaks_off_loses_nothing(ledger: Ledger, clock: Clock) -> None:
    lines = every(1, 500, clock())
    poll(ledger, getcurrent(lines[400:]), clock())
    pages = getcurrent(lines)

    def breaks(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        return Unreachable("x") if query["start"] == "200" else pages.answer(path, query)

    broken = poll(ledger, Answers(breaks), clock())
    assert (broken.outcome, broken.new) == ("failed", 200)
    mended = poll(ledger, pages, clock())
    assert (mended.outcome, mended.new) == ("ok", 200)
    assert announced(ledger).keys() == {f"sec:{line.accession}" for line in lines}


class Crash(Exception):
    """The process died."""


def test_a_crash_between_rows_and_mark_costs_a_second_reading_only(
    ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = every(1, 300, clock())
    poll(ledger, getcurrent(lines[200:]), clock())

    def die(*_: object, **__: object) -> None:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "set_cursor", die)
        with pytest.raises(Crash):
            poll(ledger, getcurrent(lines), clock())
    note = poll(ledger, getcurrent(lines), clock())
    assert (note.outcome, note.new) == ("ok", 0)
    assert len(announced(ledger)) == 300


def test_a_crash_before_the_rows_leaves_the_mark(
    ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = every(1, 300, clock())
    poll(ledger, getcurrent(lines[200:]), clock())

    def busy(*_: object, **__: object) -> None:
        raise LedgerBusy("the ledger is locked")

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "record", busy)
        note = poll(ledger, getcurrent(lines), clock())
    assert (note.outcome, note.error) == ("failed", "the ledger is locked")
    assert poll(ledger, getcurrent(lines), clock()).new == 200


def test_a_ledger_that_cannot_even_note_the_poll_says_so_to_the_scheduler(
    ledger: Ledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LedgerBusy("the ledger is locked")

    monkeypatch.setattr(ledger, "record", busy)
    monkeypatch.setattr(ledger, "note_poll", busy)
    with pytest.raises(LedgerBusy):
        poll(ledger, getcurrent(every(1, 3, clock())), clock())


def test_a_damaged_page_is_noted_though_its_entries_are_kept(ledger: Ledger, clock: Clock) -> None:
    body = atom(every(1, 100, clock())).replace(b"Harbour Lights", b"Harbour & Lights")
    pages = [body, atom(every(60, 30, clock() - timedelta(minutes=5)))]
    venue = Answers(lambda _, query: pages[int(query["start"]) // 100])
    note = poll(ledger, venue, clock())
    assert (note.outcome, note.new) == ("ok", 100)
    assert "not well-formed" in (note.error or "")
    assert ("feed_damage", {"source": "edgar"}, 1) in ledger.counters()


def test_an_unchanged_feed_is_noted_as_such(ledger: Ledger, clock: Clock) -> None:
    venue = getcurrent(every(60, 3, clock()))
    poll(ledger, venue, clock())
    venue.status = 304
    assert poll(ledger, venue, clock()).outcome == "not_modified"


def test_polling_over_http_with_all_limits(
    ledger: Ledger, clock: Clock, http_server: HttpServer
) -> None:
    lines = every(1, 250, clock())

    def answer(request: Request) -> Answer:
        start = int(request.query["start"][0])
        kind = {"content-type": "application/atom+xml"}
        return Answer(200, atom(lines[start : start + 100]), kind)

    http_server.answer = answer
    config = EDGAR.model_copy(update={"base_url": http_server.url})
    venue = Venue(name="edgar", rate=1000, bases=(http_server.url + "/",))
    net = Net(user_agent="T t@example.com", allow_private=True)
    with Client(net, [venue], Limiter(None)) as client:
        note = poll_source("edgar", SOURCE, config, client, ledger, clock())
    assert (note.outcome, note.new, note.pages) == ("ok", 200, 2)
    assert ledger.filings(limit=1)[0].filing.document_url.startswith(http_server.url)


# Audits: the venue's own index of a day against the ledger.


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


def test_filings_seen_again_gain_the_roles_they_lacked(ledger: Ledger, clock: Clock) -> None:
    owner = Listed(accession(1), clock(), "4", "Doubtfire E", "0000000011", "Reporting")
    issuer = Listed(accession(1), clock(), "4", "Harbour Lights Inc", "0001234567", "Issuer")
    poll(ledger, getcurrent([owner]), clock())
    poll(ledger, getcurrent([issuer, owner]), clock())
    row = ledger.filing(FilingId(f"sec:{accession(1)}"))
    assert row is not None
    assert {party.role for party in row.filing.parties} == {"issuer", "reporting"}
    assert isinstance(row.filing, Filing)
