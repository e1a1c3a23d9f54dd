"""One chaos run: play, hurt at seeded times, wait until quiet, judge."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.chaos.harms import HARMS, Harm
from tests.chaos.house import LEASE_SECONDS, House, house
from tests.chaos.partitions import ALL, LEADER
from tests.chaos.verdict import Hurt, Recovery, Verdict, judge, recoveries
from tests.chaos.village import Meter, Village, busiest, village
from watcher.errors import WatcherError


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run does. ``every`` is seconds between the end of a harm and the next."""

    filings: int
    rate: float
    seed: int
    database: str
    every: float
    hosts: int = 1
    patience: float = 600.0


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gave."""

    verdict: Verdict
    recoveries: tuple[Recovery, ...]
    skipped: tuple[str, ...]
    played_seconds: float
    drained_seconds: float
    failovers: tuple[float | None, ...] = ()
    busiest: int | None = None


Say = Callable[[str], None]


def run(plan: Plan, folder: Path, say: Say) -> Result:
    """Play ``plan`` in ``folder``. Ends by itself: its time is bounded by the plan."""
    with opened(plan, folder) as here:
        started = time.time()
        able = [harm for harm in kinds(plan) if harm.able(here)]
        hurts = list(_hurt_while_playing(here, able, plan, say))
        ended = time.time()
        settled(here, plan.patience, say)
        drained = time.time() - ended
        published = {recorded.number: at for recorded, at in here.venue.shown()}
        played = [recorded.number for recorded in here.crowd.recordings]
        return Result(
            verdict=judge(played, here.crowd.told, here.ledger, here.subscriber),
            recoveries=recoveries(hurts, published, here.subscriber),
            skipped=tuple(harm.name for harm in kinds(plan) if harm not in able),
            played_seconds=ended - started,
            drained_seconds=drained,
            failovers=_failovers(here, hurts),
            busiest=_busiest(hurts, say) if isinstance(here, Village) else None,
        )


def _busiest(hurts: Sequence[Hurt], say: Say) -> int:
    """Most requests of a second at the venue; says when, and what was hurt shortly before."""
    most, since = busiest(Meter.at)
    names = [h.name for h in hurts if h.began < since + 1 and h.ended > since - 15]
    say(f"{most} requests in the second from {time.strftime('%H:%M:%S', time.localtime(since))}, "
        f"after {', '.join(names) or 'no harm'}")  # fmt: skip
    return most


def opened(plan: Plan, folder: Path) -> AbstractContextManager[House]:
    """One host, or several."""
    if plan.hosts > 1:
        return village(folder, filings=plan.filings, rate=plan.rate, seed=plan.seed)
    return house(
        folder, filings=plan.filings, rate=plan.rate, seed=plan.seed, database=plan.database
    )


def kinds(plan: Plan) -> Sequence[Harm]:
    """Every harm that the plan could do."""
    return ALL if plan.hosts > 1 else HARMS


def _failovers(here: House, hurts: Sequence[Hurt]) -> tuple[float | None, ...]:
    """Seconds until another led, for each harm that took the leader away."""
    if not isinstance(here, Village):
        return ()
    return tuple(here.reigns.change_after(h.began) for h in hurts if LEADER in h.name)


def rounds(harms: Sequence[Harm], random: Random) -> Callable[[], Harm]:
    """Every harm once in a random order, then all again."""
    left: list[Harm] = []

    def following() -> Harm:
        if not left:
            left.extend(random.sample(harms, len(harms)))
        return left.pop()

    return following


def _hurt_while_playing(here: House, able: Sequence[Harm], plan: Plan, say: Say) -> list[Hurt]:
    random = Random(plan.seed)
    following, done = rounds(able, random), list[Hurt]()
    while _calm(here, plan.every * random.uniform(0.5, 1.5)):
        harm = following()
        began = time.time()
        heal = harm.hurt(here, random)
        time.sleep(random.uniform(*harm.seconds))
        heal()
        done.append(Hurt(harm.name, began, time.time()))
        say(f"{len(here.subscriber.told):5} told of {len(here.venue.shown()):5}  {harm.name}")
    return done


def _calm(here: House, seconds: float) -> bool:
    """Let the house work for a while; False when the venue has played all."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not here.venue.over:
        time.sleep(0.1)
    return not here.venue.over


def settled(here: House, patience: float, say: Say) -> None:
    """Wait until nothing is left to do, or patience ends; the verdict tells which."""
    deadline, said = time.monotonic() + patience, 0.0
    while time.monotonic() < deadline:
        try:
            summary = here.ledger.summary()
        except WatcherError:
            continue
        left = summary.filings.get("new", 0) + summary.deliveries.get("pending", 0)
        if sum(summary.filings.values()) >= len(here.crowd.recordings) and not left:
            return
        if time.monotonic() - said > 10:
            say(f"{left} left; lease {LEASE_SECONDS} s")
            said = time.monotonic()
        time.sleep(0.2)
