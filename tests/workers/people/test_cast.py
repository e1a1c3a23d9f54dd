from __future__ import annotations

import pytest

from workers.grammar.names import find_names
from workers.people.cast import MOST_PAIRS, MOST_PEOPLE, Cast, cast_of, read_ages


def cast(*texts: str) -> Cast:
    spoken = [(text, 0) for text in texts]
    return read_ages(cast_of(spoken), spoken)


def meant(known: Cast, mention: str) -> str | None:
    person = known.resolve(find_names(mention)[0])
    return person.name if person else None


def test_a_short_form_means_what_the_text_defines() -> None:
    known = cast("Mr. Qu Heng (“Mr. Qu”) joined.", "Ms. Qu Yuan stays. Mr. Qu Bo left.")
    assert meant(known, "Mr. Qu confirmed") == "Qu Heng"


def test_definitions_without_quotes_and_in_chinese() -> None:
    assert meant(cast("Mr. Cheung Wah (Mr. Cheung) joined"), "Mr. Cheung") == "Cheung Wah"
    assert meant(cast("莊海峰先生（「莊先生」）辭任"), "莊先生") == "莊海峰"


def test_without_a_definition_the_only_person_of_that_name_is_meant() -> None:
    assert meant(cast("On May 1, John W. Dover resigned."), "Mr. Dover") == "John W. Dover"


def test_two_people_of_one_name_and_nobody_is_meant() -> None:
    assert meant(cast("Anna Bell and Carl Bell were elected."), "Dr. Bell") is None


def test_a_name_that_stands_nowhere_in_full_is_itself() -> None:
    assert meant(cast("Mr. Ho will retire."), "Mr. Ho") == "Ho"


def test_middle_initials_are_left_aside_but_never_confused() -> None:
    known = cast("Adam R. Moor left.", "Adam Moor was thanked.")
    assert [p.name for p in known.people.values()] == ["Adam R. Moor"]
    assert len(cast("John E. Feltman and John C. Feltman joined.").people) == 2


@pytest.mark.parametrize(
    "text",
    ["Mr. Lin Haoran (“Mr. Lin”) joined.|Mr. Lin, aged 26, holds", "Jane Lin|Jane Lin, 26, is", "林浩然先生（「林先生」）|林先生，26歲，"],
)  # fmt: skip
def test_an_age_is_read_where_it_stands(text: str) -> None:
    (person,) = cast(*text.split("|")).people.values()
    assert person.age == 26


def test_chinese_names_beside_latin_ones_and_those_that_were_lost() -> None:
    known = cast("Mr. Fung Chi Keung (馮志強) (“Mr. Fung”) and Ms. So Ka Yan () act.")
    assert known.people["chi+fung+keung"].name_zh == "馮志強"
    assert [name for name, _ in known.lost_chinese] == ["So Ka Yan"]


def test_every_form_of_a_name_is_found_in_a_text() -> None:
    known = cast("Mr. Qu Heng (“Mr. Qu”) joined.")
    forms = known.mentions(known.people["heng+qu"])
    assert forms.search("welcomes Mr. Qu to")
    assert not forms.search("Ms. Qu Yuan")


def test_senior_and_junior_are_two_people_and_a_bare_name_either() -> None:
    cast = cast_of([("Walter Crane, Sr. retired. Walter Crane, Jr. follows.", 0)])
    assert len(cast.people) == 2


def test_a_defined_form_may_be_a_whole_name() -> None:
    cast = cast_of([("Mr. Lam Kwok Kin (“Mr. Kin Lam”) joined.", 0)])
    (mention,) = find_names("Mr. Kin Lam resigned.")
    person = cast.resolve(mention)
    assert person is not None
    assert person.name == "Lam Kwok Kin"


def test_no_filing_tells_of_more_people_than_the_bound() -> None:
    letters = "bcdfghjklmnprstvwz"
    names = [
        f"Mr. {a.upper()}a{b}o {c.upper()}i{b}" for a in letters for b in letters for c in "bdkm"
    ]
    cast = cast_of([(f"{name} resigned.", 0) for name in names])
    assert len(names) > MOST_PEOPLE
    assert len(cast.people) <= MOST_PEOPLE


def test_colliding_names_are_reported_up_to_a_bound() -> None:
    people = [(f"Mr. Chan {c}{v}n (“Mr. Chan”) resigned.", 0) for c in "BDFGHJKL" for v in "aeiou"]
    assert len(cast_of(people).collisions()) == MOST_PAIRS
