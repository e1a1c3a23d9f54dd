"""The number or nominal of shares, or the ratio of depositary shares, changes without new value.

Sources: Form 8-K Items 3.03, 5.03 and 8.01, press releases and Forms 6-K by title or lead,
HKEX headline 18120. Ranges that holders authorise, adjusted options and figures restated
for an old split raise nothing; no share is issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

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
from workers.governance import meetings
from workers.notices import when
from workers.notices.drafting import Notice
from workers.notices.ratios import Ratio, find_ratio
from workers.notices.statements import Statement, noticed, saying, sorted_out, unproven

_DEPOSITARY = r"(?:ADSs?|ADRs?|(?:American\s+)?depositary\s+(?:shares?|receipts?))"
_SPLIT = r"(?:reverse\s+)?(?:(?:stock|share|ADS)\s+split|split\s+of\s+(?:its|the|our)\s+(?:common|ordinary)\s+(?:stock|shares))|(?:share|stock)\s+(?:consolidation|subdivision|sub-division)|consolidation\s+(?:or\s+subdivision\s+)?of\s+(?:the\s+|its\s+)?(?:ordinary\s+|common\s+|issued\s+)?shares"
_CAPITAL = r"(?:share\s+)?capital\s+re-?organi[sz]ation|(?:share\s+)?capital\s+reduction|reduction\s+of\s+(?:the\s+)?(?:share\s+capital|issued\s+capital|par\s+value|nominal\s+value)|股份合併|股份合并|股份拆細|股份拆细|股份分拆|股本重組|股本重组|資本重組|股本削減|削減股本"
_ADS_RATIO = rf"{_DEPOSITARY}[- ](?:to[- ](?:\w+[- ]){{1,2}}shares?\s+)?ratio|(?:ratio|change)\s+(?:of|in|to)\s+(?:its\s+|the\s+)?{_DEPOSITARY}\s+(?:ratio|to\b)"
TITLE = f"{_SPLIT}|{_CAPITAL}|{_ADS_RATIO}"
_TITLE = re2.compile(f"(?i){TITLE}")
_NOT_TITLE = re2.compile(
    r"(?i)poll\s+results|voting\s+results|notice\s+of|adjustments?\s+(?:to|in|of)|meeting\s+results|expected\s+timetable|results?\s+for\s+the|投票結果|表決結果|大會通告|調整"
)
LEAD = rf"(?:announc|approv|effect|implement|chang|determin)\w*\b[^;]{{0,300}}?(?:{_SPLIT}|{_ADS_RATIO}|ratio\s+of\s+(?:its|the)\s+American\s+depositary)"
_LEAD = re2.compile(f"(?i){LEAD}")
_ITEMS = frozenset({"3.03", "5.03", "8.01"})
_CODES = frozenset({"18120"})
_CHANGES = re2.compile(
    f"(?i){TITLE}|ratio|consolidat\\w+|sub-?divid\\w+|合併|合并|拆細|拆细|分拆|重組|削減"
)
_RANGE = re.compile(
    r"\b(?:range|ranging|between|not (?:less|more) than|up to) [^.;]{0,60}?\d+[- ]for[- ]|ratios? (?:within|in) (?:the|a) range|may (?:effect|implement)|discretion",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:as adjusted|adjusted (?:for|to reflect)|retroactiv\w+|gives? effect to|giving effect to|prior to the|purpose of|in order to regain|options?,? including)\b",
    re.IGNORECASE,
)
_EFFECTIVE = re.compile(
    r"\b(?:effective(?: (?:as of|on|at|date (?:of|is|will be)))?|will (?:become|take) effect(?:ive)?|opening of trading on|commenc\w+ (?:on|at)|begin(?:ning|s)? trading[^.;]{0,80}? on|effective date[^.;]{0,60}? (?:is|be))\b",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for the item, title or lead that tells the change."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    seen = False
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES, lead=_LEAD):
        if seen or (not passage.item and _NOT_TITLE.search(passage.title)):
            continue
        told = [s for s in saying(passage, _TITLE if passage.item else _CHANGES) if _is_news(s)]
        said = sorted(told, key=lambda s: find_ratio(s.text) is None)
        if said and (find_ratio(said[0].text) or not passage.item):
            seen = True
            yield _draft(Notice(reading=reading, passage=passage, said=said))
        elif not passage.item:
            why = "no sentence tells how shares change"
            yield unproven(reading, passage, TYPE, why)


def _is_news(said: Statement) -> bool:
    text = said.text
    return not (said.is_retold or _RANGE.search(text) or _SUPPOSED.search(text))


def _draft(notice: Notice) -> Draft:
    ratio = next((r for s in notice.said if (r := find_ratio(s.text))), None)
    effective = _effective(notice)
    title = "" if notice.passage.item else notice.passage.title
    proposed = bool(re.search(r"(?i)\bpropos|建議", title)) or (
        effective is None and meetings.is_conditional(notice.text)
    )
    return notice.draft(
        TYPE,
        subtype=_subtype(f"{title} {notice.text}", ratio),
        status="proposed" if proposed else None,
        effective=None if proposed else effective,
        fields=_fields(notice, ratio, proposed=proposed),
    )


def _effective(notice: Notice) -> date | None:
    for said in notice.said:
        found = when.effective_date(said.text, notice.reading.document_date, order=notice.order)
        for named in () if found else _EFFECTIVE.finditer(said.text):
            found = when.stated_date(said.text[named.end() : named.end() + 60], order=notice.order)
            if found:
                break
        if found:
            return found
    return None


def _subtype(words: str, ratio: Ratio | None) -> str:
    """What changes; the direction by the ratio, else by the words."""
    if (ratio and ratio.of == "ads") or re2.search(f"(?i){_ADS_RATIO}", words):
        return "ads_ratio"
    if ratio:
        return "consolidation" if ratio.is_consolidation else "split"
    if re2.search(r"(?i)consolidation|reverse|合併|合并", words):
        return "consolidation"
    return "split" if re2.search(r"(?i)split|sub-?division|拆", words) else "capital_reduction"


def _fields(notice: Notice, ratio: Ratio | None, *, proposed: bool) -> Mapping[str, Value]:
    return {
        "ratio": ratio.printed if ratio else None,
        "approval": meetings.approval(notice.passage.body),
        "meeting_date": meetings.meeting_date(notice.passage.body) if proposed else None,
    }


def identity(draft: Draft) -> str:
    """What and from when: ``consolidation|1-for-10``."""
    return f"{draft.subtype}|{draft.fields.get('ratio') or draft.event_date}"


def headline(draft: Draft) -> str:
    """``share consolidation 1-for-10, from 2026-03-02``."""
    what = {
        "consolidation": "share consolidation",
        "split": "share split",
        "ads_ratio": "change of the ADS ratio:",
        "capital_reduction": "capital reorganisation",
    }[str(draft.subtype)]
    ratio, day = draft.fields.get("ratio"), draft.effective_date
    told = f"{what} {ratio}" if ratio else what.rstrip(":")
    told = f"proposed {told}" if draft.status == "proposed" else told
    return f"{told}, from {day}" if day else told


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Medium: every price and every number of shares is another afterwards."""
    del draft, thresholds
    return Severity.MEDIUM


TYPE = "capital_reorganisation"
EVENT = EventType(
    name=TYPE,
    subtypes=("consolidation", "split", "ads_ratio", "capital_reduction"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
        Phrase(pattern=f"{_ADS_RATIO}|{_SPLIT}"),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
