from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.announcements import (
    announcement,
    codes,
    current,
    derived_value,
    eight_k,
    figure,
    found_in,
    is_high,
    only_event,
    press_release,
    zh_announcement,
)
from tests.support.results import BALANCE, BOARD, PROFIT, STATEMENT, TITLE, annual
from watcher.model import Severity


def test_annual_results_of_a_company_with_a_profit() -> None:
    event = only_event(annual(*STATEMENT, *PROFIT, *BALANCE), "results")
    assert (event.subtype, event.status, event.severity) == ("annual", "published", Severity.MEDIUM)
    assert event.event_date == date(2026, 3, 25)
    assert event.title_item == TITLE
    assert event.headline == "annual results 2025: revenue HK$1.20bn (+20.5%), net profit HK$84.30m"
    assert event.fields["period_start"] == date(2025, 1, 1)
    assert event.fields["period_end"] == date(2025, 12, 31)
    assert (event.fields["currency"], event.fields["unit_multiplier"]) == ("HKD", 1000)
    assert (event.fields["gaap"], event.fields["audited"]) == ("HKFRS", True)
    assert event.fields["figures"] == {
        "revenue": {"current": 1204500, "prior": 1000000},
        "gross_profit": {"current": 404300, "prior": 299900},
        "profit_before_tax": {"current": 100300, "prior": 69000},
        "net_profit": {"current": 84300, "prior": 58000},
        "net_profit_attributable": {"current": 80100, "prior": 55000},
        "operating_profit": {"current": 120400, "prior": 88000},
        "cash_and_equivalents": {"current": 310000, "prior_year_end": 250500},
        "total_assets": {"current": 2000100, "prior_year_end": 1800000},
        "total_liabilities": {"current": 900000, "prior_year_end": 850000},
    }
    assert event.fields["eps_basic"] == {
        "value": Decimal("0.1602"),
        "currency": "HKD",
        "per": "ordinary share",
    }
    assert derived_value(event, "gross_margin_pct") == Decimal("33.6")
    assert derived_value(event, "net_profit_change_pct") == Decimal("45.3")


def test_the_evidence_is_the_title_and_the_rows_as_printed() -> None:
    event = only_event(annual(*STATEMENT, *PROFIT), "results")
    quotes = [e.quote for e in event.evidence]
    assert quotes[:4] == [TITLE, PROFIT[0], PROFIT[6], PROFIT[8]]
    assert set(quotes[4:]) <= {*PROFIT, *STATEMENT, "Hong Kong, 25 March 2026"}


def test_millions_stay_millions_with_their_decimals() -> None:
    lines = (
        "\t2025\t2024",
        "\tRMB million\tRMB million",
        "Revenue\t9,558.6\t7,785.2",
        "Net loss\t(943.7)\t(1,979.0)",
    )
    event = only_event(annual(*lines), "results")
    assert event.fields["unit_multiplier"] == 10**6
    assert figure(event, "revenue") == {"current": Decimal("9558.6"), "prior": Decimal("7785.2")}
    assert event.headline == "annual results 2025: revenue RMB9.56bn (+22.8%), net loss RMB0.94bn"


def test_the_years_decide_which_column_is_current() -> None:
    swapped = (
        "\t2024\t2025\tChange",
        "\tRMB'000\tRMB'000\t",
        "Revenues\t7,785,180\t9,558,619\t22.8%",
    )
    event = only_event(annual(*swapped), "results")
    assert figure(event, "revenue") == {
        "current": 9558619,
        "prior": 7785180,
        "change_pct_printed": Decimal("22.8"),
    }


def test_a_convenience_column_is_checked_against_the_printed_rate() -> None:
    findings = found_in(
        annual(
            "\t2024\t2025\t2025",
            "\tRMB'000\tRMB'000\tUS$'000",
            "Revenues\t7,785,180\t9,558,619\t1,365,517",
            "Adjusted EBITDA\t638,917\t2,336,420\t999,999",
            "Amounts in U.S. dollars are translated at the rate of RMB7.0000 per US$1.00 on December 31, 2025.",
        )
    )
    (event,) = findings.events
    assert (event.fields["currency"], current(event, "revenue")) == ("RMB", 9558619)
    assert event.fields["convenience_rate"] == {
        "rate": Decimal("7.0000"),
        "pair": "RMB per USD",
        "date": date(2025, 12, 31),
    }
    assert codes(findings) == ["USD_COLUMN_INCONSISTENT"]
    assert findings.flags[0].evidence is not None
    assert findings.flags[0].evidence.quote == "999,999"


