"""One sentence: who gains, loses or keeps which office, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from workers.grammar import cue_context as words
from workers.grammar.cues import Cue
from workers.grammar.roles import RoleSpan
from workers.people.beside import apposed
from workers.people.doubts import Said, doubt
from workers.people.jointly import jointly
from workers.people.model import Change, Statement, Touch, When
from workers.people.nouns import makes_news
from workers.people.offices import HOW, reach, touches
from workers.people.respective import days_apart, offices_apart
from workers.people.scene import Scene, Spot
from workers.people.shared import shared_office
from workers.people.subjects import subjects
from workers.people.successors import offices_between, succeeded, swapped, taken_over, vacated
from workers.people.tied import on_their_days, when_of
from workers.people.voted_down import voted_down
from workers.people.when import condition_of, notice_date, partial_date

_QUALIFIES = re.compile(
    r"任職資格(?:仍)?(?:尚待|尚須|尚需|須經|須待|需經|有待|待)[^，。；]{0,40}(?:核准|批准)"
)
"""A banker holds the office from the regulator's approval of the qualification, not before."""
_REFERENCE = re.compile(
    r"(?i)\b(?:pursuant\s+to|by|in|under)\s+which\s+[\w.’' ]{0,40}$|(?:有關|就|根據|除)(?:其|彼|彼等|[\u3400-\u9fff]{1,3}(?:先生|女士))?$|(?:其|彼)$"
)
_REFERRED = re.compile(
    r"(?:將|亦)?(?:不會?|未|並不|會)?(?:導致|影響|令|使得)|所|之(?:事|後|空缺|日|生效)|後[，的]|一事|(?:生效)?後(?=[^，。；]{0,12}(?:出任|接任|擔任|獲委任))"
)
_WILL = re.compile(r"\bwill\s+(?:\w+ly\s+)?$")
_RESOLVED = re.compile(
    r"(?:之|的)(?:普通|特別)?決議案(?:均)?(?:已)?(?:獲|經)(?!未)[^，。；]{0,12}通過"
)
"""``有關委任甲為乙的決議案已獲通過``: the meeting appoints."""
_TAKES_EFFECT = re.compile(r"(?i)effect|^[自由]")
_BEFORE_IT = re.compile(r"[^，。；先女]{0,16}(?:之前|之日止|為止|前(?=[，由]))")
"""``在董事會聘任新任總經理之前``: the clause says until when, not that it happened."""
_AUDITORS = re.compile(r"(?i)\bauditors?\b")
"""``the auditors will not seek reappointment``: no officer leaves."""
_WHICH_CHOSE = re.compile(
    r"(?i)\b(?:committee|firm|panel|team|process)\s*,?\s+(?:that|which)\s+(?:has\s+|had\s+)?(?:\w+ly\s+)?$"
)
"""``served on the committee that selected X``: a career tells of it."""
_DATES_ANOTHER = re.compile(r"(?i)\bwhen\s+(?:he|she|they|(?:M[rs]+|Mrs|Dr)\.?\s+[\w’-]+)\s+$")
"""``was chairman through 2018 (when he retired)``: the clause dates what it explains."""
_BOARD_HAS = re.compile(
    r"(?i)\bha(?:s|ve)\s+(?:today\s+)?(?:tendered|submitted)\s+(?:his|her|their)\s+(?:\w+\s+)?resignations?\b|\bagreed\s+to\s+(?:act|serve)\s+as\b[^.;]{3,80}\b(?:interim|acting)\b|\bboard\s+(?:of\s+directors\s+)?has\s+(?:\w+\s+)?(?:relieved|removed|suspended|dismissed|terminated)\b"
)
_NEW_ONES = re.compile(
    r"(?i)\bnew\s+(?:[\w-]+\s+){0,3}(?:directors?|members?|supervisors?)\b[^.;]{0,30}\b(?:were|was|been)\s+(?:appointed|elected)\b|\bnewly\s+elected\b|\belected\b[^.;]{3,90}\bas\s+(?:an?\s+)?new\s+(?:members?|directors?)\b|\b(?:meeting|[AES]GM|assembly)\s+(?:also\s+)?(?:saw|marks?|marked)\s+the\b"
)
"""``four new directors were appointed``, in the results of the meeting that appointed them."""
LOST: Change = "lost"
GAINED: Change = "gained"
_AT_ITS_END = re.compile(
    r"(?i)\b(?:conclusion|close|end|adjournment)\s+of\s+(?:the\s+)?(?!next|\d{4}\s+next)(?:[\w’']+\s+){0,5}?(?:[AES]GM\b|meeting)|大會結束"
)
_HELD_TODAY = re.compile(r"\bheld\s+(?:earlier\s+)?today\b")
PROPOSALS = frozenset({"proposal", "nomination"})
STATED = 3
"""The strength of a date that the text itself calls effective."""


