"""Running a target on many inputs in this process, and keeping what it does wrong."""

from __future__ import annotations

import importlib
import signal
import sys
import time
import traceback
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

from tests.fuzz.flight import Flight
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, Target

SLOW_SECONDS = 10.0
"""CPU time from which an input hangs a target: from here on the kernel ends the process."""


def failure(target: Target, body: bytes) -> Exception | None:
    """What a target does wrong with an input: an error it did not name, or far too long."""
    started = time.thread_time()
    try:
        target(body)
    except Exception as error:  # noqa: BLE001 - a finding is whatever a target did not name
        return error
    spent = time.thread_time() - started
    return TimeoutError(f"{spent:.1f} s of CPU") if spent > SLOW_SECONDS else None


class Watched:
    """A target whose every execution is recorded; each kind of failure is kept once.

    ``strict`` also lets the kernel end the process (SIGPROF) over an input that hangs in C.
    """

    def __init__(self, name: str, folder: Path, *, strict: bool) -> None:
        self.found: set[str] = set()
        self._target, self._name, self._folder, self._strict = TARGETS[name], name, folder, strict
        folder.mkdir(parents=True, exist_ok=True)
        self.flight = Flight(folder / "flight")

    def __call__(self, data: bytes) -> None:
        """One execution."""
        data = data[: self._target.longest]
        self.flight.begin(data)
        if self._strict:
            signal.setitimer(signal.ITIMER_PROF, SLOW_SECONDS)
        began = time.thread_time()
        error = failure(self._target, data)
        if self._strict:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.flight.end(data, time.thread_time() - began)
        if error is not None and (kind := _kind(error)) not in self.found:
            self.found.add(kind)
            keep(self._folder, self._name, data, kind, error)


def blind(name: str, runs: int, seed: str, watched: Callable[[bytes], None]) -> None:
    """Seeded mutations, which know nothing of the code."""
    known, random = seeds(TARGETS[name].seeds), Random(f"{name} {seed}")
    for _ in range(runs):
        watched(mutated(random, known, TARGETS[name].longest))


def guided(name: str, runs: int, seed: str, watched: Callable[[bytes], None], folder: Path) -> None:
    """Coverage-guided runs (atheris, libFuzzer), which end the process. The inputs that reached
    something new stay in ``folder/corpus`` and are where a later run goes on.
    """
    atheris = importlib.import_module("atheris")  # has no wheel for every machine
    corpus = folder / "corpus"
    corpus.mkdir(exist_ok=True)
    for body in seeds(TARGETS[name].seeds):
        kept = body[: TARGETS[name].longest]
        (corpus / sha256(kept).hexdigest()[:16]).write_bytes(kept)
    # The kernel watches time and memory; atheris takes a time-out of 0 for none at all to spare.
    number = int(sha256(f"{name} {seed}".encode()).hexdigest()[:7], 16)
    options = [
        f"-runs={runs}", f"-seed={number}", f"-max_len={TARGETS[name].longest}",
        "-timeout=3600", "-rss_limit_mb=0", f"-artifact_prefix={folder}/", "-verbosity=0", str(corpus),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], watched)
    atheris.Fuzz()


def keep(folder: Path, name: str, body: bytes, kind: str, error: Exception | None = None) -> None:
    """The input of a finding, and beside it what happened."""
    path = folder / f"{name}-{sha256(body).hexdigest()[:12]}"
    path.write_bytes(body)
    shown = "".join(traceback.format_exception(error)) if error else ""
    path.with_suffix(".log").write_text(f"{kind}\n{shown}", "utf-8", "replace")


def _kind(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
