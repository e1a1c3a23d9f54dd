from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.telling import an_event
from watcher.model import Value
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


@pytest.mark.parametrize(
    ("current", "prior", "percent", "told"),
    [
        (-943692, -1979042, "-52.3", "Net loss: RMB943.69m, exactly 943,692 thousand (before: 1,979,042; narrower by 52.3 %)"),
        (-1979042, -943692, "109.7", "Net loss: RMB1.98bn, exactly 1,979,042 thousand (before: 943,692; wider by 109.7 %)"),
        (-20, -30, None, "Net loss: RMB 20 thousand (before: 30; narrower)"),
        (-20, -20, None, "Net loss: RMB 20 thousand (before: the same)"),
        (-20, 30, "-166.7", "Net loss: RMB 20 thousand (before: a profit of 30)"),
        (30, -20, "-250", "Net profit: RMB 30 thousand (before: a loss of 20)"),
        (36, 30, "20.0", "Net profit: RMB 36 thousand (before: 30; +20.0 %)"),
        (-20, None, None, "Net loss: RMB 20 thousand"),
    ],
)  # fmt: skip
def test_a_loss_is_told_without_signs_and_by_how_much_it_narrowed_or_widened(
    current: int, prior: int | None, percent: str | None, told: str
) -> None:
    figure: dict[str, Value] = {"current": current, "prior": prior, "change_pct_printed": percent}
    fields: dict[str, Value] = {
        "currency": "RMB", "unit_multiplier": 1000, "figures": {"net_loss": figure},
    }  # fmt: skip
    facts = [f"{f.label}: {f.value}" for f in facts_of(an_event(type="results", fields=fields))]
    assert facts[0] == told


def test_a_percentage_of_a_negative_figure_is_left_out() -> None:
    figure: dict[str, Value] = {"current": -5, "prior": -10, "change_pct_printed": "-50.0"}
    fields: dict[str, Value] = {"currency": "RMB", "figures": {"adjusted_ebitda": figure}}
    assert facts_of(an_event(type="results", fields=fields))[0].value == "RMB -5 (before: -10)"


@pytest.mark.parametrize(
    ("eps", "told"),
    [
        ({"value": Decimal("-0.25"), "currency": "CNY", "per": "ordinary_share"}, "loss of RMB0.25 per ordinary share"),
        ({"value": Decimal("1.20"), "currency": "HKD", "per": "ads"}, "HK$1.20 per ADS"),
        ({"value": Decimal("1.20"), "currency": None, "per": None}, "1.20"),
    ],
)  # fmt: skip
def test_a_result_per_share_has_its_sign_in_words(eps: dict[str, Value], told: str) -> None:
    (fact, *_) = facts_of(an_event(type="results", fields={"eps_basic": eps}))
    assert (fact.label, fact.value) == ("Per share, basic", told)
