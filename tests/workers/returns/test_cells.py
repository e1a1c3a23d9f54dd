from __future__ import annotations

from decimal import Decimal

import pytest

from workers.returns.cells import Figure, cells, figures, well_formed


def read(row: str) -> list[Figure]:
    return figures(cells(row, 0, len(row)))


def values(row: str) -> list[Decimal | None]:
    return [f.value for f in read(row)]


def test_tabbed_lines_give_cells_and_plain_lines_give_words() -> None:
    assert [c.text for c in cells("a b\t\tc\nd e", 0, 10)] == ["a b", "c", "d", "e"]


def test_a_cell_knows_its_place() -> None:
    text = "xx\n  12 \t 7,000"
    found = cells(text, 0, len(text))
    assert [text[c.start : c.end] for c in found] == ["xx", "12", "7,000"]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("1,234,567", "1234567"),
        ("(4,815,000)", "-4815000"),
        ("-318,700", "-318700"),
        ("0.01", "0.01"),
        ("$400,000,000.00", "400000000.00"),
        ("N/A", "0"),
        ("不適用", "0"),
        ("-", "0"),
    ],
)
def test_numbers_and_words_for_nothing_are_read(printed: str, value: str) -> None:
    assert values(printed) == [Decimal(value)]


@pytest.mark.parametrize("text", ["1,23,456", ",000", "1,2345", "12,", "1.234,567"])
def test_wrong_thousands_groups_are_no_number(text: str) -> None:
    assert not well_formed(text)


@pytest.mark.parametrize(
    ("row", "whole"),
    [
        ("7,801,2\t245,109", "7,801,245,109"),
        ("50,000\t,000,000", "50,000,000,000"),
        ("31,4\t62,881", "31,462,881"),
        ("18,6\t604,200", "18,604,200"),
        ("1\t,204,331", "1,204,331"),
    ],
)
def test_neighbouring_fragments_join_with_no_or_one_digit_printed_twice(
    row: str, whole: str
) -> None:
    (figure,) = read(row)
    assert figure.text == whole
    assert figure.repaired_from == tuple(row.split("\t"))


def test_two_good_numbers_are_never_melted() -> None:
    assert values("1,200\t3,400") == [Decimal(1200), Decimal(3400)]


def test_fragments_that_fit_in_no_way_stay_holes_in_their_columns() -> None:
    assert values("1,2\t5\t3,400") == [None, Decimal(5), Decimal(3400)]


def test_letters_in_a_number_make_a_hole_not_a_smaller_number() -> None:
    assert values("3,8O5,284,8Ol\t0\t77") == [None, Decimal(0), Decimal(77)]


def test_words_are_no_figures() -> None:
    assert values("Ordinary shares\tYes") == []


@pytest.mark.parametrize(
    "printed", ["Exercised -1,250,000", "Lapsed: (1,250,000)", "已行使 -1,250,000"]
)
def test_a_movement_in_the_cell_of_its_figure_is_parted_from_it(printed: str) -> None:
    row = f"x\t{printed}\t7"
    assert values(row) == [Decimal(-1250000), Decimal(7)]
    assert all(row[c.start : c.end] == c.text for c in cells(row, 0, len(row)))
