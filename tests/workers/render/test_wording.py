from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.telling import an_event
from workers.render.facts import _FORMATS, _SLOT, facts_of
from workers.render.wording import DOUBTS, FACTS, MINOR_DOUBTS, NOTES

TYPES = set(tomllib.loads(Path("config/events.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize("event_type", sorted(FACTS))
def test_every_template_has_slots_of_known_formats(event_type: str) -> None:
    for label, templates in FACTS[event_type]:
        assert label[0].isupper()
        for template in templates:
            slots = list(_SLOT.finditer(template))
            assert slots, template
            assert {slot[2] for slot in slots} <= {None, *_FORMATS}, template
            assert "{" not in _SLOT.sub("", template), f"a slot that is none: {template}"


def test_every_type_that_is_read_has_a_table() -> None:
    assert sorted(TYPES - set(FACTS)) == []


@pytest.mark.parametrize("event_type", [*sorted(FACTS), "something_new"])
def test_an_event_that_states_nothing_is_told_without_inventing(event_type: str) -> None:
    event = an_event(type=event_type, fields={}, effective_date=None, event_date=None)
    assert [f"{f.label}: {f.value}" for f in facts_of(event)] == ["Status: effective"]


def test_doubts_and_notes_are_sentences_about_known_things() -> None:
    assert set(DOUBTS) >= MINOR_DOUBTS
    assert {name.partition(".")[0] for name in NOTES} <= TYPES
    assert [text for text in DOUBTS.values() if not text[0].isupper()] == []
