"""What the pages ask: cards under every filter, texts, cases, histories, audit; by indexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from tests.support.records import (
    NOW,
    a_delivery,
    a_filing,
    an_alert,
    an_attempt,
    an_event,
    an_hkex_filing,
)
from tests.watcher.ledger.test_plans import plan_of
from watcher.ledger import Ledger
from watcher.ledger.cards import CardFilter, names_query, places_query
from watcher.ledger.pages import (
    case_events,
    issuer_events,
    issuer_filings,
    journeys_of,
    newest_of,
)
from watcher.ledger.rows import AlertCard, CanonicalText, ReadOutcome
from watcher.model import AlertId, DeliveryState, Filing, FilingId, Severity


def tell(
    ledger: Ledger,
    number: int,
    *,
    filing: Filing | None = None,
    issuer: str | None = None,
    severity: Severity = Severity.MEDIUM,
    card: bool = True,
    **event: Any,
) -> AlertId:
    """One filing with one event, told to ``desk`` at minute ``number``."""
    filing = filing or a_filing(number)
    told = an_event(number, **{"dedup_key": f"fact-{number}", **event})
    at = NOW + timedelta(minutes=number)
    alert = an_alert(filing.id, told, created_at=at, severity=severity)
    cards = (
        AlertCard(
            alert_id=alert.id, issuer=issuer, name=(issuer or "").replace("-", " "),
            types=(told.type,), facts=(("Who", "Ada Berg"),),
        ),
    )  # fmt: skip
    ledger.record([filing], now=NOW)
    outcome = ReadOutcome(
        state="read", issuer_key=issuer, events=(told,), alerts=(alert,),
        deliveries=(a_delivery(alert),), cards=cards if card else (),
    )  # fmt: skip
    assert ledger.commit(filing.id, outcome=outcome, now=at)
    return alert.id


def seen(ledger: Ledger, wanted: CardFilter, **page: Any) -> list[AlertId]:
    return [row.alert.id for row in ledger.cards(wanted, **page)]


@pytest.fixture
def told(ledger: Ledger) -> Sequence[AlertId]:
    """Five alerts, oldest first."""
    return [
        tell(ledger, 1, issuer="alpha-cloud", severity=Severity.LOW),
        tell(ledger, 2, issuer="alpha-motors", type="dividend"),
        tell(ledger, 3, issuer="beta", severity=Severity.HIGH),
        tell(ledger, 4, issuer="beta", filing=an_hkex_filing(4), type="dividend"),
        tell(ledger, 5, issuer=None, severity=Severity.CRITICAL),
    ]


def test_without_a_filter_all_are_shown_newest_first(
    ledger: Ledger, told: Sequence[AlertId]
) -> None:
    assert seen(ledger, CardFilter()) == list(told)[::-1]
    (row, *_) = ledger.cards(CardFilter(), limit=1)
    assert row.card.facts == (("Who", "Ada Berg"),)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (CardFilter(type="dividend"), [4, 2]),
        (CardFilter(type="nothing"), []),
        (CardFilter(severities=(Severity.HIGH, Severity.CRITICAL)), [5, 3]),
        (CardFilter(source="hkexnews"), [4]),
        (CardFilter(issuers=("beta",)), [4, 3]),
        (CardFilter(issuers=("beta", "alpha-cloud")), [4, 3, 1]),
        (CardFilter(name="alpha"), [2, 1]),
        (CardFilter(issuers=("alpha-cloud",), name="alpha c"), [1]),
        (CardFilter(issuers=("nobody",), name="nobody"), []),
        (CardFilter(since=NOW + timedelta(minutes=4)), [5, 4]),
        (CardFilter(until=NOW + timedelta(minutes=2)), [1]),
        (CardFilter(type="dividend", issuers=("beta",), source="hkexnews"), [4]),
        (CardFilter(type="dividend", severities=(Severity.HIGH,)), []),
    ],
)
def test_a_filter_shows_what_fits_and_only_that(
    ledger: Ledger, told: Sequence[AlertId], wanted: CardFilter, places: list[int]
) -> None:
    assert seen(ledger, wanted) == [told[n - 1] for n in places]


def test_pages_follow_one_another_without_a_gap(ledger: Ledger, told: Sequence[AlertId]) -> None:
    first = ledger.cards(CardFilter(), limit=2)
    second = ledger.cards(CardFilter(), limit=2, before=first[-1].seq)
    third = ledger.cards(CardFilter(), limit=2, before=second[-1].seq)
    shown = [row.alert.id for row in (*first, *second, *third)]
    assert shown == list(told)[::-1]


def test_what_came_since_is_asked_for_by_number(ledger: Ledger, told: Sequence[AlertId]) -> None:
    third = ledger.alert(told[2])
    assert third is not None
    assert seen(ledger, CardFilter(), after=third.seq) == [told[4], told[3]]
    assert seen(ledger, CardFilter(type="dividend"), after=third.seq) == [told[3]]


def test_an_alert_without_a_card_gets_a_bare_one(ledger: Ledger) -> None:
    name = tell(ledger, 1, issuer="beta", card=False)
    row = ledger.card(name)
    assert row is not None
    assert (row.card.types, row.card.issuer, row.card.facts) == (("board_change",), "beta", ())
    assert seen(ledger, CardFilter(issuers=("beta",), type="board_change")) == [name]
    assert ledger.card(AlertId("alr_nothing")) is None


def test_a_card_names_the_same_fact_at_the_other_venue(ledger: Ledger) -> None:
    first = tell(ledger, 1, dedup_key="one fact")
    twin = an_hkex_filing()
    ledger.record([twin], now=NOW)
    outcome = ReadOutcome(state="read", events=(an_event(2, dedup_key="one fact"),))
    ledger.commit(twin.id, outcome=outcome, now=NOW)
    row = ledger.card(first)
    assert row is not None
    assert [f.id for f in row.others] == [twin.id]


def test_texts_are_kept_with_the_reading_and_replaced_by_the_next(ledger: Ledger) -> None:
    filing = a_filing()
    ledger.record([filing], now=NOW)
    notes = tuple(
        CanonicalText(number=n, sha256=f"{n:064x}", size=9, parts=(("main", "Form", 0, 9),))
        for n in (1, 2)
    )
    ledger.commit(filing.id, outcome=ReadOutcome(state="read", texts=notes), now=NOW)
    assert ledger.texts(filing.id) == list(notes)
    ledger.retry_filing(filing.id, now=NOW)
    ledger.commit(filing.id, outcome=ReadOutcome(state="read", texts=notes[:1]), now=NOW)
    assert ledger.texts(filing.id) == list(notes[:1])
    assert ledger.texts(FilingId("sec:none")) == []


def test_a_case_is_told_in_the_order_of_publication(ledger: Ledger) -> None:
    late, early = a_filing(9), a_filing(2)
    tell(ledger, 1, filing=late, case_key="case", status="completed")
    tell(ledger, 2, filing=early, case_key="case")
    tell(ledger, 3, case_key="another")
    assert [one.filing.id for one in ledger.case("case")] == [early.id, late.id]


def test_an_issuer_has_its_events_and_filings(ledger: Ledger, told: Sequence[AlertId]) -> None:
    events = ledger.events_of_issuer("beta", ("dividend", "board_change"))
    assert [one.event.type for one in events] == ["board_change", "dividend"]
    assert ledger.events_of_issuer("beta", ("results",)) == []
    assert len(ledger.filings_of_issuer("beta")) == 2
    assert ledger.filings_of_issuer("nobody") == []


def test_a_journey_ends_with_the_first_delivery(ledger: Ledger) -> None:
    name = tell(ledger, 1)
    (delivery,) = ledger.deliveries(alert_id=name)
    done = NOW + timedelta(minutes=2)
    ledger.claim_delivery(delivery.id, now=NOW + timedelta(minutes=1), hold=timedelta(minutes=1))
    sent = replace(an_attempt(delivery.id), outcome="sent")
    ledger.settle(delivery.id, attempt=sent, state=DeliveryState.DELIVERED, due_at=None, now=done)
    (journey,) = ledger.journeys("edgar")
    assert journey.delivered_at == done
    assert journey.seen_at == NOW
    assert ledger.journeys("hkexnews") == []
    newest = ledger.newest_filing("edgar")
    assert newest is not None
    assert newest.id == a_filing(1).id


def test_the_audit_tells_who_did_what_newest_first(ledger: Ledger) -> None:
    ledger.note_audit(who="ada", action="retry", subject="a", now=NOW)
    ledger.note_audit(who="ben", action="resend", subject="b", detail="2 deliveries", now=NOW)
    assert [(n.who, n.action, n.detail) for n in ledger.audits()] == [
        ("ben", "resend", "2 deliveries"), ("ada", "retry", ""),
    ]  # fmt: skip
    assert [n.who for n in ledger.audits(subject="a")] == ["ada"]


PLANS = {
    "newest": (places_query(CardFilter(), None, None, 30), "ix_cards_created_at_seq"),
    "older": (places_query(CardFilter(), None, None, 30, before=(NOW, 7)), "ix_cards_created_at_seq"),
    "of a source": (places_query(CardFilter(source="edgar"), None, None, 30), "ix_cards_source_created_at_seq"),
    "of an issuer": (places_query(CardFilter(), ("issuer", "a"), None, 30), "ix_cards_issuer_created_at_seq"),
    "of a name": (places_query(CardFilter(), ("name", "a"), None, 30), "ix_cards_name_created_at_seq"),
    "of a type": (places_query(CardFilter(type="dividend"), None, None, 30), "autoindex_card_types|pk_card_types"),
    "of a severity": (places_query(CardFilter(), None, Severity.HIGH, 30), "ix_cards_severity_created_at_seq"),
    "of a type and severity": (
        places_query(CardFilter(type="dividend", source="edgar"), None, Severity.HIGH, 30),
        "ix_card_types_type_severity_created_at_seq|ix_cards_severity_created_at_seq",
    ),
    "names": (names_query("alp"), "ix_cards_name_created_at_seq"),
    "a case": (case_events("case", 200), "ix_events_case_key_number"),
    "history of an issuer": (issuer_events("a", ("dividend",), 100), "ix_filings_issuer_key_order_at_id"),
    "filings of an issuer": (issuer_filings("a", 15), "ix_filings_issuer_key_order_at_id"),
    "newest of a source": (newest_of("edgar"), "ix_filings_source_order_at_id"),
    "journeys of a source": (journeys_of("edgar", 500), "ix_filings_source_order_at_id"),
}  # fmt: skip


def faults(plan: str, indexes: str) -> list[str]:
    """What a plan does that would slow down as the ledger grows."""
    walks = [line for line in plan.splitlines() if "SCAN" in line and "INDEX" not in line]
    found = [line for line in walks if "recent" not in line and "anon" not in line]
    missing = [] if any(index in plan for index in indexes.split("|")) else [f"no {indexes}"]
    return [*found, *missing, *(["Seq Scan"] if "Seq Scan" in plan else [])]


def test_every_page_walks_an_index_and_never_a_table(ledger: Ledger) -> None:
    for number in range(1, 120):  # enough rows that an index costs less than the table
        tell(ledger, number, issuer=f"issuer-{number % 7}")
    with ledger._store.begin() as connection:
        connection.execute(text("ANALYZE"))
    wrong = {name: faults(plan_of(ledger, q), indexes) for name, (q, indexes) in PLANS.items()}
    assert {name: found for name, found in wrong.items() if found} == {}
