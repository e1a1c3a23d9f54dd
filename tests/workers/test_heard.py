"""A second version of a story is quiet for those who heard it, and news for those who did not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.records import NOW, a_filing, an_event, an_hkex_filing
from watcher.ledger import Ledger
from watcher.ledger.rows import ReadOutcome
from watcher.model import Alert, Event, Filing, Subscription
from watcher.subscriptions import ChannelBlock, Telling
from workers.correlate import correlate
from workers.match import match, why_not

HOOK = {"hook": ChannelBlock(name="hook", module="workers.channels.webhook")}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


def telling(**subscriptions: Subscription) -> Telling:
    return Telling(tuple(subscriptions.values()), HOOK)


def subscription(name: str, **changes: object) -> Subscription:
    wanted = Subscription(name=name, issuers=("*",), channels=("hook",), max_age=timedelta(days=9))
    return replace(wanted, **changes)  # type: ignore[arg-type]


def read(
    ledger: Ledger, filing: Filing, event: Event, who: Telling, *, notify: bool = True
) -> list[Alert]:
    """Record, decide and commit a filing with one event, as the job does."""
    ledger.record([filing], now=NOW, notify=notify)
    events = correlate(filing, [event], ledger.premise([event]).told)
    alerts, deliveries = match(
        filing, None, events, who, now=NOW, notify=notify, heard=ledger.heard(filing, events)
    )
    outcome = ReadOutcome(state="read", events=events, alerts=alerts, deliveries=deliveries)
    assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    return [row.alert for row in ledger.alerts(filing_id=filing.id)]


def test_a_story_recorded_in_silence_is_still_news_later(ledger: Ledger) -> None:
    who = telling(all=subscription("all"))
    assert read(ledger, an_hkex_filing(1), an_event(), who, notify=False) == []
    (alert,) = read(ledger, a_filing(2), an_event(), who)
    assert (alert.kind, alert.event_ids) == ("new", (an_event().id,))
    assert read(ledger, a_filing(3), an_event(), who) == []


def test_a_subscription_that_did_not_want_the_first_venue_hears_the_second(ledger: Ledger) -> None:
    who = telling(all=subscription("all"), us=subscription("us", sources=("edgar",)))
    assert [a.subscription for a in read(ledger, an_hkex_filing(1), an_event(), who)] == ["all"]
    assert [a.subscription for a in read(ledger, a_filing(2), an_event(), who)] == ["us"]
    assert read(ledger, a_filing(3), an_event(), who) == []


def test_explain_says_who_heard_it_before_and_who_did_not(ledger: Ledger) -> None:
    who = telling(all=subscription("all"), us=subscription("us", sources=("edgar",)))
    read(ledger, an_hkex_filing(1), an_event(), who)
    second = a_filing(2)
    events = correlate(second, [an_event()], ledger.premise([an_event()]).told)
    reasons = {
        w.subscription: w.reason
        for w in why_not(second, None, events, who, now=NOW, heard=ledger.heard(second, events))
    }
    assert reasons == {"all": "same_story", "us": None}


def test_two_workers_with_the_second_version_tell_it_once(ledger: Ledger) -> None:
    who = telling(all=subscription("all"))
    read(ledger, an_hkex_filing(1), an_event(), who, notify=False)
    decided = []
    for filing in (a_filing(2), a_filing(3)):  # both decide before either commits
        ledger.record([filing], now=NOW)
        events = correlate(filing, [an_event()], ledger.premise([an_event()]).told)
        alerts, deliveries = match(
            filing, None, events, who, now=NOW, heard=ledger.heard(filing, events)
        )
        assert len(alerts) == 1
        decided.append(
            (filing, ReadOutcome(state="read", events=events, alerts=alerts, deliveries=deliveries))
        )
    for filing, outcome in decided:
        assert ledger.commit(filing.id, outcome=outcome, now=NOW)
    assert len(ledger.alerts()) == len(ledger.deliveries()) == 1


def test_what_one_filing_says_twice_is_told_once(ledger: Ledger) -> None:
    who = telling(all=subscription("all"))
    filing = a_filing(1)
    ledger.record([filing], now=NOW)
    twice = [an_event(), replace(an_event(), id=an_event(2).id)]
    events = correlate(filing, twice, ())
    (alert,), _ = match(filing, None, events, who, now=NOW, heard=ledger.heard(filing, events))
    assert alert.event_ids == (an_event().id,)
