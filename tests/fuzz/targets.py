"""What is fuzzed: every parser and feed reader, as a function of bytes that must not fail.

A target may refuse its input with an error of ``watcher.errors`` (or the named kind of its
own); anything else is a finding, and so is a result that breaks one of its promises.
"""

from __future__ import annotations

import importlib.util
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from watcher.errors import WatcherError
from watcher.net.answers import judge
from watcher.net.guard import check_url
from watcher.net.inflate import inflated
from watcher.settings import Source, config_dir
from watcher.sources import hkex_di
from watcher.sources.edgar import atom, filings, index
from watcher.sources.hkexnews import filings as hk_filings
from watcher.sources.hkexnews import headlines, latest, search
from watcher.subscriptions import load_subscriptions
from watcher.subscriptions.conditions import Misspelt, compiled
from watcher.unsubscribe import route_of
from workers.canonical import text_of
from workers.events import Told
from workers.grammar.cues import find_cues
from workers.grammar.dates import find_dates
from workers.grammar.marks import one_line, plain_characters, without_markup
from workers.grammar.money import find_money
from workers.grammar.names import find_names
from workers.grammar.numbers import find_numbers
from workers.grammar.roles import find_roles
from workers.parse import Reader, to_json
from workers.read import read
from workers.render.clean import clean
from workers.text import html, pdf, plain, sgml, xml

NOW = datetime(2026, 3, 25, 12, tzinfo=UTC)
WHOLE = 20_000
"""Bytes of the largest input of a whole filing; smaller parts get less."""


@dataclass(frozen=True)
class Target:
    """One thing to fuzz. ``seeds`` names a set of ``tests.fuzz.seeds``, ``share`` is its part
    of all runs (slow ones get fewer), ``longest`` the bytes of an input.
    """

    run: Callable[[bytes], object]
    seeds: str
    share: int = 10
    longest: int = 4096
    refused: tuple[type[Exception], ...] = (WatcherError,)

    def __call__(self, data: bytes) -> None:
        """Run it; what it may refuse is no finding."""
        try:
            self.run(data)
        except self.refused:
            return


def _receiver() -> Any:
    """The webhook example of the documentation, which is no package."""
    path = Path(__file__).parents[2] / "docs/client/webhook_receiver.py"
    spec = importlib.util.spec_from_file_location("webhook_receiver", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


RECEIVER = _receiver()


@cache
def reader() -> Reader:
    """The issuers, event types and thresholds of the shipped configuration."""
    return Reader.of(config_dir())


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _sgml(data: bytes) -> None:
    sgml.header(data)
    sgml.breaks_off(data)
    for document in sgml.documents(data):
        assert document.body in data


def _canonical(data: bytes) -> None:
    """Offsets are those of the text, blocks follow each other, and it can be written down."""
    text = text_of(data, Told())
    text.text.encode()
    last = 0
    for block in text.blocks:
        assert last <= block.start <= block.end
        assert text.text[block.start : block.end] == block.text
        last = block.end
    for leaf in text.leaves:
        if leaf.value is not None:
            assert text.text[leaf.start : leaf.end] == leaf.value


def _whole(told: Told) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        """Every quote stands where it says, and the row can be written as JSON."""
        known = reader()
        found = read(data, told, known.issuers, types=known.types, thresholds=known.thresholds)
        row = to_json("fuzz", found)
        json.dumps(row, ensure_ascii=False).encode()
        text = text_of(data, told).text
        for event in found.events:
            assert event.evidence
            for shown in event.evidence:
                assert text[shown.start : shown.end] == shown.quote

    return run


def _spans(find: Callable[[str], Any]) -> Callable[[bytes], None]:
    def run(data: bytes) -> None:
        text = _text(data)
        for hit in find(text):
            assert 0 <= hit.start <= hit.end <= len(text)

    return run


def _atom(data: bytes) -> None:
    page = atom.entries(data, may_be_empty=True)
    filings.to_filings(page.entries, _source("edgar"), seen_at=NOW, found_by="fuzz")


def _latest(data: bytes) -> None:
    hk_filings.to_filings(
        latest.entries(data).entries, _source("hkexnews"), seen_at=NOW, found_by="fuzz"
    )


def _disclosures(data: bytes) -> None:
    page = hkex_di.entries(data)
    hkex_di.to_filings(page.entries, _source("hkex_di"), seen_at=NOW, found_by="fuzz")


def _subscriptions(data: bytes) -> None:
    path = _folder() / "subscriptions.toml"
    path.write_bytes(data)
    load_subscriptions(path, issuers=reader().issuers.all, environ={})


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="fuzz-"))


def _search(data: bytes) -> None:
    hk_filings.to_filings(
        search.search_entries(data)[0].entries, _source("hkexnews"), seen_at=NOW, found_by="fuzz"
    )


def _daily(data: bytes) -> None:
    _known_again(index.index_rows(data))


def _submissions(data: bytes) -> None:
    index.older_parts(data)
    _known_again(index.submission_rows(data, cik="1"))


