from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.returns import monthly_return
from workers.returns.model import MonthlyReturn
from workers.returns.monthly import read_monthly

OLD_FORM = """For Main Board and GEM listed issuers
Monthly Return of Equity Issuer on Movements in Securities
For the month ended (dd/mm/yyyy) : 28/2/2011
Name of Issuer Harbour Lights Technology Limited
Date Submitted 3 March 2011
I. Movements in Authorised Share Capital
(1) Stock code : 991 Description : Ordinary Shares
Par value
(HK$)
Balance at close of preceding month 5,000,000,000 0.10 $500,000,000.00
Increase/(decrease) N/A N/A N/A
Balance at close of the month 5,000,000,000 0.10 $500,000,000.00
II. Movements in Issued Share Capital
 No. of ordinary shares
Balance at close of
preceding month 812,500,000 N/A N/A N/A
Increase/ (decrease)
during the month (2,500,000) N/A N/A N/A
Balance at close of the
month 810,000,000 N/A N/A N/A
III. Details of Movements in Issued Share Capital
Share Options (under Share Option Schemes of the Issuer)
 Total A. (Ordinary shares) N/A
Warrants to Issue Shares of the Issuer which are to be Listed
Total B. (Ordinary shares) 1,500,000
Submitted by: _____Best Registrars Limited_____
Title: _____Share Registrar_____
"""

CHINESE_FORM = """FF301
股份發行人及根據《上市規則》第十九B章上市的香港預託證券發行人的證券變動月報表
截至月份: 2026年4月30日 狀態: 新提交
致：香港交易及結算所有限公司
公司名稱: 海燈科技有限公司
呈交日期: 2026年5月7日
I. 法定/註冊股本變動
1. 股份分類 普通股 股份類別 不適用 於香港聯交所上市 (註1) 是
證券代號 (如上市) 09911 說明
上月底結存 20,000,000,000 HKD 0.01 HKD 200,000,000
增加 / 減少 (-) HKD
本月底結存 20,000,000,000 HKD 0.01 HKD 200,000,000
II. 已發行股份及/或庫存股份變動
1. 股份分類 普通股 股份類別 不適用 於香港聯交所上市 (註1) 是
證券代號 (如上市) 09911 說明
上月底結存 640,000,000 0 640,000,000
增加 / 減少 (-) 12,000,000 0
本月底結存 652,000,000 0 652,000,000
III.已發行股份及/或庫存股份變動詳情
(A). 股份期權（根據發行人的股份期權計劃） 不適用
(B). 承諾發行發行人股份的權證 不適用
IV. 有關香港預託證券(預託證券)的資料 不適用
V. 確認
呈交者: 陳大文
職銜: 公司秘書
"""

TWO_CLASSES = (
    monthly_return()
    .replace(
        "II. Movements in Issued Shares and/or Treasury Shares\n"
        "1. Class of shares\tOrdinary shares\tType of shares\tNot applicable",
        "II. Movements in Issued Shares and/or Treasury Shares\n"
        "1. Class of shares\tOrdinary shares\tType of shares\tH",
    )
    .replace(
        "III. Details of Movements",
        "2. Class of shares\tOrdinary shares\tType of shares\tA\tListed on the Exchange (Note 1)\tNo\n"
        "Stock code (if listed)\t600991\tDescription\n"
        "Balance at close of preceding month\t900,000,000\t1,000,000\t901,000,000\n"
        "Increase / decrease (-)\t-400,000\t400,000\n"
        "Balance at close of the month\t899,600,000\t1,400,000\t901,000,000\n"
        "III. Details of Movements",
        1,
    )
)


def read(text: str) -> MonthlyReturn:
    found = read_monthly(text, 0, len(text))
    assert found is not None
    return found


def test_a_text_without_the_form_is_no_return() -> None:
    assert read_monthly("We submitted a monthly return form today.", 0, 41) is None


def test_header_names_month_status_date_and_submitter() -> None:
    ret = read(monthly_return(status="Resubmission"))
    assert (ret.month_ended, ret.submitted, ret.status) == (
        date(2026, 4, 30),
        date(2026, 5, 7),
        "Resubmission",
    )
    assert (ret.submitted_by, ret.submitter_title) == ("Lam Siu Ming", "Company Secretary")
    assert ret.hdr_applicable is False


def test_authorised_and_issued_balances_are_read_by_column() -> None:
    ret = read(monthly_return())
    (entry,) = ret.authorised
    assert (entry.shares.closing, entry.par_value, entry.capital) == (
        20_000_000_000,
        Decimal("0.01"),
        Decimal(200_000_000),
    )
    (own,) = ret.issued
    assert own.sound
    assert (own.issued.closing, own.treasury and own.treasury.closing) == (1_234_567_890, 2_000_000)


def test_a_lone_printed_change_belongs_to_the_column_that_moved() -> None:
    ret = read(
        monthly_return(
            change=("", "-500,000"),
            closing=("1,234,567,890", "1,500,000", "1,236,067,890"),
        )
    )
    assert ret.issued[0].sound
    assert ret.issued[0].treasury is not None
    assert ret.issued[0].treasury.change == -500_000


def test_balances_that_do_not_add_up_are_unsound() -> None:
    ret = read(monthly_return(closing=("1,234,567,890", "2,000,000", "1,236,567,899")))
    assert not ret.issued[0].sound


def test_a_printed_change_that_disagrees_is_unsound() -> None:
    ret = read(
        monthly_return(
            change=("9,000,000", ""), closing=("1,240,567,890", "2,000,000", "1,242,567,890")
        )
    )
    assert not ret.issued[0].sound


def test_each_class_of_shares_has_its_own_balances() -> None:
    h, a = read(TWO_CLASSES).issued
    assert (h.share_class.kind, h.share_class.listed, a.share_class.kind, a.share_class.listed) == (
        "H",
        True,
        "A",
        False,
    )
    assert a.sound
    assert (a.issued.change, a.share_class.stock_code) == (-400_000, "600991")


def test_the_old_free_text_form_gives_issued_shares_without_treasury() -> None:
    ret = read(OLD_FORM)
    assert (ret.month_ended, ret.submitted) == (date(2011, 2, 28), date(2011, 3, 3))
    (own,) = ret.issued
    assert (own.issued.opening, own.issued.change, own.treasury) == (812_500_000, -2_500_000, None)
    assert own.sound
    assert ret.submitted_by == "Best Registrars Limited"
    assert next(s for s in ret.sections if s.letter == "B").new_shares == 1_500_000


def test_the_chinese_form_is_read_by_the_same_rules() -> None:
    ret = read(CHINESE_FORM)
    assert (ret.month_ended, ret.status) == (date(2026, 4, 30), "新提交")
    assert ret.issued[0].issued.change == 12_000_000
    assert ret.issued[0].sound
    assert (ret.submitted_by, ret.submitter_title) == ("陳大文", "公司秘書")
    assert [s.applicable for s in ret.sections] == [False, False]
