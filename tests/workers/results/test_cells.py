from __future__ import annotations

from decimal import Decimal

import pytest

from watcher.model import Block
from workers.results.cells import Row, number, row_of


def a_row(text: str, start: int = 0) -> Row:
    return row_of(Block(kind="row", text=text, start=start, end=start + len(text)))


def values(row: Row) -> list[Decimal | None]:
    return [c.value for c in row.figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,234,567", "1234567"),
        ("(1,234)", "-1234"),
        ("（1,234）", "-1234"),
        ("-191,942", "-191942"),
        ("– 191", "-191"),
        ("$4,373", "4373"),
        ("$ (12)", "-12"),
        ("(HK$1.09)", "-1.09"),
        ("HK$0.05", "0.05"),
        ("RMB9.5", "9.5"),
        ("0.0026", "0.0026"),
        (".31", "0.31"),
        ("(52.1)%", "-52.1"),
        ("-9.3%", "-9.3"),
        ("22.8%", "22.8"),
    ],
)
def test_a_figure_is_read_exactly_with_its_sign(text: str, expected: str) -> None:
    assert number(text) == Decimal(expected)


@pytest.mark.parametrize("text", ["–", "-", "—", "_", "nil", "無"])
def test_a_dash_or_nil_is_zero(text: str) -> None:
    assert number(text) == Decimal(0)


@pytest.mark.parametrize("text", ["N/A", "n.m.", "不適用"])
def test_not_applicable_holds_its_place_without_a_value(text: str) -> None:
    (cell,) = a_row(f"Diluted\t{text}").figures
    assert cell.kind == "nil"
    assert cell.value is None


@pytest.mark.parametrize("text", ["4(a)", "Note", "12-month", "1,23", "1.2.3", "–x"])
def test_other_words_are_no_figures(text: str) -> None:
    assert a_row(f"label\t{text}").figures == ()


def test_cents_and_millions_in_a_cell_are_its_scale() -> None:
    row = a_row("EPS\tHK9.21 cents\t99百萬")
    assert [(c.value, c.scale) for c in row.figures] == [
        (Decimal("9.21"), Decimal("0.01")),
        (Decimal(99), Decimal(10**6)),
    ]


def test_a_row_parts_its_words_from_its_figures() -> None:
    row = a_row("Net loss\t(1,365,284)\t(1,107,093)\t-18.9%")
    assert row.label == "Net loss"
    assert values(row) == [Decimal(-1365284), Decimal(-1107093), Decimal("-18.9")]
    assert [c.percent for c in row.figures] == [False, False, True]


def test_cells_know_their_place_in_the_text_and_in_the_row() -> None:
    text = "Cash\t\t 3,419,166\t3,708,696"
    row = a_row(text, start=100)
    assert [(c.start, c.column) for c in row.figures] == [(107, 2), (117, 3)]
    assert all(text[c.start - 100 : c.end - 100] == c.text for c in row.figures)


def test_a_line_without_tabs_ends_in_its_figures() -> None:
    row = a_row("EARNINGS PER SHARE – BASIC 9 HK$16.9 cents HK$19.2 cents")
    assert row.label == "EARNINGS PER SHARE – BASIC"
    assert values(row) == [Decimal(9), Decimal("16.9"), Decimal("19.2")]


def test_a_date_at_the_end_of_a_line_is_no_figure() -> None:
    assert a_row("STATEMENT OF FINANCIAL POSITION At 31 December 2009").figures == ()


def test_a_sentence_that_ends_in_a_number_is_no_row() -> None:
    sentence = (
        "The Company employed a total of people in several countries during the whole of the "
        "year under review, most of them in the city where it was founded, in all 1250"
    )
    assert a_row(sentence).figures == ()


def test_a_long_paragraph_is_not_taken_apart() -> None:
    assert a_row("word " * 200 + "1,234 5,678").figures == ()
