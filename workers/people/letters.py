"""Letters of resignation: the titles of who hands one in say who he is, not what he leaves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.people.model import Statement, Touch
from workers.people.scene import Scene

_LETTER = re.compile(
    r"(?:收到|接獲|遞交|提交|送達|提呈|呈交)[^。；]{0,60}?(?:辭職(?:報告|信|函|書|申請)|辭任[函信書]|辭呈)"
)
_EVERY_OFFICE = re.compile(r"不再(?:在|擔任|於)[^。；]{0,24}?(?:任何|一切|其他)")


def without_titles(said: Sequence[Statement], scenes: Sequence[Scene]) -> list[Statement]:
    """``收到董事、秘書甲的辭職報告。甲申請辭去秘書職務``: where the same paragraph names the
    offices that somebody gives up, the letter takes no others from him.
    """
    letters = {sc.sentence.start for sc in scenes if _LETTER.search(sc.text)}
    if not letters:
        return list(said)
    wholly = {
        (s.document, s.passage)
        for sc in scenes
        if _EVERY_OFFICE.search(sc.text)
        for s in said
        if s.start == sc.sentence.start
    }
    return [
        replace(s, touches=_named(s, said, letters))
        if s.start in letters and (s.document, s.passage) not in wholly
        else s
        for s in said
    ]


def _named(s: Statement, said: Sequence[Statement], letters: set[int]) -> tuple[Touch, ...]:
    """The offices given up in another sentence of the paragraph, where they are fewer."""
    titles = {t.key for t in s.touches}
    for o in said:
        beside = (o.document, o.passage, o.person.key) == (s.document, s.passage, s.person.key)
        gives_up = o.action == "resignation" and o.news and o.start not in letters
        own = {t.key for t in o.touches if t.change == "lost"}
        if beside and gives_up and own and own < titles:
            return o.touches
    return s.touches
