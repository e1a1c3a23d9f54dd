from __future__ import annotations

import re
import zlib
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.pdf import lines, pdf_of
from watcher.errors import BadInput, ForbiddenMarkup, TooLarge, Unreadable
from workers import canonical
from workers.canonical import SEPARATOR, text_of
from workers.events import Told

TOLD = Told()

SUBMISSION = b"""<SEC-DOCUMENT>x.txt
<SEC-HEADER>
CONFORMED SUBMISSION TYPE:\t6-K
</SEC-HEADER>
<DOCUMENT>
<TYPE>6-K
<TEXT>
<html><body><p>FORM 6-K</p><p>EXHIBIT INDEX</p>
<table><tr><td>99.1</td><td>Announcement of a placing</td></tr></table></body></html>
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-99.1
<TEXT>
<html><body><p>The placing was completed.</p></body></html>
</TEXT>
</DOCUMENT>
"""


WHOLE = SUBMISSION + b"</SEC-DOCUMENT>\n"
ARCHIVE = b"PK\x03\x04 an archive"


def test_documents_of_a_submission_are_one_text_with_labelled_parts() -> None:
    text = text_of(SUBMISSION, TOLD)
    assert [(p.label, p.type) for p in text.parts] == [("main", "6-K"), ("99.1", "EX-99.1")]
    assert text.parts[1].title == "Announcement of a placing"
    assert text.text[text.parts[0].end : text.parts[1].start] == SEPARATOR
    assert text.header["form"] == "6-K"
    found = text.find("placing was completed")
    assert found is not None
    assert found.document == "99.1"


def test_old_line_ends_make_no_difference() -> None:
    for line_end in (b"\r", b"\r\n"):
        other = text_of(SUBMISSION.replace(b"\n", line_end), TOLD)
        assert other.text == text_of(SUBMISSION, TOLD).text
        assert other.header == {"form": "6-K"}


def test_every_block_stands_where_it_says() -> None:
    text = text_of(SUBMISSION, TOLD)
    assert all(text.text[b.start : b.end] == b.text for b in text.blocks)


def test_leaves_of_an_xml_form_stand_in_the_text() -> None:
    body = b"<edgarSubmission><formData><issuerInfo><issuerCik>0000000042</issuerCik></issuerInfo></formData></edgarSubmission>"
    text = text_of(body, TOLD)
    leaf = next(leaf for leaf in text.leaves if leaf.name == "issuerCik")
    assert text.text[leaf.start : leaf.end] == leaf.value == "0000000042"


def test_xml_within_a_submission_is_read_as_the_form() -> None:
    body = b"<DOCUMENT>\n<TYPE>4\n<TEXT>\n<XML>\n<ownershipDocument><documentType>4</documentType></ownershipDocument>\n</XML>\n</TEXT>\n</DOCUMENT>"
    assert text_of(body, TOLD).leaves.root == "ownershipDocument"


def test_a_pdf_has_pages_and_so_has_its_evidence() -> None:
    text = text_of(
        pdf_of(
            lines("First page of the announcement of the Company."),
            lines("SECOND PAGE OF THE ANNOUNCEMENT"),
        ),
        TOLD,
    )
    found = text.find("SECOND PAGE")
    assert found is not None
    assert found.page == 2


def test_a_scan_needs_a_person() -> None:
    text = text_of(pdf_of([]), TOLD)
    assert text.needs_review is not None
    assert text.language is None


@pytest.mark.parametrize(
    ("words", "language"),
    [("The Board announces a change. " * 3, "en"), ("董事會宣佈莊先生辭任執行董事。" * 3, "zh")],
)
def test_the_language_is_that_of_the_text(words: str, language: str) -> None:
    assert text_of(words.encode(), TOLD).language == language


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"  \n ", Unreadable),
        (b"%PDF-1.4 torn", Unreadable),
        (b"PK\x03\x04 zip", BadInput),
        (b"<edgarSubmission><torn>", Unreadable),
        (
            b'<!DOCTYPE x [<!ENTITY e "e">]><ownershipDocument>&e;</ownershipDocument>',
            ForbiddenMarkup,
        ),
    ],
)
def test_what_is_no_document_says_why(body: bytes, error: type[BadInput]) -> None:
    with pytest.raises(error) as caught:
        text_of(body, TOLD, "given.bin")
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize("size", [200, 4000, 40_000])
def test_bytes_that_were_never_letters_are_no_empty_filing(size: int) -> None:
    for seed in range(20):
        body = b"\x8f" + Random(seed).randbytes(size)
        with pytest.raises(BadInput, match="neither HTML"):
            text_of(body, TOLD)
    with pytest.raises(BadInput, match="neither HTML"):
        text_of(zlib.compress(WHOLE * 9)[2:], TOLD)


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16"])
def test_letters_of_any_encoding_and_what_a_printer_left_among_them_are_text(encoding: str) -> None:
    body = (
        "董事會宣佈，朱先生已辭任執行董事。\x0c\r\n\x1a The Board announces\x02 a change.\x7f\n" * 3
    )
    assert "announces" in text_of(body.encode(encoding), TOLD).text


def test_a_document_that_cannot_be_read_does_not_take_the_others_with_it() -> None:
    text = text_of(re.sub(b"<html>.*?</html>", ARCHIVE, WHOLE, count=1, flags=re.DOTALL), TOLD)
    assert "The placing was completed." in text.text
    assert [flag.code for flag in text.flags] == ["DOCUMENT_UNREAD"]
    assert "neither HTML" in text.flags[0].detail


def test_a_submission_of_which_nothing_can_be_read_says_why() -> None:
    with pytest.raises(BadInput, match="neither HTML"):
        text_of(re.sub(b"<html>.*?</html>", ARCHIVE, WHOLE, flags=re.DOTALL), TOLD)


def test_an_html_doctype_is_no_offence() -> None:
    body = (
        b"<!DOCTYPE html><html><body><p>The Board announces a change of director.</p></body></html>"
    )
    assert text_of(body, TOLD).blocks[0].text.startswith("The Board")


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "MAX_BYTES", 10)
    with pytest.raises(TooLarge, match=r"big\.txt has 11 bytes"):
        text_of(b"01234567890", TOLD, "big.txt")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_or_a_reason(body: bytes) -> None:
    try:
        text = text_of(body, TOLD)
    except BadInput:
        return
    assert all(text.text[b.start : b.end] == b.text for b in text.blocks)


def test_an_overlong_paragraph_is_read_in_pieces_and_flagged() -> None:
    sentence = "On March 3, 2026, the Board of the Company met and discussed the budget. "
    body = f"<html><body><p>{sentence * 1000}</p><p>end</p></body></html>".encode()
    text = text_of(body, Told())
    assert max(len(block.text) for block in text.blocks) <= canonical.MAX_PARAGRAPH
    assert all(block.text.endswith((".", "end")) for block in text.blocks)
    assert " ".join(text.text.split()) == f"{sentence * 1000}end"
    assert [flag.code for flag in text.flags] == ["PARAGRAPH_SPLIT"]


def test_an_overlong_paragraph_without_a_stop_is_still_cut() -> None:
    text = text_of(f"<html><body><p>{'x' * 50_000}</p></body></html>".encode(), Told())
    assert [len(block.text) for block in text.blocks] == [20_000, 20_000, 10_000]
