"""Which earlier event a later one carries on, where the two have different keys. Pure.

A rule names the later and the earlier kind, how many days may lie between them, and what
must agree. A dealing is notified on Form 144 before it is reported on Form 4 (Rule 144(h),
Section 16); an issue under Listing Rule 13.28 comes back in the returns of 13.25A and 13.25B.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, TypeVar

from watcher.model import Event
from workers.correlate.stages import furthest
from workers.correlate.telling import SIZED, Told, agree, at, count, day, people, words

SLACK_DAYS = 10
"""An estimate of the earlier stage may lie this long behind the later one."""

NEAR = 20
"""A number within one part in so many of another is the same one, or contradicts it."""

T = TypeVar("T", bound=Told)
Alike: TypeAlias = Callable[[Event, Event], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``later`` carries ``earlier`` on (``type`` or ``type.subtype``) within ``days``.

    ``relation`` says what it is then: ``stage`` the next stage if its status is further,
    ``advances`` the next stage whatever its status, ``case`` news in the same case.
    """

    later: tuple[str, ...]
    earlier: tuple[str, ...]
    days: int
    alike: Alike
    relation: Literal["stage", "advances", "case"] = "stage"


def predecessor(event: Event, told: Sequence[T]) -> tuple[Rule, T] | None:
    """The furthest event that this one carries on, with the rule that says so."""
    for rule in RULES:
        if not _is(event, rule.later):
            continue
        fitting = [t for t in told if _is(t.event, rule.earlier) and _fits(rule, event, t.event)]
        if fitting:
            return rule, furthest(fitting)
    return None


def _is(event: Event, kinds: Sequence[str]) -> bool:
    return event.type in kinds or f"{event.type}.{event.subtype}" in kinds


def _fits(rule: Rule, later: Event, earlier: Event) -> bool:
    one, other = day(later), day(earlier)
    if one is None or other is None or not -SLACK_DAYS <= (one - other).days <= rule.days:
        return False
    return rule.alike(later, earlier)


def same_person(later: Event, earlier: Event) -> bool:
    """One of the people is the same, by key, Chinese name or CIK."""
    return not people(later).isdisjoint(people(earlier))


def _same_move(later: Event, earlier: Event) -> bool:
    return later.subtype == earlier.subtype and same_person(later, earlier)


def same_issue(later: Event, earlier: Event) -> bool:
    """The same offer: its day of agreement, else its price and a number that fits.

    A number that is one in twenty off still belongs to the issue: it contradicts it.
    """
    if _group(later) != _group(earlier) or agree(later, earlier, "unit_kind") is False:
        return False
    for name in ("agreement_date", "pricing_date"):
        if at(later, name) is not None and at(earlier, name) is not None:
            return at(later, name) == at(earlier, name)
    priced = agree(later, earlier, "price")
    near = _near(count(later, "units"), count(earlier, "units"), at(earlier, "qualifier"))
    return near and priced is not False and agree(later, earlier, "currency") is not False


def _near(now: int | None, before: int | None, qualifier: object) -> bool:
    if not now or not before:
        return False
    if qualifier in SIZED and now <= before:
        return True
    return abs(now - before) * NEAR <= before


_GROUPS = {
    "top_up_placing": "placing",
    "subscription": "placing",
    "private_placement": "placing",
    "registered_direct": "public_offering",
    "over_allotment": "public_offering",
}


def _group(event: Event) -> str:
    return _GROUPS.get(str(event.subtype), str(event.subtype))


def same(*paths: str) -> Alike:
    """One of these fields is stated by both and alike; none is stated by both and unlike."""

    def alike(later: Event, earlier: Event) -> bool:
        found = {agree(later, earlier, path) for path in paths}
        return True in found and False not in found

    return alike


def _same_document(later: Event, earlier: Event) -> bool:
    """``Third Amended and Restated Memorandum`` and ``Third Amended and Restated Articles``."""
    one, other = words(at(later, "document")), words(at(earlier, "document"))
    head = "amended and restated"
    if head in one and head in other:
        return one.partition(head)[0] == other.partition(head)[0]
    return one == other


def _always(_later: Event, _earlier: Event) -> bool:
    return True


PEOPLE = ("board_change", "officer_change", "committee_change")
RULES: tuple[Rule, ...] = (
    Rule(
        later=("insider_sale.executed", "insider_sale.block"),
        earlier=("insider_sale.proposed_notice",),
        days=100, alike=same_person, relation="advances",
    ),
    Rule(later=("share_issuance",), earlier=("share_issuance",), days=180, alike=same_issue),
    Rule(later=PEOPLE, earlier=PEOPLE, days=400, alike=_same_move),
    Rule(
        later=("share_scheme.adopted", "share_scheme.terminated", "share_scheme.amended"),
        earlier=("share_scheme.proposed_adoption", "share_scheme.amended"),
        days=400, alike=same("scheme_name"),
    ),
    Rule(
        later=("articles_amendment",), earlier=("articles_amendment",),
        days=400, alike=_same_document,
    ),
    Rule(later=("m_and_a",), earlier=("m_and_a",), days=800, alike=same("target")),
    Rule(
        later=("trading_halt.resumption",), earlier=("trading_halt.halt", "trading_halt.suspension"),
        days=800, alike=_always, relation="advances",
    ),
    Rule(later=("name_change",), earlier=("name_change",), days=400, alike=same("new_name")),
    Rule(later=("auditor_change",), earlier=("auditor_change",), days=400, alike=same("incoming")),
    Rule(
        later=("dividend",), earlier=("dividend",),
        days=200, alike=same("amount_per_share", "kind"),
    ),
    Rule(
        later=("results", "profit_warning", "profit_alert", "late_filing"),
        earlier=("profit_warning", "profit_alert", "late_filing"),
        days=300, alike=same("period_end"), relation="case",
    ),
    Rule(later=("delisting",), earlier=("delisting.notice",), days=800, alike=same("market")),
)  # fmt: skip
"""The first rule that fits an event decides."""
