"""Every kind of harm: a name, how it hurts, how it heals, how long it lasts.

A harm that cannot be done here (no such process, no small disk) says so by ``able``.
"""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import redis
from sqlalchemy import create_engine, text

from tests.chaos.house import House
from tests.chaos.subscriber import Mood
from tests.chaos.units import Unit, descendants, found, horses
from tests.chaos.wire import Weather, Wire
from watcher.replay import Fault, FaultKind

Heal = Callable[[], object]
FEED, DOCUMENTS = "/cgi-bin/", "/Archives/"


def _nothing() -> None:
    """A killed process is healed by whoever starts it again."""


def always(_house: House) -> bool:
    """A harm that can be done everywhere."""
    return True


@dataclass(frozen=True, slots=True)
class Harm:
    """``hurt`` gives what heals; ``seconds`` is the shortest and the longest it lasts."""

    name: str
    hurt: Callable[[House, Random], Heal]
    seconds: tuple[float, float] = (0.0, 0.0)
    able: Callable[[House], bool] = always


def kill(pids: Sequence[int], random: Random) -> Heal:
    """SIGKILL to one of these processes."""
    if pids:
        with suppress(ProcessLookupError):
            os.kill(random.choice(pids), signal.SIGKILL)
    return _nothing


def _kill(ending: str) -> Callable[[House, Random], Heal]:
    return lambda house, random: kill(found(house.units, ending), random)


def _kill_horse(house: House, random: Random) -> Heal:
    """A work-horse lives for moments: look until one is there."""
    for _ in range(40):
        if pids := horses(house.units, random.choice(("worker filings", "worker deliveries"))):
            return kill(pids, random)
    return _nothing


def _unit(house: House, name: str) -> Unit | None:
    return next((unit for unit in house.units if unit.name == name), None)


def _kill_postgres(house: House, random: Random) -> Heal:
    unit = _unit(house, "postgres")
    return kill([unit.pid] if unit and unit.alive else [], random)


def _valkey_pid(house: House) -> int:
    try:
        with house.valkey() as client:
            return int(client.info("server")["process_id"])
    except redis.RedisError:
        return 0


def _kill_valkey(house: House, random: Random) -> Heal:
    pid = _valkey_pid(house)
    return kill([pid] if pid else [], random)


def _flush(house: House, _random: Random) -> Heal:
    with suppress(redis.RedisError), house.valkey() as client:
        client.flushall()
    return _nothing


def _hang_valkey(house: House, _random: Random) -> Heal:
    return _stop([pid] if (pid := _valkey_pid(house)) else [])


def _stop(pids: Sequence[int]) -> Heal:
    """SIGSTOP now, SIGCONT to heal."""

    def send(number: signal.Signals) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)

    send(signal.SIGSTOP)
    return lambda: send(signal.SIGCONT)


def _hang(ending: str) -> Callable[[House, Random], Heal]:
    return lambda house, _random: _stop(found(house.units, ending))


def _fill_valkey(house: House, _random: Random) -> Heal:
    def limit(size: str) -> None:
        with suppress(redis.RedisError), house.valkey() as client:
            client.config_set("maxmemory", size)

    limit("1mb")
    return lambda: limit("0")


def _fill_disk(house: House, _random: Random) -> Heal:
    """Fill the small disk; where none could be mounted, no file of ours may grow."""
    if not house.small_disk:
        return forbid_files(lambda: [unit.pid for unit in house.units if unit.alive])
    ballast = house.data / "ballast"
    room = os.statvfs(house.data)
    with suppress(OSError), ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize)
    return lambda: ballast.unlink(missing_ok=True)


