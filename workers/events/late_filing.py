"""A periodic report or results come late.

Sources: Form 12b-25 (NT 10-K, NT 10-Q, NT 20-F, NT 11-K; Exchange Act Rule 12b-25), HKEX
headline 13200 (Listing Rules 13.46, 13.49), titles. A circular that is despatched later is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import re2

from watcher.model import Label, Severity, Suppressed
from workers.events import Draft, EventType, Form, Found, Heading, HeadlineCode, Reading, Thresholds
from workers.governance.passages import Passage, whole
from workers.grammar.dates import DateOrder, find_dates
from workers.notices.drafting import Notice
from workers.notices.statements import (
    Statement,
    clause,
    noticed,
    saying,
    sorted_out,
    statements,
    unproven,
)
from workers.results.period import find_period

_REPORT = r"(?:results|reports?|accounts|financial statements|業績|報告|年報|中報|賬目|財務報表)"
TITLE = rf"(?:delay|postpone(?:ment)?)[^;]{{0,60}}(?:publication|release|announcement|despatch|dispatch|publishing)[^;]{{0,60}}{_REPORT}|(?:延遲|延期|延後|延迟)(?:刊發|刊登|公佈|發佈|寄發|发布)[^；]{{0,30}}{_REPORT}"
_TITLE = re2.compile(f"(?i){TITLE}")
_NOT_TITLE = re2.compile(r"(?i)\bcircular\b|通函")
_CODES = frozenset({"13200"})
FORMS = tuple(
    f"NT {name}{end}"
    for name in ("10-K", "10-Q", "20-F", "11-K", "N-CEN", "10-D")
    for end in ("", "/A")
)
_LATE = re.compile(
    r"\bdelay|postpone|unable to|(?:not|cannot) be (?:published|released|able|filed|issued|completed|in a position)|could not be (?:filed|completed)|not be able|additional time|(?:延遲|延期|延後)|未能|無法|需要更多時間",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:due to|because(?: of)?|as a result of|owing to|as (?:additional|more) time|since)\b|由於|因(?=[\u3400-\u9fff])|原因(?:是|為)",
    re.IGNORECASE,
)
_NEW_DATE = re.compile(
    r"(?:expect\w*|anticipat\w*|will be|intends? to)[^.;]{0,100}?\b(?:on or before|by|no later than|not later than|on or about|on)\b|(?:預期|預計|將)[^。；]{0,40}?於",
    re.IGNORECASE,
)
_CHECKED = "☒☑þýxX■"
_BOX_BEFORE = re.compile(r"(?P<box>[☒☑þýxX■☐¨□])\s*\]?\s*Yes")
_BOX_BEHIND = re.compile(r"Yes\s*\[?\s*(?P<box>[☒☑þýxX■☐¨□])")
_ENDED = re.compile(
    r"(?i)for (?:the )?(?:fiscal )?(?:period|year|quarter|transition period) ended\s*:?\s*"
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for a notice of late filing or each title that tells of a delay."""
    del labels  # forms and titles are found over whole documents, not in one section
    form = (reading.form or "").removesuffix("/A")
    if form.startswith("NT "):
        return sorted_out(_by_form(reading, form.removeprefix("NT ")))
    return sorted_out(_answers(reading))


def _by_form(reading: Reading, report: str) -> Iterator[Draft]:
    passage = whole(reading)
    if passage is None:
        return
    said = saying(passage, _LATE)[:1]
    notice = Notice(reading=reading, passage=passage, said=said)
    text = passage.text
    yield notice.draft(
        "late_filing",
        subtype="notice",
        status="announced",
        fields={
            "report": report,
            "period_end": _ended(text),
            "reason": _reason(said),
            "new_date": _new_date(passage, "mdy"),
            "results_change_expected": _results_change(text),
        },
    )


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, codes=_CODES):
        if _NOT_TITLE.search(passage.title) and not re.search(
            _REPORT, passage.title, re.IGNORECASE
        ):
            continue
        said = [s for s in saying(passage, _LATE) if re.search(_REPORT, s.text, re.IGNORECASE)]
        if not said:
            why = "no sentence tells which report comes late"
            yield unproven(reading, passage, "late_filing", why)
            continue
        period = find_period([passage.title, *(s.text for s in said), passage.body])
        yield Notice(reading=reading, passage=passage, said=said).draft(
            "late_filing",
            subtype="delay",
            status="announced",
            fields={
                "report": _report(passage.title) or _report(said[0].text),
                "period_end": period.end if period else None,
                "reason": _reason(said) or _reason(list(statements(passage))),
                "new_date": _new_date(passage, "dmy"),
                "results_change_expected": None,
            },
        )


def _report(text: str) -> str | None:
    """``annual results``, ``interim report`` or 年報, as the title names it."""
    found = re.search(
        r"(?:(?:audited|unaudited|annual|final|interim|quarterly|consolidated) )+(?:results|reports?|accounts|financial statements)|(?:全年|年度|中期|季度)?(?:業績|報告|年報|中報)",
        text,
        re.IGNORECASE,
    )
    return found.group().lower() if found else None


def _reason(said: list[Statement]) -> str | None:
    return next((r for s in said if (r := clause(s.text, _BECAUSE, 400))), None)


def _new_date(passage: Passage, order: DateOrder) -> date | None:
    for sentence in statements(passage):
        found = _NEW_DATE.search(sentence.text)
        if found and re.search(f"{_REPORT}|form", sentence.text, re.IGNORECASE):
            hits = find_dates(
                sentence.text,
                found.end(),
                found.end() + 60,
                order=order,
            )
            if hits:
                return hits[0].value
    return None


def _ended(text: str) -> date | None:
    found = _ENDED.search(text)
    hits = find_dates(text, found.end(), found.end() + 40, order="mdy") if found else []
    return hits[0].value if hits else None


def _results_change(text: str) -> bool | None:
    """The box of Part IV (3): a significant change in results is anticipated."""
    found = re.search(
        r"significant change in results of operations.{0,400}", text, re.IGNORECASE | re.DOTALL
    )
    if not found:
        return None
    box = _BOX_BEFORE.search(found.group()) or _BOX_BEHIND.search(found.group())
    return box["box"] in _CHECKED if box else None


def identity(draft: Draft) -> str:
    """The report and its period: ``10-K|2025-12-31``."""
    return f"{draft.subtype}|{draft.fields.get('period_end') or draft.event_date}"


def headline(draft: Draft) -> str:
    """``10-K for the period ended 2025-12-31 comes late, expected 2026-04-15``."""
    report, end = draft.fields.get("report") or "report", draft.fields.get("period_end")
    new = draft.fields.get("new_date")
    return (
        f"{report}"
        + (f" for the period ended {end}" if end else "")
        + " comes late"
        + (f", expected {new}" if new else "")
    )


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """High for delayed results in Hong Kong (trading stops); medium for Form 12b-25."""
    del thresholds
    return Severity.HIGH if draft.subtype == "delay" else Severity.MEDIUM


EVENT = EventType(
    name="late_filing",
    subtypes=("notice", "delay"),
    signals=(
        Form(names=FORMS),
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Heading(pattern=TITLE),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
