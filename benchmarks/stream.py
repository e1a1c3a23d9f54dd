"""How soon alerts reach many streams: commit to arrival over one web process.

    python -m benchmarks.stream [--readers 300] [--alerts 50]

Readers are real connections in a process of their own; the ledger is an SQLite file.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from multiprocessing.connection import Connection

from tests.support.valkey import running_valkey
from tests.support.web import Reader, running_web
from tests.watcher.web.api.conftest import tell
from watcher.ledger import Ledger
from watcher.settings import load
from watcher.web import build_app


async def _listen(port: int, readers: int, alerts: int, said: Connection) -> None:
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(Reader(port, after=0)) for _ in range(readers)]
        said.send("ready")

        async def arrivals(reader: Reader) -> list[float]:
            times: list[float] = []
            async for _ in reader.alerts():
                times.append(time.monotonic())
                if len(times) == alerts:
                    break
            return times

        said.send(await asyncio.gather(*(arrivals(reader) for reader in opened)))


def _reading(port: int, readers: int, alerts: int, said: Connection) -> None:
    asyncio.run(_listen(port, readers, alerts, said))


def measure(readers: int, alerts: int) -> list[float]:
    """Seconds from commit to arrival, of every alert at every reader."""
    with tempfile.TemporaryDirectory() as folder, running_valkey() as valkey:
        os.environ |= {"WATCHER_DATA_DIR": folder, "WATCHER_REDIS__URL": valkey}
        settings = load()
        ledger = Ledger.open(settings.ledger_url, migrate=True)
        with running_web(build_app(settings)) as port:
            mine, theirs = multiprocessing.get_context("spawn").Pipe()
            process = multiprocessing.get_context("spawn").Process(
                target=_reading, args=(port, readers, alerts, theirs)
            )
            process.start()
            assert mine.recv() == "ready"
            committed = []
            for number in range(1, alerts + 1):
                tell(ledger, number)
                committed.append(time.monotonic())
                time.sleep(0.2)
            arrived: Sequence[Sequence[float]] = mine.recv()
            process.join(timeout=30)
        ledger.close()
    return [at - made for times in arrived for at, made in zip(times, committed, strict=True)]


def main() -> None:
    """Print the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=300)
    parser.add_argument("--alerts", type=int, default=50)
    given = parser.parse_args()
    spans = sorted(measure(given.readers, given.alerts))
    cuts = statistics.quantiles(spans, n=100)
    print(
        f"{given.readers} readers, {given.alerts} alerts, {len(spans)} pushes: "
        f"p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, "
        f"p99 {cuts[98] * 1000:.0f} ms, max {spans[-1] * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main()