def forbid_files(roots: Callable[[], Sequence[int]]) -> Heal:
    """No process below these may write a file any more; gives what allows it again (Linux)."""

    def limit(size: int) -> None:
        for root in roots():
            for pid in (root, *descendants(root)):
                with suppress(ProcessLookupError, PermissionError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    limit(0)
    return lambda: limit(resource.RLIM_INFINITY)


def _lock_ledger(house: House, _random: Random) -> Heal:
    """Hold the lock that every writer needs."""
    engine = create_engine(house.ledger_url)
    try:
        connection = engine.connect()
        if house.database == "sqlite":
            raw = connection.connection.driver_connection
            if raw is not None:
                raw.isolation_level = None
                raw.execute("PRAGMA busy_timeout=5000")
                raw.execute("BEGIN IMMEDIATE")
        else:
            connection.execute(text("LOCK TABLE filings, deliveries IN ACCESS EXCLUSIVE MODE"))
    except Exception:  # noqa: BLE001 - the ledger may be hurt already: then this harm does nothing
        engine.dispose()
        return _nothing

    def release() -> None:
        with suppress(Exception):
            connection.rollback()
            connection.close()
        engine.dispose()

    return release


def _wire(which: str, weather: Weather) -> Callable[[House, Random], Heal]:
    def hurt(house: House, _random: Random) -> Heal:
        wire: Wire = getattr(house, which)
        wire.turn(weather)
        return lambda: wire.turn(Weather.FINE)

    return hurt


def _feed(kind: FaultKind, path: str, amount: float = 0) -> Callable[[House, Random], Heal]:
    def hurt(house: House, random: Random) -> Heal:
        times = random.randint(3, 12)
        house.venue.faults.add(Fault(kind=kind, path=path, times=times, amount=amount))
        return house.venue.faults.clear

    return hurt


def _mood(mood: Mood) -> Callable[[House, Random], Heal]:
    def hurt(house: House, _random: Random) -> Heal:
        house.subscriber.mood = mood

        def calm() -> None:
            house.subscriber.mood = Mood.WELL

        return calm

    return hurt


def on_postgres(house: House) -> bool:
    """Whether there is a PostgreSQL to hurt."""
    return house.database == "postgresql"


def _reconnects(house: House) -> bool:
    return house.to_database is not None


def _supervised(house: House) -> bool:
    return _unit(house, "supervisor") is not None


SHORT, LONG = (2.0, 5.0), (4.0, 9.0)

HARMS = (
    Harm("kill -9: worker on filings", _kill("worker filings")),
    Harm("kill -9: worker on deliveries", _kill("worker deliveries")),
    Harm("kill -9: work-horse", _kill_horse),
    Harm("kill -9: scheduler", _kill("watcher scheduler")),
    Harm("kill -9: supervisor", _kill("watcher run"), able=_supervised),
    Harm("kill -9: web", _kill("watcher web")),
    Harm("kill -9: Valkey", _kill_valkey),
    Harm("kill -9: PostgreSQL", _kill_postgres, able=on_postgres),
    Harm("Valkey flushed", _flush),
    Harm("Valkey hung", _hang_valkey, LONG),
    Harm("Valkey out of memory", _fill_valkey, LONG),
    Harm("scheduler hung", _hang("watcher scheduler"), LONG),
    Harm("disk full", _fill_disk, SHORT, able=lambda _: hasattr(resource, "prlimit")),
    Harm("ledger locked", _lock_ledger, LONG),
    Harm("network to the venue cut", _wire("to_venue", Weather.CUT), LONG),
    Harm("network to the venue stalled", _wire("to_venue", Weather.STALLED), LONG),
    Harm("network to the venue slow", _wire("to_venue", Weather.SLOW), LONG),
    Harm("network to the subscriber cut", _wire("to_subscriber", Weather.CUT), LONG),
    Harm("network to the subscriber stalled", _wire("to_subscriber", Weather.STALLED), LONG),
    Harm("network to the database cut", _wire("to_database", Weather.CUT), SHORT, _reconnects),
    Harm("network to the database stalled", _wire("to_database", Weather.STALLED), SHORT, _reconnects),
    Harm("feed: server errors", _feed(FaultKind.SERVER_ERROR, FEED), LONG),
    Harm("feed: truncated", _feed(FaultKind.TRUNCATED, FEED), LONG),
    Harm("feed: empty", _feed(FaultKind.EMPTY, FEED), LONG),
    Harm("feed: block page", _feed(FaultKind.BLOCK_PAGE, FEED), SHORT),
    Harm("documents: server errors", _feed(FaultKind.SERVER_ERROR, DOCUMENTS), LONG),
    Harm("documents: too many requests", _feed(FaultKind.TOO_MANY, DOCUMENTS, 2), SHORT),
    Harm("documents: truncated", _feed(FaultKind.TRUNCATED, DOCUMENTS), SHORT),
    Harm("subscriber answers 500", _mood(Mood.FAILS), LONG),
    Harm("subscriber answers 429", _mood(Mood.BUSY), LONG),
    Harm("subscriber hangs up after reading", _mood(Mood.HANGS_UP), SHORT),
    Harm("subscriber slow", _mood(Mood.SLOW), LONG),
)  # fmt: skip
