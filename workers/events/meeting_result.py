"""What a general meeting of holders decided; recorded, not delivered.

Sources: Form 8-K Item 5.07, HKEX headlines 14800 and 14700 and titles (poll results, Listing
Rule 13.39(5)). Elections and adopted documents are events of their own types.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import (
    Draft,
    EventType,
    Found,
    Heading,
    HeadlineCode,
    Item,
    Phrase,
    Reading,
    Thresholds,
)
from workers.governance.passages import Passage, announced, items, led, whole
from workers.grammar.dates import find_dates
from workers.notices.drafting import Notice
from workers.notices.statements import Statement, saying, sorted_out, unproven
from workers.text.sections import title_items

_MEETING = r"(?:(?:annual|extraordinary|special|ordinary|general|class)\s+(?:and\s+(?:annual|special)\s+)?)+(?:(?:share|stock)?holders['’]?\s+)?meeting"
TITLE = rf"(?:poll|voting)\s+results?\b|{_MEETING}\s+results?\b|results?\s+of\s+(?:(?:the|its|our|an?)\s+)?(?:20\d\d\s+)?(?:poll|{_MEETING}|(?:\w+\s+)?(?:AGM|EGM|SGM)\b)|(?:resolutions|decisions)\s+(?:(?:passed|adopted|taken)\s+)?(?:of|at|by)\s+(?:the\s+)?(?:20\d\d\s+)?{_MEETING}|submission\s+of\s+matters\s+to\s+a\s+vote|(?:投票|表決)(?:表決)?結果"
_TITLE = re2.compile(f"(?i){TITLE}")
LEAD = rf"(?:\bheld\s+(?:its|the|an?)\s+(?:20\d\d\s+)?{_MEETING}|{_MEETING}\b[^.;]{{0,160}}?(?:was|were)\s+held\b|{_MEETING}\b[^.;]{{0,120}}?took\s+place|at\s+(?:the|its|today['’]s)\s+{_MEETING}[^;]{{0,300}}?\b(?:were|was)\s+(?:approved|passed|adopted|elected))"
_LEAD = re2.compile(f"(?i){LEAD}")
_DECIDED = re2.compile(
    r"(?i)\b(?:approved|adopted|resolved|elected|re-elected|passed|noted|voted|votes?\s+(?:for|in\s+fav|cast)|results)\b"
)
_ITEMS = frozenset({"5.07"})
_CODES = frozenset({"14700", "14800"})
_VOTED = re.compile(
    r"\b(?:meeting|votes?|voted|poll|resolutions?|proposals?|stockholders|shareholders)\b|大會|表決|投票|決議案",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"(?P<annual>annual (?:general )?meeting|\bAGM\b|週年大會|股東周年大會)|(?P<special>(?:special|extraordinary) (?:general )?meeting|\bEGM\b|\bSGM\b|特別大會)|(?P<cls>class meeting|類別股東)",
    re.IGNORECASE,
)
_HELD = re.compile(r"\b(?:held|convened|meeting)\b[^.;]{0,160}?\bon\b|\bOn\b|於", re.IGNORECASE)
_PASSED = re.compile(
    r"\ball (?:of )?(?:the )?(?:proposed )?(?:ordinary |special )?(?:resolutions?|proposals)[^.;]{0,120}(?:passed|approved|carried)|(?:所有|全部)[^。；]{0,30}決議案[^。；]{0,30}(?:獲)?(?:正式)?通過",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:was|were|is|has|have) not (?:been )?(?:duly )?(?:passed|approved|elected|carried|ratified)|\bdid not (?:pass|receive)|failed to (?:pass|receive)|was rejected|未獲通過|不獲通過|否決",
    re.IGNORECASE,
)
_ADJOURNED = re.compile(
    r"\b(?:was|were|been|be) adjourned|\badjourned (?:the|its)|押後|延期舉行", re.IGNORECASE
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for the vote that an Item 5.07 or an announcement of poll results tells."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in _passages(reading):
        said = _proving(passage)
        if said:
            notice = Notice(reading=reading, passage=passage, said=said[:1])
            yield notice.draft(
                "meeting_result", subtype=_kind(passage), status="completed", fields=_fields(notice)
            )
        else:
            why = "no sentence tells of a vote"
            yield unproven(reading, passage, "meeting_result", why)


def _passages(reading: Reading) -> list[Passage]:
    """Item 5.07, else the announcement under a title of poll results or with such a lead."""
    found = list(items(reading, _ITEMS))
    everything = whole(reading)
    if found or everything is None or (reading.form or "").startswith("8-K"):
        return found
    for part in reading.text.parts:
        for item in title_items(reading.text, part):
            if _TITLE.search(item.text):
                blocks = tuple(b for b in everything.blocks if item.end <= b.start < part.end)
                return [
                    Passage(
                        part=part,
                        blocks=blocks,
                        start=item.start,
                        end=item.end,
                        title=item.text,
                        title_item=item.text,
                    )
                ]
    if reading.form:
        return [*announced(reading, _TITLE), *_reported(reading)][:1]
    return [everything] if _CODES & set(reading.told.headline_codes) else []


def _reported(reading: Reading) -> list[Passage]:
    """A release whose first paragraphs say that the meeting was held, and what it decided."""
    return [p for p in led(reading, _LEAD) if _DECIDED.search(p.text)]


def _proving(passage: Passage) -> list[Statement]:
    """The sentences of a vote, the one that gives the outcome or the day first."""
    said = saying(passage, _VOTED)
    return sorted(said, key=lambda s: (not _PASSED.search(s.text), not find_dates(s.text)))


def _kind(passage: Passage) -> str | None:
    found = _KIND.search(f"{passage.title}\n{passage.body}")
    return {"annual": "annual", "special": "special", "cls": "class", None: None}[
        found.lastgroup if found else None
    ]


def _fields(notice: Notice) -> Mapping[str, Value]:
    body = notice.passage.body
    lost = bool(_LOST.search(body))
    return {
        "meeting_date": _meeting_date(notice),
        "all_passed": False if lost else True if _PASSED.search(body) else None,
        "adjourned": bool(_ADJOURNED.search(body)) or None,
    }


def _meeting_date(notice: Notice) -> Value:
    for text in (notice.passage.title, *(s.text for s in notice.said)):
        for found in _HELD.finditer(text):
            days = find_dates(text, found.end(), found.end() + 40, order=notice.order)
            if days:
                return days[0].value
    return None


def identity(draft: Draft) -> str:
    """The meeting and its day: ``annual|2026-05-20``."""
    return f"{draft.subtype}|{draft.fields.get('meeting_date') or draft.event_date}"


def headline(draft: Draft) -> str:
    """``annual meeting of 2026-05-20: all resolutions passed``."""
    day, passed = draft.fields.get("meeting_date"), draft.fields.get("all_passed")
    told = f"{draft.subtype or 'general'} meeting" + (f" of {day}" if day else "")
    return told + (
        ": results"
        if passed is None
        else ": all resolutions passed"
        if passed
        else ": not everything passed"
    )


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Info: what the vote changes is told by events of its own."""
    del draft, thresholds
    return Severity.INFO


EVENT = EventType(
    name="meeting_result",
    subtypes=("annual", "special", "class"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
        Phrase(pattern=LEAD),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
