"""The external auditor changes: who goes, who comes, why, and whether they disagreed.

Sources: Form 8-K Item 4.01 (Item 4 before August 2004; Regulation S-K Item 304), HKEX
headlines 12150 and 15000 (Listing Rule 13.51(4)), announcements by title. A re-appointment
at a general meeting and the auditor's scope of work raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
from workers.governance.passages import Passage
from workers.grammar.dates import DateOrder
from workers.grammar.worded import Worded
from workers.notices import firms, when
from workers.notices.firms import Mention
from workers.notices.statements import (
    Statement,
    clause,
    dropped,
    exhibit,
    noticed,
    proof,
    sorted_out,
    statements,
)

_AUDITOR = r"(?:auditors?|certifying accountants?|independent (?:registered )?(?:public )?account(?:ants?|ing firm)|accounting firm|核數師|核数师|審計師|审计师|審計機構|审计机构|會計師事務所)"
TITLE = rf"(?:changes?|dismisses|replaces|appoints|engages|resignation|removal|dismissal|retirement|cessation|termination|appointment|engagement|non-re-?appointment|更換|更换|變更|变更|辭任|辞任|退任|罷免|委任|聘任|改聘|建議委任)(?: |及)?[^.。;；]{{0,40}}?{_AUDITOR}|{_AUDITOR}(?:之|的)?[^.。;；]{{0,4}}(?:resignation|變更|变更|更換|辭任|辞任|退任)"
_TITLE = re2.compile(f"(?i){TITLE}")
_FIRM = r"independent\s+(?:registered\s+)?(?:public\s+)?(?:account(?:ants?|ing\s+firm)|auditors?)"
LEAD = rf"(?:dismiss|terminat|replac|appoint|engag|resign)\w*\b[^;]{{0,200}}?{_FIRM}"
_LEAD = re2.compile(f"(?i){LEAD}")
_NOT_TITLE = re2.compile(
    r"(?i)re-?appointment of|\bratif|internal auditor|poll results|notice of|scope of work|report of|remuneration of|續聘|續任|投票結果|內部審計"
)
_CHANGE_OF = re2.compile(r"(?i)change|resignation|更換|更换|變更|变更|辭任|辞任|退任|罷免")
_GOES = re.compile(r"(?i)resignation|removal|辭任|退任|罷免")
_BUSINESS = re2.compile(r"(?i)mandate|re-?election|general meeting|授權|重選|大會")
_ITEMS = frozenset({"4.01", "4"})
_CODES = frozenset({"12150", "15000"})
_AGREED = re.compile(
    r"\b(?:no|not (?:been |had |have )?any|nor (?:were|was) there any|without any)\s+(?:\w+ )?disagreements?|did not have any disagreements?|(?:無|沒有|未有|概無|不存在)[^。；]{0,14}(?:意見分歧|分歧|意見不合)",
    re.IGNORECASE,
)
_DISAGREED = re.compile(
    r"\b(?:there (?:was|were|had been|have been)|had|following) (?:the following |a |certain |several )?disagreements?\b",
    re.IGNORECASE,
)
_LETTER = Worded(
    re.compile(
        r"(?P<no>\bno (?:other )?(?:matters?|circumstances?)|\bnot aware of any|there (?:is|are) no|(?:無|沒有|未有|概無|並無)[^。；]{0,30})?[^.;。；]{0,120}?(?:brought to the attention|垂注|提請[^。]{0,30}注意|(?:知會|敦請)[^。]{0,20}(?:股東|證券持有人))",
        re.IGNORECASE,
    ),
    "attention",
    "垂注",
    "提請",
    "知會",
    "敦請",
)
_REASON = re.compile(
    r"\b(?:due to|because(?: of)?|owing to|in view of|in light of|having (?:taken into account|considered)|considering|given that|as (?:the parties|it|the company and [^.;]{2,40}?) (?:could|cannot|can|did) not|(?:could|cannot|did|were|was) (?:not|unable to) (?:reach|agree))\b\s*|由於|鑒於|鑑於|原因(?:為|是)|因(?=[\u3400-\u9fff])|考慮到",
    re.IGNORECASE,
)
_DISPUTE = re.compile(
    r"(?:agree|consensus|disagree)[^.;]{0,60}\bfees?\b|\bfees?\b[^.;]{0,60}(?:not|unable)[^.;]{0,20}(?:agree|consensus)|unable to (?:obtain|complete|access)|outstanding (?:audit )?(?:information|matters|issues)|(?:審計|核數|審核)(?:費用|酬金)[^。；]{0,30}(?:未能|無法|共識|協議)|未能[^。；]{0,20}(?:共識|一致)|尚未(?:解決|完成)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A sentence and the firms that come and go in it."""

    said: Statement
    firms: tuple[Mention, ...]


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 4.01 or title that tells a change of the auditor."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES, lead=_LEAD):
        if not passage.item and _NOT_TITLE.search(passage.title):
            continue
        known = firms.aliases(passage.text)
        told = [
            Naming(said=s, firms=tuple(found))
            for s in statements(passage)
            if (found := firms.mentions(s.text, known, about_auditors=bool(passage.item)))
        ]
        moved = [t for t in told if any(m.side != "kept" for m in t.firms)]
        if moved or _is_about_nothing_else(passage):
            yield _draft(reading, passage, moved)
        elif passage.title_item and not told:
            why = "a change that a meeting has still to decide, with no firm named"
            yield dropped(reading, passage, [], "auditor_change:CONDITIONAL", why)
        elif told:
            why = "the auditor is appointed again; nobody comes or goes"
            yield dropped(reading, passage, [told[0].said], "auditor_change:REELECTION_ONLY", why)


