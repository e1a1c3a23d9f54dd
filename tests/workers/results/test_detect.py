from __future__ import annotations

from datetime import date

import pytest

from tests.support.announcements import announcement, eight_k, zh_announcement
from watcher.issuers import Issuers
from workers.canonical import text_of
from workers.events import Told
from workers.facts import reading_of
from workers.results.detect import Announcement, announcements
from workers.results.period import Period

BOARD = "The board of directors announces the unaudited results of the Group."


def found(text: str, form: str | None = None) -> tuple[Announcement, ...]:
    told = Told(form=form)
    return announcements(reading_of(text_of(text.encode(), told), told, Issuers()))


def periods(text: str, form: str | None = None) -> list[Period | None]:
    return [a.period for a in found(text, form)]


@pytest.mark.parametrize(
    ("title", "end", "months"),
    [
        (
            "INTERIM RESULTS ANNOUNCEMENT FOR THE SIX MONTHS ENDED 30 JUNE 2025",
            date(2025, 6, 30),
            6,
        ),
        (
            "ANNOUNCEMENT OF FINAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025",
            date(2025, 12, 31),
            12,
        ),
        (
            "PRELIMINARY ANNOUNCEMENT OF ANNUAL RESULTS FOR THE YEAR ENDED MARCH 31, 2026",
            date(2026, 3, 31),
            12,
        ),
        (
            "THIRD QUARTERLY RESULTS FOR THE NINE MONTHS ENDED 30 SEPTEMBER 2025",
            date(2025, 9, 30),
            9,
        ),
        (
            "2025 THIRD QUARTERLY REPORT FOR THE NINE MONTHS ENDED 30 SEPTEMBER 2025",
            date(2025, 9, 30),
            9,
        ),
        (
            "ANNUAL RESULTS FOR THE 52 WEEKS ENDED 27 DECEMBER 2025",
            date(2025, 12, 27),
            12,
        ),
        (
            "(1) ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025; AND (2) CHANGE OF AUDITOR",
            date(2025, 12, 31),
            12,
        ),
    ],
)
def test_titles_that_announce_results(title: str, end: date, months: int) -> None:
    assert periods(announcement(title, BOARD)) == [Period(end=end, months=months)]


@pytest.mark.parametrize(
    "title",
    [
        "截至二零二五年十二月三十一日止年度之全年業績公告",
        "截至二零二五年十二月三十一日止年度經審核末期業績",
    ],
)
def test_chinese_titles_that_announce_results(title: str) -> None:
    expected = Period(end=date(2025, 12, 31), months=12)
    assert periods(zh_announcement(title, "董事會欣然宣佈本集團業績。")) == [expected]


@pytest.mark.parametrize(
    "title",
    [
        "DATE OF BOARD MEETING TO APPROVE THE ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025",
        "DELAY IN PUBLICATION OF ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025",
        "PROFIT WARNING",
        "POLL RESULTS OF THE ANNUAL GENERAL MEETING HELD ON 20 MAY 2026",
        "RESULTS OF THE RIGHTS ISSUE",
        "ANNOUNCEMENT OF ALLOTMENT RESULTS",
        "CLARIFICATION ANNOUNCEMENT ON THE ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025",
        "RESIGNATION OF DIRECTOR",
    ],
)
def test_titles_about_results_that_announce_none(title: str) -> None:
    told = "The meeting will consider the annual results for the year ended 31 December 2025."
    assert found(announcement(title, told)) == ()


@pytest.mark.parametrize(
    "title", ["董事會會議日期", "盈利警告", "股東週年大會投票結果", "延遲刊發全年業績"]
)
def test_chinese_titles_that_announce_none(title: str) -> None:
    told = "董事會將於二零二六年三月三十日舉行會議，以批准截至二零二五年十二月三十一日止年度之全年業績。"
    assert found(zh_announcement(title, told)) == ()


def test_a_sentence_about_results_is_no_title() -> None:
    told = "(i) the Company shall declare a dividend within two months of the publication of its annual results for the year ended 31 December 2025"
    assert found(announcement("SUBSCRIPTION OF NEW SHARES", told)) == ()


def test_results_announced_in_a_sentence_without_a_title() -> None:
    told = "The audited consolidated results of Harbour Lights Technology Limited for the year ended 31st December, 2004 are as follows:"
    assert periods(announcement("ANNOUNCEMENT", told)) == [
        Period(end=date(2004, 12, 31), months=12)
    ]


def test_the_title_item_is_kept_for_the_checklist() -> None:
    text = announcement(
        "(1) ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025; AND (2) CHANGE OF AUDITOR", BOARD
    )
    assert found(text)[0].title_item == "(1) ANNUAL RESULTS FOR THE YEAR ENDED 31 DECEMBER 2025"


def test_item_2_02_announces_even_without_its_exhibit() -> None:
    text = eight_k(
        "Item 2.02 Results of Operations and Financial Condition",
        "On February 4, 2026, Harbour Inc. issued a press release announcing its financial results for the quarter ended December 31, 2025.",
        "Item 9.01 Financial Statements and Exhibits",
    )
    assert periods(text, "8-K") == [Period(end=date(2025, 12, 31), months=3)]


