"""Harms that take several hosts: a leader that dies or is cut off, hosts without a network."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from random import Random

from tests.chaos.harms import HARMS, Harm, Heal
from tests.chaos.house import House
from tests.chaos.village import Village

LEADER = "leader"
"""What a harm is called after which another scheduler must lead."""


def _village(house: House) -> Village:
    assert isinstance(house, Village)
    return house


def _unplug(*names: str) -> Callable[[House, Random], Heal]:
    def hurt(house: House, random: Random) -> Heal:
        host = _village(house).at[random.choice(names)]
        host.unplug()
        return host.plug

    return hurt


def _unplug_leader(house: House, _random: Random) -> Heal:
    here = _village(house)
    name = here.leader()
    if name is None:
        return lambda: None
    here.at[name].unplug()
    return here.at[name].plug


def _kill_leader(house: House, _random: Random) -> Heal:
    with suppress(ProcessLookupError):
        if pid := _village(house).reigns.pid:
            os.kill(pid, signal.SIGKILL)
    return lambda: None


LEASE_AND_MORE = (18.0, 26.0)

PARTITIONS = (
    Harm(f"kill -9: the {LEADER}", _kill_leader),
    Harm(f"the {LEADER} cut off", _unplug_leader, LEASE_AND_MORE),
    Harm("a worker host cut off", _unplug("work1", "work2"), (5.0, 25.0)),
    Harm("the database cut off", _unplug("pg"), (4.0, 12.0)),
    Harm("Valkey cut off", _unplug("kv"), (4.0, 12.0)),
    Harm("the web host cut off", _unplug("web"), (4.0, 9.0)),
)

ALL = (*PARTITIONS, *(h for h in HARMS if h.name.startswith("kill -9") or "flushed" in h.name))
"""What several hosts go through; feeds, disks and receivers are the same on one host."""
