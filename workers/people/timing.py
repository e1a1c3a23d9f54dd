"""Sentences that only tell when: ``His last day will be D``, 「上述委任自同日起生效」.

They name no office. Their date belongs to what the paragraph said before, of the people they
name, of ``he`` or ``she``, or of everybody who comes or goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from workers.grammar.names import is_chinese
from workers.people.model import Statement, When
from workers.people.scene import Scene
from workers.people.when import Dated, condition_of

_ANY = r"(?:[^.;]|(?<=\b[DM][rs])\.|(?<=\bMrs)\.)"
_STARTS = re.compile(
    rf"(?i)\b(?:appointments?|elections?|promotions?|employment|terms?(?:\s+of\s+(?:office|service))?|start\s+date|first\s+day|tenure)\b{_ANY}{{0,90}}?"
    r"\b(?:commenc\w+|begin\w*|began|start\w*|effective|take\w*\s+effect|took\s+effect|is|will\s+be)\b"
    r"|\bterm\s+of\s+(?:[\w()-]+\s+){1,3}years?\s+from\b"
    r"|\b(?:will|shall|is\s+expected\s+to|expects\s+to|is\s+anticipated\s+to|anticipates|is\s+scheduled\s+to|plans\s+to)\s+(?:\w+\s+)?"
    r"(?:take\s+(?:up\s+)?(?:his\s+|her\s+)?office|commenc\w+|begin|start|join|assume)\b|\btook\s+office\b|\bstart(?:ing)?\s+date\s+of\b"
    r"|(?:委任|任命|聘任|選舉|任期|調任|接任|任職)[^，。；]{0,30}?(?:自|由|於|從)[^。；]{0,40}?(?:生效|起|開始)|就任|履任|履職"
)
_ENDS = re.compile(
    rf"(?i)\b(?:last|final)\s+(?:working\s+|business\s+|full\s+)?day\b|\b(?:resignations?|retirements?|departures?|separations?|removals?|terminations?|cessations?)\b{_ANY}{{0,80}}?"
    r"\b(?:took|takes?|taken|taking|become|becomes|became|is|was|are|were|be)\s+(?:\w+\s+)?effect(?:ive)?\b"
    rf"|\b(?:continu\w+|remain\w*)\b{_ANY}{{0,60}}?\b(?:serv\w+|(?:in|with)\s+(?:his|her|their|the|this|that)\s+(?:current\s+)?(?:role|position|office|capacity)|as)\b{_ANY}{{0,90}}?\b(?:until|through)\b"
    rf"|\bremain\w*\s+(?:with|at|employed\s+(?:by|with))\s+(?!\w+\s+as\b){_ANY}{{0,50}}?\bthrough\b"
    rf"|\bemployment\b{_ANY}{{0,60}}?\b(?:(?:will|shall)\s+(?:end|terminate|conclude|cease)|(?:ended|concluded)\s+(?:effective\s+)?on)\b"
    rf"|\bterm(?:\s+of\s+office)?\b{_ANY}{{0,40}}?\b(?:ends?|expires?|will\s+(?:end|expire))\b"
    r"|(?:辭任|辭職|退任|離任|辭呈|辭去)[^。；]{0,30}?(?:自|由|於)[^。；]{0,40}?(?:生效|起)|最後(?:一個)?工作日|(?:繼續|留任)[^，。；]{0,40}?(?:直至|至|直到)[^。；]{4,20}日"
)
_EVERYTHING = re.compile(
    rf"(?i)\b(?:above|foregoing|aforesaid|aforementioned|these|such|all)\s+(?:\w+\s+)?(?:changes?|appointments?\s+and\s+resignations?|resignations?\s+and\s+appointments?)\b{_ANY}{{0,60}}?\b(?:effective|effect)\b|(?:上述|該等|以上)(?:變更|變動|更換|調整)[^。；]{{0,30}}?生效"
)
_PENDING = re.compile(
    rf"(?i)\b(?:appointments?|elections?|qualifications?|terms?\s+of\s+office)\b(?:(?!remunerat|emolument|\bfees?\b|salar){_ANY}){{0,90}}?"
    rf"\b(?P<until>(?:subject\s+to|conditional\s+(?:up)?on)\s+{_ANY}{{0,40}}?(?:approvals?|ratification|verification|confirmation)\b{_ANY}{{0,90}})"
)
"""``The appointment is subject to the approval of his qualification by the regulator``."""
_STAYS_ON = re.compile(
    r"(?i)\bcontinu\w+\s+to\s+(?:perform|discharge|fulfil\w*|carry\s+out|serve|act)\b[^.;]{0,90}?\b(?P<until>(?:until|pending)\s+(?:(?:such\s+time\s+as|the|a|an|his|her|their|another)\s+)*"
    r"(?:[\w-]+\s+){0,4}?(?:successors?|replacements?|vacanc\w+|elect\w+|appoint\w+|director)\b[^.;]{0,80})"
    r"|繼續(?:履行|擔任|執行|行使)[^。；]{0,30}?(?P<until_zh>(?:直至|至|直到)[^。；]{0,30}?(?:選舉|選出|委任|產生|新任|繼任)[^。；]{0,20})"
)
_ADVISES = re.compile(
    r"(?i)\bremain\w*\b.*\bas\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}(?:advis[eo]r|consultant|employee)\b"
)
"""``will remain with the Company as an adviser until D``: the office ends before that."""
_LISTED = re.compile(
    r"(?i)\s*(?:and|及|以及)?\s*[(（](?:[ivx]{1,4}|[a-z]|\d|[一二三四五六七])[)）]"
)
_ALL_OF_THEM = re.compile(
    r"(?i)\b(?:all|each|both|in\s+each\s+case)(?:\s+of\s+which)?,?\s+(?:to\s+be\s+)?(?:with\s+effect|effective)\b|均(?:已)?(?:自|由|於)"
)
_OPEN_END = re.compile(r"(?i)\s*,?\s*(?:\(?or\b|unless|and\s+thereafter)")
STATED = 3
"""The strength of a date that the text itself calls effective."""
_KINDS = frozenset({"effective", "same", "on"})
_WAYS = {"in": "appointment", "out": "cessation"}
_QUICK = re.compile(
    r"(?i)commenc|begin|began|start|effect|office|last\s|\bterm\s|\bjoin|assum|until|through|\bends?\b|expire|生效|起|就任|工作日"
)


def with_timings(
    scene: Scene, said: Sequence[Statement], now: Sequence[Statement]
) -> tuple[list[Statement], list[Statement]]:
    """The statements of the paragraph and of this sentence with the dates that it tells, and
    the sentence itself as a statement that is no news.
    """
    hints = list(_hints(scene, [*said, *now]))
    stays = _STAYS_ON.search(scene.text) if said or now else None
    earlier, own = [_timed(s, hints) for s in said], [_timed(s, hints) for s in now]
    pending = _PENDING.search(scene.text) if said or now else None
    if pending is not None:
        words, short = condition_of(pending["until"])
        when = When(None, words or pending["until"], STATED, condition=short or pending["until"])
        earlier = [_awaits(scene, s, when) for s in earlier]
        own = [_awaits(scene, s, when) for s in own]
    if stays is not None:
        until = When(
            None,
            stays.group().strip(),
            STATED,
            condition=(stays.group("until") or stays.group("until_zh")).strip(),
        )
        earlier, own = (
            [_open(scene, s, until) for s in earlier],
            [_open(scene, s, until) for s in own],
        )
    return earlier, [*own, *hints]


def _awaits(scene: Scene, s: Statement, when: When) -> Statement:
    """Who is appointed by a board, and must be approved, has no day on which he begins."""
    named = {spot.person.key for spot in scene.spots}
    meant = not named or s.person.key in named
    stated = s.when is not None and (s.when.strength >= STATED or s.when.condition)
    arrives = any(t.change == "gained" for t in s.touches)
    proposed = s.proposed or when.condition == "shareholders' approval"
    waits = s.news and arrives and meant and not stated
    return replace(s, when=when, proposed=proposed) if waits else s


def _timed(s: Statement, hints: Sequence[Statement]) -> Statement:
    hint = next((h for h in hints if h.person.key == s.person.key and _same_way(s, h)), None)
    dated = s.when is not None and (s.when.date is not None or s.when.condition is not None)
    return s if hint is None or dated or not s.news else replace(s, when=hint.when)


def _same_way(s: Statement, hint: Statement) -> bool:
    arrives = any(t.change == "gained" for t in s.touches)
    return arrives == (hint.action == _WAYS["in"])


def _open(scene: Scene, s: Statement, until: When) -> Statement:
    """Who stays until a successor comes has no day on which he goes."""
    meant = {spot.person.key for spot in scene.spots} or {p.key for p in scene.before}
    leaves = s.news and not any(t.change == "gained" for t in s.touches)
    stated = s.when is not None and s.when.strength >= STATED
    if not leaves or stated or s.person.key not in meant or s.action == "continuing":
        return s
    return replace(s, when=until)


def _hints(scene: Scene, said: Sequence[Statement]) -> Iterator[Statement]:
    """Dates for what was said: statements without offices that are no news themselves."""
    text = scene.text
    if not said or not scene.dates or not _QUICK.search(text):
        return
    for way, pattern in (("in", _STARTS), ("out", _ENDS)):
        every = _EVERYTHING.search(text) or (_LISTED.match(text) and _ALL_OF_THEM.search(text))
        found = every or pattern.search(text)
        if found and way == "out" and not every and _ADVISES.search(found.group()):
            continue
        begins = found.start() if found and _dates_itself(scene, found) else 0
        when = _date(scene, begins, way) if found else None
        for s in _spoken_of(scene, said, way, everybody=bool(every)) if when else ():
            yield replace(
                s,
                action=_WAYS[way],
                touches=(),
                when=when,
                start=scene.sentence.start,
                end=scene.sentence.end,
                news=False,
                notice=None,
            )


def _dates_itself(scene: Scene, found: re.Match[str]) -> bool:
    """Whether the date stands behind the words and before anybody else is named; in Chinese it
    may stand before them.
    """
    begin = found.start()
    inside = (d for d in scene.dates if begin < d.start < found.end())
    own = any(not any(begin < s.start < d.start for s in scene.spots) for d in inside)
    return own or not is_chinese(scene.text)


def _date(scene: Scene, start: int, way: str) -> When | None:
    """The first date behind the words; ``until D`` ends an office, ``or until`` does not."""
    for hit in scene.dates:
        told = hit.when.date is not None or hit.when.condition is not None
        if hit.end > start and told and _fits(scene.text, hit, way):
            return replace(hit.when, strength=STATED)
    return None


def _fits(text: str, hit: Dated, way: str) -> bool:
    if hit.kind in _KINDS or (way == "out" and hit.kind == "held"):
        return True
    tied = hit.kind == "other" and re.search(
        r"(?i)\b(?:is|be|being|for|為|occur\w*|start(?:ing)?\s+date\s+of)\s*$", text[: hit.start]
    )
    return bool(tied) or (
        way == "out" and hit.kind == "until" and not _OPEN_END.match(text, hit.end)
    )


def _spoken_of(
    scene: Scene, said: Sequence[Statement], way: str, *, everybody: bool
) -> list[Statement]:
    """The last news of each person whom the sentence means."""
    change = "gained" if way == "in" else "lost"
    moved = [
        s
        for s in said
        if s.drop is None
        and s.news
        and (way == "out" or s.when is None or s.when.condition is None)
        and (any(t.change == change for t in s.touches) or (way == "out" and not s.touches))
    ]
    named = {spot.person.key for spot in scene.spots}
    if named and not everybody:
        moved = [s for s in moved if s.person.key in named]
    return list({s.person.key: s for s in moved}.values())
