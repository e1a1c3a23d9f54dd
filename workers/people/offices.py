"""Which offices a cue gives or takes: those within its reach, or beside the name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from workers.grammar.cues import Cue
from workers.grammar.roles import RoleSpan, body_of
from workers.people.beside import ahead, behind_name
from workers.people.model import Statement, Touch
from workers.people.redesignated import redesignated
from workers.people.scene import Scene, Spot
from workers.people.seats import BOARD_IN, BOARD_OUT

_OTHERS = re.compile(
    r"(?i)(?:\b(?:by|from|with|under|assist\w*|advis\w*|advice|report\w*|support\w*|consult\w*|responsible|answer\w*|notice|letter|resignation|recommend\w*)"
    r"\s+(?:to\s+)?(?:the\s+|its\s+|our\s+|both\s+(?:the\s+)?)?(?:new\s+|incoming\s+|next\s+)?"
    r"|\b(?:any|each|every|other|another|all|between|among|such|no|certain)\s+(?:\w+\s+)?"
    r"|\bsearch\s+for\s+(?:\w+\s+){0,4}|successor\s+(?:\w+\s+){0,3})$"
)
_ADVISER = re.compile(
    r"(?i)\b(?:as|an?)\s+(?:special\s+|senior\s+|strategic\s+)?(?:advis[eo]r|consultant|assistant)\s+to\b[^,;]*$"
)
_ASIDE = re.compile(
    r"(?i)(?:,?\s+in\s+addition\s+to|,\s+(?:expanding|while|having|where|in\s+which|reporting|most\s+recently|prior\s+to|before|formerly|previously|currently|replacing|succeeding|filling)\b"
    r"|,?\s+and\s+there\s+(?:are|is)\b|,?\s+(?:in\s+order\s+)?to\s+(?:focus|concentrate)\s+(?:\w+\s+)?(?:up)?on\b|\s+to\s+(?:fill|succeed|replace)\b|\s+in\s+(?:place|lieu)\s+of\b|以填補|以接替|，彼|，其|(?<=[\u3400-\u9fff])後，)"
)
_AS = re.compile(r"(?i)\b(?:as|to\s+be|to\s+serve|to\s+the|to)\b|為|为|擔任|出任")
_TELLS = re.compile(r"(?i)\b(?:notif|inform|advis|announc|report|to\s+the)\w*[^,]*$")
_REPLACED = re.compile(r"(?i)\b(?:succe\w+|replac\w+)\s+$")
_FILLS_SEAT = re.compile(
    r"(?i)\bto\s+fill\s+(?:(?:one|two)\s+of\s+)?(?:the|a|such|this|that|these)\s+(?:[\w-]+\s+){0,4}(?:vacanc\w+|directorship|board\s+seat)"
)
_SEATED = re.compile(r"(?i)^(?!.*\b(?:auditor|accountant)).*\b(?:directors?|board)\b", re.DOTALL)
_THE_ROLE = re.compile(r"(?i)\s*(?:from\s+)?(?:the|this|that)\s+(?:role|position|office|post)\b")
_TO_THE_LIST = re.compile(r"\s*(?:of\s+the\s+\w+)?\s*:\s*")
_FROM_OFFICE = re.compile(
    r"(?i)\s*(?:down|aside|back)?\s*(?:from|of)\s+(?:his|her|their|the|this|that|such|those|these|both|all)\s+(?:of\s+(?:his|her|these|those)\s+)?(?:current\s+|executive\s+)?(?:roles?|positions?|posts?|offices?)\b(?!\s+(?:as|of|on)\b)"
)
_POSITION_OF = re.compile(r"(?i)\b(?:position|role|office)\s+of\s+$")
_OUR_BOARD = re.compile(r"(?i)\b(?:the|our|the\s+company[’']s|our\s+company[’']s)\s+board\b")
_HANDED_ON = re.compile(r"(?:一職|職務|職位)?，?(?:並)?(?:將)?(?:改)?由[^，。；]{0,14}")
_SUBSTITUTE = re.compile(r"(?:之|的)?(?:替任|候補)董事")
_WHOSE_ALTERNATE = re.compile(r"[\u3400-\u9fff]{2,4}(?:先生|女士|博士)(?:之|的)(?:替任|候補)董事")
_KIN = re.compile(
    r"(?i)^\s*,[^;]{0,60}\b(?:son|daughter|father|mother|brother|sister|spouse|wife|husband|nephew|niece|cousin|uncle|aunt)(?:-in-law)?\s+of\s+(?:the\s+late\s+)?$"
)
_DESCRIBES = re.compile(r"\s*,(?!\s*(?:aged?\s+)?\d\d\s*,)")
"""``named B, a partner of C``; an age alone, ``named B, 47, president``, describes no office."""
_THEN_AS = re.compile(r"[^;.]{0,90}?,\s+(?:as|to\s+be)\b")
_GAPPED = re.compile(r"\s*(?:[(（][^()（）]{0,40}[)）]\s*|,\s*)?as\b")
"""``A was appointed as R1 and B as R2``: R2 alone is B's."""
NEXT_TO_NAME = 4
BESIDE = 240
"""Characters behind a name in which the offices beside it may stand."""
HOW = {
    "resignation": "resigned",
    "cessation": "ceased",
    "retirement": "retired",
    "removal": "removed",
    "death": "died",
    "redesignation": "redesignated",
    "non_re_election": "not re-elected",
}