def _is_about_nothing_else(passage: Passage) -> bool:
    """Whether the title alone proves a change: of an announcement, not of a circular."""
    return bool(
        passage.title_item
        and _CHANGE_OF.search(passage.title)
        and not _BUSINESS.search(passage.title)
    )


def _draft(reading: Reading, passage: Passage, told: Sequence[Naming]) -> Draft:
    everyone = [m for t in told for m in t.firms]
    gone, come = firms.first(everyone, "out"), _successor(everyone)
    proving = [t.said for t in told if {gone, come} & set(t.firms)][:2]
    order: DateOrder = "mdy" if reading.form else "dmy"
    effective = _effective(reading, proving, order)
    subtype = _subtype(passage, gone, come)
    opened = next((d for s in proving if (d := when.opening_date(s.text, order=order))), None)
    return Draft(
        type="auditor_change",
        subtype=subtype,
        status="proposed"
        if subtype == "proposed"
        else when.status_at(effective, reading.document_date),
        confidence=Decimal("0.97") if told else Decimal("0.8"),
        fields=_fields(passage, gone, come, effective),
        evidence=proof(reading, passage, proving),
        event_date=(opened if passage.item else None) or reading.document_date,
        effective_date=None if subtype == "proposed" else effective,
        exhibit=exhibit(passage),
        title_item=passage.title_item,
    )


def _successor(everyone: Sequence[Mention]) -> Mention | None:
    """The firm that comes; a firm appointed stands before one only proposed."""
    come = [m for m in everyone if m.side == "in"]
    left = {m.firm for m in everyone if m.side == "out"}
    new = [m for m in come if m.firm not in left]
    return min(new, key=lambda m: m.way == "proposed", default=None)


def _effective(reading: Reading, proving: Sequence[Statement], order: DateOrder) -> date | None:
    days = (when.effective_date(s.text, reading.document_date, order=order) for s in proving)
    return next((d for d in days if d), None)


def _subtype(passage: Passage, gone: Mention | None, come: Mention | None) -> str:
    if re.search(r"\bpropos|建議|擬", passage.title, re.IGNORECASE) and not passage.item:
        return "proposed"
    if gone is not None:
        return "removal" if gone.way == "removal" else "resignation"
    if come is not None and come.way == "proposed":
        return "proposed"
    goes = _GOES.search(passage.title) if come is None else None
    if goes is not None:
        return "removal" if goes.group() in {"罷免", "removal"} else "resignation"
    return "appointment"


def _fields(
    passage: Passage, gone: Mention | None, come: Mention | None, effective: date | None
) -> Mapping[str, Value]:
    text = passage.body
    return {
        "outgoing": gone.firm if gone else None,
        "incoming": come.firm if come else None,
        "incoming_proposed": come.way == "proposed" if come else None,
        "action": gone.way if gone else come.way if come else None,
        "effective_date": effective,
        "reason": _reason(passage),
        "disagreements": _disagreements(text),
        "circumstances_letter": _circumstances(text),
        "dispute": bool(_DISPUTE.search(text)) or None,
        "meeting": meetings.meeting(text) if come and come.way == "proposed" else None,
    }


def _reason(passage: Passage) -> str | None:
    """Why the firm goes, in the words of the notice, where it says so about the auditor."""
    for said in statements(passage):
        if re.search(
            r"resign|dismiss|retir|remov|chang|re-?appoint|辭任|辞任|退任|罷免|更換",
            said.text,
            re.IGNORECASE,
        ):
            reason = clause(said.text, _REASON)
            if reason:
                return reason
    return None


def _disagreements(text: str) -> bool | None:
    if _AGREED.search(text):
        return False
    return True if _DISAGREED.search(text) else None


def _circumstances(text: str) -> bool | None:
    """False where the notice says that nothing need be told to holders or creditors."""
    found = _LETTER.search(text)
    if found is None:
        return None
    return not (found["no"] or re.search(r"\bno\b|\bnot\b|無|沒有", found.group(), re.IGNORECASE))


def identity(draft: Draft) -> str:
    """How and when: ``resignation|2026-03-25``; firms are spelt differently by language."""
    return f"{draft.subtype}|{draft.effective_date or draft.event_date}"


def headline(draft: Draft) -> str:
    """``auditor Alder & Birch LLP resigned, Cedar LLP appointed``."""
    gone, come = draft.fields.get("outgoing"), draft.fields.get("incoming")
    how = {"removal": "dismissed", "retirement": "retires"}.get(
        str(draft.fields.get("action")), "resigned"
    )
    taken = "proposed" if draft.fields.get("incoming_proposed") else "appointed"
    told = [f"auditor {gone} {how}"] if gone else []
    if come:
        told.append(f"{come} {taken}" if gone else f"auditor {come} {taken}")
    return ", ".join(told) or "change of auditor"


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Medium; high after a disagreement or a dispute on fees, access or open questions."""
    del thresholds
    loud = (
        draft.fields.get("disagreements")
        or draft.fields.get("dispute")
        or draft.fields.get("circumstances_letter")
    )
    return Severity.HIGH if loud else Severity.MEDIUM


EVENT = EventType(
    name="auditor_change",
    subtypes=("resignation", "removal", "appointment", "proposed"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
        Phrase(
            pattern=rf"(?:dismiss|appoint|engage|resign|terminat|replac)\w*\b[^.;]{{0,80}}{_FIRM}"
        ),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
