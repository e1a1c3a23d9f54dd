from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.support.reading import a_reading, a_type
from workers.classify import classify, gate
from workers.events import Form, Found, Heading, HeadlineCode, Item, Phrase, Signal, Told
from workers.text.model import Leaves

TEXTS = (
    "FIRST PART",
    "nothing here",
    "PLACING OF SHARES",
    "The Company placed shares.",
    "Item 5.02 Departure of Directors",
    "He left.",
)


def labelled(
    *signals: Signal, told: Told | None = None, texts: Sequence[str] = TEXTS
) -> list[tuple[str, ...]]:
    reading = a_reading(*texts, told=told)
    labels = classify(reading, gate([a_type(lambda _r, _l: Found(), signals=signals)]))
    return [label.section.heading for label in labels]


def test_a_phrase_labels_the_sections_that_hold_it_whatever_the_case() -> None:
    assert labelled(Phrase(pattern=r"company\s+placed")) == [("PLACING OF SHARES",)]


def test_a_heading_is_looked_for_in_the_heading_path_only() -> None:
    assert labelled(Heading(pattern=r"^placing")) == [("PLACING OF SHARES",)]
    assert labelled(Heading(pattern=r"nothing here")) == []


def test_an_item_labels_the_sections_under_it() -> None:
    assert labelled(Item(numbers=("5.02",))) == [("Item 5.02 Departure of Directors",)]


@pytest.mark.parametrize(
    ("signal", "told"),
    [
        (Form(names=("424B5",)), Told(form="424B5")),
        (HeadlineCode(codes=("12350",)), Told(headline_codes=("12350",))),
    ],
)
def test_a_form_or_a_headline_labels_every_section(signal: Signal, told: Told) -> None:
    assert len(labelled(signal, told=told)) == 3
    assert labelled(signal) == []


def test_items_of_the_feed_count_where_the_text_has_no_item_heading() -> None:
    told = Told(items=("5.02",))
    plain = ("A letter.", "He left.")
    assert len(labelled(Item(numbers=("5.02",)), told=told, texts=plain)) == 1
    assert len(labelled(Item(numbers=("5.02",)), told=told)) == 1
    assert labelled(Item(numbers=("8.01",)), told=told, texts=plain) == []


def test_a_label_tells_which_signals_fired() -> None:
    reading = a_reading(*TEXTS)
    (label,) = classify(
        reading,
        gate(
            [
                a_type(
                    lambda _r, _l: Found(),
                    signals=(Phrase(pattern=r"placed"), Heading(pattern=r"placing")),
                )
            ]
        ),
    )
    assert label.signals == ("phrase placed", "heading placing")


def test_types_without_patterns_are_no_fault() -> None:
    assert labelled(Form(names=("4",))) == []


def test_the_cells_of_a_structured_form_are_no_prose() -> None:
    reading = a_reading("Item 5.02", "The director resigned.", told=Told(form="4"))
    leaves = Leaves(root="x", names=["x"], values=["1"], lines=["x\t1"])
    structured = replace(reading, text=replace(reading.text, leaves=leaves))
    signals: tuple[Signal, ...] = (Phrase(pattern="resigned"), Form(names=("4",)))
    types = [
        a_type(lambda _r, _l: Found(), name=str(i), signals=[s]) for i, s in enumerate(signals)
    ]
    assert {x.event_type for x in classify(reading, gate(types))} == {"0", "1"}
    assert {x.event_type for x in classify(structured, gate(types))} == {"1"}
