from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from tests.support.clock import Clock
from tests.support.records import NOW, a_filing, an_hkex_filing
from watcher.errors import UnknownId
from watcher.ledger import Ledger
from watcher.ledger.engine import Store
from watcher.ledger.filings import CHUNK
from watcher.ledger.rows import ReadOutcome
from watcher.model import Party, sec_filing_id

HOLD = timedelta(seconds=60)
NOBODY = sec_filing_id("9999999999-99-999999")


def test_recording_returns_only_the_new_ones_in_order(ledger: Ledger) -> None:
    one, two, three = (a_filing(n) for n in (1, 2, 3))
    assert ledger.record([two], now=NOW) == [two.id]
    assert ledger.record([three, two, one], now=NOW) == [three.id, one.id]
    assert ledger.known([one.id, two.id, NOBODY]) == {one.id, two.id}


def test_a_filing_comes_back_exactly_as_recorded(ledger: Ledger) -> None:
    odd = a_filing(title='港交所 \ud800\0 "quoted"', items=("5.02",), published_at=None)
    ledger.record([odd, an_hkex_filing()], now=NOW)
    row = ledger.filing(odd.id)
    assert row is not None
    assert row.filing == odd
    assert (row.state, row.attempts, row.due_at, row.notify) == ("new", 0, NOW, True)


def test_roles_seen_later_are_merged_into_the_known_filing(ledger: Ledger) -> None:
    issuer = Party(role="issuer", name="Northern Lights Ltd", cik="0001234567")
    owner = Party(role="reporting", name="Berg Ada", cik="0007654321")
    first = a_filing(parties=(issuer,), items=("5.02",))
    again = a_filing(parties=(owner, issuer), items=("8.01",), stock_codes=("00700",), title="else")
    assert ledger.record([first, again], now=NOW) == [first.id]
    assert ledger.record([again], now=NOW) == []
    row = ledger.filing(first.id)
    assert row is not None
    assert row.filing.parties == (issuer, owner)
    assert row.filing.items == ("5.02", "8.01")
    assert row.filing.stock_codes == ("00700",)
    assert row.filing.title == first.title


def test_a_role_seen_after_the_reading_does_not_make_the_filing_due_again(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.commit(filing.id, outcome=ReadOutcome(state="read"), now=NOW)
    ledger.record([a_filing(stock_codes=("00700",))], now=NOW)
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == []
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.filing.stock_codes) == ("read", ("00700",))


def test_a_large_batch_is_recorded_and_known_at_once(ledger: Ledger) -> None:
    many = [a_filing(n) for n in range(1201)]
    assert len(ledger.record(many, now=NOW)) == 1201
    assert len(ledger.known([f.id for f in many])) == 1201
    assert ledger.record(many, now=NOW) == []


def test_a_source_is_empty_until_its_first_filing(ledger: Ledger) -> None:
    assert ledger.empty("edgar")
    ledger.record([a_filing()], now=NOW)
    assert not ledger.empty("edgar")
    assert ledger.empty("hkexnews")


def test_under_a_backlog_the_newest_are_leased_and_go_out_oldest_first(ledger: Ledger) -> None:
    filings = [a_filing(n) for n in (3, 1, 2)]
    ledger.record(filings, now=NOW)
    by_age = sorted(f.id for f in filings)
    assert ledger.lease_filings(now=NOW, limit=2, hold=HOLD) == by_age[1:]
    assert ledger.lease_filings(now=NOW, limit=2, hold=HOLD) == by_age[:1]


def test_news_is_leased_before_a_backfill_however_old_that_is(ledger: Ledger) -> None:
    old = ledger.record([a_filing(n) for n in range(1, 8)], now=NOW, notify=False)
    news = ledger.record([a_filing(n) for n in (8, 9)], now=NOW)
    assert ledger.lease_filings(now=NOW, limit=4, hold=HOLD) == news + old[:2]
    late = ledger.record([a_filing(10)], now=NOW)
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD, quiet=2) == late + old[2:4]
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD, quiet=0) == []
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == old[4:]


def test_a_backfill_that_is_announced_does_not_hold_up_news_either(ledger: Ledger) -> None:
    ledger.record([a_filing(n) for n in range(1, 8)], now=NOW)
    news = ledger.record([a_filing(8)], now=NOW)
    assert ledger.lease_filings(now=NOW, limit=1, hold=HOLD) == news


def test_a_held_filing_is_leased_again_when_the_hold_runs_out(ledger: Ledger, clock: Clock) -> None:
    filing = a_filing()
    ledger.record([filing], now=clock())
    assert ledger.lease_filings(now=clock(), limit=9, hold=HOLD) == [filing.id]
    clock.move(seconds=59.999)
    assert ledger.lease_filings(now=clock(), limit=9, hold=HOLD) == []
    clock.move(seconds=0.001)
    assert ledger.lease_filings(now=clock(), limit=9, hold=HOLD) == [filing.id]


def test_a_claim_counts_the_attempt_and_a_second_claimer_gets_nothing(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW, notify=False)
    ledger.lease_filings(now=NOW, limit=9, hold=HOLD)
    claim = ledger.claim_filing(filing.id, now=NOW, hold=HOLD)
    assert claim is not None
    assert (claim.filing, claim.attempt, claim.notify) == (filing, 1, False)
    assert ledger.claim_filing(filing.id, now=NOW, hold=HOLD) is None


