from __future__ import annotations

from datetime import date

import pytest

from watcher.model import Block
from workers.people.calendar import calendar_of
from workers.people.cast import cast_of
from workers.people.clauses import statements
from workers.people.corrections import corrected, earlier_announcement
from workers.people.holds import holdings
from workers.people.issuer import issuer_of
from workers.people.model import Statement
from workers.people.scene import Scene, World, scene_of
from workers.people.sentences import sentences

DOCUMENT = date(2025, 3, 10)


def scene(text: str) -> Scene:
    (sentence,) = sentences(Block(kind="paragraph", text=text, start=0, end=len(text)))
    world = World(cast_of([(text, 0)]), calendar_of([text], DOCUMENT), issuer_of([text], []))
    return scene_of(sentence, world)


def brief(s: Statement) -> str:
    marks = {"gained": "+", "lost": "-", "continuing": "="}
    roles = "".join(f" {marks[t.change]}{t.role}" for t in s.touches)
    news = "news" if s.news and not s.drop else s.drop or "reference"
    return f"{s.person.name}{roles} {s.when.date if s.when else None} {news}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Board appointed Ms. Ann Bo, formerly of Dune, as a director on March 3, 2025.", ["Ann Bo +director 2025-03-03 news"]),
        ("Following the resignation of Mr. Lo Tak, Ms. Ann Bo has been appointed as a non-executive Director with effect from 3 March 2025.", ["Lo Tak None reference", "Ann Bo +non_executive_director 2025-03-03 news"]),
        ("Mr. Lo Tak reports to the chief executive officer and has resigned as treasurer effective March 3, 2025.", ["Lo Tak -treasurer 2025-03-03 news"]),
        ("Dennis Leath would relinquish the duties of Chief Financial Officer, effective May 1, 2025, to Stewart T. Glen, who was appointed by the Board on March 6, 2025 to succeed Mr. Leath.", ["Dennis Leath -chief_financial_officer 2025-05-01 news", "Stewart T. Glen 2025-03-06 news", "Stewart T. Glen +chief_financial_officer 2025-03-06 news"]),
        ("Ann Bo was first elected as a director on August 31, 2000.", ["Ann Bo +director 2000-08-31 HISTORICAL_RECAP"]),
        ("Ann Bo has not been named to any committee as a director.", []),
        ("謝柏堂先生獲委任為獨立非執行董事以填補李開明先生退任所產生之空缺。", ["謝柏堂 +independent_non_executive_director None news", "李開明 None reference"]),
    ],
)  # fmt: skip
def test_who_which_office_and_when(text: str, said: list[str]) -> None:
    assert [brief(s) for s in statements(scene(text))] == said


def test_parallel_objects_of_one_verb_have_their_own_offices() -> None:
    text = "董事會委任謝柏堂先生為獨立非執行董事及劉中奎先生為執行董事。"
    assert [brief(s) for s in statements(scene(text))] == [
        "謝柏堂 +independent_non_executive_director None news",
        "劉中奎 +executive_director None news",
    ]


def test_a_board_decision_of_a_day_counts_where_the_board_approves() -> None:
    text = "On March 7, 2025, our board of directors approved the appointment of Dan Temple as principal accounting officer."
    assert [brief(s) for s in statements(scene(text))] == [
        "Dan Temple +principal_accounting_officer 2025-03-07 news"
    ]


def test_a_correction_takes_the_right_date() -> None:
    text = "The effective date of the resignation of Mr. Lo Tak as a director should read “1 April 2025” instead of “1 March 2025”."
    found = scene(text)
    (statement,) = corrected(found, statements(found))
    assert statement.when is not None
    assert (statement.when.date, statement.corrects) == (date(2025, 4, 1), date(2025, 3, 1))
    assert earlier_announcement(
        "Reference is made to the announcement dated 1 March 2025."
    ) == date(2025, 3, 1)


def test_offices_held_are_read_beside_names_with_their_years() -> None:
    text = "Mr. Lo Tak, aged 50, has served as a Director and the acting CEO of the Company since December 2016 and August 2022, respectively."
    held = holdings([scene(text)])["lo+tak"]
    assert [(t.role, t.acting, t.since) for t in held] == [
        ("director", None, "2016-12"),
        ("chief_executive_officer", "acting", "2022-08"),
    ]


def test_offices_before_a_name_are_a_chain() -> None:
    held = holdings([scene("President and Chief Executive Officer Ada Moor spoke.")])
    assert [t.role for t in held["ada+moor"]] == ["president", "chief_executive_officer"]
