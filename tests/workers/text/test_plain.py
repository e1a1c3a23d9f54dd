from __future__ import annotations

import pytest

from workers.text import plain


def blocks(text: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in plain.read(text.encode()).blocks]


LONG = "A paragraph that is a single long line. " * 10


def test_a_rendering_has_one_block_a_line_and_tabs_part_cells() -> None:
    text = f"{LONG}\n\nFiler CIK 0001234567\nFiler CCC XXXX\n\nRevenue\t1,234\t\t5%\n"
    assert blocks(text) == [
        ("paragraph", LONG.strip()),
        ("paragraph", "Filer CIK 0001234567"),
        ("paragraph", "Filer CCC XXXX"),
        ("row", "Revenue\t1,234\t\t5%"),
    ]


def test_a_title_in_capitals_over_lines_is_one_block() -> None:
    text = f"{LONG}\n\n**(I) RESIGNATION OF DIRECTOR;\n(II) CHANGE OF\nCHAIRMAN**\n\nRESIGNATION OF DIRECTOR\n"
    assert blocks(text)[1:] == [
        ("paragraph", "(I) RESIGNATION OF DIRECTOR; (II) CHANGE OF CHAIRMAN"),
        ("heading", "RESIGNATION OF DIRECTOR"),
    ]


def test_a_capitalised_line_alone_is_a_heading() -> None:
    assert blocks(f"{LONG}\n\nBusiness Outlook\n\n{LONG}")[1] == ("heading", "Business Outlook")


def test_markup_goes_and_is_flagged() -> None:
    read = plain.read(f"{LONG}\nat US\\$5 the **Board**".encode())
    assert read.blocks[1].text == "at US$5 the Board"
    assert [code for code, _ in read.flags] == ["MARKUP_LEFT"]


def test_page_and_table_tags_of_old_filings_go() -> None:
    assert blocks(f"{LONG}\n<PAGE>\n<TABLE>\n<S> <C>\nwords\n</TABLE>")[1:] == [
        ("paragraph", "words")
    ]


def test_an_encoded_picture_is_no_text() -> None:
    assert blocks(f"{LONG}\nbegin 644 logo.jpg\nM_]C_X 10 000\nend\nafter")[1:] == [
        ("paragraph", "after")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_bytes_are_decoded_by_what_they_are(encoding: str) -> None:
    assert plain.decode("Société “Exemple”".encode(encoding)) == "Société “Exemple”"
