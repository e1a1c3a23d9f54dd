from __future__ import annotations

from decimal import Decimal

import pytest

from workers.issuance.named import Named
from workers.issuance.securities import named_securities


def only(sentence: str, *, convertible: bool = False) -> Named:
    (found,) = named_securities(sentence, convertible=convertible)
    return found


def test_shares_have_number_class_and_qualifier() -> None:
    found = only("issued approximately 6.4 million shares of Helix common stock")
    assert (found.units, found.qualifier, found.security) == (
        6_400_000,
        "approximately",
        "shares of Helix common stock",
    )


def test_shares_of_a_series_are_counted_before_its_name() -> None:
    found = only("issued 1,500,000 shares of newly-designated Series B convertible preferred stock")
    assert found.units == 1_500_000


def test_ads_are_a_kind_of_their_own() -> None:
    assert only("offering of 12,000,000 American depositary shares").unit_kind == "ads"


def test_notes_have_a_principal_amount_and_no_number() -> None:
    found = only("$140 million aggregate principal amount of its 3.10% Convertible Notes due 2033")
    assert (found.kind, found.units, found.amount) == ("notes", None, Decimal(140_000_000))


def test_defined_notes_count_only_where_they_are_convertible() -> None:
    sentence = "closed the sale of $160 million aggregate principal amount of the Notes"
    assert list(named_securities(sentence)) == []
    assert only(sentence, convertible=True).amount == Decimal(160_000_000)


def test_warrants_have_the_number_of_shares_behind_them() -> None:
    found = only("warrants to purchase 734,500 shares")
    assert (found.kind, found.units) == ("warrants", 734_500)


def test_shares_told_by_value_have_no_number() -> None:
    found = only("approximately $19,500,000 in shares of Helix common stock")
    assert (found.units, found.amount) == (None, Decimal(19_500_000))


def test_a_range_has_no_number() -> None:
    found = only(
        "will consist of at least 27,000,000 shares but in no event more than 40,000,000 shares"
    )
    assert (found.units, found.qualifier) == (None, "range")


def test_an_option_counts_when_it_was_exercised() -> None:
    granted = "The Company granted a 30-day option to purchase an additional 940,000 shares"
    assert list(named_securities(granted)) == []
    assert only(granted + ", which the underwriters exercised in full").exercised


@pytest.mark.parametrize(
    "sentence",
    [
        "authorized the repurchase of up to 5,000,000 shares of common stock",
        "options to purchase 300,000 shares of common stock",
        "the sale by the selling stockholders of 318,000 shares",
        "120,345,678 shares outstanding",
        "31,402,118 Shares were validly tendered",
        "of which 1,044,210 shares were placed into escrow",
        "holders of 2,500,000 shares",
    ],
)
def test_shares_that_are_not_issued_are_left_out(sentence: str) -> None:
    assert list(named_securities(sentence)) == []
