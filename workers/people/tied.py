"""Which date of a sentence belongs to a cue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.roles import RoleSpan
from workers.people.model import Statement, When
from workers.people.scene import Scene, Spot
from workers.people.when import Dated, partial_date, speaks_of_news

_TAKES_SEAT = re.compile(r"(?i)(?:assum|becom|became|tak|took|join|serve|act|start|begin)")
_MEETING = re.compile(r"(?i)\bAGM\b|annual\s+(?:general\s+)?meeting|週年大會|周年大會")
_EFFECTIVE_UPON = re.compile(
    r"(?i)\beffective\s+(?:upon|following|as\s+of\s+(?:the\s+)?(?:conclusion|closing|completion)|immediately\s+(?:upon|following|prior|after|before))"
)
_EXPIRED = re.compile(r"(?i)\bexpired?\s+on\s+")
_NEW_SEAT = re.compile(
    r"(?i)\bnewly\s+elected\b|\bnew\s+(?:[\w-]+\s+){0,3}(?:members?|directors?|supervisors?|trustees?)\b"
)
_BOARD_MEETS = re.compile(
    r"(?i)\bmeeting\s+of\s+(?:the|its|our)\s+(?:[\w-]+\s+session\s+of\s+(?:the\s+)?)?board\b|\bboard\s+meeting\b"
)
_PAST = re.compile(r"(?i)(?:was|were|been|\w+ed)\b")
_OCCASION = re.compile(
    r"(?i)\b(?:following|after|further\s+to|subsequent\s+to|in\s+(?:light|view)\s+of|due\s+to|as\s+a\s+result\s+of)\s+(?:the\s+)?(?:[\w.’'-]+\s*){0,4}$"
)
_FOR_ALL = re.compile(r"(?i)\b(?:both|all|each)\s*,?\s+(?:of\s+which\s+)?(?:\w+\s+)?$")
_CONSEQUENTLY = re.compile(
    r"(?i)\b(?:consequent(?:ly|ially)|accordingly|as\s+a\s+(?:result|consequence)|thereby|simultaneously|at\s+the\s+same\s+time)\b"
)
_BY_VOTE = re.compile(
    r"(?i)\b(?:approved|passed|elected|carried)\b[^.;]{0,60}?\bat\s+(?:the|its|an?)\s+(?:[\w-]+\s+){0,4}?(?:[AES]GM|general\s+meeting)\b"
)
_AT_IT = re.compile(r"(?i)\bat\s+the\s+(?:[AES]GM|(?:[\w-]+\s+){1,2}general\s+meeting)\b")
_LETTER_CAME = re.compile(r"(?i)received\b")
"""``received the resignation letter from A on D``: the day of the letter."""
SEVERAL = 2
RIGHT_BEHIND = 18
"""Characters of ``of the Company on`` between an office and its day."""
DIED_ON = 12
"""Characters between a name and the day of a death."""
UPON_WITHIN = 220
"""Characters behind a cue in which ``effective upon`` takes the place of a date."""


def when_of(scene: Scene, cue: Cue, people: list[Spot], limit: int) -> When | None:
    """The date within the cue's reach, else one that opens or closes the sentence."""
    low = min([cue.start, *(s.start for s in people if s.end > s.start)])
    if cue.action == "death":
        of_it = [
            d for d in scene.dates if d.kind == "on" and 0 <= d.start - people[-1].end < DIED_ON
        ]
        if of_it:
            return of_it[0].when
    own = [d for d in scene.dates if low <= d.start and d.end <= max(limit, cue.end) + 1]
    if any(cue.end <= s.start < people[0].start for s in scene.spots):
        own = [d for d in own if d.start >= people[-1].end] or own
    for found in (
        _behind_another(scene, cue, own, low),
        [d for d in own if d.kind in {"effective", "same"} and d.end > cue.start - 60],
        _just_before(scene, cue, low),
        [
            d
            for d in scene.dates
            if _leads(scene.text, d) and d.start < cue.start and d.kind in {"effective", "same"}
        ],
        _trailing(scene, cue, limit, people[-1].end),
    ):
        if found:
            return found[0].when
    when = _tied(scene, cue, own, people) or _of_meeting(scene, cue, low)
    return when or _consequence(scene, cue, low)


def _behind_another(scene: Scene, cue: Cue, own: list[Dated], low: int) -> list[Dated]:
    """``A resigned as R1 with effect from D1 and will resign as R2 with effect from D2``: the day
    before the second verb is that of the first.
    """
    days = [d for d in own if d.kind in {"effective", "same"}]
    taken = (
        any(low <= c.start and c.end <= d.start and not c.noun for c in scene.cues)
        for d in days
        if d.end <= cue.start
    )
    return [d for d in days if d.start >= cue.end] if cue.words.isascii() and any(taken) else []


def _consequence(scene: Scene, cue: Cue, low: int) -> When | None:
    """``A resigned with effect from D and, consequently, his alternate B ceased to act``: on D."""
    before = [d for d in scene.dates if d.kind == "effective" and d.end <= low]
    if not before or not _CONSEQUENTLY.search(scene.text, before[-1].end, cue.start):
        return None
    return before[-1].when


