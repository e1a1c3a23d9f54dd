from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pdf import lines, pdf_of
from watcher.demo import recordings
from watcher.errors import Unreadable
from workers.text import pdf
from workers.text.pdf import lines as pdf_lines

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


def test_a_line_of_capitals_that_was_full_goes_on_over_a_wide_gap() -> None:
    title = "CONTINUING CONNECTED TRANSACTIONS AND THE REVISION OF THE ANNUAL"
    page = [
        (60, 780, title),
        (150, 758, "QUANTITIES UNDER THE SUPPLY AGREEMENT"),
        *lines(FULL, "ends on this line of the text.", FULL, "ends here.", top=720, leading=14),
    ]
    assert blocks(pdf_of(page))[0][1] == f"{title} QUANTITIES UNDER THE SUPPLY AGREEMENT"


def test_a_short_line_of_capitals_is_a_heading_of_its_own() -> None:
    page = [
        (60, 780, "PLACING OF NEW SHARES"),
        (60, 758, "THE PLACING AGREEMENT"),
        *lines(FULL, "ends on this line of the text.", FULL, "ends here.", top=720, leading=14),
    ]
    assert blocks(pdf_of(page))[0][1] == "PLACING OF NEW SHARES"


def test_a_full_line_goes_on_in_a_body_set_looser_than_the_small_print() -> None:
    small = [FULL, FULL.replace("Board", "Owner"), FULL.replace("Board", "Buyer"), "ends here."]
    page = [
        *lines(*small, top=780, leading=10),
        *lines(FULL, "Shares of the Company and ends on this line.", top=700, leading=16),
    ]
    assert blocks(pdf_of(page))[-1][1] == f"{FULL} Shares of the Company and ends on this line."


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


def test_the_marks_of_the_printer_are_no_text() -> None:
    body = pdf_of(
        lines("1 s t P r o o f", "2nd Proof 18/3/2026 10:22 PM", "The proof of funds is kept.")
    )
    assert [text for _, text, _ in blocks(body)] == ["The proof of funds is kept."]


def test_letter_spaced_words_are_closed_up() -> None:
    assert pdf_lines.clean("T h e  B o a r d  o f") == "The Board of"
    assert pdf_lines.clean("a b c of plain words") == "a b c of plain words"


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


def test_a_short_first_cell_of_a_table_keeps_the_line_below_it() -> None:
    page = [
        *lines(FULL, "ends here."),
        (60, 700, "Events"),
        (200, 700, "Number of issued shares"),
        (200, 684, "(excluding treasury shares)"),
    ]
    assert [text for _, text, _ in blocks(pdf_of(page))][-2:] == [
        "Events\tNumber of issued shares",
        "(excluding treasury shares)",
    ]


def test_the_second_line_of_a_marked_paragraph_hangs_under_the_first() -> None:
    page = [*lines(FULL, "ends here."), (60, 700, "(a)"), (100, 700, FULL), (100, 684, "goes on.")]
    assert blocks(pdf_of(page))[-1] == ("paragraph", f"(a) {FULL} goes on.", 1)


def test_a_year_wrapped_onto_its_own_line_is_no_page_number() -> None:
    page = [*lines("Balance as at 30 June", "2026", FULL), (300, 40, "3")]
    whole = " ".join(text for _, text, _ in blocks(pdf_of(page)))
    assert "2026" in whole
    assert not whole.endswith("3")


def test_the_last_line_of_a_page_may_be_a_year() -> None:
    assert "2026" in "".join(text for _, text, _ in blocks(pdf_of(lines(FULL, "2026"))))


def test_equal_figures_beside_each_other_are_no_overprint() -> None:
    page = [
        *lines(FULL),
        (100, 700, "2026"),
        (101, 700, "2026"),
        (300, 700, "2026"),
        (60, 680, "x"),
    ]
    assert "".join(text for _, text, _ in blocks(pdf_of(page))).count("2026") == 2


def test_a_page_whose_characters_cannot_be_placed_loses_no_figure_and_no_equal_line() -> None:
    class Page:
        def get_text_range(self) -> str:
            return "1\nTotal\n42\nNil\nNil\nend\n2"

        def count_chars(self) -> int:
            return 0

    assert [line.text for line in pdf_lines.lines_of(Page())] == [
        "Total",
        "42",
        "Nil",
        "Nil",
        "end",
    ]


@pytest.mark.parametrize("path", sorted(recordings().glob("hkexnews/*.pdf")), ids=lambda p: p.stem)
def test_every_word_of_the_text_layer_survives(path: Path) -> None:
    assert lost_words(path.read_bytes()) == []


TABLE_WORDS = st.sampled_from(
    ["Events", "(a)", "1.", "2026", "3", "shares", "(note)", "Nil", "as at"]
)


@settings(deadline=None)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([60, 100, 200, 300, 430]), TABLE_WORDS), max_size=4),
        max_size=12,
    )
)
def test_no_layout_of_short_cells_loses_a_word(rows: list[list[tuple[int, str]]]) -> None:
    placed = [
        (x, 700 - 16 * i, words) for i, row in enumerate(rows) for x, words in dict(row).items()
    ]
    assert lost_words(pdf_of([*lines(FULL), *placed, (60, 20, FULL)])) == []


def lost_words(body: bytes) -> list[str]:
    """Characters of the text layer, page numbers aside, that no block shows.

    Counted as characters because closing up letter-spaced words moves blanks.
    """
    kept = Counter("".join("".join(text for _, text, _ in blocks(body)).split()))
    printed: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(body)
    for page in document:
        texts = page.get_textpage().get_text_range().splitlines()
        last = {len(texts) - 1, 0} if texts else set()
        for number, text in enumerate(texts):
            if not (number in last and text.strip("–- ").isdigit()):
                printed.update("".join(pdf_lines.clean(text).split()))
    document.close()
    return sorted((printed - kept).elements())


def _short_announcement(line_gap: float, paragraph_gap: float) -> bytes:
    """One page of short paragraphs, where more gaps part paragraphs than lines."""
    groups = (
        ("RETIREMENT OF A DIRECTOR",),
        (FULL, "ends here."),
        ("Mr. Ng has no disagreement with the Board, and nothing else must be told of him",),
        (FULL, "closes there."),
        ("By Order of the Board",),
        ("Lai Wing Ho",),
        ("Chairman",),
        ("Hong Kong, 3 June 2025",),
        ("As at the date of this announcement, the Board comprises Mr. Lai Wing Ho as executive",),
    )
    page, y = [], 780.0
    for group in groups:
        page += lines(*group, top=y, leading=line_gap)
        y -= line_gap * (len(group) - 1) + paragraph_gap
    return pdf_of(page)


@pytest.mark.parametrize(("line_gap", "paragraph_gap"), [(13, 20), (14, 28), (16, 32), (20, 36)])
def test_the_gap_of_paragraphs_is_not_taken_for_that_of_lines_on_a_short_page(
    line_gap: float, paragraph_gap: float
) -> None:
    texts = [text for _, text, _ in blocks(_short_announcement(line_gap, paragraph_gap))]
    assert f"{FULL} ends here." in texts
    assert f"{FULL} closes there." in texts
    assert texts[4:8] == [
        "By Order of the Board",
        "Lai Wing Ho",
        "Chairman",
        "Hong Kong, 3 June 2025",
    ]
    assert texts[-1].startswith("As at the date")
