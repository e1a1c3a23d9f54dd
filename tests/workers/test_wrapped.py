"""A Hong Kong announcement furnished on Form 6-K tells what it told in Hong Kong.

The 6-Ks are synthetic: the text of an announcement, set as an exhibit in a true-form envelope.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import pytest

from tests.support.cases import ROOT
from tests.support.corpus import CORPUS, require_corpus
from tests.support.recordings.companies import HARBOR
from tests.support.recordings.report import form_6k, html, paragraph, table
from tests.support.reports import filed
from watcher.demo import recordings
from watcher.errors import WatcherError
from watcher.issuers import Issuers
from watcher.model import Event
from watcher.replay import load
from workers.dating import document_date
from workers.events import Told
from workers.parse import Reader, body_of, inputs_of
from workers.read import read, read_text, text_of
from workers.text.model import FilingText


def wrapped(text: FilingText) -> str:
    """The announcement as Exhibit 99.1 of a 6-K of its own day. Synthetic."""
    day = document_date(text, None) or date(2026, 3, 25)
    pieces = [
        table([[escape(cell) for cell in block.text.split("\t")]])
        if block.kind == "row"
        else paragraph(escape(block.text), strong=block.kind == "heading")
        for block in text.blocks
    ]
    cover = form_6k(
        HARBOR,
        month=f"{day:%B} {day.year}",
        on=f"{day:%B} {day.day}, {day.year}",
        exhibits=(("99.1", "Announcement"),),
        signed="Corwin Varga, Director",
    )
    return filed("6-K", cover, ("EX-99.1", html("EX-99.1", pieces)))


def facts(events: tuple[Event, ...]) -> list[tuple[str, ...]]:
    """What a story is: kind, stage, who, how many, at what price, from when."""
    return sorted(
        tuple(
            str(fact)
            for fact in (
                e.type,
                e.subtype,
                e.status,
                _person(e),
                e.fields.get("units"),
                e.fields.get("price"),
                e.effective_date,
            )
        )
        for e in events
    )


def _person(event: Event) -> Any:
    person = event.fields.get("person")
    return person.get("name") if isinstance(person, dict) else None


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(ROOT / "config")


def both(body: bytes, told: Told, reader: Reader) -> tuple[list[Any], list[Any]]:
    """The facts of an announcement and of its 6-K."""
    text = text_of(body, told)
    original = read_text(text, told, Issuers(), types=reader.types, thresholds={})
    body_6k = wrapped(text).encode()
    sec = Told(source="edgar", form="6-K")
    furnished = read(body_6k, sec, Issuers(), types=reader.types, thresholds={})
    return facts(original.events), facts(furnished.events)


def recorded() -> Iterator[tuple[str, bytes]]:
    for one in load(recordings()):
        if one.source == "hkexnews":
            yield one.number, one.body()


def test_our_announcements_tell_the_same_on_form_6k(reader: Reader) -> None:
    differ = {}
    for number, body in recorded():
        hong_kong, furnished = both(body, Told(source="hkexnews"), reader)
        if hong_kong != furnished:
            differ[number] = (hong_kong, furnished)
    assert differ == {}


@pytest.mark.slow
def test_recorded_announcements_tell_the_same_on_form_6k(reader: Reader) -> None:
    require_corpus()
    same, differ = 0, {}
    for given in inputs_of([], str(CORPUS / "hkex" / "MANIFEST.jsonl")):
        try:
            hong_kong, furnished = both(body_of(given), Told(source="hkexnews"), reader)
        except WatcherError:
            continue
        same += hong_kong == furnished
        if hong_kong != furnished:
            differ[given.name] = (hong_kong, furnished)
    assert differ == {}
    assert same > 100
