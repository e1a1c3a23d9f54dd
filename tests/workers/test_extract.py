from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.support.reading import a_draft, a_reading, a_type
from watcher.issuers import Issuers
from watcher.model import Evidence, Findings, Issuer, QualityFlag, Severity, Suppressed
from workers.classify import classify, gate
from workers.events import Draft, Found, Reading, Told
from workers.extract import UNTITLED_PENALTY, extract

TEXTS = ("PLACING OF SHARES", "The Company completed the placing of 5 shares.")
QUOTE = "completed the placing"
TITLED = (
    "Example Limited",
    "(Stock Code: 1234)",
    "RIGHTS ISSUE",
    "The Board announces it and all that belongs to it.",
)


def findings(reading: Reading, found: Found, **limits: Decimal) -> Findings:
    event_type = a_type(lambda _reading, _labels: found)
    labels = classify(reading, gate([event_type]))
    return extract(reading, labels, [event_type], {"placing": limits})


def test_a_draft_becomes_an_event_with_grade_headline_and_key() -> None:
    reading = a_reading(
        *TEXTS,
        issuers=Issuers.of([Issuer(key="example", name="Example", cik="0000000042")]),
        told=Told(cik="42"),
    )
    (event,) = findings(reading, Found(drafts=(a_draft(reading, QUOTE),)), loud=Decimal(1)).events
    assert (event.severity, event.headline, event.dedup_key) == (
        Severity.HIGH,
        "placing done",
        "example|placing|done",
    )
    assert event.id.startswith("evt_")


def test_the_same_filing_gives_the_same_ids_and_another_does_not() -> None:
    def one(told: Told) -> str:
        reading = a_reading(*TEXTS, told=told)
        return findings(reading, Found(drafts=(a_draft(reading, QUOTE),))).events[0].id

    first = Told(accession="0001234567-26-000001")
    assert one(first) == one(first)
    assert one(first) != one(Told(accession="0001234567-26-000002"))


@pytest.mark.parametrize(
    ("told", "key"),
    [
        (Told(cik="42"), "cik:0000000042"),
        (Told(stock_codes=("777",)), "hkex:00777"),
        (Told(), "name:unknown"),
    ],
)
def test_an_unwatched_issuer_is_keyed_by_the_best_that_is_known(told: Told, key: str) -> None:
    reading = a_reading(*TEXTS, told=told)
    (event,) = findings(reading, Found(drafts=(a_draft(reading, QUOTE),))).events
    assert event.dedup_key.split("|")[0] == key


def test_a_quote_that_does_not_stand_there_is_no_evidence() -> None:
    reading = a_reading(*TEXTS)
    wrong = Evidence(document="main", start=0, end=4, quote="made")
    found = findings(reading, Found(drafts=(a_draft(reading, QUOTE, evidence=(wrong,)),)))
    assert found.events == ()
    assert [(s.would_be_type, s.reason_code) for s in found.suppressed] == [
        ("placing", "INSUFFICIENT_EVIDENCE")
    ]


def test_a_wrong_quote_beside_a_right_one_is_dropped() -> None:
    reading = a_reading(*TEXTS)
    draft = a_draft(reading, QUOTE)
    wrong = Evidence(document="main", start=0, end=4, quote="made")
    both = replace(draft, evidence=(wrong, *draft.evidence), fields={})
    (event,) = findings(reading, Found(drafts=(both,))).events
    assert event.evidence == draft.evidence


def test_two_drafts_of_one_identity_are_one_event_with_all_evidence() -> None:
    reading = a_reading(*TEXTS)
    drafts = (a_draft(reading, QUOTE), a_draft(reading, "5 shares"))
    (event,) = findings(reading, Found(drafts=drafts)).events
    assert [e.quote for e in event.evidence] == [QUOTE, "5 shares"]


def test_a_severity_of_the_draft_overrides_the_grade() -> None:
    reading = a_reading(*TEXTS)
    draft = a_draft(reading, QUOTE, severity=Severity.CRITICAL)
    assert findings(reading, Found(drafts=(draft,))).events[0].severity is Severity.CRITICAL


def test_suppressed_entries_and_flags_are_told_once() -> None:
    reading = a_reading(*TEXTS)
    entry = Suppressed(
        would_be_type="placing", reason_code="NEGATED", evidence=reading.text.find(QUOTE), why="no"
    )
    flag = QualityFlag(code="DOUBT", detail="d")
    found = findings(reading, Found(suppressed=(entry, entry), flags=(flag, flag)))
    assert found.suppressed == (entry,)
    assert found.flags == (flag,)


def test_a_title_item_without_an_answer_is_told() -> None:
    found = findings(a_reading(*TITLED), Found())
    assert [(s.reason_code, s.evidence.quote) for s in found.suppressed if s.evidence] == [
        ("INSUFFICIENT_EVIDENCE", "RIGHTS ISSUE")
    ]


def test_a_title_item_with_its_event_is_answered() -> None:
    reading = a_reading(*TITLED, "The placing is part of it.")
    draft = a_draft(reading, "The placing", title_item="RIGHTS ISSUE")
    assert findings(reading, Found(drafts=(draft,))).suppressed == ()


@pytest.mark.parametrize(
    ("title_item", "lost"), [("RIGHTS ISSUE", Decimal(0)), (None, UNTITLED_PENALTY)]
)
def test_a_core_event_that_the_title_leaves_out_is_doubted(
    title_item: str | None, lost: Decimal
) -> None:
    reading = a_reading(*TITLED, "The placing is part of it.")
    draft = a_draft(reading, "The placing", type="share_issuance", title_item=title_item)
    event_type = a_type(lambda _r, _l: Found(drafts=(draft,)), name="share_issuance")
    (event,) = extract(reading, classify(reading, gate([event_type])), [event_type], {}).events
    assert event.confidence == Decimal("0.9") - lost


def test_an_unknown_document_gives_one_entry_and_no_silence() -> None:
    found = findings(a_reading("A letter about the weather in the valley."), Found())
    assert [s.would_be_type for s in found.suppressed] == ["other"]


def test_a_type_without_labels_is_not_asked() -> None:
    def never(_reading: Reading, _labels: object) -> Found:
        raise AssertionError("asked without a label")

    event_type = a_type(never)
    assert extract(a_reading("nothing of the kind"), (), [event_type], {}).events == ()


def test_a_draft_keeps_what_it_found() -> None:
    reading = a_reading(*TEXTS)
    draft: Draft = a_draft(reading, QUOTE, fields={"units": 5}, exhibit="99.1")
    (event,) = findings(reading, Found(drafts=(draft,))).events
    assert (event.fields, event.exhibit, event.status) == ({"units": 5}, "99.1", "completed")
