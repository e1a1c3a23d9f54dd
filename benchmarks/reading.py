"""Bytes to events against a bare parse of the same bytes, side by side in one process."""

from __future__ import annotations

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from benchmarks.process import peak_in_fork
from watcher.errors import WatcherError
from watcher.settings import config_dir
from workers.events import Told
from workers.parse import Reader, body_of, inputs_of
from workers.read import read

if TYPE_CHECKING:
    from watcher.replay import Recorded

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus"
FEWEST = 5
"""Kinds with fewer documents tell no percentile."""

LEAST_BYTES = 20_000
"""A smaller file counts as one of so many bytes: a millisecond of fixed cost says nothing of size."""
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class Timed(NamedTuple):
    """CPU seconds of one document: ours and the bare parse's; and its bytes."""

    ours: float
    bare: float
    size: int

    @property
    def ratio(self) -> float:
        """How many bare parses our reading costs."""
        return self.ours / self.bare

    @property
    def per_100_kb(self) -> float:
        """Milliseconds for each 100 KB of the document."""
        return self.ours * 1000 / (max(self.size, LEAST_BYTES) / 100_000)


def p95(values: Sequence[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[min(int(len(values) * 0.95), len(values) - 1)]


def over_recordings(rounds: int) -> Mapping[str, Sequence[Timed]]:
    """The demo's recordings by kind; of each the median of some rounds, both sides in turn."""
    reader = Reader.of(config_dir())
    found: defaultdict[str, list[Timed]] = defaultdict(list)
    for recorded in _recordings():
        body, told = recorded.body(), Told(source=recorded.source, form=recorded.form or None)
        timed = [_timed(body, told, reader) for _ in range(rounds)]
        ours, bare = (statistics.median(t[i] for t in timed) for i in (0, 1))
        found[_kind(recorded)].append(Timed(ours, bare, len(body)))
    return found


def over_corpus() -> Mapping[str, Sequence[Timed]]:
    """The recorded documents beside the repository by kind, one reading each; nothing where
    they are absent. A document that cannot be read is left out.
    """
    reader = Reader.of(config_dir())
    found: defaultdict[str, list[Timed]] = defaultdict(list)
    for kind, body, told in documents():
        try:
            found[kind].append(_timed(body, told, reader))
        except WatcherError:
            continue
    return found


def peaks_over_corpus() -> Mapping[str, Sequence[float]]:
    """Peak megabytes of a work-horse that reads one document and nothing else, by kind."""
    reader = Reader.of(config_dir())
    found: defaultdict[str, list[float]] = defaultdict(list)
    for kind, body, told in documents():
        found[kind].append(peak_in_fork(partial(_read_or_refuse, body, told, reader)))
    return found


def _read_or_refuse(body: bytes, told: Told, reader: Reader) -> None:
    with suppress(WatcherError):
        _ours(body, told, reader)()


def read_recordings() -> None:
    """Every recording of the demo once; what the peak memory of a process is told by."""
    reader = Reader.of(config_dir())
    for recorded in _recordings():
        told = Told(source=recorded.source, form=recorded.form or None)
        _ours(recorded.body(), told, reader)()


def documents() -> Iterator[tuple[str, bytes, Told]]:
    """Kind, bytes and what a feed said of each recorded document beside the repository."""
    for manifest in sorted(CORPUS.glob("*/MANIFEST.jsonl")):
        for given in inputs_of([], str(manifest)):
            try:
                body = body_of(given)
            except (WatcherError, OSError):
                continue
            form = (given.told.form or "other").split("/")[0]
            yield "PDF" if body.startswith(b"%PDF") else form, body, given.told


def _recordings() -> Sequence[Recorded]:
    """What the demo plays. The demo is imported here only, for it weighs on a peak of memory."""
    from watcher.demo import recordings  # noqa: PLC0415 - see above
    from watcher.replay import load  # noqa: PLC0415 - see above

    return load(recordings())


def _timed(body: bytes, told: Told, reader: Reader) -> Timed:
    bare = _seconds(partial(_bare, body))
    return Timed(_seconds(_ours(body, told, reader)), bare, len(body))


def _ours(body: bytes, told: Told, reader: Reader) -> Callable[[], object]:
    return partial(
        read, body, told, reader.issuers, types=reader.types, thresholds=reader.thresholds
    )


def _bare(body: bytes) -> None:
    """The floor: parse the bytes with the library underneath and take the text."""
    if body.startswith(b"%PDF"):
        import pypdfium2  # noqa: PLC0415 - as the readers do

        try:
            document = pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError:
            return
        for page in document:
            page.get_textpage().get_text_range()
        document.close()
    elif b"<XML>" in body:
        start, end = body.index(b"<XML>") + 5, body.index(b"</XML>")
        etree.fromstring(body[start:end].strip(), _PARSER)
    elif body.lstrip()[:5] == b"<?xml" and b"<html" not in body[:2000].lower():
        etree.fromstring(body.strip(), etree.XMLParser(recover=True, no_network=True))
    else:
        root = etree.fromstring(body, etree.HTMLParser(no_network=True, huge_tree=False))
        "".join(map(str, root.itertext()))


def _seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _kind(recorded: Recorded) -> str:
    if recorded.source == "hkexnews":
        return "HKEX PDF"
    return f"Form {recorded.form}" if recorded.form[0].isdigit() else recorded.form
