from __future__ import annotations

from datetime import timedelta

from structlog.testing import capture_logs

from tests.support.clock import Clock
from watcher.errors import LedgerBusy
from watcher.ops.outage import LONGEST_PAUSE, Outage

AWAY = LedgerBusy("the ledger (postgresql watcher) is locked or away")


def test_a_ledger_that_is_away_for_an_hour_is_two_lines_and_few_questions(clock: Clock) -> None:
    outage, asked = Outage(clock), 0
    with capture_logs() as lines:
        for _ in range(3600):
            if outage.due:
                asked += 1
                outage.note(AWAY)
            clock.move(seconds=1)
        assert outage.on
        outage.over()
    assert [line["event"] for line in lines] == ["ledger away", "ledger back"]
    assert lines[1]["seconds"] == 3600
    assert 3600 / LONGEST_PAUSE.total_seconds() <= asked < 140


def test_several_steps_that_fail_at_once_double_the_pause_once(clock: Clock) -> None:
    outage = Outage(clock)
    for _ in range(6):
        outage.note(AWAY)
    assert not outage.due
    clock.move(seconds=1)
    assert outage.due


def test_the_next_outage_begins_with_the_first_pause(clock: Clock) -> None:
    outage = Outage(clock)
    for _ in range(10):
        outage.note(AWAY)
        clock.now += timedelta(minutes=1)
    outage.over()
    assert (outage.on, outage.due) == (False, True)
    outage.note(AWAY)
    clock.move(seconds=1)
    assert outage.due
