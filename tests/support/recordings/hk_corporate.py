"""Hong Kong announcements on results, the articles and meetings."""

from __future__ import annotations

from pathlib import Path

from tests.support.recordings.announcement import Notice, chinese, english
from tests.support.recordings.companies import KESTREL, LANTERN, LYCHEE, TEAL
from tests.support.recordings.pdf import Element, Rows, Text, scanned

_TEAL_BOARD = (
    "the executive Directors are Mr. Fan Hiu Tung and Ms. Cheng Ka Yi; and the independent non-executive Directors are "
    "Mr. Ho Pak Lam, Ms. Wan Suet Ying and Mr. Victor Lo Tin."
)


def final_results() -> Notice:
    """Annual results that recall the changes of the year."""
    title = "ANNUAL RESULTS ANNOUNCEMENT FOR THE YEAR ENDED 31 DECEMBER 2025"
    body: list[Element] = [
        Text("The board (the “Board”) of directors of Teal Harbour Medical Limited (the “Company”) announces the audited "
             "consolidated results of the Company and its subsidiaries (the “Group”) for the year ended 31 December "
             "2025, together with the comparative figures for the previous year."),
        Text("CONSOLIDATED STATEMENT OF PROFIT OR LOSS", "heading"),
        Text("For the year ended 31 December 2025", "centre"),
        Rows([
            ["", "2025 HK$’000", "2024 HK$’000"],
            ["Revenue", "1,842,660", "1,590,214"],
            ["Cost of sales", "(1,105,910)", "(985,331)"],
            ["Gross profit", "736,750", "604,883"],
            ["Profit before tax", "241,902", "170,455"],
            ["Profit for the year", "201,377", "141,290"],
            ["Profit attributable to owners of the Company", "198,204", "139,876"],
            ["Basic earnings per share (HK cents)", "16.5", "11.6"],
        ], (8, 4, 4)),
        Text("FINAL DIVIDEND", "heading"),
        Text("The Board recommends a final dividend of HK5.0 cents per share for the year ended 31 December 2025."),
        Text("CHANGES OF DIRECTORS DURING THE YEAR", "heading"),
        Text("As announced on 12 June 2025, Mr. Lok Tak Wah resigned as an executive director on that date."),
        Text("PURCHASE, SALE OR REDEMPTION OF LISTED SECURITIES", "heading"),
        Text("Neither the Company nor any of its subsidiaries purchased, sold or redeemed any of the Company’s listed "
             "securities during the year ended 31 December 2025."),
    ]  # fmt: skip
    return Notice(news_id="19900401", listed=TEAL, title=title, codes=("10000", "13300", "13250"), body=english(
        TEAL, title, body, on="25 March 2026", signed="Fan Hiu Tung, Chairman", board=_TEAL_BOARD,
    ))  # fmt: skip


def profit_warning() -> Notice:
    """A profit warning, in Chinese only."""
    title = "盈利警告"
    body = [
        Text("本公告由紙燈教育有限公司（「本公司」，連同其附屬公司統稱「本集團」）根據GEM上市規則第17.10條及證券及期貨條例第XIVA部項下的內幕消息條文作出。"),
        Text("本公司董事會（「董事會」）謹此知會本公司股東及潛在投資者，根據本集團截至二零二五年十二月三十一日止年度未經審核綜合管理賬目的初步審閱，"
             "預期本集團於該年度將錄得虧損約38,000,000港元，而截至二零二四年十二月三十一日止年度則錄得溢利約12,500,000港元。虧損主要由於學生人數減少所致。"),
        Text("本公司股東及潛在投資者於買賣本公司股份時務請審慎行事。"),
    ]  # fmt: skip
    return Notice(news_id="19900402", listed=LANTERN, title=title, codes=("10000", "13500"), lang="c", body=chinese(
        LANTERN, title, body, on="二零二六年三月二十五日", signed="主席兼執行董事 郭文熙",
        board="執行董事為郭文熙先生及葉樂恩女士；獨立非執行董事為許子峰先生、司徒諾先生及劉靜儀女士。",
    ))  # fmt: skip


def articles() -> Notice:
    """New by-laws are proposed."""
    title = "PROPOSED AMENDMENTS TO THE BYE-LAWS AND ADOPTION OF THE NEW BYE-LAWS"
    body = [
        Text("The board (the “Board”) of directors of Lychee Garden Holdings Limited (the “Company”) proposes to amend "
             "the existing bye-laws of the Company (the “Bye-laws”) in order to (i) allow the Company to hold hybrid and "
             "electronic meetings; (ii) provide for treasury shares; and (iii) make other house-keeping amendments (the "
             "“Proposed Amendments”)."),
        Text("In view of the number of changes, the Board proposes to adopt a new set of bye-laws incorporating the "
             "Proposed Amendments in substitution for, and to the exclusion of, the existing Bye-laws. The Proposed "
             "Amendments and the adoption of the new bye-laws are subject to the approval of the shareholders of the "
             "Company by way of a special resolution at the annual general meeting to be held on 5 June 2026."),
    ]  # fmt: skip
    return Notice(news_id="19900403", listed=LYCHEE, title=title, codes=("10000", "12100"), body=english(
        LYCHEE, title, body, on="25 March 2026", signed="Suen Hok Lai, Chairman",
        board="the executive Directors are Mr. Suen Hok Lai and Mr. Poon Kwan Tat; and the independent non-executive "
              "Directors are Mr. Aldous Yim and Ms. Mak Pui Shan.",
    ))  # fmt: skip


def annual_meeting() -> Notice:
    """Notice of a meeting: re-elections, mandates; nothing has happened yet."""
    title = "NOTICE OF ANNUAL GENERAL MEETING"
    body = [
        Text("NOTICE IS HEREBY GIVEN that the annual general meeting of Red Kestrel Logistics Group Limited (the "
             "“Company”) will be held at Unit 1, 1 Invented Road, Hong Kong on Friday, 22 May 2026 at 10:00 a.m. to "
             "consider and, if thought fit, pass the following ordinary resolutions:"),
        Text("1. To receive the audited consolidated financial statements for the year ended 31 December 2025."),
        Text("2. (a) To re-elect Mr. Chik Yuen Ting as an executive director of the Company; and (b) to re-elect Ms. "
             "Joanna Fok as an independent non-executive director of the Company."),
        Text("3. To authorise the board of directors to fix the remuneration of the directors."),
        Text("4. THAT a general mandate be granted to the directors to allot, issue and deal with additional shares not "
             "exceeding 20% of the number of issued shares of the Company."),
        Text("5. THAT a general mandate be granted to the directors to repurchase shares not exceeding 10% of the number "
             "of issued shares of the Company."),
    ]  # fmt: skip
    return Notice(news_id="19900404", listed=KESTREL, title=title, codes=("10000", "14400"), body=english(
        KESTREL, title, body, on="25 March 2026", signed="Chik Yuen Ting, Chairman",
        board="the executive directors are Mr. Chik Yuen Ting and Mr. Sham Kin Wai; and the independent non-executive "
              "directors are Ms. Joanna Fok, Mr. Pang Yiu Cho and Mr. Law Ka Shing.",
    ))  # fmt: skip


def scan() -> Notice:
    """A supplemental announcement that was printed, signed and scanned: a person must read it."""
    return Notice(
        news_id="19900405", listed=LYCHEE, title="SUPPLEMENTAL ANNOUNCEMENT", codes=("10000",),
        body=scanned(Path(__file__).parent / "scan.jpg"),
    )  # fmt: skip
