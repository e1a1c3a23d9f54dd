"""Who follows whom: offices that pass from one person to the next in the words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.roles import SEATS
from workers.people.beside import ahead
from workers.people.direction import LEAVING
from workers.people.model import Statement, Touch
from workers.people.scene import Scene, Spot

NEXT_WORD = 2
"""Characters between a cue and a name that it governs."""
DESIGNEE = 40
"""Characters in which ``replaced`` may say what X was: ``its designee``."""
SINGLE = frozenset(
    {
        "chairman_of_board",
        "chief_executive_officer",
        "chief_financial_officer",
        "principal_financial_officer",
        "general_counsel",
        "principal_accounting_officer",
        "company_secretary",
        "compliance_officer",
        "president",
        "general_manager",
        "treasurer",
    }
)
"""Offices that only one person holds: a successor ends the term of the one before."""
IN_PLACE_OF = frozenset(
    {"joint_company_secretary", "authorised_representative", "process_agent", "supervisor"}
)
"""Offices of more than one, which somebody nevertheless takes ``in place of`` another."""

_MORE_OF = re.compile(r"\s*,?\s*(?:who|whose|effective|on|in|following|after|upon)\b")
_GOES_ON = re.compile(r"(?i)\s*,?\s*who\s+(?:will|would|shall|is\s+to|remains|continues)\b")
"""``in place of Y, who will take up another role``, ``who remains a director``."""
_HAS_HELD = re.compile(
    r"(?i)\s*,?\s*who\s+(?:ha[sd]|(?:is|was)\s+currently)\s+(?:been\s+)?(?:serv|act|fill)(?:ed|ing)\b"
)
"""``to replace Y, who has been acting as interim chief financial officer``."""
_STOOD_IN = re.compile(
    r"(?i)[^.;]{0,90}?\bwho\s+[^.;]{0,40}?\bas\s+(?:(?:the|our|its)\s+)?(?:[\w’']+[’']s\s+)?(?:interim|acting)\b"
)
_DESCRIBED = re.compile(r"[^，。；]{2,24}[之的]")
"""``接替將另有任用之乙先生``: a clause before the name."""
_DUTIES = re.compile(r"[’']s?\s+(?:former\s+)?(?:responsibilit|duties|role|position|office)")
_THOSE_POSTS = re.compile(
    r"(?i)\s*(?:in\s+(?:his|her|their)\s+(?:stead|place)\s*,?\s*)?(?:(?:to|and)\s+)?(?:fill|assume|hold|take\s+up|serve\s+in|succeed\s+to|act\s+in)?\s*\b(?:in|to|as)?\s*(?:all\s+)?"
    r"(?:the|those|these|such|this|that|his|her|each\s+of\s+(?:those|these|such))\s+(?:(?:same|above|aforesaid|resulting|foregoing|said|\w+[’']s)\s+)?"
    r"(?:positions?|roles?|offices?|posts?|capacit(?:y|ies)|vacanc(?:y|ies))\b|(?:以)?(?:(?:接替|接任)[\u3400-\u9fff]{1,4}(?:先生|女士|博士|教授))?(?:接替|接任|出任|擔任)?(?:其|上述|該等|有關)(?:之|的)?(?:全部|所有)?(?:職務|職位|崗位)"
)
_POSTS_AHEAD = re.compile(
    r"(?:其|上述|該等|有關)(?:之|的)?(?:全部|所有)?(?:職務|職位|空缺)(?:將|已)?由[\u3400-\u9fff]{2,24}$"
)
"""``其職務由乙先生接任``: the posts stand before the person."""
_FILLS_POSTS = re.compile(
    r"(?i)\bto\s+(?:fill|assume|hold|take\s+up)\s+(?:both|(?:all\s+)?(?:the|those|these|such|this|that|his|her))\s+(?:(?:resulting|above|aforesaid|aforementioned|foregoing|casual|said|same|\w+[’']s)\s+)?"
    r"(?:positions?|roles?|offices?|posts?|vacanc(?:y|ies))\b|\bin\s+(?:his|her|their)\s+(?:place|stead)\b|\bas\s+(?:his|her|their)\s+(?:successor|replacement)s?\b|\b(?:succeed|replace)\s+(?:him|her)\b|以?填補[^，。；]{0,24}(?:空缺|職位|職務)"
)
_ALL_POSTS = re.compile(r"(?i)\s*to\s+(?:fill|assume|hold|take\s+up)\s+(?:both|all)\b")
_FOLLOWED = re.compile(r"(?i)(?:\w+\s+(?:succeeded|replaced)\b|fill)")
"""``X will be succeeded by Y``, ``filled the vacancies with Y``: Y gets what others gave up."""
_IS_FOLLOWED = re.compile(r"(?i)(?:is|was|be|been|being)\s+(?:succeeded|replaced)\b")
_BEFORE_OFFICE = re.compile(
    r"(?i)\s*(?:(?:the|our|its|company[’']s|interim|acting|current|former|outgoing)\s+)*"
)
_INTERIM = re.compile(r"(?i)\binterim\b")
_TERM_ENDS = re.compile(r"(?i)\s*,?\s*whose\s+(?:\w+\s+){0,2}(?:term|service|tenure)\b")
_ON_THE_BOARD = re.compile(r"(?i)\b(?:on|to|from)\s+(?:the|its|our)\s+(?:\w+[’']s\s+)?boards?\b")
_FREED = re.compile(
    r"(?i)\b(?:following|upon|after|given|due\s+to)\s+(?:the\s+)?(?:\w+\s+)?(?P<noun>retirement|resignation|departure|stepping\s+down)\s+of\s+(?:(?:mr|mrs|ms|dr)\.?\s+)?$"
)
_FROM_IT = re.compile(
    r"(?i)\s*,?\s*from\s+(?:that|this|such|the\s+same)\s+(?:positions?|roles?|offices?|posts?|capacity)\b"
)
_MADE = re.compile(r"(?i)\b(?:appointment|election)s?\b[^;]{0,99}\bmade,?\s+$")
_LEFT_BY = {"stepping down": "resignation"}
_SWAPPED = re.compile(r"(?i)^[^.;]{0,120}?\bwith\s+(?:its\s+\w+\s+)?$")


def is_single(role: str) -> bool:
    """Whether one person holds the office at a time; every chief officer's is such."""
    return role in SINGLE or (role.startswith("chief_") and role.endswith("_officer"))


