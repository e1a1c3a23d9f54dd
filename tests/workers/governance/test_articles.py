from __future__ import annotations

from datetime import date

import pytest

from workers.governance import articles


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (
            "PROPOSED AMENDMENTS TO THE ARTICLES OF ASSOCIATION",
            "to adopt the Second Amended and Restated Memorandum and Articles of Association",
            "Second Amended and Restated Memorandum and Articles of Association",
        ),
        ("PROPOSED AMENDMENTS TO THE BYE-LAWS", "to amend the Bye-laws", "Bye-laws"),
        ("ADOPTION OF NEW ARTICLES OF ASSOCIATION", "nothing", "New Articles of Association"),
        ("", "adopted amended and restated bylaws", "Amended and Restated Bylaws"),
        ("", "amended its Certificate of Incorporation", "Certificate of Incorporation"),
        ("建議修訂組織章程細則", "修訂", "組織章程細則"),
        (
            "",
            "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year. The Board amended the Bylaws.",
            "Bylaws",
        ),
        (
            "",
            "the certificate of incorporation and the bylaws were amended",
            "Certificate of Incorporation and Bylaws",
        ),
        ("", "nothing of the kind", None),
    ],
)
def test_the_document_by_its_name(title: str, text: str, expected: str | None) -> None:
    assert articles.document(title, text) == expected


def test_core_standards_with_their_appendix_and_details() -> None:
    text = "bringing the Articles in line with the Core Shareholder Protection Standards set out in Appendix A1, which shareholders can attend virtually and cast votes by electronic means; and other house-keeping amendments"
    assert articles.purposes(text) == (
        "align with Core Shareholder Protection Standards (Appendix A1): virtual attendance and electronic voting",
        "house-keeping changes",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "to reflect the latest requirements under the Listing Rules",
            ("align with the Listing Rules",),
        ),
        ("to allow treasury shares to be held", ("treasury shares",)),
        (
            "以符合核心股東保障水平並允許電子投票",
            ("align with Core Shareholder Protection Standards: electronic voting",),
        ),
        (
            "to implement majority voting in uncontested elections",
            ("majority voting in director elections",),
        ),
        (
            "holders of 20% may request a special meeting",
            ("stockholders' right to call special meetings",),
        ),
        (
            "to allow hybrid and electronic meetings to be held",
            ("hybrid, electronic or remote meetings",),
        ),
        (
            "permits meetings of stockholders by remote communication",
            ("hybrid, electronic or remote meetings",),
        ),
        ("允許本公司舉行混合會議及電子會議", ("hybrid, electronic or remote meetings",)),
        ("to thank the board", ()),
    ],
)
def test_purposes_have_one_wording_each(text: str, expected: tuple[str, ...]) -> None:
    assert articles.purposes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Amended By-Laws, effective February 6, 2020.", date(2020, 2, 6)),
        ("effective as of January 3, 2026", date(2026, 1, 3)),
        ("became effective on 20 June 2026", date(2026, 6, 20)),
        ("自二零二六年六月二十日起生效", date(2026, 6, 20)),
        ("effective upon filing", None),
        ("effective internal control since March 3, 2025", None),
    ],
)
def test_the_day_on_which_it_takes_effect(text: str, expected: date | None) -> None:
    assert articles.effective_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On June 26, 2014, the Board adopted an amendment", date(2014, 6, 26)),
        ("The amendment was filed with the Secretary of State on May 3, 2025", date(2025, 5, 3)),
        ("The Board adopted an amendment", None),
    ],
)
def test_the_day_of_the_decision(text: str, expected: date | None) -> None:
    assert articles.decision_date(text) == expected


def test_weighted_voting_touches_control() -> None:
    assert articles.touches_control("removal of the weighted voting rights structure")
    assert articles.touches_control("刪除不同投票權架構")
    assert not articles.touches_control("house-keeping amendments")


def test_capitals_are_brought_to_one_form() -> None:
    assert (
        articles.capitalised("MEMORANDUM AND ARTICLES  OF ASSOCIATION")
        == "Memorandum and Articles of Association"
    )
