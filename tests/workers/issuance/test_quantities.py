from __future__ import annotations

import pytest

from workers.issuance.quantities import count, in_sentence, of_noun

PLACING = r"Placing\s+Shares?|配售股份"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("120,000,000", 120_000_000),
        ("8.6 million", 8_600_000),
        ("3.38億", 338_000_000),
        ("三億三千八百萬", 338_000_000),
        ("1.2345 x", None),
    ],
)
def test_numbers_as_words_and_figures(printed: str, value: int | None) -> None:
    assert count(printed) == value


@pytest.mark.parametrize(
    ("text", "units", "qualifier"),
    [
        ("to place up to 64,000,000 Placing Shares", 64_000_000, "up_to"),
        ("an aggregate of 64,000,000 new Placing Shares", 64_000_000, "exact"),
        ("approximately 64,000,000 Placing Shares", 64_000_000, "approximately"),
        ("認購最多64,000,000股配售股份", 64_000_000, "up_to"),
        ("Number of Placing Shares: 64,000,000 Shares", 64_000_000, "exact"),
        ("配售股份之數目最多64,000,000股", 64_000_000, "up_to"),
        ("between 60,000,000 and 64,000,000 Placing Shares", 64_000_000, "up_to"),
        (
            "at least 60,000,000 Placing Shares and at most 64,000,000 Placing Shares",
            64_000_000,
            "up_to",
        ),
        (
            "the maximum number of Placing Shares to be issued is 64,000,000 Placing Shares",
            64_000_000,
            "up_to",
        ),
        ("介乎60,000,000股至64,000,000股配售股份", 64_000_000, "up_to"),
    ],
)
def test_a_number_is_tied_to_its_defined_term(text: str, units: int, qualifier: str) -> None:
    tier, first = min(of_noun(text, PLACING), key=lambda item: (item[0], item[1].start))
    assert (first.units, first.qualifier) == (units, qualifier)
    assert tier in {0, 1}


def test_prices_and_percentages_are_no_numbers_of_shares() -> None:
    assert (
        list(of_noun("Placing Shares at HK$1,190.00 (exclusive of 1.0% brokerage)", PLACING)) == []
    )


def test_numbers_of_any_shares_in_a_sentence_come_in_order() -> None:
    text = "to sell 40,000,000 existing Shares and to subscribe for 40,000,000 new Shares"
    assert [q.text.split()[-2] for q in in_sentence(text, 0, len(text))] == ["existing", "new"]