def succeeded(
    scene: Scene, found: list[Statement], before: Sequence[Statement], told: Sequence[Statement]
) -> Iterator[Statement]:
    """``appointed X as chair, succeeding Y``: Y leaves the chair. ``She succeeds Y`` leans on
    what the paragraph gave to her, ``Moor succeeds Y`` on what a paragraph ahead gave to Moor;
    ``succeeding Y, who will retire``, on what is said of Y.
    """
    yield from _handed_to(scene, found)
    for cue in scene.cues:
        behind = _behind(scene, cue)
        said = (*_of_taker(scene, cue, told), *before, *found)
        given = _last_given(said, behind) if behind else None
        if cue.action != "succession" or behind is None or given is None:
            continue
        own = [s for s in found if s.person.key == behind.person.key]
        known = {t.key for s in own for t in s.touches}
        acting = "interim" if _STOOD_IN.match(scene.text, behind.end) else None
        lost = tuple(
            replace(t, change="lost", how="succeeded", acting=acting)
            for t in _given_up(given, cue)
            if t.key not in known
        )
        if own and lost and own[0].drop is None and (_leaves(own[0]) or _climbs(own[0], lost)):
            day = own[0].when or (None if _leaves(own[0]) else given.when)
            yield replace(own[0], touches=lost, when=day, news=own[0].news or given.news)
        elif (
            lost
            and all(s.action == "continuing" or not s.touches or s.drop for s in own)
            and (when := _when(scene, behind, given)) is not None
        ):
            yield replace(
                given,
                person=behind.person,
                action="succession",
                touches=lost,
                when=when.when,
                implied=True,
                start=scene.sentence.start,
                end=scene.sentence.end,
            )


