"""Stages of one story share a case; what confirms is quiet, what goes further is progress."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.stories import (
    Told,
    monthly_return,
    move,
    next_day_return,
    notice,
    placing,
    sale,
    story,
    told,
)
from tests.support.telling import a_filing
from watcher.model import Change, Event, Severity
from workers.correlate import correlate, followed


def after(event: Event, *before: Event) -> tuple[Event, ...]:
    """What comes out when these were told before, each by a filing of its own, in one case."""
    known: list[Told] = []
    for number, earlier in enumerate(before, 1):
        (first, *_) = correlate(a_filing(), [earlier], known)
        known.append(told(first, number))
    return correlate(a_filing(), [event], known)


AGREED = placing()
DONE = placing("completed", completion_date=date(2026, 4, 2))


def test_agreed_completed_and_both_returns_are_one_case() -> None:
    month = monthly_return(date(2026, 4, 30), 4_000_000_000, 338_000_000)
    (first,) = after(AGREED)
    outs = [
        after(DONE, AGREED), after(next_day_return(), AGREED, DONE),
        after(month, AGREED, DONE, next_day_return()),
    ]  # fmt: skip
    assert [[e.relation for e in out] for out in outs] == [["advances"], ["same"], ["advances"]]
    assert {e.case_key for out in outs for e in out} == {first.case_key}


def test_a_return_before_the_completion_announcement_completes_the_placing() -> None:
    (event,) = after(next_day_return(), AGREED)
    assert (event.relation, event.case_key) == ("advances", after(AGREED)[0].case_key)
    assert Change(field="status", old="announced", new="completed") in event.changes
    (late,) = after(DONE, AGREED, next_day_return())
    assert (late.relation, late.case_key) == ("same", event.case_key)
    (other,) = after(DONE, AGREED, next_day_return(337_000_000))
    assert other.relation == "advances", "another number is not silent"


def test_a_lapse_ends_the_case_that_the_announcement_began() -> None:
    (event,) = after(placing("lapsed"), AGREED)
    assert (event.relation, event.case_key) == ("advances", after(AGREED)[0].case_key)


def test_another_placing_at_another_price_is_another_case() -> None:
    other = story(
        "share_issuance.placing", "placing|2026-05-04|deal", "announced",
        fields={**AGREED.fields, "agreement_date": date(2026, 5, 4), "price": Decimal("9.10")},
        event_date=date(2026, 5, 4),
    )  # fmt: skip
    (event,) = after(other, AGREED, DONE)
    assert event.relation == "new"
    assert event.case_key != after(AGREED)[0].case_key


def test_less_than_up_to_is_no_contradiction() -> None:
    out = after(placing("completed", 330_000_000), placing(qualifier="up_to"))
    assert [(e.type, e.relation) for e in out] == [("share_issuance", "advances")]
    assert Change(field="units", old=338_000_000, new=330_000_000) in out[0].changes


def test_closings_of_one_deal_share_its_case_without_contradiction() -> None:
    def closing(units: int, day: int) -> Event:
        on = date(2026, 4, day)
        return story(
            "share_issuance.private_placement", f"private_placement|2026-03-24|{units}", "completed",
            fields={**AGREED.fields, "units": units, "part": "one of several", "completion_date": on},
            event_date=on,
        )  # fmt: skip

    out = after(closing(90_000_000, 20), AGREED, closing(200_000_000, 2))
    assert [e.type for e in out] == ["share_issuance"]
    assert out[0].case_key == after(AGREED)[0].case_key


def test_a_sale_carries_on_the_notice_of_the_same_person() -> None:
    (event,) = after(sale(), notice())
    assert (event.relation, event.case_key) == ("advances", after(notice())[0].case_key)
    assert Change(field="units", old=120_000, new=118_000) in event.changes
    (other,) = after(sale("quay+fern"), notice())
    assert (other.relation, other.changes) == ("new", ())
    (late,) = after(sale(on=date(2026, 9, 1)), notice())
    assert late.relation == "new", "a notice is good for ninety days"


def test_an_appointment_announced_takes_effect_in_its_case() -> None:
    announced = move("announced", None, effective_condition="approval")
    effective = move("effective", date(2026, 5, 1), on=date(2026, 5, 1))
    (event,) = after(effective, announced)
    assert (event.relation, event.case_key) == ("advances", after(announced)[0].case_key)
    (gone,) = after(
        move("effective", date(2026, 6, 1), how="departure", on=date(2026, 6, 1)), announced
    )
    assert gone.relation == "new"


def test_a_plan_adopted_after_its_proposal_and_a_resumption_after_a_halt() -> None:
    plan = {"scheme_name": "2026 Share Incentive Plan"}
    proposed = story("share_scheme.proposed_adoption", "a|1", "proposed", fields=plan)
    adopted = story("share_scheme.adopted", "a|2", "adopted", fields=plan)
    assert after(adopted, proposed)[0].relation == "advances"
    halt = story("trading_halt.halt", "halt|1", "effective")
    resumption = story("trading_halt.resumption", "resumption|2", "effective")
    (event,) = after(resumption, halt)
    assert (event.relation, event.case_key) == ("advances", after(halt)[0].case_key)


def test_results_after_a_warning_are_news_in_its_case() -> None:
    period = {"period_end": date(2025, 12, 31)}
    warned = story("profit_warning.warning", "warning|2025", "announced", fields=period)
    results = story("results.annual", "annual|2025", "published", fields=period)
    (event,) = after(results, warned)
    assert (event.relation, event.case_key) == ("new", after(warned)[0].case_key)


def test_a_correction_says_old_and_new_and_is_as_loud_as_what_it_corrects() -> None:
    loud = notice(severity=Severity.HIGH)
    lower = notice(units=12_000, status="corrected", severity=Severity.INFO)
    (event,) = correlate(a_filing(amends=True), [lower], [told(after(loud)[0])])
    assert (event.relation, event.severity) == ("corrects", Severity.HIGH)
    assert Change(field="units", old=120_000, new=12_000) in event.changes
    assert event.case_key == after(loud)[0].case_key


def test_a_clarified_date_is_told_once_by_both_venues() -> None:
    wrong, right = move("announced", date(2026, 8, 1)), move("corrected", date(2026, 9, 1))
    (first,) = after(right, wrong)
    assert first.relation == "corrects"
    assert first.changes == (
        Change(field="effective_date", old=date(2026, 8, 1), new=date(2026, 9, 1)),
    )
    (second,) = after(right, wrong, right)
    assert second.relation == "same"
    (original,) = after(wrong, wrong, right)
    assert original.relation == "same", "the other venue's copy of the first version is old"


def test_a_resubmitted_return_names_the_changed_balance() -> None:
    end = date(2026, 4, 30)
    first, again = (
        monthly_return(end, 4_000_000_000, n, s) for n, s in ((5, "effective"), (7, "corrected"))
    )
    (event,) = after(again, first)
    assert event.relation == "corrects"
    assert Change(field="issued_excluding_treasury.change", old=5, new=7) in event.changes


def test_those_who_heard_what_is_corrected_are_found_by_the_case() -> None:
    known = [told(after(notice())[0], 7)]
    events = correlate(a_filing(), [sale(), move("effective", date(2026, 3, 24))], known)
    assert {k: set(v) for k, v in followed(events, known).items()} == {events[0].id: {"hkex:7"}}


@pytest.mark.parametrize(
    ("paper", "before", "numbers"),
    [
        (next_day_return(337_000_000), (AGREED, DONE), (338_000_000, 337_000_000)),
        (next_day_return(337_000_000), (AGREED,), (338_000_000, 337_000_000)),
        (placing("completed", 339_000_000), (placing(qualifier="up_to"),), (338_000_000, 339_000_000)),
        (
            monthly_return(date(2026, 4, 30), 4_000_000_000, 337_000_000),
            (AGREED, DONE), (338_000_000, 337_000_000),
        ),
    ],
)  # fmt: skip
def test_a_contradiction_is_an_event_of_its_own(
    paper: Event, before: tuple[Event, ...], numbers: tuple[int, int]
) -> None:
    _, clash = after(paper, *before)
    assert (clash.type, clash.subtype, clash.relation) == ("mismatch", "issue", "new")
    assert (clash.fields["before"], clash.fields["now"]) == numbers
    assert clash.case_key == after(AGREED)[0].case_key
    assert clash.severity is Severity.HIGH
    assert clash.evidence == paper.evidence
    assert "share_issuance" in clash.also_types


def test_a_contradiction_that_the_other_venue_shows_too_is_the_same() -> None:
    wrong = next_day_return(337_000_000)
    known = [told(e, n) for n, e in enumerate(after(AGREED), 1)]
    known += [told(e, 8) for e in correlate(a_filing(), [wrong], known)]
    again = correlate(a_filing(), [wrong], known)
    assert {e.relation for e in again} == {"same"}


def test_a_return_opens_with_what_the_one_before_closed_with() -> None:
    march = monthly_return(date(2026, 3, 31), 4_000_000_000, 0, "no_movement")
    sound = monthly_return(date(2026, 4, 30), 4_000_000_000, 1_000)
    odd = monthly_return(date(2026, 4, 30), 4_000_000_500, 1_000)
    assert [e.type for e in after(sound, march)] == ["capital_movement"]
    _, clash = after(odd, march)
    assert (clash.type, clash.subtype) == ("mismatch", "return_opening")
    assert (clash.fields["before"], clash.fields["now"]) == (4_000_000_000, 4_000_000_500)
    june = monthly_return(date(2026, 6, 30), 4_100_000_000, 0, "no_movement")
    assert [e.type for e in after(june, march)] == ["capital_movement"], "a month was not seen"


def test_a_next_day_return_opens_with_the_stored_closing() -> None:
    march = monthly_return(date(2026, 3, 31), 3_999_000_000, 0, "no_movement")
    out = after(next_day_return(), AGREED, march)
    assert [e.type for e in out] == ["share_issuance", "mismatch"]
    bought = story("share_repurchase.on_market", "x", "completed", event_date=date(2026, 4, 1))
    assert [e.type for e in after(next_day_return(), AGREED, march, bought)] == ["share_issuance"]
