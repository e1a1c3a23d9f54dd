"""Thirty invented returns in the true style: every balance is the one that the form states."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.forms_hk import Daily, Monthly, Shares, agreements, next_day, options
from workers.returns.model import MonthlyReturn, NextDayReturn, SchemeSection
from workers.returns.monthly import read_monthly
from workers.returns.nextday import read_next_day

MONTHLY = {
    "nothing moved": Monthly(shares=(Shares(opening=812_345_678),)),
    "nothing moved, change row blank": Monthly(shares=(Shares(opening=64_000, printed=False),)),
    "Chinese, nothing moved": Monthly(
        shares=(Shares(opening=3_200_000_000),), language="zh", month="2026年4月30日",
        submitted="2026年5月7日", name="海燈科技有限公司",
    ),
    "placing in the month": Monthly(shares=(Shares(opening=500_000_000, change=100_000_000),)),
    "buy-back into treasury": Monthly(
        shares=(Shares(opening=900_000_000, change=-1_250_000, treasury=300_000, treasury_change=1_250_000),)
    ),
    "cancelled": Monthly(shares=(Shares(opening=900_000_000, change=-7_000_000),)),
    "treasury shares sold": Monthly(
        shares=(Shares(opening=76_000_000, change=400_000, treasury=400_000, treasury_change=-400_000),)
    ),
    "Chinese, treasury shares bought": Monthly(
        shares=(Shares(opening=76_000_000, change=-88_800, treasury=11_200, treasury_change=88_800),),
        language="zh", month="2025年11月30日", submitted="2025年12月3日",
    ),
    "version 1.0.2 with one column": Monthly(
        shares=(Shares(opening=2_411_640_201, change=360_000, treasury=None),), version="1.0.2",
        month="31 August 2022",
    ),
    "version 1.0.0, Chinese": Monthly(
        shares=(Shares(opening=415_000_000, treasury=None),), version="1.0.0", language="zh",
        month="2021年7月31日", submitted="2021年8月4日",
    ),
    "version 1.2.0 with the public float": Monthly(
        shares=(Shares(opening=478_272_000, printed=False),), version="1.2.0",
        extra="Public float sufficiency confirmation (Note 4)\nApplicable public float threshold\tInitial Prescribed Threshold - 25% of the total number of issued shares",
    ),
    "H and domestic shares": Monthly(
        shares=(
            Shares(opening=262_256_800, kind="H", code="06699", authorised=(262_256_800, "RMB", "1")),
            Shares(opening=737_743_200, kind="Other type (specify in description)", listed=False,
                   code="N/A", text="Domestic shares", authorised=(737_743_200, "RMB", "1")),
        )
    ),
    "H and A shares, A bought back": Monthly(
        shares=(
            Shares(opening=262_256_800, change=12_000_000, kind="H", code="06699", authorised=(274_256_800, "RMB", "1")),
            Shares(opening=4_958_955_004, change=-322_600, treasury=23_817_167, treasury_change=322_600,
                   kind="A", listed=False, code="300991", authorised=(4_982_772_171, "RMB", "1")),
        )
    ),
    "weighted voting: class B converts into class A": Monthly(
        shares=(
            Shares(opening=1_800_000_000, change=2_000_000, kind="A", authorised=(4_000_000_000, "USD", "0.0001")),
            Shares(opening=220_000_000, change=-2_000_000, kind="B", listed=False, authorised=(500_000_000, "USD", "0.0001")),
        )
    ),
    "Chinese, H shares and domestic shares": Monthly(
        shares=(
            Shares(opening=1_150_000_000, kind="H", code="01991", authorised=(1_150_000_000, "RMB", "1")),
            Shares(opening=2_850_000_000, kind="A", listed=False, code="601991", authorised=(2_850_000_000, "RMB", "1")),
        ),
        language="zh", month="2026年2月28日", submitted="2026年3月4日",
    ),
    "no authorised capital": Monthly(shares=(Shares(opening=1_050_000_000, authorised=None),)),
    "without page lines": Monthly(shares=(Shares(opening=33_333_333, change=3),), pages=False),
    "a resubmission": Monthly(shares=(Shares(opening=120_000_000),), status="Resubmission"),
}  # fmt: skip

OPTIONS_EN = options(
    ("2013 Share Option Scheme\t26,000,000 Exercised\t-1,250,000\t24,750,000\t1,250,000\t0\t24,750,000\t12,000,000", "04 June 2013"),
    ("2023 Share Scheme\t8,000,000\t8,000,000\t0\t0\t8,000,000\t31,000,000", "30 May 2023"),
    new=1_250_000, funds="HKD 1,937,500",
)  # fmt: skip
OPTIONS_ZH = options(
    ("2013年購股權計劃\t5,000,000 已行使\t-200,000\t4,800,000\t200,000\t0\t4,800,000\t0", "2013年6月4日"),
    new=200_000, funds="HKD 120,000", language="zh",
)  # fmt: skip
AWARDS = agreements(
    ("2022 Share Award Plan\t30 May 2022\t640,000\t0\t41,250,000", "30 May 2022"), new=640_000
)


def monthly(form: Monthly) -> MonthlyReturn:
    text = form.text()
    found = read_monthly(text, 0, len(text))
    assert found is not None
    return found


def daily(text: str) -> NextDayReturn:
    found = read_next_day(text, 0, len(text))
    assert found is not None
    return found


def section(ret: MonthlyReturn, letter: str) -> SchemeSection:
    return next(s for s in ret.sections if s.letter == letter)


@pytest.mark.parametrize("name", MONTHLY)
def test_every_balance_is_the_one_of_the_form(name: str) -> None:
    form = MONTHLY[name]
    ret = monthly(form)
    read = [
        (
            c.issued.opening,
            c.issued.closing,
            c.treasury and (c.treasury.opening, c.treasury.closing),
        )
        for c in ret.issued
    ]
    assert read == [
        (
            s.opening,
            s.closing,
            None if s.treasury is None else (s.treasury, s.treasury + s.treasury_change),
        )
        for s in form.shares
    ]
    assert all(c.sound for c in ret.issued)


@pytest.mark.parametrize("name", MONTHLY)
def test_the_classes_and_the_capital_of_each_are_told(name: str) -> None:
    form = MONTHLY[name]
    ret = monthly(form)
    assert [c.share_class.listed for c in ret.issued] == [s.listed for s in form.shares]
    assert [(a.shares.closing, a.currency, a.par_value) for a in ret.authorised] == [
        (n, {"RMB": "CNY"}.get(unit, unit), Decimal(par))
        for s in form.shares
        if s.authorised
        for n, unit, par in [s.authorised]
    ]
    assert all(a.sound for a in ret.authorised)


@pytest.mark.parametrize(
    ("language", "lines", "opening", "change"),
    [("en", OPTIONS_EN, 600_000_000, 1_250_000), ("zh", OPTIONS_ZH, 88_000_000, 200_000)],
)
def test_options_outstanding_exercised_and_issuable(
    language: str, lines: tuple[str, ...], opening: int, change: int
) -> None:
    month = "30 April 2026" if language == "en" else "2026年4月30日"
    form = Monthly(
        shares=(Shares(opening=opening, change=change),), details={"A": lines}, month=month,
        language="zh" if language == "zh" else "en",
    )  # fmt: skip
    found = section(monthly(form), "A")
    first = found.rows[0]
    assert first.values["options_movement"] == -change
    assert first.values["new_shares_issued_A1"] == change == found.new_shares
    assert first.values["new_shares_issuable_at_close"] == first.values["options_closing"]
    assert first.approval_date == date(2013, 6, 4)


def test_awards_warrants_and_convertibles_have_rows_of_their_own() -> None:
    form = Monthly(
        shares=(Shares(opening=300_000_000, change=10_640_000),),
        details={
            "B": (
                "1. Class of shares\tOrdinary shares\tType of shares\tNot applicable\tListed on the Exchange (Note 1)\tYes",
                "1).\tUnlisted warrants due 2027\tHKD\t40,000,000 Exercised\t-5,000,000\t35,000,000\t2,000,000\t14,000,000",
                "Type of the Warrants\tUnlisted",
                "Subscription price\tHKD\t2.5",
                "Increase in issued shares (excluding treasury shares):\t2,000,000\tOrdinary shares (BB1)",
            ),
            "C": (
                "1. Class of shares\tOrdinary shares\tType of shares\tNot applicable\tListed on the Exchange (Note 1)\tYes",
                "1).\t3% convertible bonds due 2028",
                "USD\t50,000,000 Converted\t-20,000,000\t30,000,000\t8,000,000\t12,000,000",
                "Type of the Convertibles\tBond/Notes",
                "Subscription/Conversion price\tHKD\t19.5",
                "Increase in issued shares (excluding treasury shares):\t8,000,000\tOrdinary shares (CC1)",
            ),
            "D": AWARDS,
        },
    )
    ret = monthly(form)
    warrants, bonds, awards = (section(ret, letter).rows[0].values for letter in "BCD")
    assert (warrants["amount_closing"], warrants["new_shares_issued"], warrants["conversion_price"]) == (
        35_000_000, 2_000_000, Decimal("2.5"),
    )  # fmt: skip
    assert (bonds["amount_movement"], bonds["new_shares_issued"], bonds["new_shares_issuable_at_close"]) == (
        -20_000_000, 8_000_000, 12_000_000,
    )  # fmt: skip
    assert (bonds["currency"], bonds["conversion_price"]) == ("USD", Decimal("19.5"))
    assert awards["new_shares_issued_D1"] == 640_000
    assert [s.new_shares for s in ret.sections if s.applicable] == [2_000_000, 8_000_000, 640_000]


PLACING = ("1).\tPlacing/subscription - new shares involved", "Date of changes\t13 May 2026")
TO_TREASURY = (
    "2).\tRepurchase of shares (shares held as treasury shares)",
    "Date of changes\t13 May 2026",
)
CANCELLED = (
    "3).\tRepurchase of shares (shares repurchased and cancelled)",
    "Date of changes\t12 May 2026",
)
BOUGHT_ZH = ("1).\t購回股份 (股份購回並註銷)", "變動日期\t2026年5月12日")

DAILY = {
    "placing": ((Daily(opening=500_000_000, closing=530_000_000,
        rows=(*PLACING, "30,000,000\t6 %\tHKD\t4.1")),), [30_000_000]),
    "placing beside a purchase into treasury": ((Daily(opening=500_000_000, closing=529_800_000, treasury=(0, 200_000),
        rows=(*PLACING, "30,000,000\t6 %\tHKD\t4.1", *TO_TREASURY, "-200,000\t0.04 %\t200,000 HKD\t4.02")),), [30_000_000]),
    "cancellation alone": ((Daily(opening=500_000_000, closing=498_500_000,
        rows=(*CANCELLED, "-1,500,000\t0.3 %")),), []),
    "Chinese cancellation in brackets": ((Daily(opening=88_000_000, closing=87_900_000,
        rows=(*BOUGHT_ZH, "(100,000)\t0.1136 %")),), []),
    "Chinese placing": ((Daily(opening=88_000_000, closing=105_600_000,
        rows=("1).\t配售股份 - 涉及新股份", "變動日期\t2026年5月13日", "17,600,000\t20 %\tHKD\t0.85")),), [17_600_000]),
    "sale of treasury shares on the market": ((Daily(opening=64_000_000, closing=64_350_000, treasury=(900_000, 550_000),
        rows=("1).\tOn-market sale of treasury shares", "Date of changes\t13 May 2026", "350,000\t0.5469 %\t-350,000 HKD\t7.7")),), [350_000]),
    "three kinds at once": ((Daily(opening=1_000_000_000, closing=1_041_500_000,
        rows=("1).\tExercise of share options under share option scheme by a director", "Date of changes\t12 May 2026", "1,500,000\t0.15 %\tHKD\t1.2",
              "2).\tIssue of Consideration Shares", "Date of changes\t13 May 2026", "40,000,000\t4 %\tHKD\t2.5")),), [1_500_000, 40_000_000]),
    "two classes": ((Daily(opening=61_564_638, closing=62_599_638, kind="H",
        rows=("1).\tOther (please specify)", "full exercise of the over-allotment option", "Date of changes\t12 May 2026", "1,035,000\t1.68 %\t0 HKD\t95.6")),
        Daily(opening=227_415_576, closing=227_415_576, kind="A", rows=("1).\tOther (please specify)", "N/A", "Date of changes\t12 May 2026", "%"))), [1_035_000]),
    "unlisted shares become H shares": ((Daily(opening=61_564_638, closing=71_564_638, kind="H",
        rows=("1).\tOther (please specify)", "Conversion of Unlisted Shares into H Shares (full circulation)", "Date of changes\t12 May 2026", "10,000,000\t16.24 %")),
        Daily(opening=227_415_576, closing=217_415_576, kind="Other type (specify in description)",
        rows=("1).\tOther (please specify)", "Conversion into H Shares", "Date of changes\t12 May 2026", "-10,000,000\t4.4 %"))), []),
    "share subdivision": ((Daily(opening=100_000_000, closing=500_000_000,
        rows=("1).\tCapital reorganisation", "Share Subdivision of one into five", "Date of changes\t13 May 2026", "400,000,000\t400 %")),), []),
}  # fmt: skip


@pytest.mark.parametrize("name", DAILY)
def test_every_next_day_return_adds_up_and_issues_what_its_rows_say(name: str) -> None:
    classes, issued = DAILY[name]
    zh = "Chinese" in name
    ret = daily(next_day(*classes, language="zh" if zh else "en"))
    assert [(c.opening, c.closing) for c in ret.classes] == [
        (c.opening, c.closing) for c in classes
    ]
    assert all(c.sound for c in ret.classes)
    assert [i.shares for c in ret.classes for i in c.issues] == issued


@pytest.mark.parametrize("closing", [485_000_000, 490_000_000])
def test_a_cancellation_without_a_sign_is_told_by_the_sums(closing: int) -> None:
    row = (
        "Share repurchases",
        f"on 12 May 2026 {490_000_000 - closing or 10_000_000:,}\t2.04 %\tHKD 1.1",
    )
    ret = daily(next_day(Daily(opening=490_000_000, closing=closing, rows=row), code="FF304"))
    assert ret.classes[0].sound
    assert ret.classes[0].decrease == 490_000_000 - closing


def test_a_torn_number_is_joined_only_where_the_sums_prove_it() -> None:
    rows = (*PLACING, "30,0\t000,000\t6 %\tHKD\t4.1")
    good = daily(next_day(Daily(opening=500_000_000, closing=530_000_000, rows=rows))).classes[0]
    bad = daily(next_day(Daily(opening=500_000_000, closing=531_000_000, rows=rows))).classes[0]
    assert [(i.shares, i.repaired_from) for i in good.issues] == [(30_000_000, ("30,0", "000,000"))]
    assert not bad.sound
    assert bad.issues[0].doubtful
