from __future__ import annotations

import pytest

from workers.grammar.names import chinese_name, find_names, is_chinese, person_key, tidy


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mr. Zou Tao and Ms. Qu Jingyuan", ["Zou Tao", "Qu Jingyuan"]),
        ("Mr. ZHONG Houtai resigned", ["Zhong Houtai"]),
        ("Mr LAU Wing Kit has resigned", ["Lau Wing Kit"]),
        ("Mr. CHAN Tai Man, Peter (陳大文)", ["Chan Tai Man Peter"]),
        ("General (Ret.) Brent W. Fenwick notified", ["Brent W. Fenwick"]),
        ("Dato’ Lim Kean Seng has been appointed", ["Lim Kean Seng"]),
        ("Jane A. Smithson, a member of the Board", ["Jane A. Smithson"]),
        ("Maeve O’Dell and Tobias Hale-Winter", ["Maeve O'Dell", "Tobias Hale-Winter"]),
        ("Greta Lowell Sandstrom will resign", ["Greta Lowell Sandstrom"]),
        ("Maria da Silva and John Q. Porter, III", ["Maria da Silva", "John Q. Porter, III"]),
        ("the appointment of Robert Jones as director", ["Robert Jones"]),
        ("Mr. Lei Jun Executive Director", ["Lei Jun"]),
        ("Mr. Tam Wing Hong has resigned", ["Tam Wing Hong"]),
        (
            "Mr. Adam Prior has been appointed and Ms. Ada York has resigned",
            ["Adam Prior", "Ada York"],
        ),
        ("Messrs. Petersen and Rohr", ["Petersen", "Rohr"]),
        ("On May 7, 2026, Theresa May notified the Board", ["Theresa May"]),
        ("the Board appointed June Vance, age 50, to serve", ["June Vance"]),
        (
            "Cy D. Law resigned and Ada Young, the Company’s President, stays",
            ["Cy D. Law", "Ada Young"],
        ),
        ("the resignation of April Moor", ["April Moor"]),
        ("Messrs. John E. and John C. Feltman", ["John E. Feltman", "John C. Feltman"]),
    ],
)
def test_latin_names_are_found_by_shape(text: str, names: list[str]) -> None:
    assert [n.text for n in find_names(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "The Board of Directors of the Company appointed the Audit Committee.",
        "Red Oak Industries, Inc. and Blue Harbour Holdings Limited",
        "the appointment of Marsh Vale LLP as its new independent auditors",
        "On March 3, 2025, at the Annual Meeting in New York",
        "Chief Financial Officer and Executive Vice President",
        "Securities and Futures Ordinance of Hong Kong",
        "he was a partner at Harmon Pierce",
        "the Securities Act of May 1933, the Cover Page and Key West, Florida",
        "the plan of April Holdings was appointed in May 2026",
        "it was announced in April Moor will be the place",
        "Last May, the Company has resigned the account",
        "Common Stock May be sold and Harvard Law has joined",
        "RESIGNATION OF DIRECTOR",
    ],
)
def test_companies_offices_places_and_days_are_no_people(text: str) -> None:
    assert find_names(text) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("莊海峰先生（「莊先生」）已辭任", [("莊海峰", True), ("莊", False)]),
        ("而余詠詩女士已獲委任", [("余詠詩", True)]),
        ("董事會委任李四女士為董事", [("李四", True)]),
        ("楊馬先生和張全先生", [("楊馬", True), ("張全", True)]),
        ("歐陽文輝博士及司徒敏教授", [("歐陽文輝", True), ("司徒敏", True)]),
        ("鑒於仇岸先生年事已高", [("仇岸", True)]),
        ("董事會已委任范徐美儀女士為", [("范徐美儀", True)]),
        ("主席方文靜女士", [("方文靜", True)]),
        ("孙丽女士因个人原因", [("孙丽", True)]),
    ],
)
def test_chinese_names_begin_with_a_surname(text: str, names: list[tuple[str, bool]]) -> None:
    found = find_names(text)
    assert [(n.text, n.full) for n in found] == names
    assert all(n.chinese for n in found)


def test_a_span_covers_honorific_and_name() -> None:
    text = "that Ms. So Ka Yan resigned"
    (name,) = find_names(text)
    assert text[name.start : name.end] == "Ms. So Ka Yan"
    assert (name.honorific, name.full) == ("Ms.", True)


def test_a_family_name_behind_an_honorific_is_short() -> None:
    (name,) = find_names("Mr. Lei confirmed")
    assert (name.text, name.full) == ("Lei", False)


def test_the_key_does_not_know_the_order_of_names() -> None:
    assert person_key("Shou Liang") == person_key("LIANG Shou") == "liang+shou"
    assert person_key("Maeve O’Dell") == person_key("Maeve O'Dell")


def test_a_run_of_characters_without_a_surname_is_no_name() -> None:
    assert not chinese_name("的會議")
    assert chinese_name("林") == "林"


def test_tidy_spells_capitals_as_names() -> None:
    assert tidy("ZHONG\nHoutai") == "Zhong Houtai"


@pytest.mark.parametrize(("text", "han"), [("Lei Jun’s", False), ("雷軍", True), ("a（b）", False)])
def test_chinese_is_told_by_its_characters(text: str, *, han: bool) -> None:
    assert is_chinese(text) is han


@pytest.mark.parametrize(
    "text",
    [
        "Messrs. Harlan Moor Cheung has been re-appointed as auditors of the Company",
        "Messrs. Harlan Moor (“HM”), certified public accountants, audited them",
        "Messrs. Harlan & Moor was appointed",
    ],
)
def test_a_firm_behind_messrs_is_no_person(text: str) -> None:
    assert find_names(text) == ()


def test_two_men_behind_messrs_are_two_persons() -> None:
    text = "Messrs. Owen Moor and Ian Harlan were elected directors and the auditors re-appointed"
    assert [n.text for n in find_names(text)] == ["Owen Moor", "Ian Harlan"]
