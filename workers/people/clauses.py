"""One sentence: who gains, loses or keeps which office, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workers.grammar import cues as words
from workers.grammar.cues import Cue, find_cues
from workers.grammar.names import find_names
from workers.grammar.roles import RoleSpan, find_roles
from workers.people.cast import Cast
from workers.people.issuer import Issuer
from workers.people.model import Person, Statement, Touch, When
from workers.people.sentences import Sentence
from workers.people.when import (
    Calendar,
    Dated,
    condition_of,
    dated_phrases,
    notice_date,
    speaks_of_news,
)

_JOINED = re.compile(
    r"^(?:\s*[(（][^()（）]{0,80}[)）])*\s*,?\s*(?:(?:aged?\s+)?\d\d\s*,?)?\s*(?:and|&|,|及|、|和|與|以及|as\s+well\s+as)?\s*(?:,\s*and)?\s*(?:[Dd]irectors?\s+)?$"
)
_PRONOUN = re.compile(
    r"(?i)\b(?:he|she|they|his|her|their|who|each\s+of\s+whom)\b|彼等|彼|其|他|她"
)
_LEAD_PRONOUN = re.compile(
    r"(?i)^\W*(?:\w+\s+){0,6}?(?:he|she|they|his|her|their)\b|^\W*(?:彼等|彼|其)"
)
_BOARD_OUT = re.compile(
    r"(?i)\b(?:from|left|leave|leaves|leaving|(?:service|seat|position)\s+on)\s+(?:(?:the|its|our)\s+)?(?:[A-Z][\w.,]*(?:\s+[A-Z][\w.,]*){0,4}[’']s?\s+)?(?:company[’']s\s+|registrant[’']s\s+)?(?P<board>boards?(?:\s+of\s+directors)?)\b(?!\s+committee)(?![’']s\s+\w+\s+committee)"
)
_BOARD_IN = re.compile(
    r"(?i)\b(?:to|join|joins|joined|joining|on)\s+(?:serve\s+on\s+)?(?:(?:the|its|our)\s+)?(?:[A-Z][\w.,]*(?:\s+[A-Z][\w.,]*){0,4}[’']s?\s+)?(?:company[’']s\s+|registrant[’']s\s+)?(?P<board>boards?(?:\s+of\s+directors)?)\b(?!\s+committee)(?![’']s\s+\w+\s+committee)"
)
_ADDRESSED = re.compile(
    r"(?i)(?:\b(?:by|from|with|under|assist\w*|advis\w*|advice|report\w*|support\w*|consult\w*|adviser|advisor|special\s+advisor|assistant|responsible|answer\w*|notice|letter|resignation|recommend\w*)\s+(?:to\s+)?(?:the\s+|its\s+|our\s+|both\s+(?:the\s+)?)?(?:new\s+|incoming\s+|next\s+)?|\bsearch\s+for\s+(?:\w+\s+){0,4}|successor\s+(?:\w+\s+){0,3})$"
)
_OBJECT = re.compile(
    r"(?i)\b(?:succe\w+|replac\w+|reporting\s+to|report\s+to|by|with|between|among|to|than|for|from|vacancy\s+(?:created|left|caused)\s+by)\s+(?:the\s+)?$|接替$|取代$|填補$|與$|和$"
)
_THE_ROLE = re.compile(r"(?i)\s*(?:from\s+)?(?:the|this|that)\s+(?:role|position|office|post)\b")
_TAKES_SEAT = re.compile(r"(?i)(?:assum|becom|became|tak|took|join|serve|act|start|begin)")
_QUOTED_BEFORE = re.compile(r"[“\"「‘『]\s*$")


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention in a sentence with the person it means."""

    start: int
    end: int
    person: Person


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence taken apart, with what the sentences before it left behind."""

    sentence: Sentence
    spots: tuple[Spot, ...]
    roles: tuple[RoleSpan, ...]
    cues: tuple[Cue, ...]
    dates: tuple[Dated, ...]
    before: tuple[Person, ...]
    calendar: Calendar
    issuer: Issuer


def scene_of(
    sentence: Sentence,
    cast: Cast,
    before: tuple[Person, ...],
    calendar: Calendar,
    last_date: date | None,
    issuer: Issuer,
) -> Scene:
    """Find people, offices, cues and dates in a sentence."""
    text = sentence.text
    spots = []
    for name in find_names(text):
        if _QUOTED_BEFORE.search(text[: name.start]):
            continue
        person = cast.resolve(name)
        if person is not None:
            spots.append(Spot(name.start, name.end, person))
    roles = tuple(
        replace(r, body=None) if r.body and issuer.owns(r.body) else r for r in find_roles(text)
    )
    return Scene(
        sentence,
        tuple(spots),
        roles,
        tuple(find_cues(text)),
        tuple(dated_phrases(text, calendar, last_date)),
        before,
        calendar,
        issuer,
    )


def statements(scene: Scene) -> list[Statement]:
    """What each cue of the sentence says."""
    found: list[Statement] = []
    for i, cue in enumerate(scene.cues):
        if cue.direction == "again" or _idle(scene.sentence.text, cue):
            continue
        people = _subjects(scene, i)
        if people:
            found += _said(scene, i, people, found)
    return found


def _idle(text: str, cue: Cue) -> bool:
    """Words of a rule, a possibility or a denial; a cue inside a quoted definition."""
    before = text[max(0, cue.start - 110) : cue.start]
    if cue.action == "non_re_election":
        return False
    return bool(words.HYPOTHETICAL.search(before) or words.NEGATED.search(before))


def _subjects(scene: Scene, i: int) -> list[Spot]:
    """The people whom a cue is about, a pronoun carried back to the sentence before."""
    cue, text = scene.cues[i], scene.sentence.text
    if cue.side == "behind":
        limit = next(
            (c.start for c in scene.cues[i + 1 :] if not c.noun and c.direction != "again"),
            len(text),
        )
        spot = next((s for s in scene.spots if cue.end <= s.start <= cue.end + 110), None)
        if spot is None or (spot.start > limit and spot.start - cue.end > 12):
            return _before(scene, cue) if re.search(r"(?i)[,，]\s*$", text[: cue.start]) else []
        return _group_from(scene, scene.spots.index(spot))
    return _before(scene, cue)


def _before(scene: Scene, cue: Cue) -> list[Spot]:
    text = scene.sentence.text
    held = [s for s in scene.spots if s.end <= cue.start + 2]
    while (
        held
        and _OBJECT.search(text[max(0, held[-1].start - 40) : held[-1].start])
        and not re.match(r"(?i)[^.;]{0,80}?\bwho\b", text[held[-1].end : cue.start])
    ):
        if len(held) == 1:
            break
        held.pop()
    if held:
        return _group_to(scene, scene.spots.index(held[-1]))
    if scene.before and (
        _LEAD_PRONOUN.search(text[: cue.end])
        or cue.words.lower().startswith(("his", "her", "their"))
        or _PRONOUN.search(text[: cue.start])
    ):
        return [Spot(cue.start, cue.start, p) for p in scene.before]
    return []


def _group_from(scene: Scene, at: int) -> list[Spot]:
    group = [scene.spots[at]]
    for spot in scene.spots[at + 1 :]:
        between = scene.sentence.text[group[-1].end : spot.start]
        if not _JOINED.match(between) or not between.strip():
            break
        group.append(spot)
    return _distinct(group)


def _group_to(scene: Scene, at: int) -> list[Spot]:
    group = [scene.spots[at]]
    for spot in reversed(scene.spots[:at]):
        between = scene.sentence.text[spot.end : group[0].start]
        if not _JOINED.match(between) or not between.strip():
            break
        group.insert(0, spot)
    return _distinct(group)


def _distinct(group: Sequence[Spot]) -> list[Spot]:
    return list({s.person.key: s for s in group}.values())


def _said(scene: Scene, i: int, people: list[Spot], earlier: list[Statement]) -> list[Statement]:
    cue, text = scene.cues[i], scene.sentence.text
    start, limit = cue.end, _limit(scene, i, people)
    roles = _own_roles(scene, cue, start, limit)
    when = _when(scene, cue, people, limit)
    touches = _touches(scene, cue, roles, people, limit)
    if not touches and cue.action == "succession":
        touches = _inherited(scene, cue, earlier)
    if not touches and cue.direction == "out" and _THE_ROLE.match(text, cue.end):
        touches = tuple(
            replace(t, change="lost", how=_how(cue))
            for s in earlier[-1:]
            for t in s.touches
            if t.change == "gained"
        )
    condition, short = (
        condition_of(text[min(cue.start, people[0].start) :])
        if when is None or when.date is None
        else (None, None)
    )
    if when is None and condition and not re.search(r"\d", condition.replace("10-", "")[-4:]):
        when = When(None, condition, 2, condition=short)
    proposed = cue.action in {"proposal", "nomination"} or short == "shareholders' approval"
    drop, why = _drop(scene, cue, roles, touches, when, limit)
    news = not cue.noun or _is_news(text, cue, people)
    return [
        Statement(
            person=spot.person,
            action=_action(cue, text),
            touches=touches,
            when=when,
            start=scene.sentence.start,
            end=scene.sentence.end,
            news=news and cue.direction != "stay",
            proposed=proposed,
            notice=notice_date(text, list(scene.dates)),
            drop=drop,
            why=why,
            announced=bool(words.ANNOUNCING.search(text)),
        )
        for spot in people
    ]


def _limit(scene: Scene, i: int, people: list[Spot]) -> int:
    """Where the reach of a cue ends: at the next cue, or at the person whom that is about."""
    own = {s.person.key for s in people}
    cue = scene.cues[i]
    for later in scene.cues[i + 1 :]:
        if later.direction == "again" or (later.noun and later.side == "before"):
            continue
        if cue.side == "behind" and people and later.start < people[0].start:
            continue
        between = [
            s for s in scene.spots if cue.end <= s.start < later.start and s.person.key not in own
        ]
        lead = min((s.start for s in between), default=later.start)
        if cue.action == "redesignation" and not between and later.start - cue.end < 4:
            continue
        return lead
    return len(scene.sentence.text)


def _own_roles(scene: Scene, cue: Cue, start: int, limit: int) -> list[RoleSpan]:
    text = scene.sentence.text
    roles = [
        r
        for r in scene.roles
        if start <= r.start < limit and not r.former and not _addressed(text, cue, r)
    ]
    pattern = _BOARD_OUT if cue.direction == "out" else _BOARD_IN
    for m in pattern.finditer(text, max(0, cue.start - 1), limit):
        at = m.start("board")
        if not any(r.start <= at < r.end for r in roles) and not (
            cue.direction == "in" and re.search(r"(?i)notice|resignation", text[cue.start : at])
        ):
            roles.append(RoleSpan(at, m.end("board"), "director"))
    return sorted(roles, key=lambda r: r.start)


def _addressed(text: str, cue: Cue, role: RoleSpan) -> bool:
    """``reports to the chief executive officer``: an office of somebody else."""
    before = text[max(cue.end, role.start - 40) : role.start]
    return bool(_ADDRESSED.search(before)) or bool(
        re.search(
            r"(?i)\b(?:as|an?)\s+(?:special\s+|senior\s+|strategic\s+)?(?:advis[eo]r|consultant|assistant)\s+to\b[^,;]*$",
            text[cue.end : role.start],
        )
    )


def _touches(
    scene: Scene, cue: Cue, roles: list[RoleSpan], people: list[Spot], limit: int
) -> tuple[Touch, ...]:
    own = [r for r in roles if r.body is None]
    if cue.direction == "move":
        return _moved(scene, cue, own, people)
    if cue.direction == "stay":
        return _unique(Touch.of(r, "continuing") for r in own)
    how = _how(cue)
    if cue.direction == "in":
        return _unique(Touch.of(r, "gained") for r in own)
    lost = own if roles else _held(scene, cue, people)
    return _unique(Touch.of(r, "lost", how) for r in lost if r.body is None)


def _held(scene: Scene, cue: Cue, people: list[Spot]) -> list[RoleSpan]:
    """The offices printed beside a name: ``Mr. Li Wei, the chairman and an executive Director, …``."""
    text = scene.sentence.text
    first, last = people[0], people[-1]
    beside = [
        r
        for r in scene.roles
        if last.end <= r.start < cue.start
        and r.start - last.end < 160
        and not re.search(
            r"(?i)\b(?:notif|inform|advis|announc|report|to\s+the)\w*[^,]*$",
            text[last.end : r.start],
        )
    ]
    behind = [
        r for r in scene.roles if last.end <= r.start <= last.end + 8 and cue.side == "behind"
    ]
    ahead = [
        r
        for r in scene.roles
        if 0 <= first.start - r.end < 4 and not re.search(r"[.;]", text[r.end : first.start])
    ]
    return beside or behind or ahead


def _moved(scene: Scene, cue: Cue, own: list[RoleSpan], people: list[Spot]) -> tuple[Touch, ...]:
    text = scene.sentence.text
    to = (
        re.search(r"(?i)\b(?:to|into|as)\b", text[cue.end :])
        if not re.search(r"(?i)\b(?:to|into)$", cue.words)
        else None
    )
    turn = cue.end + to.start() if to else cue.end
    lost = [r for r in own if r.start < turn]
    gained = [r for r in own if r.start >= turn]
    if not lost:
        lead = text[people[-1].end : cue.start]
        lost = (
            [r for r in scene.roles if people[-1].end <= r.start < cue.start and r.body is None]
            if re.search(r"由|from", lead)
            else []
        )
    return _unique(
        [
            *(Touch.of(r, "lost", "redesignated") for r in lost),
            *(Touch.of(r, "gained") for r in gained),
        ]
    )


def _inherited(scene: Scene, cue: Cue, earlier: list[Statement]) -> tuple[Touch, ...]:
    """``to succeed Mr. Leatherby``: the offices that the predecessor loses in the sentence."""
    behind = next((s for s in scene.spots if cue.end <= s.start <= cue.end + 30), None)
    if behind is None:
        return ()
    lost = [
        t
        for s in earlier
        if s.person.key == behind.person.key
        for t in s.touches
        if t.change == "lost"
    ]
    return tuple(replace(t, change="gained", how=None) for t in lost)


def _unique(touches: object) -> tuple[Touch, ...]:
    kept: dict[tuple[str, str | None, str], Touch] = {}
    for t in touches:  # type: ignore[attr-defined]
        kept.setdefault((t.role, t.committee, t.change), t)
    return tuple(kept.values())


def _how(cue: Cue) -> str:
    return {
        "resignation": "resigned",
        "cessation": "ceased",
        "retirement": "retired",
        "removal": "removed",
        "death": "died",
    }.get(cue.action, cue.action)


def _action(cue: Cue, text: str) -> str:
    if cue.direction == "in" and cue.action in {"proposal", "nomination", "succession"}:
        return "appointment"
    if cue.direction == "in" and words_interim(text[cue.end :]):
        return cue.action
    return cue.action


def words_interim(text: str) -> bool:
    """Whether the office that follows is held for the time being."""
    return bool(re.match(r"(?i)\s*(?:as\s+)?(?:the\s+|an?\s+)?interim\b", text))


def _when(scene: Scene, cue: Cue, people: list[Spot], limit: int) -> When | None:
    """The date within the cue's reach, else one that opens or closes the sentence."""
    text = scene.sentence.text
    low = min([cue.start, *(s.start for s in people if s.end > s.start)])
    own = [d for d in scene.dates if low <= d.start and d.end <= max(limit, cue.end) + 1]
    explicit = [d for d in own if d.kind == "effective" and d.end > cue.start - 60]
    if explicit:
        return explicit[0].when
    lead = [d for d in scene.dates if d.leading and d.kind == "effective"]
    if lead:
        return lead[0].when
    tail = [
        d
        for d in scene.dates
        if d.kind == "effective" and d.start >= limit and not _next_has_date(scene, limit, d)
    ]
    if tail:
        return tail[0].when
    near = [
        d
        for d in own
        if d.kind in {"on", "held"}
        and d.start >= cue.end - 2
        and not speaks_of_news(text, cue.end, d.start)
    ]
    if near:
        when = near[0].when
        if near[0].kind == "held":
            return replace(when, text=_tied_words(text, cue, near[0]))
        return replace(when, strength=3) if _TAKES_SEAT.search(cue.words) else when
    opening = [
        d
        for d in scene.dates
        if d.kind == "on" and d.end <= cue.start and not speaks_of_news(text, d.end, cue.end)
    ]
    if opening and not cue.noun:
        return opening[0].when
    if (
        cue.action in {"non_re_election", "retirement"}
        and scene.calendar.meeting
        and re.search(r"(?i)\bAGM\b|annual\s+(?:general\s+)?meeting|週年大會|周年大會", text[low:])
    ):
        return When(scene.calendar.meeting, "at the annual general meeting", 1)
    return None


