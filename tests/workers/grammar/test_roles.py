from __future__ import annotations

import pytest

from workers.grammar.roles import RoleSpan, committee_kind, find_roles, office_class


def said(roles: list[RoleSpan]) -> list[str]:
    """``committee_chair:audit``, ``acting chief_executive_officer @Other Limited``."""
    return [
        f"{r.acting + ' ' if r.acting else ''}{r.role}{':' + r.committee if r.committee else ''}{' @' + r.body if r.body else ''}"
        for r in roles
    ]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("an independent non-executive Director", ["independent_non_executive_director"]),
        ("a non-executive director, executive Director and alternate director", ["non_executive_director", "executive_director", "alternate_director"]),
        ("the chairman of the Board and the acting CEO", ["chairman_of_board", "acting chief_executive_officer"]),
        ("Deputy Chairman and Senior Independent Director", ["vice_chairman", "lead_independent_director"]),
        ("a member of the Company’s Board of Directors", ["director"]),
        ("President and Chief Executive Officer", ["president", "chief_executive_officer"]),
        ("Senior Vice President, Chief Accounting Officer and Treasurer", ["senior_vice_president", "chief_accounting_officer", "treasurer"]),
        ("interim Chief Financial Officer", ["interim chief_financial_officer"]),
        ("Chief Human Resources Officer", ["chief_human_resources_officer"]),
        ("a joint company secretary, authorised representative and process agent", ["joint_company_secretary", "authorised_representative", "process_agent"]),
        ("the chairman of the nomination committee of the Board", ["committee_chair:nomination"]),
        ("the chairman and a member of the remuneration committee", ["committee_chair:compensation"]),
        ("a member of each of the Audit Committee, the Remuneration Committee and the Nomination Committee", ["committee_member:audit", "committee_member:compensation", "committee_member:nomination"]),
        ("appointed to the Company’s Audit Committee", ["committee_member:audit"]),
        ("the chairman of the Supervisory Committee", ["supervisory_chair"]),
        ("獨立非執行董事、審核委員會主席及提名委員會成員", ["independent_non_executive_director", "committee_chair:audit", "committee_member:nomination"]),
        ("審核委員會、薪酬委員會及提名委員會成員", ["committee_member:audit", "committee_member:compensation", "committee_member:nomination"]),
        ("聯席主席兼執行董事", ["chairman_of_board", "executive_director"]),
        ("本公司之公司秘書兼授權代表", ["company_secretary", "authorised_representative"]),
        ("副董事長、行政總裁及首席財務官", ["vice_chairman", "chief_executive_officer", "chief_financial_officer"]),
    ],
)  # fmt: skip
def test_offices_get_their_canonical_names(text: str, roles: list[str]) -> None:
    assert said(find_roles(text)) == roles


@pytest.mark.parametrize(
    "text",
    ["the board of directors", "the directors’ fee", "director of marketing", "董事會", "董事袍金", "the Secretary of State"],
)  # fmt: skip
def test_words_that_are_no_office(text: str) -> None:
    assert find_roles(text) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("director of Golden Wheel Holdings Limited", ["director @Golden Wheel Holdings Limited"]),
        ("President and Chief Executive Officer of Bluebird Foods", ["president @Bluebird Foods", "chief_executive_officer @Bluebird Foods"]),
        ("Chief Financial Officer of the Company", ["chief_financial_officer"]),
        ("委任何先生為代理集團行政總裁", ["acting chief_executive_officer"]),
        ("擔任某某集團有限公司（股份代號：1234）獨立非執行董事", ["independent_non_executive_director @某某集團有限公司"]),
    ],
)  # fmt: skip
def test_the_body_of_an_office_is_read_with_it(text: str, roles: list[str]) -> None:
    assert said(find_roles(text)) == roles


def test_a_former_office_is_marked() -> None:
    (role,) = find_roles("former Chief Executive Officer")
    assert role.former


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        ("chief_executive_officer", "ceo"),
        ("acting_chief_executive_officer", "ceo"),
        ("chief_financial_officer", "cfo"),
        ("joint_company_secretary", "company_secretary"),
        ("process_agent", "authorised_representative"),
        ("treasurer", "other_executive"),
    ],
)
def test_office_classes(role: str, kind: str) -> None:
    assert office_class(role) == kind


def test_an_unknown_committee_has_no_kind() -> None:
    assert committee_kind("Nominating & Governance") == "nomination"
    assert committee_kind("Picnic") is None
