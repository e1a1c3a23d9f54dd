from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.reading import a_text
from workers.results.prose import Rate, Said, impairment_sentence, said


def read(*texts: str) -> Said:
    return said(a_text(*texts).blocks)


@pytest.mark.parametrize(
    ("text", "gaap"),
    [
        (
            "have been prepared under generally accepted accounting principles in the United States (the “U.S. GAAP”)",
            "US GAAP",
        ),
        ("prepared in accordance with Hong Kong Financial Reporting Standards (“HKFRSs”)", "HKFRS"),
        ("prepared in accordance with IFRS Accounting Standards", "IFRS"),
        ("prepared in accordance with International Accounting Standard 34", "IFRS"),
        (
            "prepared in accordance with China Accounting Standards for Business Enterprises",
            "CASBE",
        ),
        ("綜合財務報表乃根據香港財務報告準則編製", "HKFRS"),
        ("根據國際財務報告準則編製", "IFRS"),
        ("The sun shone.", None),
    ],
)
def test_the_accounting_standards(text: str, gaap: str | None) -> None:
    assert read(text).gaap == gaap


def test_the_standards_of_the_statements_win_over_standards_in_passing() -> None:
    passing = "Under IFRS the treatment would differ."
    prepared = "The statements are prepared in accordance with HKFRSs."
    assert read(passing, prepared).gaap == "HKFRS"


@pytest.mark.parametrize(
    ("texts", "audited"),
    [
        (("announces the unaudited interim consolidated results",), False),
        (("announces the audited consolidated results",), True),
        (("has not been audited, but reviewed",), False),
        (("之未經審核綜合業績",), False),
        (("之經審核綜合業績",), True),
        (("announces the results",), None),
    ],
)
def test_whether_the_figures_are_audited(texts: tuple[str, ...], *, audited: bool | None) -> None:
    assert read(*texts).audited is audited


def test_agreed_to_audited_statements_means_audited() -> None:
    text = "have been agreed by the Group's auditor, Lau & Partners, to the amounts set out in the Group's audited consolidated financial statements. No assurance has been expressed."
    assert read(text).audited is True


@pytest.mark.parametrize(
    "text",
    [
        "reviewed by the audit committee of the Company",
        "The Audit Committee has reviewed the unaudited results of the Group.",
        "The Company's audit and risk committee has, together with management, reviewed the results.",
        "本公司審核委員會已審閱本集團之未經審核中期業績。",
        "本公司審計委員會已審閱本期業績。",
    ],
)
def test_the_audit_committee_has_reviewed(text: str) -> None:
    assert read(text).reviewed_by_audit_committee is True


def test_a_committee_that_only_exists_has_not_reviewed() -> None:
    text = "The Audit Committee comprises three independent non-executive Directors."
    assert read(text).reviewed_by_audit_committee is None


def test_the_auditor_of_the_scope_paragraph_gives_no_assurance() -> None:
    told = read(
        "The figures have been agreed by the Group's auditors, Lau & Partners (“LP”), to the amounts set out in the draft statements. "
        "The work performed by LP did not constitute an assurance engagement and consequently no assurance has been expressed."
    )
    assert (told.auditor, told.auditor_assurance) == ("Lau & Partners", False)


def test_the_auditor_in_chinese() -> None:
    told = read(
        "本集團核數師大華會計師事務所已同意初步公告所載數字。該等工作不構成核證聘用，故並無就初步公告發表任何保證。"
    )
    assert (told.auditor, told.auditor_assurance) == ("大華會計師事務所", False)


def test_an_auditor_named_elsewhere_says_nothing_of_the_scope() -> None:
    told = read("Our auditors, Lau & Partners, were re-appointed.")
    assert (told.auditor, told.auditor_assurance) == (None, None)


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        (
            "translated at the noon buying rate of RMB7.2513 per US$1.00 on June 30, 2023 in the City of New York",
            Rate(rate=Decimal("7.2513"), base="RMB", quote="USD", on=date(2023, 6, 30)),
        ),
        (
            "were made at the rate of RMB7.1190 to US$1.00, the exchange rate set forth in the H.10 statistical release on September 30, 2025",
            Rate(rate=Decimal("7.1190"), base="RMB", quote="USD", on=date(2025, 9, 30)),
        ),
        (
            "translated into US dollars at the rate of HK$7.8000 to US$1.00",
            Rate(rate=Decimal("7.8000"), base="HKD", quote="USD", on=None),
        ),
    ],
)
def test_the_convenience_rate(text: str, rate: Rate) -> None:
    assert read(text).rate == rate


