from __future__ import annotations

from collections.abc import Sequence

from workers.text.exhibits import index_titles, split_exhibits
from workers.text.model import RawBlock, ReadDocument

DISCLAIMER = (
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no"
    " responsibility for the contents of this announcement"
)
COVER = [
    "FORM 6-K",
    "EXHIBIT INDEX",
    "99.1 Announcement of results",
    "99.2\tAnnouncement of a resignation",
    "SIGNATURE",
    "Date: March 25, 2026",
    "Name: A Person Title: Chief Financial Officer",
]


def document(texts: Sequence[str]) -> ReadDocument:
    return ReadDocument(
        label="main", blocks=tuple(RawBlock(kind="paragraph", text=t) for t in texts)
    )


def test_the_disclaimer_opens_each_exhibit_and_the_index_names_them() -> None:
    body = ["RESULTS", "words", "more", "end"]
    found = split_exhibits(document([*COVER, DISCLAIMER, *body, DISCLAIMER, *body]))
    assert [d.label for d in found] == ["main", "99.1", "99.2"]
    assert found[1].blocks[0].text == DISCLAIMER
    assert [code for code, _ in found[0].flags] == ["EXHIBIT_BOUNDARIES_IMPLICIT"]


def test_an_exhibit_may_begin_in_the_middle_of_a_line() -> None:
    found = split_exhibits(document([*COVER[:-1], f"{COVER[-1]} {DISCLAIMER}", "RESULTS"]))
    assert found[0].blocks[-1].text == COVER[-1]
    assert found[1].blocks[0].text == DISCLAIMER
    assert "EXHIBIT_BOUNDARY_MID_LINE" in [code for code, _ in found[0].flags]


def test_a_return_form_opens_with_its_title_behind_the_cover() -> None:
    found = split_exhibits(
        document([*COVER, "Monthly Return for Equity Issuer on Movements", "rows"])
    )
    assert [d.label for d in found] == ["main", "99.1"]


def test_a_printed_exhibit_line_gives_its_own_number() -> None:
    found = split_exhibits(document([*COVER, "Exhibit 99.7", "PRESS RELEASE"]))
    assert [d.label for d in found] == ["main", "99.7"]


def test_an_announcement_alone_is_not_split() -> None:
    assert [d.label for d in split_exhibits(document([DISCLAIMER, "RESULTS"]))] == ["main"]


def test_titles_come_from_the_rows_of_the_index() -> None:
    assert index_titles(document(COVER).blocks) == {
        "99.1": "Announcement of results",
        "99.2": "Announcement of a resignation",
    }


def test_more_exhibits_than_the_index_names_are_numbered_on() -> None:
    cover = [text for text in COVER if not text.startswith("99.")]
    body = ["A", "B", "C", "D"]
    found = split_exhibits(document([*cover, DISCLAIMER, *body, DISCLAIMER, *body]))
    assert [d.label for d in found] == ["main", "99.1", "99.2"]


def test_the_chinese_disclaimer_opens_an_exhibit_too() -> None:
    words = "香港交易及結算所有限公司及香港聯合交易所有限公司對本公告的內容概不負責"
    assert [d.label for d in split_exhibits(document([*COVER, words, "公告"]))] == ["main", "99.1"]


def test_a_form_title_on_the_cover_opens_nothing() -> None:
    assert (
        len(
            split_exhibits(
                document(["FORM 6-K", "Monthly Return for Equity Issuer", "SIGNATURE", "By: A"])
            )
        )
        == 1
    )
