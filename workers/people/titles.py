"""What titles and headings say of a change: that there is one, and of which office."""

from __future__ import annotations

import re
from itertools import islice, takewhile

from watcher.model import Section
from workers.events import Reading
from workers.grammar.roles import COMMITTEE, SEATS, SECRETARIES, find_roles
from workers.grammar.worded import Worded
from workers.people.model import Move, Touch
from workers.text.sections import title_items

_PERSONNEL = Worded(
    re.compile(
        r"(?i)(?:resign|retire|appoint|change|cess|remov|re-?design|elect|depart|transition|success|pass|death|step|suspen)\w*[\s\S]{0,120}"
        r"(?:director|trustee|chair|officer|secretary|board|president|representative|supervisor|executive|management|C[EF]O|I?NED\b)|(?:board|management|executive|leadership)\s+(?:\w+\s+)?(?:change|transition|succession|appointment|promotion)s?\b|(?:辭任|辭職|委任|變更|變動|更換|退任|離任|調任|逝世|辭世|離世|罷免|選舉|聘任|任期屆滿|退休|任職資格|換屆)[\s\S]{0,40}|離職[\s\S]{0,40}|(?:董事|監事|總經理|總裁|秘書)[\s\S]{0,20}(?:變|辭|委|調整|代行|代為履行)"
    ),
    "director",
    "trustee",
    "chair",
    "officer",
    "secretary",
    "board",
    "president",
    "representative",
    "supervisor",
    "executive",
    "management",
    "leadership",
    "ceo",
    "cfo",
    "ned",
    "辭任",
    "辭職",
    "委任",
    "變更",
    "變動",
    "更換",
    "退任",
    "離任",
    "調任",
    "逝世",
    "辭世",
    "離世",
    "罷免",
    "選舉",
    "聘任",
    "任期屆滿",
    "退休",
    "任職資格",
    "換屆",
    "離職",
    "董事",
    "監事",
    "總經理",
    "總裁",
    "秘書",
)
_OUT = re.compile(
    r"(?i)\b(?:resign|retire|cess|remov|depart|death|passing)\w*|辭任|辭職|退任|離任|罷免|逝世"
)
_COMES = re.compile(
    r"(?i)\b(?:appoint|elect|nam(?:es|ed|ing)|hire|promot|join|welcom|succe)\w*|\bnew\b"
)
_CHANGE = re.compile(r"(?i)\bchange|transition|變更|變動|變化|更換")
_OFFICE = re.compile(r"(?i)director|chair|secretary|board|董事|主席|秘書|總裁")
_DIRECTORS = re.compile(r"(?i)\bdirectors?\b|董事(?!會)")
_WAYS = {
    "departure": re.compile(r"(?i)resign|retire|cess|remov|pass|death|辭|退|離|免"),
    "appointment": re.compile(r"(?i)appoint|elect|委任|選"),
    "role_change": re.compile(r"(?i)re-?design|appoint|調任|委任"),
}
OPENING_LINES = 2
HEADLINES, LONGEST_HEADLINE = 10, 300
"""Lines of a press release above its first paragraph, and characters of one."""
_CODES = frozenset({"12350", "12951", "12550", "12600", "12650", "12957", "12961"})


def personnel_title(text: str) -> bool:
    """Whether a title or heading speaks of a change in office."""
    return bool(_PERSONNEL.search(text))


def about_people(reading: Reading) -> bool:
    """Whether the filing itself was made to tell a change: by its titles or its headline."""
    told, parts = reading.told, reading.text.parts
    titles = [item.text for part in parts for item in title_items(reading.text, part)]
    titles += [part.title or "" for part in parts] + [told.title or ""]
    titles += _headlines(reading)
    return bool(_CODES & set(told.headline_codes)) or any(map(personnel_title, titles))


def _headlines(reading: Reading) -> list[str]:
    """The lines above the first paragraph of each press release of Forms 8-K and 6-K."""
    if (reading.form or "").removesuffix("/A") not in {"8-K", "6-K"}:
        return []
    found: list[str] = []
    for part in (p for p in reading.text.parts if p.label.startswith("99")):
        blocks = (b for b in reading.text.blocks if part.start <= b.start < part.end)
        above = takewhile(lambda b: b.kind == "heading", islice(blocks, HEADLINES))
        found += [b.text for b in above if len(b.text) <= LONGEST_HEADLINE]
    return found


def titled_offices(section: Section) -> tuple[Touch, ...]:
    """The offices that the nearest heading about a departure names, or the line that a release
    opens with, for a text that says only ``Mr. X has tendered his resignation``.
    """
    lines = (b.text for b in section.blocks[:OPENING_LINES] if _is_title(b.text))
    heading = next((h for h in (*reversed(section.heading), *lines) if _OUT.search(h)), "")
    return tuple(
        dict.fromkeys(
            Touch(r.role, "continuing")
            for r in find_roles(_about_leaving(heading))
            if r.body is None and r.role not in COMMITTEE
        )
    )


def _is_title(text: str) -> bool:
    return len(text) < LONGEST_HEADLINE and not text.rstrip().endswith((".", ";", ":", "。"))


def _about_leaving(heading: str) -> str:
    """The words of a heading that tell of the leaving: ``Resignation of the CFO and Appointment of
    a Director``, ``Chief Financial Officer Resigns``.
    """
    begin = _OUT.search(heading)
    if begin is None or not heading.isascii():
        return heading
    behind = heading[begin.start() :]
    comes = _COMES.search(behind)
    behind = behind[: comes.start()] if comes else behind
    ahead = heading[: begin.start()]
    return behind if find_roles(behind) or _COMES.search(ahead) else ahead


def title_answered(reading: Reading, move: Move) -> str | None:
    """The title item that a move answers: of those that do not speak of the other direction, the
    one that names its office, then the one of its direction, then the one with most of its words.
    """
    items = title_items(reading.text, reading.text.part_at(move.start))
    offices = {t.role for t in move.changed} - COMMITTEE
    words = {w for t in move.changed for w in (*t.role.split("_"), t.committee or "") if len(w) > 2}
    way = _WAYS[move.subtype]

    def fit(text: str) -> tuple[bool, bool, bool, int]:
        directed = bool(way.search(text))
        fits = directed or bool(_CHANGE.search(text))
        told = sum(w in text.lower() for w in words)
        return fits, fits and _names(text, offices), directed, told

    best = max((item.text for item in items), key=fit, default="")
    return best if best and (fit(best)[0] or _OFFICE.search(best)) else None


def _names(title: str, offices: set[str]) -> bool:
    """Whether a title names one of the offices: a secretary of any rank, a director of any kind
    where it tells no kind.
    """
    named = {r.role for r in find_roles(title)}
    if offices & SECRETARIES and named & SECRETARIES:
        return True
    if offices & SEATS and not named & SEATS - {"director"} and _DIRECTORS.search(title):
        return True
    return bool(offices & named)
