from __future__ import annotations

from datetime import date

import pytest

from workers.canonical import text_of
from workers.dating import document_date
from workers.events import Told

DAY = date(2026, 3, 25)
LONG = "A paragraph of the filing that says a lot about nothing in particular. " * 4


def dated(text: str, form: str | None = None) -> date | None:
    return document_date(text_of(f"{LONG}\n\n{text}\n\n{LONG}".encode(), Told()), form)


@pytest.mark.parametrize(
    "words",
    [
        "Hong Kong, March 25, 2026",
        "Hong Kong, 25 March 2026",
        "Shenzhen, PRC, March 25, 2026",
        "Company Secretary Hong Kong, 25 March 2026",
        "Hong Kong, 25 March 2026 As at the date of this announcement, the Board comprises A and B.",
        "香港，二零二六年三月二十五日 於本公告日期，執行董事為陳大文先生。",
        "香港，二零二六年三月二十五日",
        "主席陳大文先生香港，2026年3月25日",
        "中國上海 2026年3月25日",
        "Date Submitted:\t25 March 2026",
        "呈交日期: 2026年3月25日",
    ],
)
def test_an_announcement_is_dated_by_its_dateline(words: str) -> None:
    assert dated(words) == DAY


@pytest.mark.parametrize(
    "words",
    ["Date: March 25, 2026", "Dated: March 25, 2026\tBy: /s/ A", "Dated:\nDate: March 25, 2026"],
)
def test_a_report_is_dated_by_its_signature(words: str) -> None:
    assert (
        dated(f"Date of Report (Date of earliest event reported): March 20, 2026\n\n{words}", "8-K")
        == DAY
    )


def test_without_a_signature_date_the_cover_counts() -> None:
    assert dated("Date of Report (Date of earliest event reported): March 25, 2026", "8-K") == DAY


def test_a_notice_has_its_own_field() -> None:
    assert dated("Date of Notice\n\n03/25/2026", "144") == DAY


def test_the_period_of_the_header_is_the_last_resort() -> None:
    body = b"<SEC-HEADER>\nCONFORMED PERIOD OF REPORT:\t20260325\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>8-K\n<TEXT>\nwords\n</TEXT>\n</DOCUMENT>"
    assert document_date(text_of(body, Told()), "8-K") == DAY


@pytest.mark.parametrize(
    "words",
    [
        "He was appointed on March 25, 2026.",
        "The plan was adopted in Paris in March 2026",
        "on Monday, March 25, 2026",
    ],
)
def test_a_date_in_a_sentence_is_not_the_documents(words: str) -> None:
    assert dated(words) is None
