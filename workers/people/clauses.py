"""One sentence: who gains, loses or keeps which office, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar import cue_context as words
from workers.grammar.cues import Cue
from workers.grammar.roles import RoleSpan
from workers.people.doubts import Said, doubt
from workers.people.model import Change, Statement, Touch, When
from workers.people.nouns import makes_news
from workers.people.offices import HOW, apposed, reach, touches
from workers.people.scene import Scene, Spot
from workers.people.subjects import subjects
from workers.people.successors import offices_between, succeeded, swapped, taken_over
from workers.people.when import Dated, condition_of, notice_date, partial_date, speaks_of_news

_QUALIFIES = re.compile(
    r"任職資格(?:仍)?(?:尚待|尚須|尚需|須經|須待|需經|有待|待)[^，。；]{0,40}(?:核准|批准)"
)
"""A banker holds the office from the regulator's approval of the qualification, not before."""
_TAKES_SEAT = re.compile(r"(?i)(?:assum|becom|became|tak|took|join|serve|act|start|begin)")
_MEETING = re.compile(r"(?i)\bAGM\b|annual\s+(?:general\s+)?meeting|週年大會|周年大會")
_REFERENCE = re.compile(
    r"(?i)\b(?:pursuant\s+to|by|in|under)\s+which\s+[\w.’' ]{0,40}$|(?:有關|就|根據|除)(?:其|彼|彼等|[\u3400-\u9fff]{1,3}(?:先生|女士))?$|(?:其|彼)$"
)
_REFERRED = re.compile(
    r"所|之(?:事|後|空缺|日|生效)|後[，的]|一事|(?:生效)?後(?=[^，。；]{0,12}(?:出任|接任|擔任|獲委任))"
)
_EFFECTIVE_UPON = re.compile(
    r"(?i)\beffective\s+(?:upon|following|as\s+of\s+(?:the\s+)?(?:conclusion|closing|completion)|immediately\s+(?:upon|following|prior|after|before))"
)
_RESPECTIVELY = re.compile(r"[^,;.]{0,24},?\s*respectively\b")
_EXPIRED = re.compile(r"(?i)\bexpired?\s+on\s+")
LOST: Change = "lost"
GAINED: Change = "gained"
_NEW_SEAT = re.compile(
    r"(?i)\bnewly\s+elected\b|\bnew\s+(?:[\w-]+\s+){0,3}(?:members?|directors?|supervisors?|trustees?)\b"
)
_AT_ITS_END = re.compile(
    r"(?i)\b(?:conclusion|close|end|adjournment)\s+of\s+(?:the\s+)?(?!next|\d{4}\s+next)(?:[\w’']+\s+){0,5}?(?:[AES]GM\b|meeting)|大會結束"
)
PROPOSALS = frozenset({"proposal", "nomination"})
STATED = 3
"""The strength of a date that the text itself calls effective."""
UPON_WITHIN = 220
"""Characters behind a cue in which ``effective upon`` takes the place of a date."""


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
    return [*found, *succeeded(scene, found, before)]


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
        return False
    before = text[max(0, cue.start - 110) : cue.start]
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
    when = _when(scene, cue, people, limit)
    if cue.action in PROPOSALS and when is not None and when.strength < STATED:
        when = None
    when, approval = _conditional(scene, cue, people, when)
    document = scene.world.calendar.document_date
    when = when or partial_date(text[cue.start : max(limit, cue.end)], document)
    drop, why = doubt(Said(scene, cue, roles, found, when, people[-1].end, limit))
    news = not cue.noun or makes_news(text, cue, people)
    if _refers(text, cue, when):
        news = False
    shares = _shares(scene, cue, people, found, roles)
    return [
        Statement(
            person=spot.person,
            action=_action(cue),
            touches=touched,
            when=when,
            start=scene.sentence.start,
            end=scene.sentence.end,
            news=news and (cue.direction != "stay" or any(t.change == "lost" for t in found)),
            proposed=cue.action in PROPOSALS or approval,
            notice=notice_date(text, list(scene.dates)),
            drop=drop,
            why=why,
            announced=bool(words.ANNOUNCING.search(text)),
        )
        for spot, touched in zip(people, shares, strict=True)
    ]


def _refers(text: str, cue: Cue, when: When | None) -> bool:
    """Whether the words lean on news told elsewhere. ``an offer letter under which X will serve
    from D`` tells it.
    """
    plan = not cue.noun and cue.words.isascii() and when is not None and when.strength == STATED
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
    apart = (
        roles
        and len(people) == len(found) > 1
        and (_RESPECTIVELY.match(text, roles[-1].end) or text[: cue.start].endswith("分別"))
    )
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
    if when is None and condition and meeting and _AT_ITS_END.search(condition):
        return When(meeting, condition, STATED - 1), approval
    if when is None and condition and not re.search(r"(?<!\d)\d{1,2}$", condition):
        when = When(None, condition, 2, condition=short)
    return when, approval


