from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

from tests.support.telling import a_filing, a_sale, an_event
from watcher.model import Derived, Event
from watcher.subscriptions.conditions import LONGEST, Misspelt, compiled
from watcher.subscriptions.facts import KINDS, facts_of

SALE = a_sale(
    derived=(
        Derived(name="pct_of_outstanding", value=Decimal("1.25"), unit="percent", arithmetic="-"),
    )
)


def holds(text: str, event: Event = SALE, **filing: Any) -> bool:
    return compiled(text).holds(facts_of(event, a_filing(**filing)))


@pytest.mark.parametrize(
    "text",
    [
        "value_usd >= 250000",
        "value_usd == 924000.00",
        "pct_outstanding > 1 and pct_outstanding < 1.3",
        'person in ["Ada Moor", "Bo Marsh"]',
        '"Bo Marsh" in people',
        'status == "proposed" and not (units < 210000)',
        'source == "edgar" or value > 1e12',
        '"Affiliate" in relationships',
        'unit_kind == "ads" and ads_ratio == 15',
        '(value_usd > 1) and (form != "8-K")',
        'type == "insider_sale" and subtype == "proposed_notice" and severity == "low"',
    ],
)
def test_conditions_that_hold(text: str) -> None:
    assert holds(text)


@pytest.mark.parametrize(
    "text",
    [
        "value_usd > 924000",
        'person in ["Ada Moor"]',
        'currency == "HKD"',
        "executed",
        "price >= 0 or price < 0",
        "value_hkd > 0",
    ],
)
def test_conditions_that_do_not_hold(text: str) -> None:
    assert not holds(text)


def test_a_figure_that_is_not_stated_fails_every_comparison_and_spoils_no_other() -> None:
    nothing = an_event(fields={})
    for sign in ("<", "<=", "==", ">=", ">"):
        assert not holds(f"value_usd {sign} 0", nothing)
    assert holds("value_usd > 1 or pct_outstanding > 1", a_sale(fields={}, derived=SALE.derived))


def test_money_is_exact() -> None:
    cents = a_sale(fields={"aggregate_market_value": Decimal("0.30"), "currency": "USD"})
    assert holds("value_usd == 0.3", cents)
    assert not holds("value_usd > 0.3", cents)


def test_roles_and_people_of_every_script_are_texts_in_lists() -> None:
    event = an_event(fields={"person": {"name": "Ada Moor", "name_zh": "莫雅達"},
                             "roles": [{"role": "chief_executive_officer"}]})  # fmt: skip
    assert holds('"chief_executive_officer" in roles and "莫雅達" in people', event)


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("value_usd >= ", 13, "not understood"),
        ("value_usd >= 1 and and units > 2", 19, "not understood"),
        (
            "units > 1\nand value_us > 2",
            14,
            "no fact is called 'value_us'; did you mean value_usd?",
        ),
        ('value_usd >= "a lot"', 0, "numbers compare with numbers"),
        ("value_usd", 0, "is a value, not a condition"),
        ('person =~ "(a+)+$"', 7, "'=~' is not part of the language"),
        ("9**9**9 > 1", 1, "'**' is not part of the language"),
        ("[x for x in roles]", 3, "'for' is not part"),
        ("units > 1 ? 1 : 2", 10, "'?' is not part"),
        ("len(roles) > 1", 2, "is not part of the language"),
        ("units > 007", 0, "leading zeros"),
        ("", 0, "not understood"),
    ],
)
def test_what_cannot_be_a_condition_is_refused_with_its_place(
    text: str, at: int, said: str
) -> None:
    with pytest.raises(Misspelt) as caught:
        compiled(text)
    assert said in str(caught.value)
    assert caught.value.at == at


def test_refused_signs_inside_a_text_are_text() -> None:
    event = an_event(fields={"person": {"name": "A =~ (B) ** C?"}})
    assert holds('person in ["A =~ (B) ** C?"]', event)


def test_a_condition_that_is_too_long_is_refused() -> None:
    with pytest.raises(Misspelt, match="longer than"):
        compiled("units > 1 and " * LONGEST + "units > 1")


def test_a_condition_as_deep_as_its_length_allows_is_answered() -> None:
    depth = (LONGEST - len("units > 1")) // 2
    assert holds("(" * depth + "units > 1" + ")" * depth)


def test_every_name_has_a_value_of_its_kind_for_any_event() -> None:
    kinds = {"number": Decimal, "text": str, "texts": tuple, "flag": bool}
    facts = facts_of(an_event(fields={}), a_filing())
    assert set(facts) == set(KINDS)
    wrong = [name for name, kind in KINDS.items() if not isinstance(facts[name], kinds[kind])]
    assert wrong == []


def test_the_library_is_imported_with_the_first_condition_only() -> None:
    probe = (
        "import sys, workers.match\nassert 'rule_engine' not in sys.modules\n"
        "from watcher.subscriptions.conditions import compiled\ncompiled('units > 1')\n"
        "assert 'rule_engine' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", probe], check=True, timeout=60)
