"""Does a subscription want to hear of an event? Matchers in a row, the first refusal is the reason.

Every matcher keeps the events that it lets pass; a subscription hears nothing when one
of them lets none pass, and that one is the reason that ``watcher explain`` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Literal, TypeAlias

from watcher.model import Event, EventId, Filing, Issuer, Silence, Subscription
from watcher.subscriptions.conditions import compiled
from watcher.subscriptions.facts import Fact, facts_of
from watcher.terms import (
    ALL,
    issuer_term,
    person_term,
    person_terms_of,
    terms_of,
    watched_terms,
)
from watcher.twins import is_owed

Refusal: TypeAlias = Literal[
    "baseline", "issuer", "source", "too_old", "no_event", "type", "status", "severity", "where",
    "same_story", "silence",
]  # fmt: skip
"""Which matcher refused."""

Heard: TypeAlias = Mapping[EventId, Collection[str]]
"""Per event, the names of the subscriptions that another filing's alert told of it."""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One filing with its events, and all that matching them asks for, worked out once.

    ``heard`` None: everybody heard what is the same story. ``backfill`` names the backfill
    that is told in one message, where age does not count.
    """

    filing: Filing
    issuer: Issuer | None
    events: Sequence[Event]
    now: datetime
    heard: Heard | None = None
    silences: Sequence[Silence] = ()
    backfill: str | None = None
    _facts: dict[EventId, dict[str, Fact]] = field(default_factory=dict)

    @cached_property
    def issuer_terms(self) -> frozenset[str]:
        """Everything a subscription may call the filing's issuer."""
        return terms_of(self.filing, self.issuer)

    @cached_property
    def person_terms(self) -> dict[EventId, frozenset[str]]:
        """The same for the people of each event."""
        return {event.id: person_terms_of(event) for event in self.events}

    @property
    def terms(self) -> frozenset[str]:
        """Issuer and people of all events."""
        return self.issuer_terms.union(*self.person_terms.values())

    @property
    def types(self) -> set[str]:
        """Types of all events, and those that they are as well."""
        return {kind for event in self.events for kind in (event.type, *event.also_types)}

    def facts(self, event: Event) -> dict[str, Fact]:
        """What conditions may ask about an event."""
        if event.id not in self._facts:
            self._facts[event.id] = facts_of(event, self.filing)
        return self._facts[event.id]

    @property
    def published(self) -> datetime:
        """When the venue published it, or we saw it."""
        return self.filing.published_at or self.filing.seen_at


@dataclass(frozen=True, slots=True)
class Verdict:
    """What passed, what a silence took, and the first matcher that refused, if one did."""

    heard: Sequence[Event]
    silenced: Sequence[tuple[Event, Silence]] = ()
    refusal: Refusal | None = None


def judged(subscription: Subscription, story: Story) -> Verdict:
    """The events of a story that a subscription hears, in the filing's order."""
    passing: Sequence[Event] = story.events
    if refusal := _filing_refused(subscription, story):
        return Verdict((), refusal=refusal)
    for refusal, passes in _matchers(subscription, story):
        passing = [e for e in passing if passes(e) or _must_hear(subscription, e, story)]
        if not passing:
            return Verdict((), refusal=refusal)
    silenced = [(e, s) for e in passing for s in _silencing(e, subscription, story)[:1]]
    quiet = {event.id for event, _ in silenced}
    heard = [event for event in passing if event.id not in quiet]
    return Verdict(heard, silenced, None if heard else "silence")


def watches(subscription: Subscription, terms: Collection[str]) -> bool:
    """Whether one of these issuer or person terms is watched."""
    wanted = watched_terms(subscription.issuers, subscription.people)
    return ALL in wanted or not wanted.isdisjoint(terms)


def fits_type(globs: Sequence[str], event: Event) -> bool:
    """A glob without a dot means the type with all its subtypes; no glob means all."""
    names = [(event.type, event.subtype or ""), *((also, "") for also in event.also_types)]
    for glob in globs or (ALL,):
        kind, _, detail = glob.partition(".")
        if any(fnmatchcase(k, kind) and fnmatchcase(d, detail or ALL) for k, d in names):
            return True
    return False


def _filing_refused(subscription: Subscription, story: Story) -> Refusal | None:
    refusals: tuple[tuple[Refusal, bool], ...] = (
        ("issuer", not watches(subscription, story.terms)),
        ("source", _other_source(subscription, story.filing.source)),
        ("too_old", not story.backfill and story.now - story.published > subscription.max_age),
        ("no_event", not story.events),
    )
    return next((refusal for refusal, holds in refusals if holds), None)


def _other_source(subscription: Subscription, source: str) -> bool:
    """A canary is heard only by those who name it; who names no source hears every venue."""
    everywhere = not subscription.sources and source != "canary"
    return not everywhere and source not in subscription.sources


def _matchers(
    subscription: Subscription, story: Story
) -> Iterator[tuple[Refusal, Callable[[Event], bool]]]:
    """Each matcher of events that the subscription uses, cheap ones first."""
    least, statuses, where = (
        subscription.min_severity.rank,
        subscription.statuses,
        subscription.where,
    )
    if subscription.people:
        yield (
            "issuer",
            lambda e: watches(subscription, story.issuer_terms | story.person_terms[e.id]),
        )
    yield "type", lambda e: fits_type(subscription.types, e)
    if statuses:
        yield "status", lambda e: e.status in statuses
    yield "severity", lambda e: e.severity.rank >= least
    if where is not None:
        condition = compiled(where)
        yield "where", lambda e: condition.holds(story.facts(e))
    yield "same_story", lambda e: _is_news(subscription, e, story)


def _is_news(subscription: Subscription, event: Event, story: Story) -> bool:
    """A story told before is quiet for those who heard it, and for the second in its filing."""
    if event.relation != "same":
        return True
    first = next(e for e in story.events if e.dedup_key == event.dedup_key)
    return (
        story.heard is not None
        and first is event
        and subscription.name not in story.heard.get(event.id, ())
    )


def _must_hear(subscription: Subscription, event: Event, story: Story) -> bool:
    """Who heard a story hears its correction and what contradicts it, however small."""
    return is_owed(event) and subscription.name in (story.heard or {}).get(event.id, ())


def _silencing(event: Event, subscription: Subscription, story: Story) -> list[Silence]:
    """The silences that every given part of fits."""
    return [
        silence
        for silence in story.silences
        if silence.created_at <= story.now < silence.until
        and silence.subscription in {None, subscription.name}
        and (not silence.issuer or issuer_term(silence.issuer) in story.issuer_terms)
        and (not silence.person or person_term(silence.person) in story.person_terms[event.id])
        and (not silence.type or fits_type((silence.type,), event))
    ]