def reach(scene: Scene, i: int, people: list[Spot]) -> int:
    """Where a cue ends: at an aside, at the next cue, or at the next other person."""
    own = {s.person.key for s in people}
    cue = scene.cues[i]
    begin = max(cue.end, people[-1].end)
    others = [
        _begins(scene, cue, s)
        for s in scene.spots
        if s.start >= begin
        and s.person.key not in own
        and not (_SUBSTITUTE.match(scene.text, s.end) or _kin(scene.text, begin, s))
    ]
    if cue.action == "succession":
        others = others[1:]
    aside = _ASIDE.search(scene.text, _opening(scene, cue, begin))
    limit = min([aside.start() if aside else len(scene.text), *others[:1]])
    for later in scene.cues[i + 1 :]:
        idle = later.direction == "again" or (later.noun and later.side == "before")
        if idle or later.start < begin:
            continue
        if cue.action == "redesignation" and later.start - cue.end < 4:
            continue
        return min(limit, later.start)
    return limit


def _kin(text: str, begin: int, spot: Spot) -> bool:
    """``appointed A, a son of B and the deputy chairman, as``: B only says who A is."""
    return bool(_KIN.search(text[begin : spot.start]) and _THEN_AS.match(text, spot.end))


def _handed_on(scene: Scene, cue: Cue, people: list[Spot]) -> list[RoleSpan]:
    """``其首席財務官一職由乙先生接任``, ``a director was named: B``: the office before the person."""
    text, start = scene.text, people[0].start
    own = (r for r in scene.roles if r.end <= start)
    if cue.side == "before" and start > cue.end:
        return [r for r in own if r.body is None and r.end < cue.start]
    return [r for r in own if _HANDED_ON.fullmatch(text[r.end : start])]


def _begins(scene: Scene, cue: Cue, spot: Spot) -> int:
    """Where words about a person begin: his offices may stand right before his name. Of English
    ones the nearest alone is his for sure: ``named A chairman and director B secretary``.
    """
    titles = ahead(scene, spot)
    if not titles:
        return spot.start
    first = titles[-1] if cue.words.isascii() else titles[0]
    beside = not cue.words.isascii() or first.end + 1 == spot.start
    return first.start if beside and first.start > cue.end else spot.start


def _opening(scene: Scene, cue: Cue, begin: int) -> int:
    """Behind a name an aside may describe the person: ``Mr. A, formerly of B, as director``."""
    lead = (
        re.search(
            r"\bas\b|為|\bto\s+(?:the|its|our)\s+(?:\w+\s+)?boards?\b",
            scene.text[begin : begin + 160],
        )
        if cue.side == "behind"
        else None
    )
    return begin + lead.end() if lead else begin


def touches(
    scene: Scene, cue: Cue, people: list[Spot], limit: int, earlier: list[Statement]
) -> tuple[tuple[Touch, ...], tuple[RoleSpan, ...]]:
    """Offices of the issuer that the cue touches, and every office within its reach."""
    roles = _within(scene, cue, people, limit)
    own = [r for r in roles if r.body is None]
    if cue.direction == "move":
        return _unique(redesignated(scene, cue, own, people)), tuple(roles)
    if cue.direction == "stay":
        stays = _unique(Touch.of(r, "continuing") for r in own)
        return (*stays, *_succeeded(scene, people, earlier)), tuple(roles)
    if cue.direction == "in":
        found = _unique(Touch.of(r, "gained") for r in own)
        if not found and cue.action == "succession":
            found = _inherited(scene, cue, earlier)
        if not found and cue.action == "qualification":
            found = _unique(Touch.of(r, "gained") for r in _held_beside(scene, cue, people))
        found = found or _unique(Touch.of(r, "gained") for r in _handed_on(scene, cue, people))
        if not roles and _FILLS_SEAT.search(scene.text, cue.end) and _SEATED.search(scene.text):
            found = (Touch("director", "gained"),)
        return found, tuple(roles)
    how = HOW.get(cue.action, cue.action)
    lost = own if roles else _held_beside(scene, cue, people)
    if roles and _FROM_OFFICE.match(scene.text, cue.end):
        lost = [*_held_beside(scene, cue, people), *own]
    found = _unique(Touch.of(r, "lost", how) for r in lost)
    if not found and not roles:
        found = _succeeded(scene, people, earlier, how)
        if not found and _THE_ROLE.match(scene.text, cue.end):
            found = _given(earlier, how)
    return found, tuple(roles)


def _held_beside(scene: Scene, cue: Cue, people: list[Spot]) -> list[RoleSpan]:
    if cue.words[:10].lower() == "employment":
        posts = [r for r in scene.roles if _POSITION_OF.search(scene.text[: r.start])]
        if posts:
            return posts
    return [r for r in _beside(scene, cue, people) if r.body is None]