def _of_taker(scene: Scene, cue: Cue, told: Sequence[Statement]) -> Iterator[Statement]:
    """Not of ``Moor succeeded Y``, which a career tells."""
    near = (s for s in scene.spots if 0 < cue.start - s.end <= NEXT_WORD)
    taker = None if cue.words.lower().endswith("ed") else next(near, None)
    made = _MADE.search(scene.text, 0, cue.start)
    return (s for s in told if made or (taker and s.person.key == taker.person.key))


def vacated(scene: Scene, found: Sequence[Statement]) -> Iterator[Statement]:
    """``appointed X as chair following the retirement of Y from that position``: Y leaves it."""
    for spot in scene.spots:
        freed = _FREED.search(scene.text[: spot.start])
        if freed is None or not _FROM_IT.match(scene.text, spot.end):
            continue
        given = _last_given(found, spot)
        if given is None or any(s.person == spot.person and _lost(s) for s in found):
            continue
        lost = tuple(replace(t, change="lost", how="succeeded", acting=None) for t in titles(given))
        if lost:
            noun = freed["noun"].lower()
            yield replace(given, person=spot.person, action=_LEFT_BY.get(noun, noun), touches=lost)


def _handed_to(scene: Scene, found: list[Statement]) -> Iterator[Statement]:
    """``A will be succeeded as chief executive by B``: A leaves what B takes."""
    for cue in scene.cues:
        before = [s for s in scene.spots if s.end <= cue.start]
        after = next((s for s in scene.spots if s.start >= cue.end), None)
        if not _IS_FOLLOWED.match(cue.words) or not before or after is None:
            continue
        leaver = before[-1].person
        taker = after.person
        given = next((s for s in found if s.person == taker and _gains(s)), None)
        if given is None or given.drop or any(s.person == leaver and _lost(s) for s in found):
            continue
        lost = tuple(replace(t, change="lost", how="succeeded", acting=None) for t in titles(given))
        if lost and scene.text.find(".", before[-1].end, cue.start) < 0:
            yield replace(given, person=leaver, action="succession", touches=lost, implied=True)


def _lost(s: Statement) -> bool:
    return any(t.change == "lost" for t in s.touches)


def _behind(scene: Scene, cue: Cue) -> Spot | None:
    """Whom the cue names at once, or behind his office: ``replacing interim President Ada Moor``."""
    first = next((s for s in scene.spots if s.start >= cue.end), None)
    if first is None or first.start - cue.end <= NEXT_WORD:
        return first
    if cue.words == "接替" and _DESCRIBED.fullmatch(scene.text[cue.end : first.start]):
        return first
    offices = ahead(scene, first)
    lead = scene.text[cue.end : offices[0].start] if offices else "-"
    return first if _BEFORE_OFFICE.fullmatch(lead) else None


def _given_up(given: Statement, cue: Cue) -> list[Touch]:
    """Offices for one; who is replaced on a board leaves the board as well."""
    replaced = cue.words.lower().startswith(("replac", "in"))
    seat = next((t for t in given.touches if t.change == "gained" and t.role in SEATS), None)
    others = [t for t in given.touches if t.change == "gained" and t.role in IN_PLACE_OF]
    seats = [replace(seat, role="director")] if seat else []
    return titles(given) + ([*others, *seats] if replaced else [])


def _leaves(s: Statement) -> bool:
    """Whether the words say that somebody goes: no office is named, or one is lost."""
    return s.action in LEAVING and all(t.change == "lost" for t in s.touches)


def _climbs(s: Statement, lost: Sequence[Touch]) -> bool:
    """``in lieu of Y, who will become chairman``: Y takes another office for the one that goes."""
    gained = {t.role for t in s.touches if t.change == "gained"}
    return bool(gained) and gained.isdisjoint(t.role for t in lost)


