"""Reading speed on the demo's recordings: bytes to events against a bare parse of the same bytes.

    python -m benchmarks [--rounds N]

The two sides alternate; the table gives the median of the rounds for each kind of document.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial

from lxml import etree
from rich.console import Console
from rich.table import Table

from watcher.demo import recordings
from watcher.issuers import load as load_issuers
from watcher.replay import Recorded, load
from watcher.settings import config_dir
from workers.events import Told
from workers.read import load_types, read

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


def main() -> None:
    """Measure and print one table."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=7)
    rounds = arguments.parse_args().rounds
    folder = config_dir()
    types, thresholds = load_types(folder / "events.toml")
    issuers = load_issuers(folder / "issuers.toml")
    ours, floor, size = (
        defaultdict[str, list[float]](list),
        defaultdict[str, list[float]](list),
        defaultdict[str, list[int]](list),
    )
    for recorded in load(recordings()):
        body, told = recorded.body(), Told(source=recorded.source, form=recorded.form or None)
        for _ in range(rounds):
            whole = partial(read, body, told, issuers, types=types, thresholds=thresholds)
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


if __name__ == "__main__":
    main()