def test_interim_results_in_chinese() -> None:
    event = only_event(
        zh_announcement(
            "截至二零二五年六月三十日止六個月之中期業績公告",
            "董事會欣然宣佈本集團截至二零二五年六月三十日止六個月之未經審核簡明綜合業績。",
            "\t附註\t二零二五年\t二零二四年",
            "\t\t人民幣千元\t人民幣千元",
            "收入\t4\t523,400\t610,200",
            "毛利\t\t93,300\t130,200",
            "期內（虧損）／溢利\t\t(21,500)\t15,300",
            "本公司擁有人應佔期內（虧損）／溢利\t\t(20,900)\t15,000",
            "每股（虧損）／盈利",
            "基本（人民幣分）\t8\t(2.09)\t1.50",
            "董事會不建議派付中期股息。",
            "本公司審核委員會已審閱本集團之未經審核中期業績。",
        ),
        "results",
    )
    assert (event.subtype, event.event_date) == ("interim", date(2026, 3, 25))
    assert event.fields["period_start"] == date(2025, 1, 1)
    assert (event.fields["currency"], event.fields["unit_multiplier"]) == ("RMB", 1000)
    assert figure(event, "net_loss") == {"current": -21500, "prior": 15300}
    assert figure(event, "net_loss_attributable") == {"current": -20900, "prior": 15000}
    assert event.fields["eps_basic"] == {
        "value": Decimal("-0.0209"),
        "currency": "RMB",
        "per": "ordinary share",
    }
    assert event.fields["audited"] is False
    assert event.fields["reviewed_by_audit_committee"] is True
    assert event.fields["dividend_declared"] is False
    assert is_high(event)


def test_english_and_chinese_give_the_same_identity() -> None:
    english = only_event(
        announcement("INTERIM RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2025", "x"),
        "results",
        stock_codes=("9911",),
    )
    chinese = only_event(
        zh_announcement("截至二零二五年六月三十日止六個月之中期業績", "x"),
        "results",
        stock_codes=("9911",),
    )
    assert english.dedup_key == chinese.dedup_key == "hkex:09911|results|interim|2025-06-30"


def test_a_quarter_beside_its_year_to_date_and_uneven_columns() -> None:
    press = press_release(
        "Harbour Lights Announces Unaudited Third Quarter 2025 Financial Results",
        "BEIJING, November 20, 2025 -- Harbour Lights today announced its results for the third quarter ended September 30, 2025.",
        "(All amounts in thousands, except for share and per share data)",
        "\tThree Months Ended\t\t\t\tNine Months Ended\t\t",
        "\tSep 30, 2024\tJun 30, 2025\tSep 30, 2025\tSep 30, 2025\tSep 30, 2024\tSep 30, 2025\tSep 30, 2025",
        "\tRMB\tRMB\tRMB\tUS$\tRMB\tRMB\tUS$",
        "Total revenues\t1,885,600\t2,349,200\t2,478,000\t348,100\t5,552,600\t6,797,200\t954,800",
        "Net loss\t1,061,100\t456,900\t7,800\t1,100\t1,780,000\t780,500\t109,600",
    )
    event = only_event(eight_k("SIGNATURE", exhibit=press, form="6-K"), "results", form="6-K")
    assert (event.subtype, event.exhibit) == ("quarterly", "99.1")
    assert figure(event, "revenue") == {"current": 2478000, "prior": 1885600}
    assert figure(event, "net_loss") == {"current": -7800, "prior": -1061100}


def test_item_2_02_with_a_press_release_of_the_year() -> None:
    press = press_release(
        "Harbour Inc. Reports Fourth Quarter and Full Year 2025 Results",
        "SEATTLE, February 4, 2026 -- Harbour Inc. today reported results for the quarter and year ended December 31, 2025.",
        "(in thousands, except per share data)",
        "\tThree Months Ended December 31,\t\tYear Ended December 31,",
        "\t2025\t2024\t2025\t2024",
        "Net sales\t$120,400\t$110,000\t$480,100\t$455,000",
        "Net income\t$7,000\t$6,200\t$28,500\t$25,100",
        "Basic earnings per share\t$0.35\t$0.31\t$1.43\t$1.27",
    )
    cover = (
        "Item 2.02 Results of Operations and Financial Condition",
        "On February 4, 2026, Harbour Inc. issued a press release announcing its results for the year ended December 31, 2025.",
    )
    event = only_event(eight_k(*cover, exhibit=press), "results", form="8-K")
    assert (event.subtype, event.fields["currency"]) == ("annual", "USD")
    assert figure(event, "revenue") == {"current": 480100, "prior": 455000}
    assert current(event, "net_profit") == 28500
    assert event.fields["eps_basic"] == {
        "value": Decimal("1.43"),
        "currency": "USD",
        "per": "ordinary share",
    }