def _succeeded(
    scene: Scene, people: list[Spot], earlier: list[Statement], how: str = "succeeded"
) -> tuple[Touch, ...]:
    """``…, succeeding X, who``: X loses what the sentence gave to the successor."""
    return _given(earlier, how) if _REPLACED.search(scene.text[: people[0].start]) else ()


def _given(earlier: list[Statement], how: str) -> tuple[Touch, ...]:
    """The offices that the sentence last gave to somebody, as lost by another."""
    for s in reversed(earlier):
        gained = tuple(t for t in s.touches if t.change == "gained")
        if gained:
            return tuple(replace(t, change="lost", how=how) for t in gained)
    return ()


def _within(scene: Scene, cue: Cue, people: list[Spot], limit: int) -> list[RoleSpan]:
    text = scene.text
    begin = cue.end if cue.side == "before" else max(cue.end, people[-1].end)
    if cue.side == "before" and people[0].start > cue.end and _GAPPED.match(text, people[-1].end):
        begin = people[-1].end
    if cue.words[:10].lower() == "employment":
        begin = cue.start
    roles = [
        r
        for r in scene.roles
        if begin <= r.start < limit
        and not (r.former or _WHOSE_ALTERNATE.match(text, r.end))
        and not _of_somebody_else(text, begin, r)
    ]
    if cue.side == "behind":
        roles = _behind_as(text, begin, limit, roles) or _between(scene, cue, people)
    board = BOARD_OUT if cue.direction == "out" else BOARD_IN
    for m in board.finditer(text, max(0, cue.start - 1), limit):
        at = m.start("board")
        whose = re.match(r"\s+of\b", text[m.end("board") :])
        body = body_of(text, at, m.end("board")) if whose else _elsewhere(scene, cue, people, m)
        if body and not scene.world.issuer.owns(body):
            roles.append(RoleSpan(at, m.end("board"), "director", body=body))
            continue
        letter = cue.direction == "in" and re.search(r"(?i)notice|resign", text[cue.start : at])
        if not letter and not any(r.start <= at < r.end for r in roles):
            roles.append(RoleSpan(at, m.end("board"), "director"))
    return sorted(roles, key=lambda r: r.start)


def _elsewhere(scene: Scene, cue: Cue, people: list[Spot], board: re.Match[str]) -> str | None:
    """``a director of our subsidiary, left its board``: the company named beside the person."""
    beside = (r.body for r in scene.roles if people[-1].end <= r.start < cue.start)
    return None if _OUR_BOARD.search(board.group()) else next(filter(None, beside), None)


def _behind_as(text: str, begin: int, limit: int, roles: list[RoleSpan]) -> list[RoleSpan]:
    """Offices behind ``as``; what stands between a name and ``as`` describes the person."""
    lead = _AS.search(text, begin, limit)
    plain = [r for r in roles if not _DESCRIBES.match(text, begin, r.start)]
    if lead is None:
        return plain
    return [r for r in roles if r.start >= lead.start()] or plain


def _between(scene: Scene, cue: Cue, people: list[Spot]) -> list[RoleSpan]:
    """``appointment of executive director Mr. A``: the office before the name."""
    first, last = people[0], people[-1]
    if any(c.words in {"接任", "出任"} and 0 <= c.start - last.end < 3 for c in scene.cues):
        return []
    chain = ahead(scene, first)
    return [
        r
        for r in scene.roles
        if cue.end <= r.start
        and r.end <= first.start
        and not r.former
        and (
            r in chain
            or first.start - r.end < NEXT_TO_NAME
            or scene.text[r.end : first.start] == " by "
            or _TO_THE_LIST.fullmatch(scene.text[r.end : first.start])
        )
    ]


def _of_somebody_else(text: str, begin: int, role: RoleSpan) -> bool:
    """``reports to the chief executive officer``, ``any director``: nobody's office here."""
    before = text[max(begin, role.start - 40) : role.start]
    return bool(_OTHERS.search(before) or _ADVISER.search(text[begin : role.start]))


def _beside(scene: Scene, cue: Cue, people: list[Spot]) -> list[RoleSpan]:
    """Offices printed beside a name: ``Mr. Li Wei, the chairman and an executive Director, …``."""
    text = scene.text
    first, last = people[0], people[-1]
    if last.start == last.end:
        return []
    beside = [
        r
        for r in scene.roles
        if last.end <= r.start < max(cue.start, cue.end if last.start > cue.start else 0)
        and r.start - last.end < BESIDE
        and not _TELLS.search(text[last.end : r.start])
        and not r.former
    ]
    behind = behind_name(scene, last) if cue.side == "behind" else []
    return beside or behind or ahead(scene, first, outgoing=cue.direction == "out")


def _inherited(scene: Scene, cue: Cue, earlier: list[Statement]) -> tuple[Touch, ...]:
    """``to succeed Mr. B``: the offices that B loses in the same sentence."""
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


def _unique(found: Iterable[Touch]) -> tuple[Touch, ...]:
    kept: dict[tuple[str, str | None, str], Touch] = {}
    for t in found:
        kept.setdefault((t.role, t.committee, t.change), t)
    return tuple(kept.values())
