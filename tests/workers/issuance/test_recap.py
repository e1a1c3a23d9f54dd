from __future__ import annotations

from datetime import date

import pytest

from workers.issuance.folded import fold
from workers.issuance.model import Dropped
from workers.issuance.recap import closed_form, cues, reason, rejected

DAY = date(2026, 3, 25)


def found(text: str) -> list[Dropped]:
    return list(cues(fold(text, 0, len(text)), [], DAY))


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("The Company did not issue any shares during the year.", "NEGATED"),
        ("本公司並無發行任何股份", "NEGATED"),
        (
            "As previously disclosed in our report, we sold 5,000,000 shares.",
            "PREVIOUSLY_DISCLOSED",
        ),
        ("We issued 5,000,000 shares under the 2020 Equity Incentive Plan.", "SCHEME_NOT_ISSUANCE"),
        ("On 2 June 2025 the Company issued 5,000,000 shares.", "HISTORICAL_RECAP"),
        ("In October 2025, we sold 5,000,000 shares.", "HISTORICAL_RECAP"),
    ],
)
def test_a_sentence_that_is_no_new_issue_has_a_reason(sentence: str, code: str) -> None:
    told = reason(sentence, DAY)
    assert told is not None
    assert told[0] == code


@pytest.mark.parametrize(
    "sentence",
    [
        "On 20 March 2026 the Company issued 5,000,000 shares.",
        "It announced the closing of its previously announced offering of 5,000,000 shares.",
    ],
)
def test_fresh_issues_have_none(sentence: str) -> None:
    assert reason(sentence, DAY) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("each existing Share be subdivided into four Subdivided Shares", "SPLIT_NOT_ISSUANCE"),
        ("to grant a general mandate to the Directors to allot and issue Shares", "MANDATE_ONLY"),
        ("the Shares to be allotted and issued in respect of any awards", "SCHEME_NOT_ISSUANCE"),
        ("a registration statement on Form S-8 covering plan shares", "REGISTRATION_ONLY"),
        ("Treasury shares\t(117,902)", "ACCOUNTING_LINE"),
        (
            "the Company allotted and issued 9,200,000 firm ADSs at US$7.40 on May 6, 2025",
            "HISTORICAL_RECAP",
        ),
    ],
)
def test_cues_of_other_matters_are_told_with_their_reason(text: str, code: str) -> None:
    assert code in [c.code for c in found(text)]


def test_recaps_without_a_figure_are_not_worth_a_word() -> None:
    assert found("proceeds from the offering") == []


@pytest.mark.parametrize("form", ["S-8", "F-3ASR", "424B3", "10-K", "4", "DEF 14A"])
def test_forms_that_never_tell_an_issue(form: str) -> None:
    assert closed_form(form)


@pytest.mark.parametrize("form", [None, "8-K", "6-K"])
def test_forms_that_may(form: str | None) -> None:
    assert not closed_form(form)


def test_refused_sentences_say_why() -> None:
    told = rejected("The Board granted Ms. Ng 120,000 restricted stock units.")
    assert told is not None
    assert told[0] == "SCHEME_NOT_ISSUANCE"
    assert rejected("The Company sold its building.") is None