def _when(scene: Scene, behind: Spot, given: Statement) -> Statement | None:
    """The successor's date, or the end of a term that the words behind the name tell."""
    if _TERM_ENDS.match(scene.text, behind.end):
        ends = next((d.when for d in scene.dates if d.start >= behind.end), None)
        return replace(given, when=ends) if ends else given
    later = _GOES_ON.match(scene.text, behind.end) or _HAS_HELD.match(scene.text, behind.end)
    return None if _MORE_OF.match(scene.text, behind.end) and not later else given


def _last_given(said: Sequence[Statement], behind: Spot) -> Statement | None:
    live = [s for s in reversed(said) if s.news and s.drop is None and _gains(s)]
    last = next((s for s in live if s.person.key != behind.person.key), None)
    own = (s for s in live if last and s.person.key == last.person.key and titles(s))
    return next(own, last)


def _gains(s: Statement) -> bool:
    return any(t.change == "gained" for t in s.touches)


def titles(s: Statement) -> list[Touch]:
    """Gained offices that one person holds at a time."""
    return [t for t in s.touches if t.change == "gained" and is_single(t.role)]


def taken_over(scene: Scene, cue: Cue, said: Sequence[Statement]) -> tuple[Touch, ...]:
    """``will assume Mr. B’s responsibilities``, ``was appointed to fill those positions``: the
    offices that somebody was said to lose.
    """
    if cue.direction != "in":
        return ()
    owner = next((s for s in scene.spots if 0 <= s.start - cue.end <= NEXT_WORD), None)
    follows = cue.action == "succession" or _DUTIES.match(scene.text, owner.end if owner else 0)
    if owner is not None and follows:
        acting = "interim" if _INTERIM.search(scene.text, owner.end) else None
        lost = (t for s in said if s.person.key == owner.person.key for t in s.touches)
        return _passed_on((t for t in lost if is_single(t.role)), acting)
    if _FOLLOWED.match(cue.words):
        gone = next((s for s in reversed(said) if _vacates(s)), None)
        return _passed_on(gone.touches if gone else (), None)
    begin = cue.start if cue.words.lower() in {"succeed", "replace"} else cue.end
    posts = _THOSE_POSTS.match(scene.text, cue.end) or _FILLS_POSTS.search(scene.text, begin)
    if not (posts or _POSTS_AHEAD.search(scene.text[: cue.start])):
        return ()
    leaver = next((s for s in reversed(said) if any(t.change == "lost" for t in s.touches)), None)
    if leaver and _ALL_POSTS.match(scene.text, cue.end):
        return _passed_on([t for s in said if s.person == leaver.person for t in s.touches], None)
    freed = leaver.touches if leaver else ()
    return _passed_on([t for t in freed if begin == cue.end or is_single(t.role)], None)


def _vacates(s: Statement) -> bool:
    return s.drop is None and s.news and any(t.change == "lost" for t in s.touches)


def _passed_on(touches: Iterator[Touch] | Sequence[Touch], acting: str | None) -> tuple[Touch, ...]:
    return tuple(
        replace(t, change="gained", how=None, acting=acting) for t in touches if t.change == "lost"
    )


def swapped(scene: Scene, cue: Cue) -> tuple[Spot, Spot] | None:
    """``replaced its designee X on the board with Y``: X and Y, where the cue is of that kind."""
    if not cue.words.lower().startswith("replac"):
        return None
    first, second = ([s for s in scene.spots if s.start >= cue.end] + [None, None])[:2]
    if first is None or second is None or first.start - cue.end > DESIGNEE:
        return None
    return (first, second) if _SWAPPED.match(scene.text[first.end : second.start]) else None


def offices_between(scene: Scene, leaver: Spot) -> tuple[Touch, ...]:
    """The offices that change hands: those named behind the first of the two, else a board seat."""
    named = [r for r in scene.roles if r.start >= leaver.end and r.body is None and not r.former]
    if named:
        return tuple(Touch.of(r, "gained") for r in named)
    seat = _ON_THE_BOARD.search(scene.text, leaver.end)
    return (Touch("director", "gained"),) if seat else ()