def statements(
    scene: Scene, before: Sequence[Statement] = (), told: Sequence[Statement] = ()
) -> list[Statement]:
    """What each cue of the sentence says; ``before`` is what the paragraph said so far, ``told``
    what the paragraphs ahead of it did.
    """
    found: list[Statement] = []
    for i, cue in enumerate(scene.cues):
        if cue.direction == "again" or _idle(scene.text, cue):
            continue
        if pair := swapped(scene, cue):
            found += _swap(scene, i, *pair)
            continue
        for people in subjects(scene, i):
            found += _said(scene, i, people, found, (*told, *before))
    passed_on = [*succeeded(scene, found, before, told), *vacated(scene, found)]
    told_of = [*found, *passed_on, *shared_office(scene, found)]
    return [*jointly(scene, told_of), *voted_down(scene)]


def _swap(scene: Scene, i: int, leaver: Spot, taker: Spot) -> list[Statement]:
    """``replaced X on the board with Y``: X leaves the office that Y takes."""
    said = _said(scene, i, [taker], [], ())
    office = offices_between(scene, leaver)
    return [
        replace(s, person=spot.person, touches=tuple(replace(t, change=way) for t in office))
        for s in said
        for spot, way in ((leaver, LOST), (taker, GAINED))
    ]


def _idle(text: str, cue: Cue) -> bool:
    """Words of a rule, a possibility or a denial."""
    if cue.action == "non_re_election":
        return _AUDITORS.search(text) is not None and "appointment" in cue.words
    if cue.action == "removal" and cue.words.lower().startswith(("is ", "are ")):
        return True
    before = text[max(0, cue.start - 110) : cue.start]
    if cue.direction == "in" and _BEFORE_IT.match(text, cue.end):
        return True
    if _DATES_ANOTHER.search(before) and cue.words.endswith("ed"):
        return True
    if _WHICH_CHOSE.search(before) and cue.direction == "in":
        return True
    return bool(words.HYPOTHETICAL.search(before) or words.NEGATED.search(before))


def _said(
    scene: Scene,
    i: int,
    people: list[Spot],
    earlier: list[Statement],
    before: Sequence[Statement],
) -> list[Statement]:
    cue, text = scene.cues[i], scene.text
    limit = reach(scene, i, people)
    found, roles = touches(scene, cue, people, limit, earlier)
    found = found or taken_over(scene, cue, (*before, *earlier))
    when = when_of(scene, cue, people, limit)
    if cue.action in PROPOSALS and when is not None and _decided(text, cue, when):
        when = None
    when, approval = _conditional(scene, cue, people, when)
    document = scene.world.calendar.document_date
    when = when or partial_date(text[cue.start : max(limit, cue.end)], document)
    drop, why = doubt(Said(scene, cue, roles, found, when, people[-1].end, limit))
    news = not cue.noun or makes_news(text, cue, people) or _ahead(cue, found, when, document, text)
    if _refers(text, cue, when):
        news = False
    days = days_apart(scene, cue, len(people), when)
    shares = _shares(scene, cue, people, found, roles)
    said = [
        Statement(
            person=spot.person,
            action=_action(cue),
            touches=touched,
            when=own,
            start=scene.sentence.start,
            end=scene.sentence.end,
            news=news and (cue.direction != "stay" or any(t.change == "lost" for t in found)),
            proposed=cue.action in PROPOSALS or approval,
            notice=notice_date(text, list(scene.dates)),
            drop=drop,
            why=why,
            announced=bool(words.ANNOUNCING.search(text) or _BOARD_HAS.search(text))
            or (scene.world.results and _NEW_ONES.search(text) is not None),
        )
        for spot, touched, own in zip(people, shares, days, strict=True)
    ]
    return on_their_days(scene, limit, roles, said)


