from __future__ import annotations

import pytest

from watcher.errors import Unreadable
from workers.text import html


def blocks(source: str) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in html.read(f"<html><body>{source}</body></html>").blocks]


def test_paragraphs_are_blocks_and_inline_tags_are_not() -> None:
    assert blocks("<p>The <i>Board</i>&nbsp;of <b>Example</b></p><div>Next&#160;one</div>") == [
        ("paragraph", "The Board of Example"),
        ("paragraph", "Next one"),
    ]


def test_bold_short_lines_and_heading_tags_are_headings() -> None:
    source = "<p><b>Item 5.02 Departure of Directors</b></p><h2>Other</h2><p style='font-weight:700'>Third</p>"
    assert [kind for kind, _ in blocks(source)] == ["heading"] * 3


def test_a_bold_sentence_within_a_paragraph_is_no_heading() -> None:
    assert blocks("<p><b>Overview.</b> Revenue rose.</p>") == [
        ("paragraph", "Overview. Revenue rose.")
    ]


def test_cells_are_joined_by_tabs_and_signs_join_their_figures() -> None:
    table = """<table><tr><td>Revenue</td><td></td><td>$</td><td>1,234</td><td></td><td>(56</td><td>)</td></tr>
    <tr><td>Margin</td><td></td><td></td><td>12</td><td></td><td>7</td><td>%</td></tr></table>"""
    assert blocks(table) == [("row", "Revenue\t$1,234\t(56)"), ("row", "Margin\t12\t7%")]


def test_an_empty_cell_between_full_columns_keeps_its_place() -> None:
    table = "<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>1</td><td></td><td>3</td></tr></table>"
    assert blocks(table) == [("row", "a\tb\tc"), ("row", "1\t\t3")]


def test_a_table_for_page_layout_is_read_as_its_paragraphs() -> None:
    inner = "<table><tr><td>x</td><td>1</td></tr></table>"
    assert blocks(f"<table><tr><td><p>Before</p>{inner}</td></tr></table>") == [
        ("paragraph", "Before"),
        ("row", "x\t1"),
    ]


def test_a_marker_cell_opens_a_paragraph() -> None:
    assert blocks("<table><tr><td>(b)</td><td>On March 3 he resigned.</td></tr></table>") == [
        ("paragraph", "(b) On March 3 he resigned.")
    ]


def test_an_item_in_table_cells_is_a_heading() -> None:
    assert blocks("<table><tr><td>Item 5.02</td><td>Departure of Directors</td></tr></table>") == [
        ("heading", "Item 5.02 Departure of Directors")
    ]


def test_inline_xbrl_headers_and_hidden_elements_are_left_out() -> None:
    source = """<div style="display: none"><ix:header><ix:hidden>0000000042</ix:hidden></ix:header></div>
    <p>Seen <ix:nonNumeric name="dei:x">fact</ix:nonNumeric></p><script>alert(1)</script><style>p{}</style>"""
    assert blocks(source) == [("paragraph", "Seen fact")]


def test_what_follows_a_hidden_header_that_is_never_closed_is_read_and_flagged() -> None:
    torn = """<p>Cover</p><div style="display:none"><ix:header><ix:hidden>0000000042</ix:hidden>
    <ix:resources><xbrli:context>2026</xbrli:context> ... <p>The Board announces a change.</p>"""
    read = html.read(f"<html><body>{torn}")
    assert [b.text for b in read.blocks] == ["Cover", "The Board announces a change."]
    assert [code for code, _ in read.flags] == ["HEADER_NOT_CLOSED"]


def test_words_behind_a_cut_inside_a_hidden_header_are_read_from_the_cut_on() -> None:
    torn = """<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric id="F1">false
    </ix:nonNumeric><ix:nonNumeric contextRef="AsOf" i
    <!-- cut --> a purchase agreement with the <b>Investors</b>.</p><p>The notes bear interest.</p>"""
    read = html.read(f"<html><body>{torn}")
    assert [b.text for b in read.blocks] == [
        "a purchase agreement with the Investors.",
        "The notes bear interest.",
    ]


def test_a_header_torn_off_at_the_end_of_an_excerpt_hides_nothing_before_it() -> None:
    assert blocks("<p>Seen</p><div style='display:none'><ix:header><ix:hidden>42") == [
        ("paragraph", "Seen")
    ]


def test_check_boxes_are_kept_readable() -> None:
    assert blocks("<p><input type='checkbox' checked> LIVE <input type='checkbox'> TEST</p>") == [
        ("paragraph", "☒ LIVE ☐ TEST")
    ]


def test_one_line_break_is_a_blank_and_two_end_the_paragraph() -> None:
    assert blocks("<p>By: /s/ A<br>Name: A<br><br>Next</p>") == [
        ("paragraph", "By: /s/ A Name: A"),
        ("paragraph", "Next"),
    ]


def test_typewriter_text_in_pre_is_put_together() -> None:
    text = "\n".join(["This is a typewriter line of the usual width that goes on and on"] * 5)
    assert blocks(f"<pre>{text}</pre>") == [("paragraph", text.replace("\n", " "))]


def test_nesting_without_end_is_read_flat() -> None:
    deep = "<div>" * 5000 + "The Board announces a change." + "</div>" * 5000
    assert [text for _, text in blocks(deep)] == ["The Board announces a change."]


def test_hidden_text_is_no_text() -> None:
    assert blocks("<p style='visibility: hidden'>no</p><p>yes</p>") == [("paragraph", "yes")]


@pytest.mark.parametrize(
    "page",
    [
        "<html><title>SEC.gov | Request Rate Threshold Exceeded</title></html>",
        "<html><body>Your Request Originates from an Undeclared Automated Tool</body></html>",
        "<html><title>404 Not Found</title></html>",
    ],
)
def test_an_error_page_is_never_read_as_a_document(page: str) -> None:
    with pytest.raises(Unreadable, match="error or block page"):
        html.read(page)
