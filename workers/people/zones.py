"""Paragraphs that name people and offices and announce nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import re2

from watcher.model import Block, Section
from workers.grammar import cue_context as cues
from workers.grammar.roles import BOARD, COMMITTEE, find_roles
from workers.grammar.worded import Worded
from workers.people.model import Dropped
from workers.people.places import Marks
from workers.people.sentences import LONGEST

SHORT = 400
"""No paragraph of a signature is longer."""

_TITLE_LINE = re.compile(
    r"(?i)^\W*(?:title\s*:\s*)?(?:[\w,.&’'\- ]{0,60})(?:director|chairman|chairwoman|chairperson|officer|president|secretary|treasurer|controller|counsel)[\w,.&’'\- ]{0,80}\W*$|^(?:聯席)?(?:副?主席|執行董事|董事長|公司秘書|行政總裁)[\u3400-\u9fff]{0,12}$"
)
_CLOSING = Worded(
    re.compile(
        r"(?i)(?:by\s+order\s+of\s+the\s+board|承董事會命|/s/|^\s*by\s*:|name\s*:|yours\s+faithfully)"
    ),
    "by",
    "承董事會命",
    "/s/",
    "name",
    "yours",
)
SIGNED = Marks(r"by\s+order\s+of\s+the\s+board|承董事會命|/s/|\bby\s*:|name\s*:|yours\s+faithfully")
"""Whether a section can hold a signature at all."""
_REELECTION = Worded(
    re.compile(
        r"(?i)\bre-?\s?elect(?:ed|ion)\b|retire\w*\s+by\s+rotation|膺選連任|重選|輪值(?:退任|告退)|輪席告退"
    ),
    "elect",
    "rotation",
    "連任",
    "重選",
    "輪值",
    "輪席",
)
_QUIET = re2.compile(
    r"(?i)elect|rotation|committee|連任|重選|輪值|輪席|委員會|" + cues.CAREER.pattern[4:]
)
"""Whether a paragraph can hold anything that ``quiet`` looks for (linear time)."""
_CAREER = re2.compile(cues.CAREER.pattern)
_ROSTER = Worded(
    re2.compile(cues.ROSTER.pattern),
    *("date", "today", "comprises", "consists", "於本", "於此", "包括", "由", "成員"),
)
_CIRCULAR = Worded(
    re2.compile(
        r"\b[Tt]his\s+(?:[Cc]ircular|Proxy\s+Statement)\b|本通函|NOTICE\s+OF\s+(?:THE\s+)?ANNUAL\s+(?:GENERAL\s+)?MEETING"
    ),
    "circular",
    "proxy",
    "本通函",
    "annual",
)
_RESULTS = re2.compile(
    r"(?i)\b(?:results?|minutes|resolutions?|decisions?|outcome)\s+(?:of|from|at|passed|adopted|approved)\b[^.\n]{0,80}\b(?:[AES]GM|(?:general|annual|shareholders?[’']?|stockholders?[’']?)\s+(?:general\s+)?(?:meeting|assembly))\b"
    r"|\b(?:voting|poll)\s+results\b|\bapproved?\s+all\s+(?:\w+\s+){0,3}(?:proposals|resolutions|items|motions)\b|\b(?:share|stock)holders\s+(?:have\s+)?approved?\s+(?:all|the\s+board)\b|\b(?:meeting|[AES]GM|shareholders)\s+(?:has\s+|have\s+)?(?:approv|adopt|pass)\w+\s+all\b"
)
_TO_COME = re2.compile(
    r"(?i)\b(?:invitation|notice|agenda|convening|convocation)\s+(?:to|of|for)\s+(?:the\s+)?[^.\n]{0,60}\bmeeting\b|\bproxy\s+(?:card|form|statement)\b"
)


def is_roster(text: str) -> bool:
    """Whether a paragraph only says who sits on the board."""
    return bool(_ROSTER.search(text[:600]))


def is_signature(text: str) -> bool:
    """Whether a short paragraph belongs to a signature."""
    closing = _CLOSING.search(text) if len(text) < SHORT else None
    return closing is not None and not text[: closing.start()].rstrip().endswith(("。", "；"))


def is_circular(head: str) -> bool:
    """Whether a document prepares a meeting; its proposals are no changes."""
    return bool(_CIRCULAR.search(head))


def tells_results(head: str) -> bool:
    """Whether a document tells what a meeting resolved, and does not call one."""
    return bool(_RESULTS.search(head)) and not _TO_COME.search(head)


def signature_titles(blocks: list[Block]) -> Iterator[Dropped]:
    """Titles beneath a signature show an office without announcing it."""
    for i, block in enumerate(blocks):
        if not is_signature(block.text):
            continue
        for near in blocks[i : i + 5]:
            own = near is block and find_roles(near.text)
            if own or (
                near is not block
                and len(near.text) < 160
                and _TITLE_LINE.match(near.text.strip("*_ \n"))
            ):
                yield Dropped(
                    "officer_change",
                    "SIGNATURE_BLOCK",
                    near.start,
                    near.end,
                    "a signature shows a title; it announces none",
                )
                break


def quiet(block: Block, text: str, *, news: bool, people: bool) -> Iterator[Dropped]:
    """Entries for what a paragraph seems to say and does not."""
    if not _QUIET.search(text):
        return
    found = _REELECTION.search(block.text) or _REELECTION.search(text)
    if found:
        at = block.start + (found.start() if found.string is block.text else 0)
        yield Dropped(
            "board_change",
            "REELECTION_ONLY",
            at,
            min(block.end, at + 60),
            "re-election or rotation keeps the seat",
        )
    if cues.COMMITTEE_ROSTER.search(text):
        yield Dropped(
            "committee_change",
            "ROSTER",
            block.start,
            min(block.end, block.start + 200),
            "who sits on a committee; no change",
        )
    body = cues.COMMITTEE_BODY.search(block.text)
    if body:
        yield Dropped(
            "committee_change",
            "BOILERPLATE",
            block.start + body.start(),
            block.start + body.end(),
            "a committee as a body; nobody joins it",
        )
    if not news and people and _CAREER.search(text):
        yield from _biography(block, text)


def _biography(block: Block, text: str) -> Iterator[Dropped]:
    roles = find_roles(text[:LONGEST])
    end = min(block.end, block.start + 240)
    if any(r.role in BOARD or r.role in COMMITTEE for r in roles) or re.search(
        r"(?i)director|senior\s+positions|董事", text
    ):
        yield Dropped("board_change", "BIOGRAPHY", block.start, end, "a career, not a change")
    if any(r.role not in BOARD and r.role not in COMMITTEE for r in roles):
        yield Dropped("officer_change", "BIOGRAPHY", block.start, end, "a career, not a change")


def roster_entry(block: Block) -> Dropped:
    """The silence about a paragraph that lists the board."""
    why = "the board as it stands; used to check, never an event"
    return Dropped("board_change", "ROSTER", block.start, block.end, why)


def pay_only(section: Section) -> Iterator[Dropped]:
    """The silences about an item that only tells of pay."""
    paid = next((b for b in section.blocks if cues.PAY.search(b.text)), None)
    for kind in ("board_change", "officer_change") if paid else ():
        end = min(paid.end, paid.start + 200) if paid else 0
        start = paid.start if paid else 0
        yield Dropped(kind, "COMPENSATION_ONLY", start, end, "Item 5.02 about pay")