def on_their_days(
    scene: Scene, limit: int, roles: Sequence[RoleSpan], said: list[Statement]
) -> list[Statement]:
    """``appointed A to the board effective D1 and as chief executive effective D2``: each office
    with the day behind it; the statements as they are where the days do not part them.
    """
    days = [d for d in scene.dates if d.kind == "effective" and d.end <= limit + 1]
    days = days or [d for d in scene.dates if d.kind == "on" and _closely(d, roles, limit)]
    if len({d.when.date for d in days}) == 1 or len(days) < SEVERAL or not roles:
        return said
    parts: list[tuple[set[tuple[str, str | None]], When]] = []
    at = 0
    for day in days:
        parts.append(
            ({(r.role, r.committee) for r in roles if at <= r.start < day.start}, day.when)
        )
        at = day.end
    if any(not own for own, _ in parts) or any(r.start >= at for r in roles):
        return said
    return [
        replace(s, touches=tuple(t for t in s.touches if t.key in own), when=when)
        for s in said
        for own, when in parts
    ]


def _closely(day: Dated, roles: Sequence[RoleSpan], limit: int) -> bool:
    """``cease to be R1 on D1 and R2 on D2``: whether a day stands right behind an office."""
    return day.end <= limit + 1 and any(0 <= day.start - r.end <= RIGHT_BEHIND for r in roles)


def _leads(text: str, day: Dated) -> bool:
    """``the following changes with effect from D: …``: D is that of every change behind it."""
    return day.leading or text.startswith(":", day.end)


def _just_before(scene: Scene, cue: Cue, low: int) -> list[Dated]:
    """``… that effective D, X will step down``: no other cue between date and person."""
    ahead = [d for d in scene.dates if d.kind in {"effective", "same"} and d.end <= low]
    if not ahead:
        return []
    date = ahead[-1]
    taken = any(c.start < date.start for c in scene.cues) and date.kind != "same"
    between = any(date.end <= c.start < cue.start and not c.noun for c in scene.cues)
    return [] if taken or between else [date]


def _trailing(scene: Scene, cue: Cue, limit: int, named: int) -> list[Dated]:
    """A date at the end serves every cue before it, unless another date stands between, or in a
    clause of its own between the person (``named``: behind the name) and the cue, as in Chinese.
    """
    on = any(d.kind == "on" and cue.end <= d.start < limit for d in scene.dates)
    if on and any(s.start == limit for s in scene.spots) and not cue.noun:
        return []
    own = any(
        d.kind == "on"
        and named <= d.start < cue.start
        and not speaks_of_news(scene.text, d.end, cue.end)
        for d in scene.dates
    )
    if own and any(s.start > cue.end for s in scene.spots):
        return []
    if cue.noun and _OCCASION.search(scene.text[: cue.start]) and _verb_between(scene, cue, limit):
        return []
    tail = [
        d
        for d in scene.dates
        if d.end > limit
        and (d.kind in {"effective", "same"} or (cue.noun and _voted(scene.text, cue, d)))
    ]
    if tail and partial_date(scene.text[cue.end : limit], scene.world.calendar.document_date):
        return []
    return [d for d in tail if d.start >= cue.end][:1]


def _verb_between(scene: Scene, cue: Cue, limit: int) -> bool:
    """Whether the date behind is that of another verb: ``following the resignation of A, B was
    appointed with effect from D``, where A left is told elsewhere.
    """
    day = next((d for d in scene.dates if d.kind == "effective" and d.end > limit), None)
    behind = [c for c in scene.cues if cue.end <= c.start and not c.noun]
    own = day is None or _FOR_ALL.search(scene.text[: day.start])
    return not own and bool(day and behind and behind[0].start < day.start)


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
    told = cue.start if _LETTER_CAME.match(cue.words) else cue.end
    near = [
        d
        for d in own
        if d.kind in {"on", "held"}
        and d.start > cue.start
        and (_voted(text, cue, d) or not speaks_of_news(text, told, d.start))
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


def of_the_board(text: str) -> bool:
    """Whether a sentence tells of a meeting of the board."""
    return _BOARD_MEETS.search(text) is not None


def _by_the_meeting(text: str, cue: Cue) -> bool:
    """Whether a meeting elects, gives a new seat, sees somebody retire, or is one of the board."""
    of_board = _BOARD_MEETS.search(text, 0, cue.start) and _PAST.match(cue.words)
    return cue.action in {"retirement", "election"} or bool(
        of_board or _NEW_SEAT.search(text, cue.start)
    )


def _voted(text: str, cue: Cue, day: Dated) -> bool:
    """``the appointment of A was approved at the AGM held on D``."""
    return day.kind == "held" and _BY_VOTE.search(text, cue.end, day.start) is not None


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
    meeting, today = scene.world.calendar.meeting, scene.world.calendar.document_date
    elected = cue.direction == "in" and _PAST.match(cue.words) and not scene.dates
    if meeting and today and meeting <= today and elected and _AT_IT.search(scene.text):
        return When(meeting, "at the general meeting", 1)
    if (
        meeting
        and cue.action in {"non_re_election", "retirement"}
        and (cue.action == "non_re_election" or _MEETING.search(scene.text[low:]))
    ):
        return When(meeting, "at the annual general meeting", 1)
    return None