def _when(scene: Scene, cue: Cue, people: list[Spot], limit: int) -> When | None:
    """The date within the cue's reach, else one that opens or closes the sentence."""
    low = min([cue.start, *(s.start for s in people if s.end > s.start)])
    own = [d for d in scene.dates if low <= d.start and d.end <= max(limit, cue.end) + 1]
    for found in (
        [d for d in own if d.kind in {"effective", "same"} and d.end > cue.start - 60],
        _just_before(scene, cue, low),
        [d for d in scene.dates if d.leading and d.kind in {"effective", "same"}],
        _trailing(scene, cue, limit),
    ):
        if found:
            return found[0].when
    return _tied(scene, cue, own, people) or _of_meeting(scene, cue, low)


def _just_before(scene: Scene, cue: Cue, low: int) -> list[Dated]:
    """``… that effective D, X will step down``: no other cue between date and person."""
    ahead = [d for d in scene.dates if d.kind in {"effective", "same"} and d.end <= low]
    if not ahead:
        return []
    date = ahead[-1]
    taken = any(c.start < date.start for c in scene.cues) and date.kind != "same"
    between = any(date.end <= c.start < cue.start and not c.noun for c in scene.cues)
    return [] if taken or between else [date]


def _trailing(scene: Scene, cue: Cue, limit: int) -> list[Dated]:
    """A date at the end serves every cue before it, unless another date stands between."""
    on = any(d.kind == "on" and cue.end <= d.start < limit for d in scene.dates)
    if on and any(s.start == limit for s in scene.spots) and not cue.noun:
        return []
    tail = [d for d in scene.dates if d.kind in {"effective", "same"} and d.end > limit]
    return [d for d in tail if d.start >= cue.end][:1]


def _between(text: str, cue: Cue, own: list[Dated], people: list[Spot]) -> list[Dated]:
    """A date between the person and the cue, as Chinese puts it."""
    return [
        d
        for d in own
        if d.kind in {"on", "held"}
        and people[-1].end <= d.start < cue.start
        and not speaks_of_news(text, d.end, cue.end)
    ]


def _expired_on(text: str, cue: Cue, own: list[Dated]) -> list[Dated]:
    """``the term of office of X expired on D``: the one date of ``expired`` that tells a leaving."""
    if cue.action != "expiry":
        return []
    return [d for d in own if _EXPIRED.search(text, cue.end, d.end)]


def _tied(scene: Scene, cue: Cue, own: list[Dated], people: list[Spot]) -> When | None:
    """``on D`` beside the cue, or at the head of a sentence that only tells the change."""
    text = scene.text
    if _EFFECTIVE_UPON.search(text, cue.end, cue.end + UPON_WITHIN):
        return None
    near = [
        d
        for d in own
        if d.kind in {"on", "held"}
        and d.start > cue.start
        and not speaks_of_news(text, cue.end, d.start)
    ]
    near = near or _between(text, cue, own, people) or _expired_on(text, cue, own)
    if near and near[0].kind == "held":
        return replace(near[0].when, text=_meeting_words(text, cue, near[0]))
    if near:
        return replace(near[0].when, strength=3) if _TAKES_SEAT.search(cue.words) else near[0].when
    opening = [
        d
        for d in scene.dates
        if (d.kind == "on" or (d.kind == "held" and _by_the_meeting(text, cue)))
        and d.end <= cue.start
        and not speaks_of_news(text, d.end, cue.end)
    ]
    if opening and not cue.noun:
        return opening[0].when
    decided = [d for d in scene.dates if d.kind == "on" and d.end <= cue.start]
    return decided[0].when if decided and _approved(text, decided[0], cue) else None


def _by_the_meeting(text: str, cue: Cue) -> bool:
    """Whether a meeting gives a new seat, or somebody retires at it."""
    return cue.action == "retirement" or bool(_NEW_SEAT.search(text, cue.start))


def _approved(text: str, decided: Dated, cue: Cue) -> bool:
    """``On D the board approved the appointment of``: the board's own act of that day."""
    return cue.direction == "in" and bool(
        re.search(r"(?i)\b(?:approved|ratified|confirmed)\s+the\s+$", text[decided.end : cue.start])
    )


def _meeting_words(text: str, cue: Cue, hit: Dated) -> str:
    lead = re.search(
        r"(?i)\b(?:with\s+effect\s+from|effective|upon|at|after|following|immediately)\b[^,;]{0,90}$",
        text[cue.end : hit.start],
    )
    behind = re.match(r"(?:舉行|举行)[^，。；]{0,24}", text[hit.end :])
    if lead:
        return text[cue.end + lead.start() : hit.end]
    return hit.when.text + (behind.group() if behind else "")


def _of_meeting(scene: Scene, cue: Cue, low: int) -> When | None:
    meeting = scene.world.calendar.meeting
    if (
        meeting
        and cue.action in {"non_re_election", "retirement"}
        and (cue.action == "non_re_election" or _MEETING.search(scene.text[low:]))
    ):
        return When(meeting, "at the annual general meeting", 1)
    return None
