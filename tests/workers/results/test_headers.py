from __future__ import annotations

import pytest

from workers.results.headers import (
    Length,
    Mark,
    Time,
    Unit,
    Word,
    marks,
    preamble_currency,
    preamble_multiplier,
)


def meanings(text: str) -> list[object]:
    return [m.meaning for m in marks(text)[0]]


def stray(text: str) -> int:
    return marks(text)[1]


def test_a_header_line_leaves_no_letters_over() -> None:
    assert stray("\tFor the six months ended June 30,\t\t") == 0
    assert stray("\t2022\t2023\tyear Change\t") == 0
    assert stray("\tNotes\tRMB'000\tRMB'000") == 0
    assert stray("\t（未經審核）\t（未經審核）") == 0
    assert stray("截至二零二五年六月三十日止六個月") == 0


def test_a_sentence_leaves_most_of_its_letters() -> None:
    assert stray("Revenue for the year ended 31 December 2025 rose because of new customers") > 24


def test_years_and_days() -> None:
    assert meanings("\t2024\t2025") == [Time(year=2024), Time(year=2025)]
    assert meanings("June 30,") == [Time(month_day=(6, 30))]
    assert meanings("30/06/11") == [Time(year=2011, month_day=(6, 30))]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Three Months Ended", 3),
        ("Quarter Ended", 3),
        ("Q4", 3),
        ("For the six months ended", 6),
        ("Nine Months Ended", 9),
        ("13 weeks ended", 3),
        ("52 weeks ended", 12),
        ("For the year ended", 12),
        ("Fiscal Year Ended", 12),
        ("Twelve Months Ended", 12),
        ("止六個月", 6),
        ("止九個月", 9),
        ("止年度", 12),
    ],
)
def test_lengths_of_periods(text: str, months: int) -> None:
    assert Length(months=months) in meanings(text)


def test_a_fiscal_year_alone_is_twelve_months_and_a_quarter_of_it_three() -> None:
    assert meanings("FY26\tFY25") == [
        Length(months=12),
        Time(year=2026),
        Length(months=12),
        Time(year=2025),
    ]
    assert meanings("Q4 FY26") == [Length(months=3), Time(year=2026)]


@pytest.mark.parametrize(
    ("text", "currency", "multiplier"),
    [
        ("RMB'000", "RMB", 1000),
        ("RMB’000", "RMB", 1000),
        ("HK$'000", "HKD", 1000),
        ("HK$ million", "HKD", 10**6),
        ("HK$’M", "HKD", 10**6),
        ("RMB million", "RMB", 10**6),
        ("US$", "USD", None),
        ("RMB in thousands", "RMB", 1000),
        ("人民幣千元", "RMB", 1000),
        ("千港元", "HKD", 1000),
        ("港幣千元", "HKD", 1000),
        ("百萬港元", "HKD", 10**6),
        ("千元人民幣", "RMB", 1000),
        ("thousands of U.S. dollars", "USD", 1000),
        ("S$", "SGD", None),
    ],
)
def test_currency_and_multiplier(text: str, currency: str, multiplier: int | None) -> None:
    assert meanings(text) == [Unit(currency=currency, multiplier=multiplier)]


def test_a_bracketed_percent_is_the_unit_of_a_column() -> None:
    assert meanings("(%)\t(%)") == [Unit(percent=True), Unit(percent=True)]


def test_notes_change_and_quality_are_words_of_no_column() -> None:
    assert meanings("Notes") == [Word(kind="note")]
    assert meanings("附註") == [Word(kind="note")]
    assert meanings("變動") == [Word(kind="change")]
    assert meanings("Year-on-year Change") == [Word(kind="change")]
    assert meanings("(Unaudited)") == [Word(kind="quality")]


def test_marks_know_their_line_and_cell() -> None:
    found, _ = marks("\t\t2024\t2025", line=7)
    assert [(m.line, m.cell) for m in found] == [(7, 2), (7, 3)]
    assert all(isinstance(m, Mark) for m in found)


def test_a_paragraph_has_no_header_words() -> None:
    text = "For the year ended December 31, 2025 " * 12
    assert marks(text) == ((), len(text))


@pytest.mark.parametrize(
    ("text", "multiplier"),
    [
        ("(All amounts in thousands, except for share and per share data)", 1000),
        ("(In millions, except per share data; unaudited)", 10**6),
        ("（以人民幣千元列示）", 1000),
        ("(Amounts in billions of Japanese yen)", 10**9),
        ("(Unaudited) (000's omitted)", 1000),
        ("($000s, except per share)", 1000),
        ("(thousands, except per share data)", 1000),
        ("Thousands of Dollars", 1000),
        ("1,000 shares and RMB'000", None),
        ("CONSOLIDATED BALANCE SHEETS", None),
    ],
)
def test_the_preamble_of_a_table(text: str, multiplier: int | None) -> None:
    assert preamble_multiplier(text) == multiplier


def test_the_first_currency_of_a_preamble() -> None:
    text = "(Amounts in thousands of Renminbi (“RMB”) and U.S. dollars (“US$”))"
    assert preamble_currency(text) == "RMB"
    assert preamble_currency("(in thousands)") is None