def test_a_rate_of_tax_is_no_exchange_rate() -> None:
    assert read("subject to income tax at the rate of 16.5% on US$1,000 of profits").rate is None


@pytest.mark.parametrize(
    ("text", "employees"),
    [
        ("The Company had 9,752 employees as of June 30, 2023.", 9752),
        ("the Group employed approximately 1,250 full-time employees", 1250),
        ("The Group has a total of 86 staff.", 86),
        ("於二零二五年六月三十日，本集團共有1,024名僱員。", 1024),
        ("本集團僱用約320名員工", 320),
        ("Employees are our strength.", None),
    ],
)
def test_employees(text: str, employees: int | None) -> None:
    assert read(text).employees == employees


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("The Board did not recommend the distribution of a final dividend for the year.", False),
        ("The Directors do not recommend the payment of any dividend.", False),
        ("No dividend was declared by the Company during the period.", False),
        ("The Board has resolved not to declare an interim dividend.", False),
        ("董事會不建議派付末期股息。", False),
        ("The Board recommended the payment of a final dividend of HK5 cents per share.", True),
        ("The Board declared an interim dividend of RMB0.10 per share.", True),
        ("董事會建議派付末期股息每股5港仙。", True),
        ("Dividends from subsidiaries are taxed.", None),
    ],
)
def test_whether_a_dividend_is_declared(text: str, *, declared: bool | None) -> None:
    assert read(text).dividend_declared is declared


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            "These conditions indicate a material uncertainty which may cast significant doubt about the Group's ability to continue as a going concern.",
            True,
        ),
        ("There is substantial doubt about our ability to continue as a going concern.", True),
        ("顯示存在重大不確定因素，可能對本集團持續經營能力構成重大疑慮。", True),
        ("management believes that the going concern basis of preparation is supported", False),
        ("The directors concluded that no material uncertainty exists on going concern.", False),
        (
            "to conclude whether a material uncertainty exists related to events that may cast significant doubt on the ability to continue as a going concern",
            False,
        ),
        ("Sales rose.", None),
    ],
)
def test_a_doubt_about_going_concern(text: str, *, doubt: bool | None) -> None:
    assert read(text).going_concern_doubt is doubt


@pytest.mark.parametrize(
    ("text", "modified"),
    [
        ("Our auditor issued a disclaimer of opinion on the statements.", True),
        ("Basis for qualified opinion", True),
        ("核數師對綜合財務報表無法表示意見。", True),
        ("The report was unqualified and contained no qualified opinion.", None),
        ("出具了標準無保留意見的審計報告。", None),
        ("In our opinion the statements give a true and fair view.", None),
    ],
)
def test_a_modified_opinion(text: str, *, modified: bool | None) -> None:
    assert read(text).modified_opinion is modified


def test_an_impairment_above_zero_is_found_with_its_words() -> None:
    text = a_text(
        "Expenses rose.",
        "The increase was due to an impairment loss of goodwill of RMB185.1 million in 2025.",
    )
    span = impairment_sentence(text.blocks)
    assert span is not None
    assert text.text[slice(*span)] == "impairment loss of goodwill of RMB185.1 million"


@pytest.mark.parametrize(
    "words",
    [
        "Impairment of long-lived assets was RMB0.0 million, compared with RMB919.7 million in 2024.",
        "No impairment was recognised.",
    ],
)
def test_no_impairment_in_the_period_is_none(words: str) -> None:
    assert impairment_sentence(a_text(words).blocks) is None


def test_the_board_counts_before_the_notes_on_dividends() -> None:
    note = "The Company declared a dividend for the year before, paid in May."
    board = "The Board does not recommend the payment of a final dividend."
    assert read(note, board).dividend_declared is False
    assert read(note).dividend_declared is True


def test_no_assurance_of_success_is_not_the_auditors() -> None:
    told = read("There can be no assurance that the plans of the Group will succeed.")
    assert told.auditor_assurance is None
