from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support.telling import NOW, a_filing, a_sale, an_alert, an_event, an_issuer
from watcher.model import AlertId, DeliveryState, Event, Severity, Subscription
from watcher.subscriptions import Telling
from workers.match import alert_id, delivery_id, match, why_not


def hearing(**wants: Any) -> Telling:
    return Telling((Subscription(name="desk", channels=("file",), **wants),))


def alerts_of(telling: Telling, *events: Event, **changes: Any) -> list[str]:
    alerts, _ = match(a_filing(**changes), an_issuer(), events, telling, now=NOW)
    return [alert.subscription for alert in alerts]


def test_one_alert_for_a_subscription_and_filing_with_the_loudest_event_first() -> None:
    quiet, loud = a_sale(1), an_event(2)
    alerts, deliveries = match(a_filing(), an_issuer(), [quiet, loud], hearing(), now=NOW)
    (alert,) = alerts
    assert alert.event_ids == (loud.id, quiet.id)
    assert alert.severity is Severity.HIGH
    assert alert.kind == "new"
    assert alert.created_at == NOW
    assert [d.alert_id for d in deliveries] == [alert.id]


def test_a_delivery_for_every_route_is_due_at_once() -> None:
    telling = Telling((Subscription(name="desk", channels=("file", "mail/a@example.com")),))
    _, deliveries = match(a_filing(), an_issuer(), [an_event()], telling, now=NOW)
    assert [d.channel for d in deliveries] == ["file", "mail/a@example.com"]
    assert {(d.state, d.attempts, d.due_at) for d in deliveries} == {
        (DeliveryState.PENDING, 0, NOW)
    }
    assert len({d.id for d in deliveries}) == 2


def test_ids_depend_on_what_they_stand_for_and_on_nothing_else() -> None:
    first = match(a_filing(), an_issuer(), [an_event()], hearing(), now=NOW)
    again = match(a_filing(), None, [a_sale()], hearing(), now=NOW + timedelta(hours=5))
    assert [a.id for a in first[0]] == [a.id for a in again[0]]
    assert [d.id for d in first[1]] == [d.id for d in again[1]]
    other = alert_id("other", a_filing().id)
    assert other not in {a.id for a in first[0]}
    assert delivery_id(other, "file") not in {d.id for d in first[1]}


@pytest.mark.parametrize(
    "written",
    ["*", "north-harbour", "NHC", "nhc", "09871", "9871", "0001234567", "1234567", "001-40001"],
)
def test_an_issuer_is_heard_by_any_of_its_keys(written: str) -> None:
    assert alerts_of(hearing(issuers=(written,)), an_event()) == ["desk"]


@pytest.mark.parametrize("written", ["other", "09872", "1234568", "001-40002"])
def test_another_issuer_is_not_heard(written: str) -> None:
    assert alerts_of(hearing(issuers=(written,)), an_event()) == []


@pytest.mark.parametrize(
    "glob",
    [
        "*", "board_change", "board_*", "board_change.departure", "board_change.*",
        "*.departure", "committee_change", "committee_change.*",
    ],
)  # fmt: skip
def test_globs_match_type_subtype_and_the_types_it_is_too(glob: str) -> None:
    event = an_event(also_types=("committee_change",))
    assert alerts_of(hearing(types=(glob,)), event) == ["desk"]


@pytest.mark.parametrize("glob", ["board", "board_change.appointment", "officer_change", "*.x"])
def test_other_types_are_not_heard(glob: str) -> None:
    assert alerts_of(hearing(types=(glob,)), an_event()) == []


def test_a_type_glob_with_subtypes_takes_an_event_without_one() -> None:
    assert alerts_of(hearing(types=("board_change.*",)), an_event(subtype=None)) == ["desk"]


@pytest.mark.parametrize(
    ("least", "heard"), [(Severity.LOW, True), (Severity.MEDIUM, True), (Severity.HIGH, False)]
)
def test_severity_is_the_least_that_is_heard(least: Severity, heard: bool) -> None:  # noqa: FBT001 - a table
    event = an_event(severity=Severity.MEDIUM)
    assert bool(alerts_of(hearing(min_severity=least), event)) is heard


def test_info_is_recorded_and_not_announced_by_default() -> None:
    assert alerts_of(hearing(), an_event(severity=Severity.INFO)) == []


def test_only_the_events_that_are_wanted_are_told() -> None:
    sale, change = a_sale(1), an_event(2)
    alerts, _ = match(
        a_filing(), an_issuer(), [sale, change], hearing(types=("insider_sale",)), now=NOW
    )
    assert [a.event_ids for a in alerts] == [(sale.id,)]
    assert [a.severity for a in alerts] == [Severity.LOW]


