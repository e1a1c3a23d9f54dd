from __future__ import annotations

import pytest
import re2

from tests.support.reading import a_reading
from workers.cues import CUES, generic_cues


def found(*texts: str) -> list[tuple[str, str]]:
    return [(s.would_be_type, s.reason_code) for s in generic_cues(a_reading(*texts))]


@pytest.mark.parametrize(
    ("words", "entry"),
    [
        (
            "The Board does not recommend the payment of a final dividend for the year.",
            ("dividend", "NEGATED"),
        ),
        (
            "At the annual meeting the stockholders elected each of the nominees listed below.",
            ("board_change", "REELECTION_ONLY"),
        ),
        (
            "Each of the Company's director nominees named in the proxy statement was elected.",
            ("board_change", "REELECTION_ONLY"),
        ),
        ("No interim dividend has been declared for the period.", ("dividend", "NEGATED")),
        ("董事會不建議派付末期股息。", ("dividend", "NEGATED")),
        (
            "Neither the Company nor any of its subsidiaries purchased, sold or redeemed any listed securities.",
            ("share_repurchase", "NEGATED"),
        ),
        ("本公司或其附屬公司概無購買、出售或贖回任何上市證券。", ("share_repurchase", "NEGATED")),
        (
            "The Company did not hold any treasury shares at the year end.",
            ("share_repurchase", "NEGATED"),
        ),
        ("Treasury shares\t(105,478)\t(31,068)", ("share_repurchase", "ACCOUNTING_LINE")),
        (
            "The Group did not have any material acquisitions or disposals of subsidiaries.",
            ("m_and_a", "NEGATED"),
        ),
        ("本集團並無任何重大收購或出售事項。", ("m_and_a", "NEGATED")),
        (
            "On May 4 it agreed to acquire 20% of the equity interest. For details, please refer to the announcement dated May 4.",
            ("m_and_a", "PREVIOUSLY_DISCLOSED"),
        ),
        (
            "The Group was not engaged in any material litigation or arbitration.",
            ("litigation", "NEGATED"),
        ),
        (
            "The Directors consider the going concern basis to be appropriate.",
            ("going_concern", "NEGATED"),
        ),
        (
            "The figures have been agreed by the Group's auditors to the draft accounts.",
            ("auditor_change", "BOILERPLATE"),
        ),
        (
            "The Board has established the Risk Committee to oversee the matter.",
            ("committee_change", "BOILERPLATE"),
        ),
        (
            "An extraordinary general meeting will be convened to approve the plan.",
            ("meeting", "NO_DATE_YET"),
        ),
        ("本公司將召開股東特別大會以批准該計劃。", ("meeting", "NO_DATE_YET")),
    ],
)
def test_a_negative_or_standing_statement_raises_nothing_and_says_why(
    words: str, entry: tuple[str, str]
) -> None:
    assert entry in found(words)


@pytest.mark.parametrize(
    "words",
    [
        "The Board recommends a final dividend of HK$0.10 per share.",
        "The Company repurchased 100,000 shares on the Stock Exchange.",
        "The Group completed a material acquisition of a subsidiary.",
        "There is a material uncertainty, and the going concern basis is appropriate only if funding is found.",
        "The general meeting will be held on 5 June 2026.",
        "Mr. Li was appointed the Audit Committee chairman to replace Ms. Wu.",
    ],
)
def test_a_real_event_is_not_swallowed(words: str) -> None:
    assert found(words) == []


def test_definitions_are_no_events() -> None:
    texts = (
        "DEFINITIONS",
        "“Placing”\tthe placing of the Placing Shares",
        "“Plan”\tthe plan adopted on May 4, 2025",
    )
    assert found(*texts) == [("share_scheme", "DEFINITION"), ("share_issuance", "DEFINITION")]
    assert found("THE PLACING", *texts[1:]) == []


@pytest.mark.parametrize(
    "texts",
    [
        (
            "By Order of the Board",
            "Example Limited",
            "Mr. A",
            "Chairman and Executive Director",
            "Hong Kong, May 4, 2026",
        ),
        ("By: /s/ Jane Roe", "Name: Jane Roe", "Title: Chief Financial Officer"),
        ("Submitted by:\tA Person", "Title:\tCompany Secretary"),
        ("承董事會命", "範例有限公司", "主席", "陳大文"),
    ],
)
def test_the_title_of_who_signs_is_no_appointment(texts: tuple[str, ...]) -> None:
    assert found(*texts) == [("officer_change", "SIGNATURE_BLOCK")]


def test_the_evidence_is_the_sentence_and_stands() -> None:
    reading = a_reading("It was a good year. The Board did not declare a dividend. Thanks to all.")
    (entry,) = generic_cues(reading)
    assert entry.evidence is not None
    assert entry.evidence.quote == "The Board did not declare a dividend."
    assert reading.text.text[entry.evidence.start : entry.evidence.end] == entry.evidence.quote


def test_every_pattern_compiles_in_linear_time() -> None:
    for cue in CUES:
        for pattern in filter(None, (cue.pattern, cue.heading, cue.needs, cue.unless)):
            re2.compile(pattern)