def test_a_crashed_workers_claim_is_free_after_its_hold(ledger: Ledger, clock: Clock) -> None:
    filing = a_filing()
    ledger.record([filing], now=clock())
    ledger.lease_filings(now=clock(), limit=9, hold=HOLD)
    ledger.claim_filing(filing.id, now=clock(), hold=HOLD)
    clock.move(seconds=60)
    assert ledger.lease_filings(now=clock(), limit=9, hold=HOLD) == [filing.id]
    claim = ledger.claim_filing(filing.id, now=clock(), hold=HOLD)
    assert claim is not None
    assert claim.attempt == 2


def test_a_hold_of_a_clock_that_was_set_back_since_is_free(ledger: Ledger) -> None:
    filing, wrong = a_filing(), NOW + timedelta(days=365)
    ledger.record([filing], now=NOW)
    ledger.lease_filings(now=wrong, limit=9, hold=HOLD)
    ledger.claim_filing(filing.id, now=wrong, hold=HOLD)
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == [filing.id]
    assert ledger.claim_filing(filing.id, now=NOW, hold=HOLD) is not None


def test_a_worker_whose_clock_is_behind_the_sweeps_still_claims(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.lease_filings(now=NOW, limit=9, hold=HOLD)
    assert ledger.claim_filing(filing.id, now=NOW - timedelta(seconds=2), hold=HOLD) is not None


def test_a_postponed_filing_waits_and_an_old_ring_does_not_start_it(
    ledger: Ledger, clock: Clock
) -> None:
    filing, later = a_filing(), clock() + timedelta(minutes=5)
    ledger.record([filing], now=clock())
    ledger.claim_filing(filing.id, now=clock(), hold=HOLD)
    ledger.postpone_filing(filing.id, error="503 from the venue", due_at=later, now=clock())
    assert ledger.lease_filings(now=clock(), limit=9, hold=HOLD) == []
    assert ledger.claim_filing(filing.id, now=clock(), hold=HOLD) is None
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.error, row.due_at, row.held_until) == (
        "new", "503 from the venue", later, None,
    )  # fmt: skip
    clock.move(minutes=5)
    assert ledger.lease_filings(now=clock(), limit=9, hold=HOLD) == [filing.id]


def test_a_failed_filing_is_final_and_keeps_its_reason(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.fail_filing(filing.id, error="no text\0 in it", now=NOW)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.error) == ("failed", "no text\ufffd in it")
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == []
    assert ledger.claim_filing(filing.id, now=NOW, hold=HOLD) is None


def test_a_late_failure_does_not_undo_a_reading(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.commit(filing.id, outcome=ReadOutcome(state="read"), now=NOW)
    ledger.fail_filing(filing.id, error="too late", now=NOW)
    ledger.postpone_filing(filing.id, error="too late", due_at=NOW, now=NOW)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.error) == ("read", None)


def test_an_operator_brings_a_failed_filing_back_to_its_first_attempt(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    ledger.claim_filing(filing.id, now=NOW, hold=HOLD)
    ledger.fail_filing(filing.id, error="boom", now=NOW)
    ledger.retry_filing(filing.id, now=NOW)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.attempts, row.error) == ("new", 0, None)
    assert ledger.lease_filings(now=NOW, limit=9, hold=HOLD) == [filing.id]


def test_many_filings_are_brought_back_in_few_transactions(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [a_filing(n) for n in range(CHUNK + 1)]
    ledger.record(many, now=NOW)
    ledger.fail_filing(many[0].id, error="boom", now=NOW)
    ledger.fail_filing(many[-1].id, error="boom", now=NOW)
    begun: list[Store] = []
    begin = Store.begin

    def counted(store: Store) -> AbstractContextManager[Connection]:
        begun.append(store)
        return begin(store)

    monkeypatch.setattr(Store, "begin", counted)
    assert ledger.retry_filings([*(each.id for each in many), NOBODY], now=NOW) == len(many)
    assert len(begun) == 2
    assert ledger.filings(state="failed") == []


def test_unknown_filings_are_errors_where_something_should_change(ledger: Ledger) -> None:
    assert ledger.filing(NOBODY) is None
    assert ledger.claim_filing(NOBODY, now=NOW, hold=HOLD) is None
    with pytest.raises(UnknownId, match=NOBODY):
        ledger.retry_filing(NOBODY, now=NOW)
    with pytest.raises(UnknownId, match=NOBODY):
        ledger.fail_filing(NOBODY, error="x", now=NOW)
    with pytest.raises(UnknownId, match=NOBODY):
        ledger.commit(NOBODY, outcome=ReadOutcome(state="read"), now=NOW)


def test_lists_are_newest_first_and_page_without_gap_or_repeat(ledger: Ledger) -> None:
    same_minute = [a_filing(n, published_at=NOW) for n in range(5)]
    ledger.record([*same_minute, an_hkex_filing()], now=NOW)
    seen, before = [], None
    while page := ledger.filings(limit=2, before=before):
        seen += [row.filing.id for row in page]
        before = seen[-1]
    assert seen == [f.id for f in reversed(same_minute)] + [an_hkex_filing().id]


def test_lists_are_filtered_by_source_and_state(ledger: Ledger) -> None:
    ledger.record([a_filing(1), a_filing(2), an_hkex_filing()], now=NOW)
    ledger.fail_filing(a_filing(2).id, error="x", now=NOW)
    assert [r.filing.id for r in ledger.filings(source="hkexnews")] == [an_hkex_filing().id]
    assert [r.filing.id for r in ledger.filings(state="failed")] == [a_filing(2).id]
    assert ledger.filings(source="hkexnews", state="failed") == []
