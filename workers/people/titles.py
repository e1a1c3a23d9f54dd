"""What titles and headings say of a change: that there is one, and of which office."""

from __future__ import annotations

import re

from watcher.model import Section
from workers.events import Reading
from workers.grammar.roles import COMMITTEE, find_roles
from workers.grammar.worded import Worded
from workers.people.model import Touch
from workers.text.sections import title_items

_PERSONNEL = Worded(
    re.compile(
        r"(?i)(?:resign|retire|appoint|change|cess|remov|re-?design|elect|depart|transition|success|pass|death|step|suspen)\w*[\s\S]{0,120}"
        r"(?:director|trustee|chair|officer|secretary|board|president|representative|supervisor|executive|C[EF]O)|(?:辭任|辭職|委任|變更|變動|更換|退任|離任|調任|逝世)[\s\S]{0,40}|董事[\s\S]{0,20}(?:變|辭|委)"
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
    "ceo",
    "cfo",
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
    "董事",
)
_OUT = re.compile(
    r"(?i)\b(?:resign|retire|cess|remov|depart|death|passing)\w*|辭任|辭職|退任|離任|罷免|逝世"
)
_CODES = frozenset({"12350", "12951", "12550", "12600", "12650", "12957", "12961"})


def personnel_title(text: str) -> bool:
    """Whether a title or heading speaks of a change in office."""
    return bool(_PERSONNEL.search(text))


def about_people(reading: Reading) -> bool:
    """Whether the filing itself was made to tell a change: by its titles or its headline."""
    told, parts = reading.told, reading.text.parts
    titles = [item.text for part in parts for item in title_items(reading.text, part)]
    titles += [part.title or "" for part in parts] + [told.title or ""]
    return bool(_CODES & set(told.headline_codes)) or any(map(personnel_title, titles))


def titled_offices(section: Section) -> tuple[Touch, ...]:
    """The offices that the nearest heading about a departure names, for a text that says
    only ``Mr. X has tendered his resignation``.
    """
    heading = next((h for h in reversed(section.heading) if _OUT.search(h)), "")
    begin = _OUT.search(heading)
    roles = find_roles(heading[begin.start() :] if begin and heading.isascii() else heading)
    return tuple(
        dict.fromkeys(
            Touch(r.role, "continuing") for r in roles if r.body is None and r.role not in COMMITTEE
        )
    )