def test_item_2_02_without_its_exhibit_has_no_figures_and_says_so() -> None:
    event = only_event(
        eight_k(
            "Item 2.02 Results of Operations and Financial Condition",
            "On May 6, 2025, Harbour Inc. issued a press release announcing its results for the quarter ended March 31, 2025.",
        ),
        "results",
        form="8-K",
    )
    assert (event.subtype, event.fields["figures"], event.fields["currency"]) == (
        "quarterly",
        {},
        None,
    )
    assert event.headline == "quarterly results to 2025-03-31 published"


def test_preliminary_figures_of_a_release_are_preliminary() -> None:
    event = only_event(
        eight_k(
            "Item 2.02 Results of Operations and Financial Condition",
            "On January 22, 2026, Harbour Inc. issued a press release providing preliminary financial results for the quarter ended December 31, 2025.",
        ),
        "results",
        form="8-K",
    )
    assert event.subtype == "preliminary"


def test_a_preliminary_announcement_of_annual_results_is_annual() -> None:
    text = announcement(
        "PRELIMINARY ANNOUNCEMENT OF ANNUAL RESULTS FOR THE YEAR ENDED DECEMBER 31, 2025", BOARD
    )
    assert only_event(text, "results").subtype == "annual"


def test_a_recap_in_another_announcement_raises_nothing() -> None:
    recap = "As disclosed in the annual results for the year ended 31 December 2025, revenue was HK$1,204.5 million and the net loss was HK$84.3 million."
    assert found_in(announcement("PLACING OF NEW SHARES UNDER GENERAL MANDATE", recap)).events == ()


def test_two_titles_of_one_announcement_are_two_events() -> None:
    text = announcement(
        "(1) ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025; AND (2) PROPOSED AMENDMENTS TO THE ARTICLES OF ASSOCIATION",
        BOARD,
        *STATEMENT,
        *PROFIT,
        "PROPOSED AMENDMENTS TO THE ARTICLES OF ASSOCIATION",
        "The Board proposes to amend the Articles of Association by way of a special resolution at the forthcoming annual general meeting.",
    )
    assert sorted(e.type for e in found_in(text).events) == ["articles_amendment", "results"]


def test_an_html_table_with_spans_signs_and_brackets_in_cells_of_their_own() -> None:
    html = """<html><body><p><b>Hong Kong Exchanges and Clearing Limited and The Stock Exchange of
Hong Kong Limited take no responsibility for the contents of this announcement.</b></p>
<p>(Stock Code: 9911)</p>
<p><b>RESULTS ANNOUNCEMENT FOR THE THREE MONTHS ENDED SEPTEMBER 30, 2025</b></p>
<p>The Board announces the unaudited consolidated results of the Group for the period.</p>
<table><tr><td></td><td colspan="5">For the three months ended</td></tr>
<tr><td></td><td colspan="2">September 30,<br>2024</td><td></td>
<td colspan="2">September 30,<br>2025</td></tr>
<tr><td></td><td colspan="5">(in RMB millions, except per share data)</td></tr>
<tr><td>Revenues</td><td>RMB</td><td>1,885.6</td><td></td><td>RMB</td><td>2,478.0</td></tr>
<tr><td>Net loss</td><td></td><td>(1,061.1</td><td>)</td><td></td><td>(7.8</td><td>)</td></tr>
</table></body></html>"""
    event = only_event(html, "results")
    assert (event.subtype, event.fields["unit_multiplier"]) == ("quarterly", 10**6)
    assert figure(event, "revenue") == {"current": 2478, "prior": Decimal("1885.6")}
    assert figure(event, "net_loss") == {"current": Decimal("-7.8"), "prior": Decimal("-1061.1")}


def test_lines_of_a_page_without_tabs() -> None:
    event = only_event(
        announcement(
            "INTERIM RESULTS ANNOUNCEMENT FOR THE SIX MONTHS ENDED 30 JUNE 2025",
            "The Board announces the unaudited interim results of the Group for the six months ended 30 June 2025.",
            "CONDENSED CONSOLIDATED STATEMENT OF PROFIT OR LOSS",
            "Six months ended 30 June",
            "2025 2024",
            "Notes HK$’000 HK$’000",
            "(unaudited) (unaudited)",
            "Revenue 4 55,120 60,300",
            "Loss before tax 6 (3,200) (1,200)",
            "Loss for the period attributable to owners of the Company (3,300) (1,250)",
            "Loss per share 8",
            "– Basic (HK cents) (0.66) (0.25)",
        ),
        "results",
    )
    assert figure(event, "revenue") == {"current": 55120, "prior": 60300}
    assert figure(event, "loss_before_tax") == {"current": -3200, "prior": -1200}
    assert figure(event, "net_loss_attributable") == {"current": -3300, "prior": -1250}
    assert event.fields["eps_basic"] == {
        "value": Decimal("-0.0066"),
        "currency": "HKD",
        "per": "ordinary share",
    }
    assert is_high(event)
