"""What a run proves: nothing lost, nothing doubled, and how fast all was well again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.chaos.subscriber import Subscriber
from watcher.ledger import Ledger
from watcher.model import FilingId


@dataclass(frozen=True, slots=True)
class Hurt:
    """One harm that was done: its name, its beginning and its end as seconds of the clock."""

    name: str
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """The laws, each as the accession numbers (or message ids) that break it."""

    filings: int
    expected: int
    unseen: tuple[str, ...]
    unread: tuple[str, ...]
    untold: tuple[str, ...]
    doubled: tuple[str, ...]
    unstable: tuple[str, ...]
    unwanted: tuple[str, ...]
    forged: tuple[str, ...]
    repeats: int

    @property
    def lost(self) -> int:
        """Filings that the ledger or the subscriber never got."""
        return len({*self.unseen, *self.unread, *self.untold})

    @property
    def wrong(self) -> int:
        """Messages that came twice in the subscriber's eyes, or should not have come."""
        return len({*self.doubled, *self.unstable, *self.unwanted}) + len(self.forged)

    @property
    def holds(self) -> bool:
        return not self.lost and not self.wrong


def judge(
    played: Sequence[str], told: frozenset[str], ledger: Ledger, subscriber: Subscriber
) -> Verdict:
    """Hold what the ledger and the subscriber have against what the venue played."""
    ids = {FilingId(f"sec:{number}"): number for number in played}
    known = ledger.known(list(ids))
    states = {number: ledger.filing(filing_id) for filing_id, number in ids.items()}
    got = {number for number, each in subscriber.told.items() if each.accepted_at is not None}
    return Verdict(
        filings=len(played),
        expected=len(told),
        unseen=tuple(sorted(number for filing_id, number in ids.items() if filing_id not in known)),
        unread=tuple(sorted(n for n, row in states.items() if row and row.state != "read")),
        untold=tuple(sorted(told - got)),
        doubled=tuple(sorted(n for n, each in subscriber.told.items() if len(each.ids) > 1)),
        unstable=tuple(sorted(i for i, bodies in subscriber.of_id.items() if len(bodies) > 1)),
        unwanted=tuple(sorted(set(subscriber.told) - told)),
        forged=tuple(subscriber.forged),
        repeats=sum(each.copies - 1 for each in subscriber.told.values()),
    )


@dataclass(frozen=True, slots=True)
class Recovery:
    """After a harm: until a later filing was told (None: there was none), and until all earlier ones were."""

    hurt: Hurt
    again: float | None
    behind: float


def recoveries(
    hurts: Sequence[Hurt], published: Mapping[str, datetime], subscriber: Subscriber
) -> tuple[Recovery, ...]:
    """How long the house took after each harm, from publications and arrivals alone."""
    arrivals = [
        (published[number].timestamp(), each.accepted_at)
        for number, each in subscriber.told.items()
        if number in published and each.accepted_at is not None
    ]
    return tuple(_recovery(hurt, arrivals) for hurt in hurts)


def _recovery(hurt: Hurt, arrivals: Sequence[tuple[float, float]]) -> Recovery:
    after = [at - hurt.ended for since, at in arrivals if since > hurt.ended]
    before = [at - hurt.ended for since, at in arrivals if since <= hurt.ended]
    return Recovery(hurt, min(after, default=None), max(0.0, *before, 0.0))


def percentile(values: Sequence[float], rank: int) -> float:
    """Nearest rank; 0 without values."""
    ordered = sorted(values)
    return max(0.0, ordered[-(-len(ordered) * rank // 100) - 1]) if ordered else 0.0
