from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.returns import next_day_return
from workers.returns.model import NextDayClass
from workers.returns.nextday import read_next_day

PLACING = (
    "1). Placing/subscription - new shares involved",
    "Allotment and issue under general mandate pursuant to the Placing Agreement dated 24 April 2026",
    "Date of changes 13 May 2026",
    "30,000,000 6 % HKD 4.1",
)
BUYBACK = (
    "2). Repurchase of shares (shares held as treasury shares)",
    "Date of changes 13 May 2026",
    "-200,000 0.04 % 200,000 HKD 4.02",
)
OLD_FORM = """Next Day Disclosure Return
(Equity issuer - changes in issued share capital and/or share buybacks)
Name of listed issuer: Harbour Lights Technology Limited
Stock code: 991 Date submitted: 19 August 2010
I.
Issues of shares
Opening balance as at
(Note 2)
31 July 2010 471,283,613
(Note 3)
Exercise of Convertible Notes
on 18 August 2010
7,692,308 1.63% HK$0.65 HK$1.35 51.85% discount
Share repurchases
Closing balance as at (Note 8) 18 August 2010 478,975,921
Notes to Section I:
1. Where shares have been issued at more than one issue price per share, say so.
"""


def only_class(text: str) -> NextDayClass:
    ret = read_next_day(text, 0, len(text))
    assert ret is not None
    (found,) = ret.classes
    return found


def test_another_text_is_no_next_day_return() -> None:
    text = "The next day disclosure return will be filed."
    assert read_next_day(text, 0, len(text)) is None


def test_an_issue_row_has_number_percent_price_and_day() -> None:
    cls = only_class(next_day_return(*PLACING, opening="500,000,000", closing="530,000,000"))
    (issue,) = cls.issues
    assert (issue.shares, issue.percent, issue.price, issue.currency) == (
        30_000_000,
        Decimal(6),
        Decimal("4.1"),
        "HKD",
    )
    assert issue.changed_on == date(2026, 5, 13)
    assert cls.sound


def test_a_repurchase_row_is_no_issue() -> None:
    cls = only_class(
        next_day_return(*PLACING, *BUYBACK, opening="500,000,000", closing="529,800,000")
    )
    assert [i.shares for i in cls.issues] == [30_000_000]


def test_opening_plus_issues_must_be_closing() -> None:
    assert not only_class(
        next_day_return(*PLACING, opening="500,000,000", closing="531,000,000")
    ).sound


def test_an_empty_class_has_no_issue() -> None:
    cls = only_class(
        next_day_return(
            "1). Other (please specify)",
            "Date of changes 13 May 2026",
            "%",
            opening="500,000,000",
            closing="500,000,000",
        )
    )
    assert cls.issues == ()
    assert cls.sound


def test_the_two_section_form_is_read_by_the_same_rules() -> None:
    cls = only_class(OLD_FORM)
    (issue,) = cls.issues
    assert (cls.opening, cls.closing, cls.sound) == (471_283_613, 478_975_921, True)
    assert (issue.shares, issue.price, issue.last_close) == (
        7_692_308,
        Decimal("0.65"),
        Decimal("1.35"),
    )
    assert issue.changed_on == date(2010, 8, 18)
