from __future__ import annotations

import pytest

from workers.canonical import assemble
from workers.text.model import FilingText, RawBlock, ReadDocument
from workers.text.sections import item_of, title_items

MASTHEAD = [
    "Example Holdings Limited",
    "(Incorporated in the Cayman Islands with limited liability)",
    "(Stock Code: 1234)",
]
BODY = (
    "The board of directors of the Company announces the following changes with effect from today."
)


def text_of(*texts: str) -> FilingText:
    raw = [
        RawBlock(kind="heading" if t.isupper() or t.startswith("Item") else "paragraph", text=t)
        for t in texts
    ]
    return assemble([ReadDocument(label="main", blocks=tuple(raw))], {})


def items(*texts: str) -> list[str]:
    text = text_of(*texts)
    found = title_items(text, text.parts[0])
    for item in found:
        assert " ".join(text.text[item.start : item.end].split()) == item.text
    return [item.text for item in found]


def test_every_block_stands_in_one_section_in_order() -> None:
    text = text_of("FIRST", "a", "b", "SECOND", "c")
    assert [b for s in text.sections for b in s.blocks] == list(text.blocks)
    assert [s.heading for s in text.sections] == [("FIRST",), ("SECOND",)]


def test_headings_under_an_item_keep_the_item() -> None:
    text = text_of("Item 5.02 Departure of Directors", "RESIGNATION", "words", "SIGNATURES", "by")
    assert [item_of(s) for s in text.sections] == ["5.02", "5.02", None]


def test_an_item_that_opens_a_paragraph_opens_a_section() -> None:
    text = text_of(
        "words before", "Item 8.01 Other Events. On March 3 the Company announced a plan."
    )
    assert item_of(text.sections[-1]) == "8.01"


def test_a_numbered_title_enumerates_its_items() -> None:
    title = "(1) INTERIM RESULTS FOR THE SIX MONTHS; AND (2) RESIGNATION OF COMPANY SECRETARY"
    assert items(*MASTHEAD, title, BODY) == [
        "(1) INTERIM RESULTS FOR THE SIX MONTHS",
        "(2) RESIGNATION OF COMPANY SECRETARY",
    ]


def test_items_over_several_lines_end_where_the_first_section_begins() -> None:
    assert items(
        *MASTHEAD,
        "(I) RESIGNATION OF DIRECTOR;",
        "(II) CHANGES IN CHAIRMAN OF",
        "THE COMMITTEE; AND",
        "(III) APPOINTMENT OF DIRECTOR",
        "RESIGNATION OF DIRECTOR",
        BODY,
    ) == [
        "(I) RESIGNATION OF DIRECTOR",
        "(II) CHANGES IN CHAIRMAN OF THE COMMITTEE",
        "(III) APPOINTMENT OF DIRECTOR",
    ]


def test_an_and_alone_on_its_line_parts_titles_and_an_inline_and_does_not() -> None:
    assert items(
        *MASTHEAD,
        "ANNUAL RESULTS",
        "AND",
        "AMENDMENTS TO THE ARTICLES AND ADOPTION OF NEW ARTICLES",
        BODY,
    ) == [
        "ANNUAL RESULTS",
        "AMENDMENTS TO THE ARTICLES AND ADOPTION OF NEW ARTICLES",
    ]


def test_a_plain_title_is_one_item() -> None:
    assert items(*MASTHEAD, "PROPOSED ADOPTION OF SHARE SCHEME", BODY) == [
        "PROPOSED ADOPTION OF SHARE SCHEME"
    ]


@pytest.mark.parametrize(
    "title",
    [
        "DISCLOSEABLE TRANSACTION ACQUISITION OF NORTHERN QUAY LIMITED",
        "MAJOR TRANSACTION IN RELATION TO THE DISPOSAL OF HARBOUR FIRST CO., LTD.",
        "有關收購北岸投資有限公司之須予披露交易有限公司",
    ],
)
def test_a_title_may_end_in_the_name_of_a_company(title: str) -> None:
    assert items(*MASTHEAD, title, BODY) == [title]


def test_the_name_of_the_issuer_behind_its_code_is_no_title() -> None:
    named = [MASTHEAD[2], "EASTERN LANTERN HOLDINGS LIMITED", "CHANGE OF DIRECTOR", BODY]
    assert items(*named) == ["CHANGE OF DIRECTOR"]


def test_a_return_form_and_a_press_release_have_no_title_items() -> None:
    assert (
        items("MONTHLY RETURN FOR EQUITY ISSUER", "(Stock Code: 1234)", "I. MOVEMENTS", BODY) == []
    )
    assert items("NEWS FROM EXAMPLE", BODY) == []


def test_a_chinese_title_over_several_lines_is_found_behind_the_masthead() -> None:
    masthead = (
        "範例控股有限公司",
        "（於開曼群島註冊成立之有限公司）",
        "（股份代號：1234）",
        "網址：http://example.test",
    )
    body = "董事會宣佈，陳先生已辭任執行董事，自今日起生效。"
    assert items(
        *masthead,
        "部分行使超額配股權、",
        "穩定價格行動及",
        "穩定價格期結束",
        "部分行使超額配股權",
        body,
    ) == ["部分行使超額配股權、 穩定價格行動及 穩定價格期結束"]
    assert items(*masthead, "(1)執行董事辭任；及", "(2)委任行政總裁", "執行董事辭任", body) == [
        "(1)執行董事辭任",
        "(2)委任行政總裁",
    ]


def test_a_voluntary_announcement_is_named_by_what_follows() -> None:
    assert items(*MASTHEAD, "VOLUNTARY ANNOUNCEMENT", "SHARE REPURCHASE", BODY) == [
        "SHARE REPURCHASE"
    ]


def test_words_in_front_of_the_numbers_make_it_one_item() -> None:
    title = "DELAY IN DESPATCH OF CIRCULAR ON (1) CAPITAL REORGANISATION; AND (2) RIGHTS ISSUE"
    assert items(*MASTHEAD, title, BODY) == [title]


def test_a_masthead_does_not_reach_into_the_text() -> None:
    later = "The buyer is a company incorporated in Hong Kong."
    assert items(*MASTHEAD, "MAJOR TRANSACTION", "SUMMARY", BODY, later) == ["MAJOR TRANSACTION"]


def test_a_figure_behind_its_number_in_words_opens_no_item() -> None:
    title = "RIGHTS ISSUE ON THE BASIS OF ONE (1) RIGHTS SHARE FOR EVERY TWO (2) EXISTING SHARES"
    assert items(*MASTHEAD, title, BODY) == [title]
    assert items(*MASTHEAD, f"(1) {title}; AND (2) CHANGE OF BOARD LOT SIZE", BODY) == [
        f"(1) {title}",
        "(2) CHANGE OF BOARD LOT SIZE",
    ]
    assert items(*MASTHEAD, "建議按每持有兩(2)股現有股份獲發一(1)股供股股份之基準供股", BODY) == [
        "建議按每持有兩(2)股現有股份獲發一(1)股供股股份之基準供股"
    ]
