from __future__ import annotations

from decimal import Decimal

import pytest

from workers.grammar.money import find_money, parse_money


@pytest.mark.parametrize(
    ("printed", "currency", "amount"),
    [
        ("HK$34.2 million", "HKD", "34200000"),
        ("$13.2-million", "USD", "13200000"),
        ("HK$8.29", "HKD", "8.29"),
        ("US$1,234.50", "USD", "1234.50"),
        ("RMB3,699.8 million", "CNY", "3699800000"),
        ("RMB 75 million", "CNY", "75000000"),
        ("每股3.25港元", "HKD", "3.25"),
        ("人民幣3.5億元", "CNY", "350000000"),
        ("人民幣三億元", "CNY", "300000000"),
        ("五百萬港元", "HKD", "5000000"),
        ("12港仙", "HKD", "0.12"),
        ("$12 billion", "USD", "12000000000"),
        ("£2.5 million", "GBP", "2500000"),
        ("港幣30,000元", "HKD", "30000"),
    ],
)
def test_an_amount_has_its_currency_and_its_multiplier(
    printed: str, currency: str, amount: str
) -> None:
    hit = parse_money(printed)
    assert hit is not None
    assert (hit.currency, hit.amount) == (currency, Decimal(amount))


def test_a_bare_dollar_is_left_out_where_the_document_does_not_define_it() -> None:
    assert find_money("a fee of $500", dollar=None) == []


def test_a_bare_dollar_can_be_that_of_hong_kong() -> None:
    assert find_money("$500", dollar="HKD")[0].currency == "HKD"


def test_amounts_stand_where_they_say() -> None:
    text = "at HK$5.83 per Share, in all HK$404.5 million before costs"
    assert [text[h.start : h.end] for h in find_money(text)] == ["HK$5.83", "HK$404.5 million"]


@pytest.mark.parametrize("words", ["338,000,000 shares", "", None, "million", "HK dollars many"])
def test_what_is_no_money_gives_none(words: str | None) -> None:
    assert parse_money(words) is None
