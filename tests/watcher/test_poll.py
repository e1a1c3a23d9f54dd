"""Polling and auditing against a real ledger: rows first, mark second, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from tests.support.clock import Clock
from tests.support.http import Answer, HttpServer, Request
from tests.support.polling import SOURCE, announced, poll
from tests.watcher.sources.venues import (
    EDGAR,
    Answers,
    Listed,
    accession,
    atom,
    filings_at,
    getcurrent,
)
from watcher.errors import Blocked, LedgerBusy, Unreachable, WatcherError
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Filing, FilingId
from watcher.net.client import Client, Venue
from watcher.net.limiter import Limiter
from watcher.poll import poll_source
from watcher.settings import Net


def every(seconds: float, count: int, now: datetime) -> list[Listed]:
    return filings_at([now - timedelta(seconds=seconds * n) for n in range(count)])


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
    assert [entry["event"] for entry in logs] == ["poll failed", "poll failed"]
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


def test_filings_seen_again_gain_the_roles_they_lacked(ledger: Ledger, clock: Clock) -> None:
    owner = Listed(accession(1), clock(), "4", "Doubtfire E", "0000000011", "Reporting")
    issuer = Listed(accession(1), clock(), "4", "Harbour Lights Inc", "0001234567", "Issuer")
    poll(ledger, getcurrent([owner]), clock())
    poll(ledger, getcurrent([issuer, owner]), clock())
    row = ledger.filing(FilingId(f"sec:{accession(1)}"))
    assert row is not None
    assert {party.role for party in row.filing.parties} == {"issuer", "reporting"}
    assert isinstance(row.filing, Filing)
