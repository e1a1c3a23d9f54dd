"""Form 144 and Forms 3, 4 and 5: bytes to events against a bare parse of the same bytes.

    python -m benchmarks.forms [--rounds N]

Both sides begin with the bytes as received. The bare side finds the XML in them (two searches
for bytes) and gives it to a hardened lxml parser, nothing else; ours reads header, form, rows
and footnotes, makes the canonical text, and events with evidence. All documents take turns in
one process, N rounds of which the first does not count, and what a reading learned of names
is forgotten before the next. Of each document the median round counts. The documents are the
corpus beside the repository; where that is absent, the demo's recordings.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from rich.console import Console
from rich.table import Table

from benchmarks.reading import documents, p95
from watcher import issuers
from watcher.demo import recordings
from watcher.replay import load
from watcher.settings import config_dir
from workers.events import Told
from workers.grammar import names
from workers.parse import Reader
from workers.read import read
from workers.text import xml

FORMS = frozenset({"144", "3", "4", "5"})
LEARNED = (issuers.fold, issuers._alike, names.person_key, names.find_names)  # noqa: SLF001 - forgotten between readings
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--rounds", type=int, default=9)
    table = Table("form", "documents", "bare parses, median", "p95", "ms", "bare parse, ms")
    for form, timed in sorted(measured(arguments.parse_args().rounds).items()):
        ratios = [ours / bare for ours, bare in timed]
        ours, bare = (statistics.median(column) * 1000 for column in zip(*timed, strict=True))
        shown = f"{statistics.median(ratios):.1f}", f"{p95(ratios):.1f}"
        table.add_row(form, str(len(timed)), *shown, f"{ours:.3f}", f"{bare:.3f}")
    Console().print(table)


def measured(rounds: int) -> Mapping[str, Sequence[tuple[float, float]]]:
    """For each form and for all, our and the bare side's CPU seconds of every document."""
    reader = Reader.of(config_dir())
    listed = [*_forms(documents())] or [*_forms(_recorded())]
    spent: list[list[tuple[float, float]]] = [[] for _ in listed]
    for number in range(rounds + 1):
        for (_, body, told), seconds in zip(listed, spent, strict=True):
            once = _once(body, told, reader)
            if number:
                seconds.append(once)
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for (form, _, _), seconds in zip(listed, spent, strict=True):
        ours, bare = (statistics.median(column) for column in zip(*seconds, strict=True))
        found[form].append((ours, bare))
        found["all"].append((ours, bare))
    return found


def _once(body: bytes, told: Told, reader: Reader) -> tuple[float, float]:
    for learned in LEARNED:
        learned.cache_clear()
    before = time.process_time()
    etree.fromstring(_form_in(body), _PARSER)
    between = time.process_time()
    read(body, told, reader.issuers, types=reader.types, thresholds=reader.thresholds)
    return time.process_time() - between, between - before


def _form_in(body: bytes) -> bytes:
    """The XML of a submission, or the bytes themselves."""
    start = body.find(b"<XML>")
    return (body if start < 0 else body[start + 5 : body.index(b"</XML>", start)]).strip()


def _forms(found: Iterator[tuple[str, bytes, Told]]) -> Iterator[tuple[str, bytes, Told]]:
    """Those that are structured forms and well-formed: the bare side repairs nothing."""
    for form, body, told in found:
        if form in FORMS and xml.is_form(_form_in(body)):
            try:
                etree.fromstring(_form_in(body), _PARSER)
            except etree.XMLSyntaxError:
                continue
            yield form, body, told


def _recorded() -> Iterator[tuple[str, bytes, Told]]:
    for recorded in load(recordings()):
        told = Told(source=recorded.source, form=recorded.form or None)
        yield recorded.form.removesuffix("/A"), recorded.body(), told


if __name__ == "__main__":
    main()
