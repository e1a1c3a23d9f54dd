from __future__ import annotations

import pytest

from workers.notices.firms import aliases, mentions


@pytest.mark.parametrize(
    ("sentence", "firm", "side", "way"),
    [
        ("The Company dismissed Alder & Birch LLP as its independent registered public accounting firm.", "Alder & Birch LLP", "out", "removal"),
        ("Maple Audit, P.C. notified the Company, and Maple Audit, P.C. resigned as the auditor of the Company.", "Maple Audit, P.C.", "out", "resignation"),
        ("The Board received the resignation of Cedar (HK) CPA Limited as auditor.", "Cedar (HK) CPA Limited", "out", "resignation"),
        ("Oak CPA Limited will retire as auditor at the forthcoming annual general meeting.", "Oak CPA Limited", "out", "retirement"),
        ("The Audit Committee approved the engagement of Pine LLP as auditor.", "Pine LLP", "in", "appointment"),
        ("The Board proposes to appoint Messrs. Fir Yew as auditor.", "Fir Yew", "in", "proposed"),
        ("Birch LLP combined with Alder LLP. Birch LLP resigned as auditor.", "Birch LLP", "out", "resignation"),
        ("Withum+Brown, PC will not stand for re-appointment as auditor.", "Withum+Brown, PC", "out", "retirement"),
        ("With the recommendation from the Audit Committee, the Board resolved to appoint Elm & Yew as auditor.", "Elm & Yew", "in", "appointment"),
        ("On June 11, 2025, the Audit Committee approved the engagement of Pell, Marsh & Ingleby LLP as the new independent registered public accounting firm.", "Pell, Marsh & Ingleby LLP", "in", "appointment"),
        ("Whitcombe, Ardley & Sons LLP informed Basalt, Inc. that it will decline to stand for re-appointment as auditor.", "Whitcombe, Ardley & Sons LLP", "out", "retirement"),
        ("Most of its staff joined Thorn & Vance LLP, which we engaged as our auditor on June 11, 2025.", "Thorn & Vance LLP", "in", "appointment"),
        ("The Board has resolved to appoint Lark CPAs (Special General Partnership) as auditor.", "Lark CPAs (Special General Partnership)", "in", "appointment"),
        ("The Board re-appointed Pine LLP as auditor.", "Pine LLP", "kept", "reappointment"),
        ("董事會議決罷免楓葉會計師事務所有限公司為核數師。", "楓葉會計師事務所有限公司", "out", "removal"),
        ("楓葉會計師事務所將不會於應屆股東週年大會上尋求續聘為本公司核數師。", "楓葉會計師事務所", "out", "retirement"),
        ("續聘楓葉會計師事務所為本公司核數師。", "楓葉會計師事務所", "kept", "reappointment"),
    ],
)  # fmt: skip
def test_who_comes_and_who_goes(sentence: str, firm: str, side: str, way: str) -> None:
    found = mentions(sentence, {})
    assert (firm, side, way) in [(m.firm, m.side, m.way) for m in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Company appointed Alder & Birch LLP as internal control consultant of the auditor.",
        "The Board resigned.",
        "During the two years the auditor did not consult Pine LLP.",
        "Mr. Chan has resigned as director; the auditor agreed.",
    ],
)
def test_other_engagements_and_people_are_no_auditors(sentence: str) -> None:
    assert mentions(sentence, {}) == []


def test_under_an_item_about_auditors_a_firm_shows_by_its_form() -> None:
    sentence = "On June 9, the Committee engaged Harlow Finch LLP and dismissed Deane & Stubbs from that role; it engaged Otto Brandl."
    assert mentions(sentence, {}) == []
    found = mentions(sentence, {}, about_auditors=True)
    assert [(m.firm, m.side) for m in found] == [
        ("Deane & Stubbs", "out"),
        ("Harlow Finch LLP", "in"),
    ]


def test_short_names_stand_for_full_ones() -> None:
    known = aliases(
        "Alder & Birch LLP (“A&B”) and Cedar CPA Limited (the “Former Auditor”) are firms."
    )
    assert known == {"A&B": "Alder & Birch LLP", "Former Auditor": "Cedar CPA Limited"}
    assert [m.firm for m in mentions("On May 1, A&B resigned as auditor.", known)] == [
        "Alder & Birch LLP"
    ]
