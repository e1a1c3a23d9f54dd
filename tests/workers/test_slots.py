"""Everything that an event says is printed where its evidence points, or computed openly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.support.cases import ROOT, case_names, expected_of, input_of
from tests.support.corpus import CORPUS, require_corpus
from tests.support.reading import a_text
from watcher.demo import recordings
from watcher.errors import WatcherError
from watcher.model import Derived, Event, EventId, Findings, Severity
from watcher.replay import load
from workers.events import Told
from workers.parse import Input, Reader, body_of, inputs_of, told_of
from workers.read import read, text_of
from workers.slots import placed, unplaced
from workers.text.model import FilingText

TEXT = a_text(
    "The Board announces a placing of 12,500,000 shares.",
    "Mr. Chan, aged fifty-two, holds shares. Net proceeds are HK$4.2 million.",
    "Dated 3 March 2025; the shares are expected to be listed on 14 March 2025.",
    "Average price of 30.7 cents over 2025, 2025, 2025.",
)


CHINESE = a_text(
    "本公司董事會謹此宣佈配售新股份之事宜，詳情載於下文各段。",
    "合共三千萬股新股份將於二零二五年三月十四日配發及發行。",
)


def event(quote: str, *, derived: tuple[Derived, ...] = (), **fields: Any) -> Event:
    evidence = TEXT.find(quote)
    assert evidence is not None
    return Event(
        id=EventId("evt_" + "0" * 24),
        type="share_issuance",
        subtype="placing",
        status="announced",
        severity=Severity.LOW,
        confidence=Decimal(1),
        dedup_key="k",
        fields=fields,
        evidence=(evidence,),
        headline="",
        derived=derived,
    )


@pytest.mark.parametrize(
    "value",
    [
        12_500_000,
        Decimal(4_200_000),
        Decimal("0.307"),
        date(2025, 3, 14),
        {"name": "Mr Chan"},
    ],
)
def test_what_the_document_prints_elsewhere_is_quoted_too(value: Any) -> None:
    told = event("The Board announces", slot=value)
    assert unplaced(told)
    found = placed(told, TEXT)
    assert unplaced(found) == []
    assert len(found.evidence) == 2
    assert found.evidence[0] == told.evidence[0]


@pytest.mark.parametrize("value", [30_000_000, date(2025, 3, 14)])
def test_chinese_numerals_are_read_again(value: Any) -> None:
    told = event("The Board announces", slot=value)
    first = CHINESE.find("本公司董事會")
    assert first is not None
    found = placed(replace(told, evidence=(first,)), CHINESE)
    assert unplaced(found) == []
    assert len(found.evidence) == 2


@pytest.mark.parametrize("value", [12_500_001, date(2025, 3, 15), {"name": "Mr Chen"}])
def test_what_the_document_does_not_print_is_named_and_gets_no_quote(value: Any) -> None:
    found = placed(event("The Board announces", slot=value), TEXT)
    assert [slot.path.partition(".")[0] for slot in unplaced(found)] == ["slot"]
    assert len(found.evidence) == 1


def test_a_computed_figure_needs_its_arithmetic_and_no_quote() -> None:
    sums = (Derived(name="half", value=6_250_000, unit="", arithmetic="12,500,000 / 2"),)
    assert unplaced(event("placing", half=6_250_000, derived=sums)) == []
    assert unplaced(event("placing", half=6_250_000))


def test_yes_and_no_zero_and_our_own_words_are_no_slots() -> None:
    told = event("placing", connected=True, shares_issued=0, mandate="general", missing=None)
    assert unplaced(told) == []


def test_one_quote_serves_all_that_stands_in_it() -> None:
    told = event("The Board announces", first=date(2025, 3, 3), second=date(2025, 3, 14))
    assert len(placed(told, TEXT).evidence) == 2


def repaired(findings: Findings) -> str:
    """Numbers that an OCR had torn apart: flagged, and printed nowhere in one piece."""
    return " ".join(f.detail for f in findings.flags if f.code.startswith("OCR_"))


def lost(text: FilingText, findings: Findings) -> Iterator[str]:
    """Slots of a reading that cannot be read again, and quotes that do not stand."""
    mended = repaired(findings)
    for told in findings.events:
        for quote in told.evidence:
            if text.text[quote.start : quote.end] != quote.quote:
                yield f"{told.type}: {quote.quote[:40]!r} does not stand at {quote.start}"
        for slot in unplaced(told):
            if f"{slot.value:,}" not in mended if isinstance(slot.value, int) else True:
                yield f"{told.type}.{slot.path}: {slot.value}"


def _lost_in(given: Input, reader: Reader) -> list[str]:
    try:
        body = body_of(given)
        found = read(body, given.told, reader.issuers, types=reader.types, thresholds={})
        return [f"{given.name}: {line}" for line in lost(text_of(body, given.told), found)]
    except (WatcherError, OSError):
        return []  # refused inputs have no events; test_parse holds that each says why


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.of(ROOT / "config")


def test_every_slot_of_our_own_cases_and_recordings_reads_again(reader: Reader) -> None:
    given = [
        Input(name=n, path=input_of(n), told=told_of(expected_of(n).get("told") or {}))
        for n in case_names()
    ]
    told = [line for case in given for line in _lost_in(case, reader)]
    bodies = [(r, Told(source=r.source, form=r.form or None)) for r in load(recordings())]
    for recorded, told_of_it in bodies:
        body = recorded.body()
        found = read(body, told_of_it, reader.issuers, types=reader.types, thresholds={})
        told += [f"{recorded.number}: {line}" for line in lost(text_of(body, told_of_it), found)]
    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["edgar", "edgar_more", "hkex", "hkex_wide"])
def test_every_slot_over_the_corpus_reads_again(folder: str, reader: Reader) -> None:
    require_corpus()
    given = inputs_of([], str(CORPUS / folder / "MANIFEST.jsonl"))
    assert [line for one in given for line in _lost_in(one, reader)] == []


def test_every_slot_of_the_four_seeds_reads_again(reader: Reader) -> None:
    require_corpus()
    seeds = sorted(Path(CORPUS.parent / "seeds").glob("*.txt"))
    given = inputs_of([str(path) for path in seeds])
    assert [line for one in given for line in _lost_in(one, reader)] == []
    assert len(seeds) == 4


def test_an_event_without_evidence_is_left_as_it_is() -> None:
    bare = replace(event("placing", slot=12_500_000), evidence=())
    assert placed(bare, TEXT) is bare


def test_the_readers_of_structured_forms_leave_nothing_to_be_placed(reader: Reader) -> None:
    told = []
    for recorded in load(recordings()):
        said = Told(source=recorded.source, form=recorded.form or None)
        text = text_of(recorded.body(), said)
        if text.leaves:
            found = read(
                recorded.body(), said, reader.issuers,
                types=reader.types, thresholds=reader.thresholds,
            )  # fmt: skip
            told += [(event, placed(event, text)) for event in found.events]
    assert told
    assert all(again == event for event, again in told)
