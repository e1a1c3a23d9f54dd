"""Reading against other packages: the same submissions, turn by turn, each in its own process.

    make bench-peers                 installs the peers into .venv-peers and runs
    python -m benchmarks.peers [--rounds 3] [--most 12]

Ours goes from bytes to events. edgartools goes to its object and the text of the filing,
datamule to the text or tables of each document: neither says what happened, to whom or when.
CPU seconds of each process; a ratio above 1 says that the peer needed more.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.reading import documents
from watcher.demo import recordings
from watcher.replay import load
from watcher.settings import config_dir
from workers.events import Told
from workers.parse import Reader
from workers.read import read

PEERS = ("edgartools", "datamule")
PYTHON = Path(".venv-peers/bin/python")
FORMS = ("144", "4", "8-K", "6-K")


@dataclass(frozen=True, slots=True)
class Compared:
    """Median CPU seconds of one document, ours and by peer; None where a peer failed."""

    ours: float
    theirs: Mapping[str, float | None]

    def ratio(self, peer: str) -> float | None:
        """How many of our readings the peer's costs."""
        seconds = self.theirs[peer]
        return None if seconds is None else seconds / self.ours


@dataclass(slots=True)
class Peer:
    """A peer's process."""

    process: subprocess.Popen[str]
    errors: list[str] = field(default_factory=list)

    def seconds(self, path: Path) -> float | None:
        """CPU seconds of one reading; None where the peer failed."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(path, file=self.process.stdin, flush=True)
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            self.errors.append(answer["error"])
        seconds: float | None = answer.get("seconds")
        return seconds


@contextmanager
def running(name: str, home: Path) -> Iterator[Peer]:
    """A peer that sees an empty home folder and no network."""
    environment = {
        "HOME": str(home),
        "EDGAR_IDENTITY": "Benchmark bench@example.com",
        "PATH": "/usr/bin:/bin",
    }
    process = subprocess.Popen(
        [str(PYTHON), "benchmarks/peer_child.py", name], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with process:
        yield Peer(process)
        process.kill()


def submissions(most: int) -> Mapping[str, Sequence[tuple[bytes, Told]]]:
    """Full submissions by form: the recorded ones beside the repository, else the demo's."""
    found: defaultdict[str, list[tuple[bytes, Told]]] = defaultdict(list)
    made = ((r.form, r.body(), Told(source=r.source, form=r.form)) for r in load(recordings()))
    for form, body, told in chain(documents(), made):
        if form in FORMS and b"<SEC-HEADER>" in body[:2000] and len(found[form]) < most:
            found[form].append((body, told))
    return {form: found[form] for form in FORMS if form in found}


@dataclass(frozen=True, slots=True)
class Bench:
    """Both sides, and where a submission lies for the peers."""

    reader: Reader
    peers: Mapping[str, Peer]
    path: Path

    def compared(self, body: bytes, told: Told, rounds: int) -> Compared:
        """Medians of some rounds, all sides in turn, after one that counts for nobody."""
        self.path.write_bytes(body)
        ours: list[float] = []
        theirs: defaultdict[str, list[float | None]] = defaultdict(list)
        for _ in range(rounds + 1):
            ours.append(self._ours(body, told))
            for name, peer in self.peers.items():
                theirs[name].append(peer.seconds(self.path))
        medians = {name: _median(seconds[1:]) for name, seconds in theirs.items()}
        return Compared(statistics.median(ours[1:]), medians)

    def _ours(self, body: bytes, told: Told) -> float:
        reader, started = self.reader, time.process_time()
        read(body, told, reader.issuers, types=reader.types, thresholds=reader.thresholds)
        return time.process_time() - started


def _median(seconds: Sequence[float | None]) -> float | None:
    known = [each for each in seconds if each is not None]
    return statistics.median(known) if known else None


def table_of(found: Mapping[str, Sequence[Compared]]) -> Table:
    """Medians by form: milliseconds, and ratios with their range."""
    table = Table(
        "form", "submissions", "ours, ms", *(f"{p}, ms: ratio (range), failed" for p in PEERS)
    )
    for form, documents_ in found.items():
        ours = statistics.median(each.ours for each in documents_) * 1000
        cells = [_cell(name, documents_) for name in PEERS]
        table.add_row(form, str(len(documents_)), f"{ours:.1f}", *cells)
    return table


def _cell(peer: str, found: Sequence[Compared]) -> str:
    seconds = [s for each in found if (s := each.theirs[peer]) is not None]
    ratios = [r for each in found if (r := each.ratio(peer)) is not None]
    failed = len(found) - len(seconds)
    if not seconds:
        return f"-, failed {failed}"
    middle = f"{statistics.median(seconds) * 1000:.1f}: {statistics.median(ratios):.1f} x"
    return f"{middle} ({min(ratios):.1f} - {max(ratios):.1f}), failed {failed}"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--most", type=int, default=12, help="submissions of each form")
    given = asked.parse_args()
    if not PYTHON.exists():
        raise SystemExit(f"{PYTHON} is not there: run `make bench-peers`")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        peers = {name: stack.enter_context(running(name, folder)) for name in PEERS}
        bench = Bench(Reader.of(config_dir()), peers, folder / "submission.txt")
        found = {
            form: [bench.compared(body, told, given.rounds) for body, told in bodies]
            for form, bodies in submissions(given.most).items()
        }
        errors = {name: sorted(set(peer.errors)) for name, peer in peers.items()}
    Console().print(table_of(found))
    for name, said in errors.items():
        for line in said[:5]:
            Console().print(f"{name} failed: {line}", markup=False)


if __name__ == "__main__":
    main()