def test_a_press_release_is_the_announcement_and_the_cover_is_not() -> None:
    press = "Harbour Inc. Reports Second Quarter 2025 Financial Results\nBOSTON, July 30, 2025 -- Harbour Inc. today reported results for the quarter ended June 30, 2025."
    text = eight_k(
        "Item 2.02 Results of Operations and Financial Condition",
        "On July 30, 2025, Harbour Inc. announced its financial results for the quarter ended June 30, 2025.",
        exhibit=press,
    )
    (only,) = found(text, "8-K")
    assert only.part.label == "99.1"


def test_a_fourth_quarter_told_with_its_year_is_the_year() -> None:
    press = "Harbour Announces Financial Results for Fourth Quarter and Fiscal 2026\nSANTA CLARA -- Harbour today reported record revenue for the fourth quarter ended January 25, 2026."
    text = eight_k("For the month of February 2026", "SIGNATURE", exhibit=press, form="6-K")
    assert periods(text, "6-K") == [Period(end=date(2026, 1, 25), months=12)]


@pytest.mark.parametrize(
    "cover",
    [
        "Attached as Exhibit 99.1 is a copy of the press release titled “Harbour Lines Reports Third Quarter Financial Results for the Period Ended September 30, 2025”.",
        "99.1 Harbour Lines Limited Reports Financial Results for the Quarter ended September 30, 2025",
    ],
)
def test_a_cover_that_names_the_release_announces_it(cover: str) -> None:
    text = f"FORM 6-K\nREPORT OF FOREIGN PRIVATE ISSUER\nFor the month of November 2025\n{cover}\nSIGNATURES"
    assert periods(text, "6-K") == [Period(end=date(2025, 9, 30), months=3)]


def test_a_cover_that_names_a_future_release_announces_nothing() -> None:
    text = "FORM 6-K\nREPORT OF FOREIGN PRIVATE ISSUER\n99.1 Harbour Lines to Report Third Quarter 2025 Financial Results on November 5\nSIGNATURES"
    assert found(text, "6-K") == ()


def test_an_annual_report_is_its_results_only_with_statements() -> None:
    filler = ["The Group went on with its business in the usual way during the year. " * 4] * 260
    statement = "CONSOLIDATED STATEMENT OF PROFIT OR LOSS"
    year = "for the year ended 31 December 2025"
    report = "\n".join(
        ["Harbour Lights Technology Limited", "ANNUAL REPORT 2025", year, *filler, statement]
    )
    brochure = "\n".join(["Harbour Lights Technology Limited", "ANNUAL REPORT 2025", year, *filler])
    assert periods(report) == [Period(end=date(2025, 12, 31), months=12)]
    assert found(brochure) == ()


@pytest.mark.parametrize(
    ("title", "is_announced"),
    [
        ("Harbour Reports Second Quarter 2025 Results and Raises Full-Year Guidance", True),
        ("Harbour Bio Announces Third Quarter 2025 Financial Results and Clinical Update", True),
        ("Harbour Delivers Record First Quarter Fiscal 2026 Results", True),
        ("Harbour Announces Date of Second Quarter 2025 Results Conference Call", False),
        ("Harbour to Report Second Quarter 2025 Results on August 5", False),
        ("Harbour Updates Second Quarter 2025 Guidance", False),
        ("Harbour Announces Positive Clinical Trial Results", False),
        ("Harbour Schedules Webcast of its Annual Results", False),
    ],
)
def test_headlines_of_press_releases(title: str, *, is_announced: bool) -> None:
    press = f"{title}\nBOSTON, July 30, 2025 -- Harbour Inc. today spoke of the quarter ended June 30, 2025."
    text = eight_k("For the month of July 2025", "SIGNATURE", exhibit=press, form="6-K")
    assert bool(found(text, "6-K")) is is_announced


LEAD = "today announced its unaudited financial results for the third quarter ended September 30, 2026."
FIGURES = (
    "Revenue was US$12.4 million in the quarter, compared with US$11.1 million a year earlier."
)


@pytest.mark.parametrize(
    "title", ["Harbour Lights Revenue Up 12%", "Harbour Lights Reports Profitable First Half"]
)
def test_a_press_release_under_another_title_announces_in_its_lead(title: str) -> None:
    text = f"{title}\n\nSINGAPORE, November 12, 2026 - Harbour Lights Limited {LEAD}\n\n{FIGURES}"
    assert [p.end for p in periods(text, "6-K") if p] == [date(2026, 9, 30)]


@pytest.mark.parametrize(
    "lead",
    [
        "will announce its financial results for the third quarter ended September 30, 2026.",
        "today announced the date of its results for the third quarter ended September 30, 2026.",
        "reported its results for the third quarter ended September 30, 2026 on October 30, 2026.",
        "today announced that its results for the quarter are delayed.",
    ],
)
def test_a_lead_about_other_days_announces_nothing(lead: str) -> None:
    text = f"Harbour Lights News\n\nHarbour Lights Limited {lead}\n\n{FIGURES}"
    assert found(text, "6-K") == ()


@pytest.mark.parametrize(("prose", "count"), [(FIGURES, 1), ("The lamps shine brightly.", 0)])
def test_a_title_without_a_day_announces_where_the_text_tells_figures(
    prose: str, count: int
) -> None:
    text = f"Harbour Lights Reports Third Quarter 2026 Financial Results\n\n{prose}"
    assert len(found(text, "6-K")) == count