def _next_has_date(scene: Scene, limit: int, tail: Dated) -> bool:
    """A trailing date belongs to the last cue alone when another date stands in between."""
    return any(limit <= d.start < tail.start and d.kind == "effective" for d in scene.dates)


def _tied_words(text: str, cue: Cue, hit: Dated) -> str:
    lead = re.search(
        r"(?i)\b(?:upon|at|after|following|immediately)\b[^,;]{0,90}$", text[cue.end : hit.start]
    )
    return text[cue.end + lead.start() : hit.end] if lead else hit.when.text


def _is_news(text: str, cue: Cue, people: list[Spot]) -> bool:
    """A noun makes news when an announcing verb governs it, or when it takes effect."""
    before = text[max(0, cue.start - 90) : cue.start]
    if words.TAKES_EFFECT.match(text, cue.end) or words.TAKES_EFFECT.match(
        text, max(cue.end, people[-1].end)
    ):
        return True
    if re.search(
        r"(?i)\b(?:following|upon|after|since|due\s+to|result\s+of|connection\s+with|view\s+of|by|regarding|relating\s+to|relation\s+to|respect\s+of|prior\s+to|until|for|on|with|light\s+of)\s+(?:the\s+|[\w.’' ]{0,40})$",
        before,
    ):
        return False
    return bool(
        words.ANNOUNCING.search(before)
        or re.search(r"(?i)\bincluding\s+(?:the\s+)?$|:\s*$", before)
    )


