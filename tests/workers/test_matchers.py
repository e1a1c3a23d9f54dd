"""People, statuses, conditions, groups and silences; how many subscriptions an event looks at."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.support.telling import NOW, a_filing, a_sale, an_event, an_issuer
from watcher.model import Event, Party, Severity, Silence, Subscription
from watcher.subscriptions import Telling
from workers.match import match, why_not


def hearing(**wants: Any) -> Telling:
    return Telling((Subscription(name="desk", channels=("file",), **wants),))


def heard(telling: Telling, *events: Event, **more: Any) -> list[tuple[str, ...]]:
    alerts, _ = match(a_filing(), an_issuer(), events, telling, now=NOW, **more)
    return [alert.event_ids for alert in alerts if not alert.silenced]


def reason(telling: Telling, *events: Event, **more: Any) -> str | None:
    (said,) = why_not(a_filing(), an_issuer(), events, telling, now=NOW, **more)
    assert bool(heard(telling, *events, **more)) is (said.reason is None), "explain and match agree"
    assert said.detail
    return said.reason


@pytest.mark.parametrize(
    "written", ["Ada Moor", "MOOR, Ada", "ada moor", "Moor Ada", "莫雅達", "cik:7654321"]
)
def test_a_person_is_watched_under_any_of_the_names_in_the_filing(written: str) -> None:
    person = {"name": "Ada Moor", "name_zh": "莫雅達", "cik": "0007654321"}
    event = an_event(fields={"person": person})
    assert reason(hearing(people=(written,)), event) is None
    assert reason(hearing(people=("Bo Marsh", written)), a_sale()) is None


def test_the_person_is_watched_at_every_company_and_hears_of_nobody_else() -> None:
    moor, marsh = an_event(1), a_sale(2)
    assert heard(hearing(people=("Ada Moor",)), moor, marsh) == [(moor.id,)]
    assert reason(hearing(people=("Cy Lane",)), moor, marsh) == "issuer"
    both = hearing(people=("Ada Moor",), types=("insider_sale",))
    assert reason(both, moor, marsh) == "type"


def test_a_company_or_a_person_is_enough() -> None:
    moor, marsh = an_event(1), a_sale(2)
    assert heard(hearing(people=("Cy Lane",), issuers=("NHC",)), moor, marsh) == [
        (moor.id, marsh.id)
    ]
    assert heard(hearing(people=("Ada Moor",), issuers=("OTHER",)), moor, marsh) == [(moor.id,)]


def test_one_person_of_several_is_enough() -> None:
    event = an_event(fields={"persons": [{"name": "Di West"}, {"name": "Ada Moor"}]})
    assert reason(hearing(people=("Ada Moor",)), event) is None


@pytest.mark.parametrize(
    ("wants", "why"),
    [
        ({"statuses": ("effective", "completed")}, None),
        ({"statuses": ("completed",)}, "status"),
        ({"where": 'person == "Ada Moor" and status == "effective"'}, None),
        ({"where": "value_usd >= 250000"}, "where"),
        ({"where": "value_usd >= 250000", "min_severity": Severity.CRITICAL}, "severity"),
    ],
)
def test_statuses_and_conditions_refuse_by_name(wants: dict[str, Any], why: str | None) -> None:
    assert reason(hearing(**wants), an_event()) == why


def test_a_condition_chooses_among_the_events_of_a_filing() -> None:
    small = a_sale(1, fields={"aggregate_market_value": Decimal(249_999), "currency": "USD"})
    large = a_sale(2, fields={"aggregate_market_value": Decimal(250_000), "currency": "USD"})
    assert heard(hearing(where="value_usd >= 250000"), small, large) == [(large.id,)]


@pytest.mark.parametrize(
    ("group", "told"),
    [("filing", [(2, 1, 3)]), ("event", [(2,), (1,), (3,)]), ("case", [(2, 3), (1,)])],
)
def test_a_filing_is_told_whole_or_by_event_or_by_case(
    group: str, told: list[tuple[int, ...]]
) -> None:
    events = {
        1: a_sale(1, case_key="sale"), 2: an_event(2, case_key="chair"),
        3: a_sale(3, case_key="chair"),
    }  # fmt: skip
    alerts, deliveries = match(
        a_filing(), an_issuer(), list(events.values()), hearing(group=group), now=NOW
    )
    assert [a.event_ids for a in alerts] == [tuple(events[n].id for n in part) for part in told]
    assert len({a.id for a in alerts}) == len({d.id for d in deliveries}) == len(told)
    again, _ = match(
        a_filing(), an_issuer(), list(events.values())[::-1], hearing(group=group), now=NOW
    )
    assert {a.id for a in again} == {a.id for a in alerts}


def a_silence(**parts: Any) -> Silence:
    values: dict[str, Any] = {
        "id": "sil_1", "until": NOW + timedelta(hours=1), "created_at": NOW - timedelta(hours=1),
        "reason": "noise",
    }  # fmt: skip
    return Silence(**values | parts)


@pytest.mark.parametrize(
    ("parts", "quiet"),
    [
        ({"person": "moor ada"}, True),
        ({"issuer": "09871"}, True),
        ({"type": "board_*"}, True),
        ({"type": "board_change.departure", "issuer": "NHC", "subscription": "desk"}, True),
        ({"person": "Bo Marsh"}, False),
        ({"issuer": "09872"}, False),
        ({"type": "board_change", "issuer": "09872"}, False),
        ({"type": "board_change", "subscription": "other"}, False),
        ({"type": "board_change", "until": NOW}, False),
        ({"type": "board_change", "created_at": NOW + timedelta(seconds=1)}, False),
    ],
)
def test_a_silence_takes_what_fits_all_its_parts_while_it_is_in_force(
    parts: dict[str, Any], *, quiet: bool
) -> None:
    said = reason(hearing(), an_event(), silences=[a_silence(**parts)])
    assert said == ("silence" if quiet else None)


def test_what_a_silence_takes_is_an_alert_without_deliveries_and_the_rest_is_told() -> None:
    moor, marsh = an_event(1), a_sale(2)
    alerts, deliveries = match(
        a_filing(), an_issuer(), [moor, marsh], hearing(), now=NOW,
        silences=[a_silence(person="Ada Moor")],
    )  # fmt: skip
    taken, told = alerts
    assert taken.event_ids == (moor.id,)
    assert taken.silenced == "silence sil_1 until 2026-03-25 10:30 UTC: noise"
    assert (told.event_ids, told.silenced) == ((marsh.id,), None)
    assert {d.alert_id for d in deliveries} == {told.id}


def test_a_correction_follows_no_alert_that_a_silence_took() -> None:
    first, _ = match(
        a_filing(),
        an_issuer(),
        [an_event()],
        hearing(),
        now=NOW,
        silences=[a_silence(issuer="NHC")],
    )
    later, _ = match(
        a_filing(), an_issuer(), [an_event(relation="corrects")], hearing(), now=NOW, earlier=first
    )
    assert [a.supersedes for a in later] == [None]


def test_an_event_looks_at_its_own_subscriptions_only() -> None:
    """Work is counted, not time: the benchmark measures (`python -m benchmarks.matching`)."""
    telling = Telling(
        (
            *(
                Subscription(name=f"desk-{n}", issuers=(f"cik:{n % 1000 + 1}",))
                for n in range(20_000)
            ),
            *(
                Subscription(name=f"fan-{n}", people=(f"Person {chr(97 + n % 26)} Moor",))
                for n in range(2_000)
            ),
            *(Subscription(name=f"rare-{n}", types=("bankruptcy",)) for n in range(500)),
        )
    )
    filing = a_filing(parties=(Party(role="issuer", name="Co", cik="0000000007"),))
    alerts, _ = match(filing, None, [an_event()], telling, now=NOW)
    assert len(telling.candidates({"cik:0000000007"}, {"board_change"})) == 20
    assert len(telling.candidates({"person:ada+moor"}, {"board_change"})) == 0
    assert len(telling.candidates({"person:moor+person+x"}, {"results"})) in {76, 77}
    assert len(telling.candidates((), {"bankruptcy"})) == 500
    assert [a.subscription for a in alerts] == [f"desk-{n}" for n in range(6, 20_000, 1000)]