def _decided(text: str, cue: Cue, when: When) -> bool:
    """Whether a date is that of the proposal: ``on the same day the board nominated``."""
    ahead = 0 <= text.find(when.text) < cue.start and not _TAKES_EFFECT.search(when.text)
    return when.strength < STATED or ahead


def _ahead(
    cue: Cue, found: Sequence[Touch], when: When | None, document: date | None, text: str
) -> bool:
    """``following the retirement of the chairman, X, on D``: he has yet to leave."""
    day = when.date if when is not None else None
    told = words.PREVIOUSLY.search(text) is not None
    return bool(
        cue.direction == "out" and found and day and document and day > document and not told
    )


def _refers(text: str, cue: Cue, when: When | None) -> bool:
    """Whether the words lean on news told elsewhere. ``an offer letter under which X will serve
    from D`` tells it.
    """
    plan = not cue.noun and cue.words.isascii() and when is not None and when.strength == STATED
    plan = plan or cue.action == "qualification"
    plan = plan or (cue.direction == "out" and _WILL.search(text, 0, cue.start) is not None)
    if _RESOLVED.search(text, cue.end) or cue.words.startswith("不再"):
        return False
    before = text[max(0, cue.start - 60) : cue.start]
    return bool((_REFERENCE.search(before) and not plan) or _REFERRED.match(text, cue.end))


def _shares(
    scene: Scene,
    cue: Cue,
    people: list[Spot],
    found: tuple[Touch, ...],
    roles: tuple[RoleSpan, ...],
) -> list[tuple[Touch, ...]]:
    """All offices for each person, or one each where the text says ``respectively``, 分別."""
    text = scene.text
    if each := offices_apart(text, len(people), roles, found):
        return each
    apart = roles and len(people) == len(found) > 1 and text[: cue.start].endswith("分別")
    if not roles and cue.direction == "out" and (own := apposed(scene, people)):
        how = HOW.get(cue.action, cue.action)
        return [tuple(Touch.of(r, "lost", how) for r in offices) for offices in own]
    return [(touch,) for touch in found] if apart else [found] * len(people)


def _action(cue: Cue) -> str:
    bare = {"proposal", "nomination", "succession", "qualification"}
    return "appointment" if cue.direction == "in" and cue.action in bare else cue.action


def _conditional(
    scene: Scene, cue: Cue, people: list[Spot], when: When | None
) -> tuple[When | None, bool]:
    """The date, or the condition in its place; and whether holders must approve first."""
    text = scene.text
    pending = _QUALIFIES.search(text, cue.end) if cue.direction == "in" else None
    if pending is not None:
        return When(None, pending.group(), STATED, condition=pending.group()), False
    if when is not None and when.date is not None:
        return when, False
    condition, short = condition_of(text[min(cue.start, people[0].start) :])
    approval = short == "shareholders' approval"
    meeting = scene.world.calendar.meeting
    if when is None and condition and _HELD_TODAY.search(condition):
        return When(scene.world.calendar.document_date, condition, STATED - 1), approval
    if when is None and condition and meeting and _AT_ITS_END.search(condition):
        return When(meeting, condition, STATED - 1), approval
    if when is None and condition and not re.search(r"(?<!\d)\d{1,2}$", condition):
        when = When(None, condition, 2, condition=short)
    return when, approval
