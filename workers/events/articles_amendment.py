"""Constitutional documents proposed to be changed or changed.

Sources: HKEX headlines 12100 and 22100 (Listing Rule 13.51(1)), Form 8-K Item 5.03. The
adopted text filed again (54000) and definitions of ``Articles`` raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Evidence, Label, Severity, Value
from workers.events import Draft, EventType, Found, Heading, HeadlineCode, Item, Reading, Thresholds
from workers.governance import articles, meetings
from workers.governance.passages import Passage, announced, items
from workers.notices import when

_CHANGE = r"(?:amend(?:ments?|ing|ed)?|alterations?|adoption|adopt(?:ed|ing)?|changes?|修訂|修改|採納|更改)"
TITLE = rf"{_CHANGE}[^.。;；]{{0,160}}?{articles.DOCUMENT}|{articles.DOCUMENT}[^.。;；]{{0,60}}?(?:修訂|修改|修正)"
_TITLE = re2.compile(f"(?i){TITLE}")
_NOT_TITLE = re2.compile(
    r"(?i)poll results|terms of reference|投票結果|表決結果|職權範圍|change (?:of|in) (?:company )?name\b"
)
_ANY = f"(?:{articles.DOCUMENT}|{articles.AGREEMENT})"
_AMENDS = re2.compile(
    rf"(?i)(?:amend(?:ed|ment|ments|ing)?|adopt(?:ed|ion|ing)|restate[ds]?|filed)(?:[^.]|\.\d){{0,260}}?{_ANY}|{_ANY}[^.]{{0,160}}?(?:amend(?:ed|ment)|restated)"
)
_PROPOSES = re2.compile(r"(?i)\bpropos(?:e[sd]?|al|ing)\b|建議|擬")
_ADOPTED = re2.compile(
    r"(?i)(?:has|have|had|was|were|been) (?:duly )?(?:adopted|amended|passed|approved by (?:the )?(?:share|stock)holders)|(?:board|directors|stockholders|shareholders)[^.]{0,80}? (?:adopted|amended|approved)|已(?:獲)?(?:採納|通過|生效)|became effective"
)
_OPENING = re2.compile(
    r"(?i)[^.。\n]{0,200}(?:propos(?:e|es|ed|ing) |adopted|amended|approved|filed|建議|擬|採納|修訂)[^.。\n]{0,300}"
)
_ITEMS = frozenset({"5.03"})
_RIGHTS = frozenset({"3.03"})
"""Modified rights of holders: most point to Item 5.03; some tell the amendment themselves."""


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each title or Item 5.03 that changes a constitutional document."""
    del labels  # titles and items are found over whole documents, not in one section
    titled = [p for p in announced(reading, _TITLE) if not _NOT_TITLE.search(p.title)]
    found = titled[:1] or _amending(reading, _ITEMS) or _amending(reading, _RIGHTS)
    return Found(drafts=tuple(_draft(reading, passage) for passage in found))


def _amending(reading: Reading, numbers: frozenset[str]) -> list[Passage]:
    return [p for p in items(reading, numbers) if _AMENDS.search(p.body)]


def _draft(reading: Reading, passage: Passage) -> Draft:
    text = passage.text
    is_proposed = _is_proposed(passage)
    effective = articles.effective_date(text)
    decided = articles.decision_date(text) if passage.item else None
    return Draft(
        type="articles_amendment",
        subtype="proposed" if is_proposed else "adopted",
        status="proposed" if is_proposed else when.status_at(effective, reading.document_date),
        confidence=Decimal("0.97"),
        fields=_fields(passage, text, effective, is_proposed=is_proposed),
        evidence=tuple(_evidence(reading, passage)),
        event_date=decided or reading.document_date,
        effective_date=None if is_proposed else effective,
        exhibit=None if passage.part.label == "main" else passage.part.label,
        title_item=passage.title_item,
    )


def _is_proposed(passage: Passage) -> bool:
    """A proposal by its title, or words of a proposal without words of adoption."""
    if _PROPOSES.search(passage.title):
        return True
    if passage.item:
        return bool(_PROPOSES.search(passage.text)) and not _ADOPTED.search(passage.text)
    return meetings.is_conditional(passage.text) or (
        bool(_PROPOSES.search(passage.text)) and not _ADOPTED.search(passage.text)
    )


def _fields(
    passage: Passage, text: str, effective: date | None, *, is_proposed: bool
) -> Mapping[str, Value]:
    approval = meetings.approval(text)
    if approval is None and re.search(r"\bBoard\b|董事會", text) and not is_proposed:
        approval = "board"
    return {
        "document": articles.document(passage.title if not passage.item else "", text),
        "approval": approval,
        "meeting": meetings.meeting(text) if is_proposed or not passage.item else None,
        "meeting_date": meetings.meeting_date(text),
        "circular_expected": meetings.circular_expected(text),
        "purposes": articles.purposes(text),
        "effective_date": None if is_proposed else effective,
        "class_or_control_rights": articles.touches_control(text) or None,
    }


def _evidence(reading: Reading, passage: Passage) -> list[Evidence]:
    spans = [(passage.start, passage.end)]
    opening = _OPENING.search(passage.text)
    if opening:
        at = opening.start() + len(opening.group()) - len(opening.group().lstrip())
        spans.insert(0, passage.span(at, opening.end()))
    return [reading.text.evidence(a, b) for a, b in spans if b > a]


def identity(draft: Draft) -> str:
    """The document and the day: ``third-amended-and-restated|2026-03-25``."""
    name = str(draft.fields.get("document") or "articles").lower()
    restated = re.match(r"(.+ amended and restated)\b", name)
    slug = re.sub(r"\W+", "-", restated.group(1) if restated else name).strip("-")
    return f"{slug}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``proposed: Third Amended and Restated Memorandum and Articles of Association``."""
    document = str(draft.fields.get("document") or "constitutional documents")
    document = "articles of association" if re.search("[\u3400-\u9fff]", document) else document
    day, meeting = draft.fields.get("meeting_date"), draft.fields.get("meeting")
    if draft.subtype == "proposed":
        vote = f", vote on {day}" if day else f", vote at {meeting}" if meeting else ""
        return f"proposes to change its constitution: {document}{vote}"
    return f"changed its constitution: {document}"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low; high where class rights or weighted voting change."""
    del thresholds
    return Severity.HIGH if draft.fields.get("class_or_control_rights") else Severity.LOW


EVENT = EventType(
    name="articles_amendment",
    subtypes=("proposed", "adopted"),
    signals=(
        HeadlineCode(codes=("12100", "22100")),
        Item(numbers=("3.03", "5.03")),
        Heading(pattern=TITLE),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