@pytest.mark.parametrize(
    ("changes", "heard"),
    [
        ({"published_at": NOW - timedelta(days=3)}, True),
        ({"published_at": NOW - timedelta(days=3, seconds=1)}, False),
        ({"published_at": None, "seen_at": NOW - timedelta(days=4)}, False),
        ({"published_at": None, "seen_at": NOW}, True),
    ],
)
def test_what_is_older_than_max_age_is_not_announced(
    changes: dict[str, Any],
    heard: bool,  # noqa: FBT001 - a table
) -> None:
    assert bool(alerts_of(hearing(), an_event(), **changes)) is heard


def test_a_source_can_be_chosen() -> None:
    assert alerts_of(hearing(sources=("hkexnews",)), an_event()) == []
    assert alerts_of(hearing(sources=("hkexnews",)), an_event(), source="hkexnews") == ["desk"]


def test_the_same_story_is_never_told_twice() -> None:
    assert alerts_of(hearing(), an_event(relation="same")) == []


@pytest.mark.parametrize(
    ("relations", "kind"),
    [
        (("new", "corrects"), "new"),
        (("corrects", "advances"), "correction"),
        (("advances", "same"), "progress"),
    ],
)
def test_the_kind_follows_the_relations(relations: tuple[str, ...], kind: str) -> None:
    events = [an_event(n, relation=relation) for n, relation in enumerate(relations)]
    alerts, _ = match(a_filing(), an_issuer(), events, hearing(), now=NOW)
    assert [a.kind for a in alerts] == [kind]


def test_a_correction_supersedes_the_newest_alert_of_its_own_subscription() -> None:
    before = [
        an_alert(id=AlertId("alert_old"), created_at=NOW - timedelta(days=2)),
        an_alert(id=AlertId("alert_newer"), created_at=NOW - timedelta(days=1)),
        an_alert(id=AlertId("alert_of_another"), subscription="other"),
    ]
    event = an_event(relation="corrects")
    alerts, _ = match(a_filing(), an_issuer(), [event], hearing(), now=NOW, earlier=before)
    assert [a.supersedes for a in alerts] == ["alert_newer"]
    fresh, _ = match(a_filing(), an_issuer(), [an_event()], hearing(), now=NOW, earlier=before)
    assert [a.supersedes for a in fresh] == [None], "news supersedes nothing"


def test_baseline_and_backfill_are_silent() -> None:
    assert match(a_filing(), None, [an_event()], hearing(), now=NOW, notify=False) == ((), ())


@pytest.mark.parametrize(
    ("wants", "changes", "reason"),
    [
        ({}, {}, None),
        ({"issuers": ("OTHER",)}, {}, "issuer"),
        ({"sources": ("hkexnews",)}, {}, "source"),
        ({"max_age": timedelta(minutes=5)}, {}, "too_old"),
        ({"types": ("results",)}, {}, "type"),
        ({"min_severity": Severity.CRITICAL}, {}, "severity"),
        ({}, {"relation": "same"}, "same_story"),
    ],
)
def test_explain_says_why_a_subscription_hears_nothing(
    wants: dict[str, Any], changes: dict[str, Any], reason: str | None
) -> None:
    (said,) = why_not(a_filing(), an_issuer(), [an_event(**changes)], hearing(**wants), now=NOW)
    assert said.reason == reason
    assert said.detail
    heard, _ = match(a_filing(), an_issuer(), [an_event(**changes)], hearing(**wants), now=NOW)
    assert bool(heard) is (reason is None), "explain and match agree"


def test_explain_says_when_there_was_nothing_to_tell_or_no_leave_to_tell_it() -> None:
    nothing = why_not(a_filing(), an_issuer(), [], hearing(), now=NOW)
    assert [w.reason for w in nothing] == ["no_event"]
    silent = why_not(a_filing(), an_issuer(), [an_event()], hearing(), now=NOW, notify=False)
    assert [w.reason for w in silent] == ["baseline"]


def test_the_index_finds_the_same_as_asking_everybody() -> None:
    telling = Telling(
        tuple(
            Subscription(name=f"s{n}", issuers=issuers, types=types)
            for n, (issuers, types) in enumerate(
                (issuers, types)
                for issuers in [(), ("*",), ("NHC",), ("09871", "KC"), ("KC",)]
                for types in [
                    (),
                    ("*",),
                    ("board_*",),
                    ("board_change",),
                    ("results", "*.departure"),
                ]
            )
        )
    )
    everybody = why_not(a_filing(), an_issuer(), [an_event()], telling, now=NOW)
    assert alerts_of(telling, an_event()) == [w.subscription for w in everybody if not w.reason]
    assert 0 < len(alerts_of(telling, an_event())) < len(everybody)
