"""A step of insolvency: petition, winding up, receivership, plan or scheme; or its end.

Sources: Form 8-K Item 1.03 (Item 3 before August 2004), HKEX headline 17900, titles. The
going-concern basis, insolvent customers and biographies raise nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import re2

from watcher.model import Label, Severity, Suppressed, Value
from workers.events import Draft, EventType, Found, Heading, HeadlineCode, Item, Reading, Thresholds
from workers.grammar.dates import find_dates
from workers.grammar.money import find_money
from workers.notices.drafting import Notice
from workers.notices.statements import dropped, noticed, saying, sorted_out, statements, unproven

TITLE = r"winding[- ]?up|(?:appointment|discharge|release)\s+of\s+(?:\w+\s+){0,4}(?:liquidators?|receivers?)|(?:voluntary|chapter\s+(?:7|11))[^;]{0,60}(?:petition|bankruptcy|filing|case|reorgani[sz]ation)|files?\s+(?:for|voluntary)[^;]{0,40}(?:bankruptcy|chapter\s+\d+)|bankruptcy|(?:provisional\s+)?liquidation\s+of\s+the\s+company|清盤|清盘|委任[^；]{0,12}(?:清盤人|接管人)|破產|破产"
_TITLE = re2.compile(f"(?i){TITLE}")
_ITEMS = frozenset({"1.03", "3"})
_CODES = frozenset({"17900"})
_STEPS = (
    ("ended", r"(?:petition|winding[- ]up order|application)[^.;]{0,80}(?:was|has been|is|be|were) (?:dismissed|withdrawn|struck out|set aside)|(?:dismissal|withdrawal|dismiss(?:ed)?|withdr[ae]wn?) (?:of )?(?:the )?(?:winding[- ]up )?petition|(?:撤銷|撤回|駁回|剔除)[^。；]{0,20}(?:清盤)?呈請|呈請[^。；]{0,20}(?:撤銷|撤回|駁回)"),
    ("scheme", r"(?:confirm(?:ed|ing|ation)|approv(?:ed|ing))[^.;]{0,100}\bplan\b|\bplan of reorgani[sz]ation[^.;]{0,60}(?:became effective|effective)|emerg(?:ed|ence) from (?:chapter|bankruptcy)|scheme of arrangement with (?:its )?creditors|債務(?:重組|償還)安排|重整計劃"),
    ("winding_up", r"winding[- ]up order|ordered (?:to be|that)[^.;]{0,40}wound up|(?<!be )wound up|provisional liquidators?|voluntary (?:winding[- ]up|liquidation)|(?:assignment for the benefit of|chapter 7)|(?:has|have) been appointed[^.;]{0,40}liquidator|清盤令|(?:委任|獲委任)[^。；]{0,20}清盤人|清盤人[^。；]{0,12}獲委任|自動清盤|自願清盤"),
    ("receivership", r"\breceivers?\b(?: and managers?)?[^.;]{0,60}(?:appoint|over)|appoint\w*[^.;]{0,60}\breceivers?\b|receivership|appointed (?:an? |the )?(?:\w+ )?trustee|接管人"),
    ("petition", r"(?:voluntary|involuntary)? ?petitions?|chapter (?:11|15)|bankruptcy code|bankruptcy court|(?:清盤|破產|破产|清盘)(?:呈請|申請)|呈請"),
)  # fmt: skip
_STEP = tuple((name, re.compile(words, re.IGNORECASE)) for name, words in _STEPS)
_REAL = re.compile(
    r"\b(?:filed|presented|entered|served|received|commenced|appointed|ordered|granted|made|confirmed|approved|dismissed|withdrawn|became|emerged|initiated|sought|elected|emergence|placed|adjourned|issued|passed)\b|提出|提交|送達|接獲|收到|委任|頒|作出|批准|撤銷|撤回|駁回|呈交|通過|舉行",
    re.IGNORECASE,
)
_IF = re.compile(
    r"\b(?-i:may) (?!be wound up)|\bmight\b|\bcould\b|\bwould (?:be|constitute)\b|in the event|effect of (?:the )?petition|section 182|第182條|(?:可能|倘)",
    re.IGNORECASE,
)
_COURT = re.compile(
    r"(?:United States |U\.S\. )?Bankruptcy Court(?: for the (?:\w+ ){0,3}District of [A-Z]\w+(?: [A-Z]\w+)?)?|High Court of (?:the )?[A-Z][\w ]{3,70}?(?= \(|,|\.| for| on| under)|Grand Court of the Cayman Islands|Supreme Court of Bermuda|(?:香港特別行政區)?高等法院(?:原訟法庭)?|開曼群島大法院|百慕達最高法院"
)
_PETITIONER = re.compile(
    r"(?:petition[^.;]{0,120}?(?:by|from)|filed by|presented by) (?:the )?(?P<who>(?-i:[A-Z])[^.;()]{3,80}?)(?: \(|,| against| in | at | with | to | for | on | under|\.|;|$)",
    re.IGNORECASE,
)
_SUBSIDIARY = re.compile(
    r"(?:against|liquidation of|winding[- ]up of|over) (?:the |a |an )?[^.;]{0,80}\bsubsidiar|\bsubsidiar(?:y|ies)\b[^;]{0,120}(?:filed|winding|liquidat|bankrupt|petition|trustee|receiver)|附屬公司[^。；]{0,30}(?:清盤|破產)",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:and|together with|along with) (?:[a-z]+ ){0,3}its (?:[\w-]+ ){0,4}subsidiar|本公司及[^。；]{0,16}附屬公司",
    re.IGNORECASE,
)
_ADJOURNED = re.compile(r"adjourn|押後|延期聆訊", re.IGNORECASE)
_HEARING = re.compile(r"\b(?:heard|hearing)\b|聆訊", re.IGNORECASE)
_CASE = re.compile(r"(?:Case Nos?\.?|HCCW|CACV)\s*\d[\w:\-/]*(?: of \d{4})?")


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each Item 1.03 or title that tells of a step of insolvency."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES):
        if not passage.item and _ADJOURNED.search(passage.title):
            why = "the hearing of a petition that an earlier announcement told moves"
            yield dropped(reading, passage, [], "bankruptcy:PREVIOUSLY_DISCLOSED", why)
            continue
        said = [s for s in saying(passage, _REAL) if _step(s.text) and not _IF.search(s.text)]
        if said:
            told = sorted(said, key=lambda s: s.is_retold)
            yield _draft(Notice(reading=reading, passage=passage, said=told))
        else:
            why = "no sentence tells of a petition, an order, an appointment or a plan"
            yield unproven(reading, passage, "bankruptcy", why)


def _step(text: str) -> str | None:
    return next((name for name, words in _STEP if words.search(text)), None)


def _draft(notice: Notice) -> Draft:
    titled = _step(notice.passage.title) if not notice.passage.item else None
    first = _step(notice.text) or "petition"
    step = titled if titled in {"ended", "receivership", "winding_up"} else first
    return notice.draft(
        "bankruptcy",
        subtype="petition" if step == "ended" else step,
        status="terminated" if step == "ended" else "effective",
        fields=_fields(notice),
    )


def _fields(notice: Notice) -> Mapping[str, Value]:
    text = " ".join(s.text for s in notice.said[:3])
    body = notice.passage.body
    court, who, case = _COURT.search(body), _PETITIONER.search(text), _CASE.search(body)
    money = find_money(text, dollar="USD" if notice.reading.form else None)
    chapter = re.search(r"\bchapter (7|11|15)\b", body, re.IGNORECASE)
    hearing = next((s for s in statements(notice.passage) if _HEARING.search(s.text)), None)
    days = find_dates(hearing.text, order="dmy") if hearing else []
    return {
        "court": " ".join(court.group().split()) if court else None,
        "petitioner": " ".join(who["who"].split()) if who else None,
        "amount": money[0].amount if money else None,
        "currency": money[0].currency if money else None,
        "chapter": int(chapter.group(1)) if chapter else None,
        "case": case.group() if case else None,
        "hearing_date": days[-1].value if days else None,
        "of_subsidiary": _is_of_subsidiary(notice) or None,
    }


def _is_of_subsidiary(notice: Notice) -> bool:
    """Whether the step concerns a subsidiary and not the company with its subsidiaries."""
    told = f"{notice.passage.title} {notice.text}"
    return bool(_SUBSIDIARY.search(told)) and not _BOTH.search(told)


def identity(draft: Draft) -> str:
    """The step and the day: ``petition|2026-02-01``."""
    return f"{draft.subtype}|{draft.status}|{draft.event_date}"


def headline(draft: Draft) -> str:
    """``insolvency: petition under chapter 11, United States Bankruptcy Court …``."""
    told = str(draft.subtype).replace("_", " ") + (" ended" if draft.status == "terminated" else "")
    chapter, court = draft.fields.get("chapter"), draft.fields.get("court")
    whose = " of a subsidiary" if draft.fields.get("of_subsidiary") else ""
    return (
        f"insolvency{whose}: {told}"
        + (f" under chapter {chapter}" if chapter else "")
        + (f", {court}" if court else "")
    )


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Critical; high for a subsidiary; medium where a petition is withdrawn or dismissed."""
    del thresholds
    if draft.status == "terminated":
        return Severity.MEDIUM
    return Severity.HIGH if draft.fields.get("of_subsidiary") else Severity.CRITICAL


EVENT = EventType(
    name="bankruptcy",
    subtypes=("petition", "receivership", "winding_up", "scheme"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
