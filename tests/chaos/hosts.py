"""Several hosts on one machine: network namespaces on a bridge, each with a cable to pull."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

NETWORK = "10.77.0"
BRIDGE, HUB = "fwchaos0", f"{NETWORK}.1"


@dataclass(frozen=True, slots=True)
class Host:
    """A namespace with an address of its own."""

    name: str
    number: int

    @property
    def space(self) -> str:
        """The name of the namespace."""
        return f"fwchaos-{self.name}"

    @property
    def address(self) -> str:
        return f"{NETWORK}.{self.number}"

    @property
    def cable(self) -> str:
        """The end of its cable at the bridge."""
        return f"fwc{self.number}"

    def run(self, *argv: str) -> list[str]:
        """A command line that runs inside."""
        return ["ip", "netns", "exec", self.space, *argv]

    def unplug(self) -> None:
        """No packet comes or goes, and nobody is told."""
        _ip("link", "set", self.cable, "down")

    def plug(self) -> None:
        """The cable is back."""
        _ip("link", "set", self.cable, "up")


def why_not() -> str | None:
    """What keeps network namespaces from being made here; None where they can be."""
    if os.geteuid() != 0:
        return "network namespaces need root"
    probe = "fwchaos-probe"
    made = subprocess.run(["ip", "netns", "add", probe], check=False, capture_output=True)
    if made.returncode:
        return f"ip netns add: {made.stderr.decode(errors='replace').strip()}"
    _ip("netns", "del", probe)
    return None


@contextmanager
def hosts(*names: str) -> Iterator[dict[str, Host]]:
    """Namespaces of these names on one bridge; all gone at the end."""
    made = {name: Host(name, number) for number, name in enumerate(names, 10)}
    _remove(made.values())  # what a killed run left
    try:
        _ip("link", "add", BRIDGE, "type", "bridge")
        _ip("addr", "add", f"{HUB}/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for host in made.values():
            _join(host)
        yield made
    finally:
        _remove(made.values())


def _join(host: Host) -> None:
    inner = f"{host.cable}n"
    _ip("netns", "add", host.space)
    _ip("link", "add", host.cable, "type", "veth", "peer", "name", inner)
    _ip("link", "set", inner, "netns", host.space)
    _ip("link", "set", host.cable, "master", BRIDGE, "up")
    for words in (
        ("addr", "add", f"{host.address}/24", "dev", inner),
        ("link", "set", inner, "up"),
        ("link", "set", "lo", "up"),
    ):
        _ip("-n", host.space, *words)


def _remove(made: Iterable[Host]) -> None:
    for host in made:
        subprocess.run(["ip", "link", "del", host.cable], check=False, capture_output=True)
        subprocess.run(["ip", "netns", "del", host.space], check=False, capture_output=True)
    subprocess.run(["ip", "link", "del", BRIDGE], check=False, capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
