"""A material cybersecurity incident: when found, what happened, what it does to the company.

Sources: Form 8-K Item 1.05, titles of announcements and press releases. Risk factors and
statements that there was no incident raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Heading, Item, Reading, Thresholds
from workers.grammar.dates import DateOrder
from workers.notices import when
from workers.notices.drafting import Notice
from workers.notices.statements import Statement, noticed, saying, sorted_out, unproven

TITLE = r"cyber[- ]?(?:security)?\s+(?:incident|attack|event)|cyber-?attack|ransomware|data\s+breach|(?:information|data|network)\s+security\s+incident|網絡(?:安全)?(?:事故|事件|攻擊)|網路攻擊|資料外洩|數據洩露|勒索軟件"
_TITLE = re2.compile(f"(?i){TITLE}")
_ITEMS = frozenset({"1.05"})
_INCIDENT = re.compile(
    r"cyber[- ]?(?:security)? ?(?:incident|attack|event|threat)|ransomware|unauthori[sz]ed (?:access|activity|third part|actor|party)|threat actor|data breach|(?:security|encrypt\w*) (?:incident|breach)|hack(?:er|ing|ed)|malware|網絡(?:安全)?(?:事故|事件|攻擊)|未經授權|黑客|勒索|外洩|洩露",
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:identified|detected|discovered|became aware|learned|experienc\w+|determined|occurred|was (?:subject|affected)|gained|accessed|notified|disrupt\w+|encrypted|impacted)\b|發現|獲悉|得悉|遭(?:受|到|遇)|發生|偵測",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:no|not|never)\b[^.;]{0,40}(?:experienced|identified|detected|aware of)[^.;]{0,60}(?:incident|breach|attack)",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:identified|detected|discovered|became aware|learned|determined)\b|發現|獲悉|得悉|偵測",
    re.IGNORECASE,
)
_KINDS = (
    ("ransomware", r"ransom|encrypt|勒索"),
    ("data theft", r"exfiltrat|stolen|data breach|copied|obtained (?:certain )?(?:data|files|information)|外洩|洩露"),
    ("disruption", r"disrupt|outage|offline|unavailab|中斷"),
    ("unauthorised access", r"unauthori[sz]ed|intrusion|accessed|未經授權|入侵"),
)  # fmt: skip
_UNKNOWN = re.compile(
    r"(?:not (?:yet )?(?:determined|known|able to determine|completed)|unable to determine|still (?:assessing|investigating|evaluating)|尚未(?:確定|能)|仍在(?:評估|調查))",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"(?:not|no)\b[^.;]{0,80}\bmaterial(?:ly)?\b[^.;]{0,40}(?:impact|effect|affect|advers)|(?:not|nor)\b[^.;]{0,60}reasonably likely[^.;]{0,40}material|並無[^。；]{0,12}重大(?:不利)?影響",
    re.IGNORECASE,
)
_BIG = re.compile(
    r"(?:has had|had|have|is|will|reasonably likely to have|expects?)[^.;]{0,60}\bmaterial (?:adverse )?(?:impact|effect)|materially (?:impact|affect|disrupt)|重大(?:不利)?影響",
    re.IGNORECASE,
)


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 1.05 or title that tells of an incident."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS):
        said = [s for s in saying(passage, _INCIDENT, _HAPPENED) if not _NONE.search(s.text)]
        if said:
            yield _draft(Notice(reading=reading, passage=passage, said=said))
        else:
            why = "no sentence tells that an incident happened"
            yield unproven(reading, passage, "cyber_incident", why, saying(passage, _NONE))


def _draft(notice: Notice) -> Draft:
    body = notice.passage.body
    return notice.draft(
        "cyber_incident",
        subtype=None,
        status=notice.standing,
        fields={
            "discovered": _discovered(notice.said, notice.order),
            "nature": tuple(name for name, words in _KINDS if re.search(words, body, re.IGNORECASE)) or None,
            "material_impact": _impact(body),
            "impact_determined": False if _UNKNOWN.search(body) else None,
            "law_enforcement": bool(re.search(r"law enforcement|\bFBI\b|\bpolice\b|警方|執法", body)) or None,
        },
    )  # fmt: skip


def _discovered(said: Sequence[Statement], order: DateOrder) -> date | None:
    for sentence in said:
        if _FOUND.search(sentence.text):
            day = when.opening_date(sentence.text, order=order)
            if day:
                return day
    return None


def _impact(text: str) -> Value:
    """False where no material effect is seen, True where there is one; None until it is known."""
    if _UNKNOWN.search(text):
        return None
    if _SMALL.search(text):
        return False
    return True if _BIG.search(text) else None


def identity(draft: Draft) -> str:
    """The day it was found: ``2026-02-04``; amendments tell of the same incident."""
    return f"{draft.fields.get('discovered') or draft.event_date}"


def headline(draft: Draft) -> str:
    """``cybersecurity incident found 2026-02-04: ransomware``."""
    day, nature = draft.fields.get("discovered"), draft.fields.get("nature")
    told = f"cybersecurity incident found {day}" if day else "cybersecurity incident"
    return f"{told}: {', '.join(str(n) for n in nature)}" if isinstance(nature, tuple) else told


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """High; medium where the company sees no material effect."""
    del thresholds
    return Severity.MEDIUM if draft.fields.get("material_impact") is False else Severity.HIGH


EVENT = EventType(
    name="cyber_incident",
    signals=(Item(numbers=tuple(sorted(_ITEMS))), Heading(pattern=TITLE)),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