def _drop(
    scene: Scene,
    cue: Cue,
    roles: list[RoleSpan],
    touches: tuple[Touch, ...],
    when: When | None,
    limit: int,
) -> tuple[str | None, str]:
    """Why the words must not become an event, if so."""
    text = scene.sentence.text
    foreign = [r for r in roles if r.body is not None]
    if foreign and not touches:
        return "OTHER_ISSUER", f"an office at {foreign[0].body}"
    if words.PAST.search(text[max(0, cue.start - 30) : cue.start]):
        return "BIOGRAPHY", "the words before the cue put it into a career"
    document = scene.calendar.document_date
    if when and when.date and document and (document - when.date).days > RECENT_DAYS:
        return (
            "HISTORICAL_RECAP",
            f"{when.date.isoformat()} is more than {RECENT_DAYS} days before the document",
        )
    if (when is None or when.date is None) and not cue.noun:
        year = words.YEARS.search(text, max(0, cue.start - 30), limit) or words.ZH_YEARS.search(
            text, max(0, cue.start - 30), limit
        )
        if (
            year
            and not re.search(r"(?i)annual|meeting|大會", text[year.end() : year.end() + 30])
            and not _recent(year.group(1), document)
        ):
            return "BIOGRAPHY", f"a year of a career: {year.group(1)}"
    if words.PREVIOUSLY.search(text):
        return "PREVIOUSLY_DISCLOSED", "the text points to an earlier report"
    return None, ""


def _recent(year: str, document: date | None) -> bool:
    digits = "".join(
        str("〇一二三四五六七八九".find(c.replace("零", "〇"))) if not c.isdigit() else c
        for c in year
    )
    return document is not None and digits.isdigit() and int(digits) >= document.year


RECENT_DAYS = 45
"""Older changes are history (domain.md 3.1, HISTORICAL_RECAP)."""