def _known_again(rows: tuple[index.IndexRow, ...]) -> None:
    index.filings_of(rows, _source("edgar"), seen_at=NOW, found_by="fuzz")


@cache
def _source(name: str) -> Source:
    from watcher.settings import load

    return load(config_dir()).sources[name]


def _condition(data: bytes) -> None:
    from watcher.subscriptions.facts import KINDS, UNKNOWN, Fact

    condition = compiled.__wrapped__(_text(data))
    answers: tuple[dict[str, Fact], ...] = (
        {"number": UNKNOWN, "text": "", "texts": (), "flag": False},
        {"number": Decimal("1E+400"), "text": "x", "texts": ("x", "y"), "flag": True},
    )
    for known in answers:
        condition.holds({name: known[kind] for name, kind in KINDS.items()})


def _judged(data: bytes) -> None:
    header, _, head = data.partition(b"\n")
    headers = {"retry-after": header.decode("latin-1"), "content-type": header.decode("latin-1")}
    judge(
        200 + 10 * (data[0] if data else 0),
        headers,
        head,
        accept=("text/html",),
        blank_is_block=True,
        now=NOW,
    )


def _webhook(data: bytes) -> None:
    """No made-up message passes for a genuine one."""
    head, _, body = data.partition(b"\n\n")
    pairs = [line.partition(": ") for line in head.decode("latin-1").splitlines()]
    RECEIVER.verify(
        "whsec_" + "c2VjcmV0LW9mLXRoZS1mdXp6ZXI=",
        {name: value for name, _, value in pairs},
        body,
        now=NOW.timestamp(),
    )
    raise AssertionError("a message without the key was taken")


def _token(data: bytes) -> None:
    assert route_of(_text(data), "the key of the fuzzer") is None


TARGETS: Mapping[str, Target] = {
    "sgml": Target(_sgml, "edgar", share=60, longest=WHOLE),
    "html": Target(lambda data: html.read(_text(data)), "html", share=30),
    "plain": Target(plain.read, "text", share=60),
    "xml": Target(xml.read, "xml", share=60, longest=8192),
    "pdf": Target(pdf.read, "pdf", share=10, longest=WHOLE),
    "canonical": Target(_canonical, "all", share=10, longest=WHOLE),
    "edgar": Target(_whole(Told(source="edgar")), "edgar", share=5, longest=WHOLE),
    "edgar-short": Target(_whole(Told(source="edgar")), "short", share=40, longest=6144),
    "form": Target(_whole(Told(source="edgar", form="4")), "xml", share=20, longest=8192),
    "hkexnews": Target(_whole(Told(source="hkexnews")), "text", share=15, longest=2048),
    "hkexnews-pdf": Target(_whole(Told(source="hkexnews")), "short-pdf", share=12, longest=6144),
    "hkex-di": Target(
        _whole(Told(source="hkex_di", form="Form 3A")), "html", share=15, longest=8192
    ),
    "feed-hkex-di": Target(_disclosures, "disclosures", share=30),
    "feed-edgar-atom": Target(_atom, "atom", share=10),
    "feed-edgar-index": Target(_daily, "index", share=60),
    "feed-edgar-folder": Target(index.listed_files, "folder", share=60),
    "feed-edgar-submissions": Target(_submissions, "submissions", share=60),
    "feed-hkexnews-latest": Target(_latest, "latest", share=60),
    "feed-hkexnews-search": Target(_search, "search", share=60),
    "feed-hkexnews-stock": Target(lambda data: search.stock_id(data, "00700"), "stock", share=60),
    "headlines": Target(lambda data: headlines.codes_of(_text(data)), "search", share=30),
    "dates": Target(_spans(find_dates), "text", share=40, longest=1024),
    "money": Target(_spans(find_money), "text", share=40, longest=1024),
    "numbers": Target(_spans(find_numbers), "text", share=40, longest=1024),
    "names": Target(_spans(find_names), "text", share=20, longest=1024),
    "roles": Target(_spans(find_roles), "text", share=20, longest=1024),
    "cues": Target(_spans(find_cues), "text", share=20, longest=1024),
    "marks": Target(
        lambda data: clean(one_line(without_markup(plain_characters(_text(data))))),
        "text",
        share=40,
        longest=1024,
    ),
    "gzip": Target(lambda data: list(inflated([data], "gzip", "u", 100_000)), "gzip", share=30),
    "answer": Target(_judged, "html", share=30, longest=1024),
    "address": Target(lambda data: check_url(_text(data)), "url", share=40, longest=512),
    "condition": Target(_condition, "condition", share=20, longest=300, refused=(Misspelt,)),
    "subscriptions": Target(_subscriptions, "subscriptions", share=10),
    "webhook": Target(_webhook, "webhook", share=40, refused=(RECEIVER.Refused,)),
    "unsubscribe": Target(_token, "token", share=30, longest=512),
}
"""Every target by the name that the command line takes."""
