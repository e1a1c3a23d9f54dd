from __future__ import annotations

import pytest

from tests.support.pdf import lines, pdf_of
from watcher.errors import Unreadable
from workers.text import pdf

FULL = "The Board announces that the appointment takes effect from the day of this announcement and"


def blocks(body: bytes) -> list[tuple[str, str, int | None]]:
    return [(b.kind, b.text, b.page) for b in pdf.read(body).blocks]


def test_lines_of_a_paragraph_come_together_and_gaps_part_them() -> None:
    body = pdf_of(
        lines(
            FULL,
            "ends on this line.",
            "",
            "A second paragraph of the announcement stands below the gap.",
        )
    )
    assert blocks(body) == [
        ("paragraph", f"{FULL} ends on this line.", 1),
        ("paragraph", "A second paragraph of the announcement stands below the gap.", 1),
    ]


def test_capitals_part_from_running_text() -> None:
    texts = [
        text for _, text, _ in blocks(pdf_of(lines("APPOINTMENT OF DIRECTOR", FULL, "ends here.")))
    ]
    assert texts == ["APPOINTMENT OF DIRECTOR", f"{FULL} ends here."]


def test_columns_far_apart_are_cells_of_a_row() -> None:
    page = [
        *lines(FULL, "ends here."),
        (60, 700, "Balance at close"),
        (300, 700, "478,272,000"),
        (430, 700, "0"),
    ]
    assert blocks(pdf_of(page))[-1] == ("row", "Balance at close\t478,272,000\t0", 1)


def test_a_label_over_two_lines_stays_with_its_row() -> None:
    page = [
        *lines(FULL, "ends here."),
        (60, 700, "Balance at close of"),
        (60, 684, "preceding month"),
        (300, 684, "463,899,000"),
    ]
    assert blocks(pdf_of(page))[-1] == (
        "row",
        "Balance at close of preceding month\t463,899,000",
        1,
    )


def test_a_paragraph_goes_on_over_the_turn_of_a_page() -> None:
    body = pdf_of(lines(FULL, FULL), lines("goes on here and is closed by this stop."))
    assert blocks(body) == [
        ("paragraph", f"{FULL} {FULL} goes on here and is closed by this stop.", 1)
    ]


def test_overprinted_lines_are_read_once_and_page_numbers_not_at_all() -> None:
    body = pdf_of([(60, 700, "BOLD TITLE"), (60.4, 700, "BOLD TITLE"), (300, 40, "- 12 -")])
    assert "".join(text for _, text, _ in blocks(body)).count("BOLD TITLE") == 1
    assert "12" not in "".join(text for _, text, _ in blocks(body))


def test_letter_spaced_words_are_closed_up() -> None:
    assert pdf._clean("T h e  B o a r d  o f") == "The Board of"
    assert pdf._clean("a b c of plain words") == "a b c of plain words"


def test_a_page_without_text_gives_no_blocks() -> None:
    assert blocks(pdf_of([])) == []


def test_bytes_that_do_not_open_are_unreadable() -> None:
    with pytest.raises(Unreadable, match="does not open"):
        pdf.read(b"%PDF-1.4 torn off")


def test_a_page_that_does_not_load_is_flagged_and_the_others_are_read() -> None:
    body = pdf_of(lines(FULL), lines("second page")).replace(b"4 0 R 6 0 R", b"4 0 R 9 0 R")
    read = pdf.read(body)
    assert [code for code, _ in read.flags] == ["PAGE_UNREADABLE"]
    assert [b.text for b in read.blocks] == [FULL]


def test_a_pdf_without_any_page_that_loads_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="no page"):
        pdf.read(pdf_of(lines(FULL)).replace(b"/Kids [4 0 R]", b"/Kids [9 0 R]"))
