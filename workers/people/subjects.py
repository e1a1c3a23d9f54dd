"""Whom a cue is about: the person before or behind it, a list of people, or a pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workers.grammar.cues import Cue
from workers.grammar.names import is_chinese
from workers.people.beside import ahead
from workers.people.scene import PRONOUN, Scene, Spot

_HONOURS = r"(?:\s*[,，]\s*(?:太平紳士|[大金銀銅]?紫荊(?:勳章|星章)|JP|GBM|GBS|SBS|BBS|MH|CPA)\b)*"
_JOINED = re.compile(
    rf"^{_HONOURS}"
    r"(?:\s*[(（][^()（）]{0,80}[)）])*\s*,?\s*(?:(?:aged?\s+)?\d\d\s*,?)?\s*"
    r"(?:and|&|,|及|、|和|與|以及|as\s+well\s+as(?:\s+of)?)?\s*(?:,\s*and)?\s*(?:[Dd]irectors?\s+)?(?:(?:Messrs|Mses|Mmes|Drs)\b\.?\s*)?$"
)
_LAST = re.compile(r"(?i)\band\b|&|及|、|和|與|as\s+well\s+as")
"""What stands before the last of a list; a comma alone joins no two people."""
_LEADING = re.compile(r"(?i)^\W*(?:\w+\s+){0,6}?(?:he|she|they|his|her|their)\b|^\W*(?:彼等|彼|其)")
_OBJECT = re.compile(
    r"(?i)\b(?:succe\w+|replac\w+|report\w*\s+to|by|with|between|among|to|than|for|from|arising\s+from"
    r"|vacancy\s+(?:created|left|caused)\s+by|(?:place|lieu|stead|replacement)\s+of"
    r"|(?:son|daughter|father|mother|brother|sister|spouse|wife|husband|nephew|niece|cousin|uncle|aunt|relative|associate)(?:-in-law)?\s+of)\s+(?:the\s+)?$|接替$|取代$|填補$|與$"
)
_TAKES_OVER = re.compile(
    r"(?:接替|取代|接任|頂替)(?:[^，。；先女]{0,10}(?:退任|退休|辭任|離任|卸任)[之的])?$"
)
"""``A將接替B出任``: who takes the office stands before the one whom he follows."""
_AFTER_SOMEBODY = re.compile(r"(?:於|在|待|隨|隨著|繼)$")
_HAS_GONE = re.compile(
    r"[之的]?(?:辭任|辭職|退任|退休|卸任|離任|辭世|逝世|委任|任命|調任|選舉)(?:生效)?(?:後|之後|之?時|之?日)"
)
"""``A將於B退任後出任``: what follows is about A."""
_WHO_GOES = re.compile(r"(?:離任|退任|辭任|卸任|離職)?[的之]原?(?:本?公司[的之]?)?")
_RELATIVE = re.compile(r"(?i)[^.;]{0,80}?\bwho\b")
_COORDINATE = re.compile(r"(?i)(?:,|\band|\bor|\balso)\s*$")
_FOLLOWING = re.compile(
    r"(?i)\bthe\s+following\s+(?:\w+\s+){0,3}?(?:persons?|individuals?|people|directors?|nominees|members|officers)\b"
)
_COUNTED = re.compile(
    r"(?i)\b(?:one|two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2})\s+(?:[\w-]+\s+){0,2}?(?:new|additional)\s+(?:[\w-]+\s+){0,3}?(?:directors?|members?|trustees?|supervisors?|executives|officers)\s+(?:to\s+the\s+board\s+)?(?:ha(?:s|ve)\s+|will\s+)?$"
)
"""``Four new directors were appointed, including A and B``; without ``new`` they may sit already."""
_NAMED = re.compile(r"(?i)[^.;:]{0,80}?(?:,?\s*\b(?:including|namely|being)|:)\s*$")
_APPOSITION = re.compile(
    r"(?i)^,\s+(?:formerly|previously|currently|most\s+recently|an?|the|former|who|age|aged|\d\d)\b(?P<aside>[^;]{0,200}?)(?:,|\))?\s+and\s+(?:also\s+)?$"
)
_TITLED = re.compile(
    r"^,\s+(?:(?:our|the|its|a|an|the\s+Company[’']s)\s+)?[A-Z][\w&’'\- ]{3,70}(?:,\s+[A-Z][\w&’'\- ]{3,50})?,?\s+and\s+$"
)
"""``, Chief Business Officer, and``: the office of the first of two who leave."""
_IN_A_ROW = re.compile(
    r"(?:\s*[(（][^()（）]{0,80}[)）])?[,;]\s+(?:an?|the|our|its)\s+[\w&’'\- ]{3,90}[,;]\s+(?:and\s+)?(?:[(（](?:[ivx]{1,4}|[a-z]|\d)[)）]\s+)?"
)
"""``; (ii) Ms. B, an executive Director; and (iii)``: what each of several is who leave."""
_BRACKET = re.compile(r"\s*[(（][^()（）]{0,80}[)）]")
_SINGULAR = re.compile(r"(?i)\b(?:has|was|is|intends|plans|his|her|he|she|who)\b")
_OWN_OFFICE = re.compile(
    r"(?i)\bas\b|\bto\s+(?:be|serve|the\s+board)\b|\bfor\s+the\b|\beffective\b"
)
_LISTS_ON = re.compile(r"(?:\band|,|;)\s*$")
_CLAUSE = re.compile(r"[^，。；：、為由向]{0,36}")
_PASSED_BY = re.compile(r"，(?=[\u3400-\u9fff]{2,4}(?:先生|女士|博士|教授))")
"""``經董事會選舉，甲先生獲選為董事長``: the clause says by whom, the next one whom."""
_ALSO_TITLED = re.compile(r"(?:及|、|和|與|以及)[^，。；：、為由向及和與]{1,24}")
_TAKES_OFFICE = re.compile(r"(?:[(（][^()（）]{0,40}[)）])*(?:分別)?(?:為|擔任|出任)")
"""``甲先生及本集團總監乙先生為董事``: what the second was stands before his name."""
_AS_OFFICE = re.compile(r"\s*(?:[(（][^()（）]{0,40}[)）]\s*|,\s*)?as\b")
NEAR = 24
REACH = 110
ZH_REACH = 14
"""Characters within which a person stands behind a transitive cue."""


def subjects(scene: Scene, i: int) -> list[list[Spot]]:
    """The people of a cue, in groups: ``A as R1 and B as R2`` gives two."""
    cue = scene.cues[i]
    if cue.side == "before":
        people = _before(scene, cue)
        return [people, *_gapped(scene, i)] if people else []
    limit = next(
        (c.start for c in scene.cues[i + 1 :] if not c.noun and c.direction != "again"),
        len(scene.text),
    )
    if _PASSED_BY.match(scene.text, cue.end):
        return []
    spot = _reached(scene, cue)
    if spot is not None and "包括" in scene.text[cue.end : spot.start]:
        return []
    if spot is None or (spot.start > limit and spot.start - cue.end > 12):
        reduced = cue.words.isascii() and _COORDINATE.search(scene.text[: cue.start])
        people = _before(scene, cue) if reduced else []
        return [people] if people else []
    return _parallel(scene, scene.spots.index(spot), limit)


def _reached(scene: Scene, cue: Cue) -> Spot | None:
    """The first person behind a cue. A Chinese verb reaches a name behind what the person was,
    within its clause, where the office that he takes follows.
    """
    spot = next((s for s in scene.spots if s.start >= cue.end), None)
    if spot is None:
        return None
    between = scene.text[cue.end : spot.start]
    if len(between) <= (REACH if cue.words.isascii() else ZH_REACH):
        return spot
    last = _group_from(scene, scene.spots.index(spot))[-1]
    titled = not cue.words.isascii() and _CLAUSE.fullmatch(between)
    return spot if titled and _TAKES_OFFICE.match(scene.text, last.end) else None


def _parallel(scene: Scene, at: int, limit: int) -> list[list[Spot]]:
    """Further people of the same verb, each with ``as`` an office of its own."""
    groups = [_group_from(scene, at)]
    for spot in scene.spots[at + 1 :]:
        inside = any(spot.start == s.start for g in groups for s in g)
        if inside or spot.start > limit:
            continue
        titles = [] if is_chinese(spot.person.name) else ahead(scene, spot)
        beside = titles and "," not in scene.text[titles[-1].end : spot.start]
        begins = titles[-1].start if beside else spot.start
        lead = scene.text[groups[-1][-1].end : begins]
        own = _group_from(scene, scene.spots.index(spot))
        if re.match(
            r"\s*(?:as\b|to\s+(?:be|serve|act)\b|為|为)", scene.text[own[-1].end :]
        ) and re.search(r"(?:\band|\bas\s+well\s+as|,|;|及|、)\s*$", lead):
            groups.append(own)
    return groups


def _gapped(scene: Scene, i: int) -> list[list[Spot]]:
    """``A was appointed as chairman, B as director and C as director``: B and C of that verb."""
    cue = scene.cues[i]
    limit = next((c.start for c in scene.cues[i + 1 :] if not c.noun), len(scene.text))
    groups: list[list[Spot]] = []
    for at, spot in enumerate(scene.spots):
        inside = any(spot.start == s.start for g in groups for s in g)
        if cue.noun or inside or not cue.end < spot.start < limit:
            continue
        own = _group_from(scene, at)
        lead = scene.text[max(cue.end, spot.start - 8) : spot.start]
        if _LISTS_ON.search(lead) and _AS_OFFICE.match(scene.text, own[-1].end):
            groups.append(own)
    return groups


def _before(scene: Scene, cue: Cue) -> list[Spot]:
    text = scene.text
    goer = _who_goes(scene, cue)
    if goer is not None:
        return _group_from(scene, goer)
    inside = next((s for s in scene.spots if cue.start <= s.start < cue.end), None)
    if inside is not None and cue.action == "departure":
        return _group_from(scene, scene.spots.index(inside))
    held = [s for s in scene.spots if s.end <= cue.start + 2]
    while len(held) > 1 and _is_object(text, held[-1], cue):
        held.pop()
    listed = _listed_behind(scene, cue)
    if listed is not None:
        return _group_from(scene, listed)
    if held:
        several = cue.direction == "out" and not _SINGULAR.search(text, held[-1].end, cue.end)
        return _group_to(scene, scene.spots.index(held[-1]), titled=several)
    pronoun = (
        _LEADING.search(text[: cue.end])
        or cue.words.lower().startswith(("his", "her", "their"))
        or PRONOUN.search(text[: cue.start])
    )
    return [Spot(cue.start, cue.start, p) for p in scene.before] if pronoun else []


def _who_goes(scene: Scene, cue: Cue) -> int | None:
    """``接替將退休的乙先生``: who leaves is named behind the word, with or without his office."""
    behind = next((i for i, s in enumerate(scene.spots) if s.start >= cue.end), None)
    if behind is None or cue.direction != "out" or cue.words.isascii():
        return None
    spot = scene.spots[behind]
    begins = min([spot.start, *(r.start for r in ahead(scene, spot))])
    return behind if _WHO_GOES.fullmatch(scene.text[cue.end : begins]) else None


def _listed_behind(scene: Scene, cue: Cue) -> int | None:
    """``the following persons became directors: A, B and C``: where the list begins."""
    if _COUNTED.search(scene.text, 0, cue.start):
        return _named_behind(scene, cue)
    if not _FOLLOWING.search(scene.text, max(0, cue.start - 80), cue.start):
        return None
    colon = scene.text.find(":", cue.end)
    spots = enumerate(scene.spots)
    return next((i for i, s in spots if 0 <= s.start - colon <= NEAR and colon > 0), None)


def _named_behind(scene: Scene, cue: Cue) -> int | None:
    """Where the names of those begin whom the words before the cue only count."""
    first = next((i for i, s in enumerate(scene.spots) if s.start >= cue.end), None)
    if first is None or any(s.end <= cue.start for s in scene.spots):
        return None
    return first if _NAMED.fullmatch(scene.text, cue.end, scene.spots[first].start) else None


def _is_object(text: str, spot: Spot, cue: Cue) -> bool:
    """``to succeed Mr. B``: B is not whom the next cue is about, but with ``who``."""
    if cue.start - spot.end < 2 and not cue.words.isascii():
        return bool(_TAKES_OVER.search(text, 0, spot.start))
    if _AFTER_SOMEBODY.search(text[: spot.start]) and _HAS_GONE.match(text, spot.end):
        return True
    return bool(_OBJECT.search(text[max(0, spot.start - 40) : spot.start])) and not _RELATIVE.match(
        text[spot.end : cue.start]
    )


def together(scene: Scene, spot: Spot) -> list[Spot]:
    """A person with all who are listed behind him."""
    return _group_from(scene, scene.spots.index(spot))


def _group_from(scene: Scene, at: int) -> list[Spot]:
    group = [scene.spots[at]]
    listed = 1
    for spot in scene.spots[at + 1 :]:
        between = scene.text[group[-1].end : _own_start(scene, group[0], spot)]
        titled = scene.text[group[-1].end : spot.start]
        joined = (
            _JOINED.match(between)
            or _described(scene, between, group[-1].end)
            or (_ALSO_TITLED.fullmatch(titled) and _TAKES_OFFICE.match(scene.text, spot.end))
        )
        if not joined or not between.strip():
            break
        group.append(spot)
        listed = len(group) if _LAST.search(between) else listed
    return _distinct(group[:listed])


def _own_start(scene: Scene, first: Spot, spot: Spot) -> int:
    """``named president A and controller B``: where the second begins, as the first does."""
    titles = ahead(scene, spot) if ahead(scene, first) else []
    own = titles and titles[0].start > first.end and titles[-1].end + 1 == spot.start
    return titles[0].start if own else spot.start


def _described(scene: Scene, between: str, first: int) -> bool:
    """``A, formerly chair of C, and B``: what stands between describes A and gives no office."""
    defined = _BRACKET.match(between)
    if defined:
        first, between = first + defined.end(), between[defined.end() :]
    if _TITLED.match(between) and any(
        r.start >= first and r.end <= first + len(between) for r in scene.roles
    ):
        return not any(first <= c.start < first + len(between) for c in scene.cues)
    aside = _APPOSITION.match(between)
    told = aside is None or _OWN_OFFICE.search(aside.group("aside"))
    return not told and not any(c.words in between for c in scene.cues if not c.noun)


def _group_to(scene: Scene, at: int, *, titled: bool) -> list[Spot]:
    """The people before a cue; ``titled`` where each may have an office printed behind him."""
    group = [scene.spots[at]]
    for spot in reversed(scene.spots[:at]):
        between = scene.text[spot.end : _titled_start(scene, group[0])]
        apart = len(group) == 1 and not _LAST.search(between)
        row = not apart and _JOINED.match(between) and between.strip()
        listed = _in_a_row(scene, spot, between) and (not apart or ";" in between)
        if not row and not listed and not (titled and _described(scene, between, spot.end)):
            break
        group.insert(0, spot)
    return _distinct(group)


def _in_a_row(scene: Scene, spot: Spot, between: str) -> bool:
    """Whether what stands between two names only gives the office of the first."""
    if not _IN_A_ROW.fullmatch(between):
        return False
    end = spot.end + len(between)
    offices = any(spot.end <= r.start and r.end <= end for r in scene.roles)
    return offices and not any(spot.end <= c.start < end for c in scene.cues)


def _titled_start(scene: Scene, spot: Spot) -> int:
    """Where a person with his offices before the name begins, as Chinese puts them."""
    titles = ahead(scene, spot) if is_chinese(spot.person.name) else []
    return titles[0].start if titles else spot.start


def _distinct(group: Sequence[Spot]) -> list[Spot]:
    return list({s.person.key: s for s in group}.values())
