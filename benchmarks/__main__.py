"""Reading speed on the demo's recordings: bytes to events against a bare parse of the same bytes.

    python -m benchmarks [--rounds N]

The two sides alternate; the table gives the median of the rounds for each kind of document.
Where ``../shared/corpus`` is there, a second table gives the median and the 95th percentile
over its documents in milliseconds per 100 KB; files below 20 KB count as 20 KB, because a
fixed cost of a millisecond says nothing about size.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from lxml import etree
from rich.console import Console
from rich.table import Table

from watcher.demo import recordings
from watcher.errors import WatcherError
from watcher.replay import Recorded, load
from watcher.settings import config_dir
from workers.events import Told
from workers.parse import Reader, body_of, inputs_of
from workers.read import read

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _bare(body: bytes) -> None:
    """The floor: parse the bytes with the library underneath and take the text."""
    if body.startswith(b"%PDF"):
        import pypdfium2  # noqa: PLC0415 - as the readers do

        document = pypdfium2.PdfDocument(body)
        for page in document:
            page.get_textpage().get_text_range()
        document.close()
    elif b"<XML>" in body:
        start, end = body.index(b"<XML>") + 5, body.index(b"</XML>")
        etree.fromstring(body[start:end].strip(), _PARSER)
    else:
        root = etree.fromstring(body, etree.HTMLParser(no_network=True, huge_tree=False))
        "".join(map(str, root.itertext()))


def _seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def _kind(recorded: Recorded) -> str:
    if recorded.source == "hkexnews":
        return "HKEX PDF"
    return f"Form {recorded.form}" if recorded.form[0].isdigit() else recorded.form


CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
LEAST_BYTES = 20_000


def _over_corpus(reader: Reader) -> Table | None:
    """Milliseconds per 100 KB over the recorded documents beside the repository, one reading
    each; None where they are absent. A document that cannot be read is left out.
    """
    per: defaultdict[str, list[float]] = defaultdict(list)
    for manifest in sorted(CORPUS.glob("*/MANIFEST.jsonl")):
        for given in inputs_of([], str(manifest)):
            try:
                body = body_of(given)
                started = time.perf_counter()
                read(body, given.told, reader.issuers, types=reader.types, thresholds={})
            except (WatcherError, OSError):
                continue
            spent = time.perf_counter() - started
            kind = "PDF" if body.startswith(b"%PDF") else (given.told.form or "other").split("/")[0]
            per[kind].append(spent * 1000 / (max(len(body), LEAST_BYTES) / 100_000))
    if not per:
        return None
    table = Table("kind", "documents", "median, ms per 100 KB", "p95, ms per 100 KB")
    for kind, times in sorted(per.items()):
        if len(times) >= 5:
            p95 = sorted(times)[int(len(times) * 0.95)]
            table.add_row(kind, str(len(times)), f"{statistics.median(times):.1f}", f"{p95:.1f}")
    return table


def main() -> None:
    """Measure and print the tables."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    folder = config_dir()
    reader = Reader.of(folder)
    ours, floor, size = (
        defaultdict[str, list[float]](list),
        defaultdict[str, list[float]](list),
        defaultdict[str, list[int]](list),
    )
    for recorded in load(recordings()):
        body, told = recorded.body(), Told(source=recorded.source, form=recorded.form or None)
        for _ in range(rounds):
            whole = partial(
                read,
                body,
                told,
                reader.issuers,
                types=reader.types,
                thresholds=reader.thresholds,
            )
            ours[_kind(recorded)].append(_seconds(whole))
            floor[_kind(recorded)].append(_seconds(partial(_bare, body)))
        size[_kind(recorded)].append(len(body))
    table = Table("kind", "documents", "KB", "bytes to events, ms", "bare parse, ms", "ratio")
    for kind in sorted(ours):
        mine, bare = statistics.median(ours[kind]), statistics.median(floor[kind])
        kb = statistics.median(size[kind]) / 1000
        table.add_row(
            kind,
            str(len(size[kind])),
            f"{kb:.0f}",
            f"{mine * 1000:.2f}",
            f"{bare * 1000:.2f}",
            f"{mine / bare:.1f}",
        )
    Console().print(table)
    corpus = _over_corpus(reader)
    if corpus is not None:
        Console().print(corpus)


if __name__ == "__main__":
    main()
