"""What the sentences of a results announcement say beside its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import re2

from watcher.model import Block
from workers.grammar.dates import find_dates
from workers.grammar.worded import Worded

_GAAP = (
    ("US GAAP", r"U\.?\s?S\.? GAAP|accounting principles generally accepted in the (?:U\.\s?S\.|United States)|generally accepted accounting principles in the United States|美國(?:公認)?會計(?:準則|原則)|美國公認"),
    ("HKFRS", r"HKFRS|Hong Kong (?:Financial Reporting|Accounting) Standards?|generally accepted in Hong Kong|香港(?:財務報告|會計)準則|香港財務申報準則"),
    ("IFRS", r"\bIFRSs?\b|International (?:Financial Reporting|Accounting) Standards?|國際(?:財務報告|會計)(?:準則|会计准则)|国际财务报告准则"),
    ("CASBE", r"China Accounting Standards|CASBE|PRC GAAP|中國企業會計準則|企业会计准则"),
)  # fmt: skip
_PREPARED = Worded(
    re2.compile(r"(?i)prepared|in accordance with|accordance|編製|编制"),
    "prepared",
    "accordance",
    "編製",
    "编制",
)
_UNAUDITED = re2.compile(r"(?i)\bunaudited\b|not (?:been|yet) audited|未經審[核計]|未经审计")
_AUDITED = re2.compile(r"(?i)(?:^|[^n])\baudited\b|經審[核計]|经审计")
_REVIEWED = re2.compile(
    r"(?i)reviewed by (?:the |our |its )?(?:company['’]s |board['’]s )?audit(?: and \w+(?: \w+)?)? committee|audit(?: and \w+(?: \w+)?)? committee(?: of the (?:company|board))?,?(?:[^.]{0,120}?)(?:has|have|had)\b[^.]{0,60}?\breviewed|審[核計計]委員會[^。]{0,60}(?:已|經)?[^。]{0,20}審[閱核]|审计委员会[^。]{0,60}审[阅核]"
)
_AUDITOR = re.compile(
    r"(?:auditors?|reporting accountants?),? (?:of the (?:Group|Company), )?(?:Messrs\.? )?([A-Z][\w&.,’' ]{2,60}?)(?=,? to the amounts|,? \(|,? in accordance|, (?:Certified|Public|which|have|has|on|as)|\.| to )"
)
_HAN_AUDITOR = re.compile(
    r"核數師(?:，|,)?((?:[\u3400-\u9fff]{2,8}|[\u3400-\u9fff ‧・]{2,14})會計師(?:行|事務所)?(?:（特殊普通合夥）|有限公司)?)"
)
_NO_ASSURANCE = re2.compile(
    r"(?i)did not constitute an assurance|does not constitute an assurance|no (?:opinion or )?assurance (?:conclusion )?has been expressed|no assurance (?:conclusion )?(?:is|was|has been) (?:expressed|given)|不構成[^。]{0,40}(?:核證|鑒證|保證)|並無[^。]{0,30}發表[^。]{0,20}(?:保證|意見)"
)
_RATE = re.compile(
    r"(?:rates? of |at )(?:approximately )?(?:(?P<q>US\$|HK\$)\s?1(?:\.0+)? (?:=|to|:|equals?) )?(?P<base>RMB|HK\$|CNY|NT\$)\s?(?P<rate>\d+\.\d{2,6}) ?(?:=|to|per|for each|:)? ?(?P<quote>US\$|HK\$|U\.S\.\s?\$|USD)?",
    re.IGNORECASE,
)
_EMPLOYEES = re2.compile(
    r"(?i)(?:had|employed|has|have|with|total of|headcount of|workforce of|number of (?:full-time )?employees (?:was|of [^.]{0,60}? was))\s+(?:a total (?:workforce )?of |an aggregate of |approximately |about |around |in total )*(\d{1,3}(?:,\d{3})+|\d{2,6})\s+(?:full[- ]time |permanent |regular |active )*(?:employees|staff|members of staff|people)|(?:共有|僱用|聘用|聘有|擁有|僱有|雇员|員工總數為)(?:合共|約|大約|合計|總共)*\s?(\d{1,3}(?:,\d{3})+|\d{1,6})\s?(?:名|位|人)"
)
_NO_DIVIDEND = re2.compile(
    r"(?i)(?:do(?:es)?|did|has|have|had) not (?:recommend|declare|propose|proposed|declared|recommended|resolve)[^.]{0,80}?dividend|(?:not to|no) (?:recommend|declare|pay|propose)[^.]{0,60}?dividend|no (?:interim |final |special )?dividends? (?:has|have|had|was|were|is|are|will be|shall be)[^.]{0,40}?(?:declared|proposed|paid|recommended)|not recommended? (?:the )?(?:payment|distribution|declaration)|(?:不建議|不擬|不宣派|並無建議|不派發|並不建議|無建議|不派付|決議不|概無)[^。]{0,30}(?:股息|派息)"
)
_DIVIDEND = re2.compile(
    r"(?i)(?:recommend(?:s|ed)?|declared?s?|propos(?:es|ed?)|resolved to (?:declare|pay|recommend))[^.]{0,80}?dividend|(?:建議|宣派|宣佈派發|派付|派發)[^。]{0,30}(?:股息)"
)
_BOARD = re2.compile(r"(?i)\b(?:board|directors)\b|董事")
_CONCERN = re2.compile(r"(?i)going concern|持續經營(?:能力|基準|之基準|的能力)|持续经营能力")
_DOUBT = re2.compile(
    r"(?i)(?:material uncertaint|(?:significant|substantial) doubts?)[^.]{0,160}going concern|going concern[^.]{0,120}(?:material uncertaint|(?:significant|substantial) doubt)|重大不確定[^。]{0,80}持續經營|持續經營[^。]{0,60}(?:重大(?:疑慮|疑問|不確定|懷疑))|(?:重大|嚴重)(?:疑慮|疑問)[^。]{0,40}持續經營"
)
_NO_DOUBT = re2.compile(
    r"(?i)\b(?:no|not|nor|without)\b[^.]{0,60}(?:material uncertaint|(?:significant|substantial) doubt)|(?:並無|沒有|不存在|無)[^。]{0,20}重大(?:不確定|疑慮|疑問)|alleviat|whether (?:or not )?(?:a |any |there )|if we conclude|is adequate|是否(?:存在|有)|倘我們"
)
_MODIFIED = re2.compile(
    r"(?i)\b(?:disclaimer of opinion|qualified opinion|adverse opinion|do(?:es)? not express an opinion on the (?:consolidated )?financial|basis for (?:qualified|disclaimer|adverse))|(?:無法表示意見|不發表意見|保留意見|否定意見)"
)
_NOT_MODIFIED = re2.compile(
    r"(?i)unqualified|unmodified|not (?:been )?(?:qualified|modified)|removal of|without (?:any )?qualif|無保留|非無保留|previous(?:ly)?|無修訂"
)
_IMPAIRED = re2.compile(
    r"(?i)impairment[^.]{0,80}?(?:RMB|HK\$|US\$|\$)\s?(\d[\d,]*(?:\.\d+)?)\s?(?:million|billion|thousand)?|減值[^。]{0,40}?(\d[\d,]*(?:\.\d+)?)\s?(?:百萬|億|萬|千)"
)
_SENTENCE = re.compile(r"(?<=[.。])\s+(?=[A-Z“\u3400-\u9fff])|(?<=。)")
_CURRENCY = {"rmb": "RMB", "cny": "RMB", "hk$": "HKD", "nt$": "TWD"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A printed convenience rate: units of ``base`` per unit of ``quote``, and its day."""

    rate: Decimal
    base: str
    quote: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """The facts of the sentences; None where the text does not say."""

    gaap: str | None
    audited: bool | None
    reviewed_by_audit_committee: bool | None
    auditor: str | None
    auditor_assurance: bool | None
    rate: Rate | None
    employees: int | None
    dividend_declared: bool | None
    going_concern_doubt: bool | None
    modified_opinion: bool | None


def said(blocks: Sequence[Block]) -> Said:
    """Everything that the sentences of one announcement say of its figures."""
    texts = [b.text for b in blocks if b.kind != "row"]
    words = [(text, text.lower()) for text in texts]
    scoped = _with(words, "assurance", "構成", "無")
    scope = next((t for t in scoped if _NO_ASSURANCE.search(t)), None)
    audited = _audited(texts)
    return Said(
        gaap=_gaap(texts),
        audited=True if audited is None and scope and _AUDITED.search(scope) else audited,
        reviewed_by_audit_committee=True
        if any(_REVIEWED.search(t) for t in _with(words, "review", "審", "审"))
        else None,
        auditor=_auditor(scope) if scope else None,
        auditor_assurance=False if scope else None,
        rate=_rate(texts),
        employees=_employees(_with(words, "employee", "staff", "people", "名", "位", "人")),
        dividend_declared=_dividend(_with(words, "dividend", "股息", "派息")),
        going_concern_doubt=_going_concern(_with(words, "concern", "經營", "经营")),
        modified_opinion=True
        if any(_is_modified(s) for t in _with(words, "opinion", "意見") for s in _sentences(t))
        else None,
    )


def _with(texts: Iterable[tuple[str, str]], *words: str) -> list[str]:
    """The texts that hold one of the words; each comes with its small letters."""
    return [text for text, small in texts if any(word in small for word in words)]


def impairment_sentence(blocks: Iterable[Block]) -> tuple[int, int] | None:
    """The span of the first words that put an amount above zero to an impairment."""
    for block in blocks:
        if block.kind == "row":
            continue
        for found in _IMPAIRED.finditer(block.text):
            amount = Decimal((found.group(1) or found.group(2)).replace(",", "").rstrip("."))
            if amount and "compared with" not in found.group():
                return block.start + found.start(), block.start + found.end()
    return None


def _sentences(text: str) -> list[str]:
    return _SENTENCE.split(text)


def _gaap(texts: Sequence[str]) -> str | None:
    """The standards named first where the statements are said to be prepared, else first at all."""
    for wanted in (_PREPARED, None):
        for text in texts:
            if wanted is not None and not wanted.search(text):
                continue
            hits = [
                (m.start(), name)
                for name, pattern in _GAAP
                for m in [re.search(pattern, text)]
                if m
            ]
            if hits:
                return min(hits)[1]
    return None


def _audited(texts: Sequence[str]) -> bool | None:
    """As the title, the announcing sentence or a statement's heading has it, in this order."""
    for text in texts[:60]:
        if _UNAUDITED.search(text):
            return False
        if _AUDITED.search(text):
            return True
    return False if any(_UNAUDITED.search(t) for t in texts if len(t) < 200) else None


def _auditor(scope: str) -> str | None:
    found = _AUDITOR.search(scope) or _HAN_AUDITOR.search(scope)
    return found.group(1).strip(" ,") if found else None


def _rate(texts: Sequence[str]) -> Rate | None:
    for text in texts:
        found = _RATE.search(text) if "1.0" in text or "US$1" in text or "US$" in text else None
        if not found or not (found["quote"] or found["q"]):
            continue
        on = find_dates(text, found.end(), found.end() + 220) or find_dates(
            text, max(0, found.start() - 120), found.start()
        )
        quote = "HKD" if (found["quote"] or found["q"]).upper().startswith("HK") else "USD"
        base = _CURRENCY[found["base"].lower()]
        return Rate(
            rate=Decimal(found["rate"]), base=base, quote=quote, on=on[0].value if on else None
        )
    return None


def _employees(texts: Sequence[str]) -> int | None:
    found = next((m for t in texts for m in [_EMPLOYEES.search(t)] if m), None)
    return int((found.group(1) or found.group(2)).replace(",", "")) if found else None


def _dividend(texts: Sequence[str]) -> bool | None:
    """False where the board recommends none, True where it recommends or declares one.

    What the board says now counts before what the notes tell of dividends.
    """
    about = [
        s for t in texts if _NO_DIVIDEND.search(t) or _DIVIDEND.search(t) for s in _sentences(t)
    ]
    for sentence in (*(s for s in about if _BOARD.search(s)), *about):
        if _NO_DIVIDEND.search(sentence):
            return False
        if _DIVIDEND.search(sentence):
            return True
    return None


def _going_concern(texts: Sequence[str]) -> bool | None:
    about = [s for t in texts if _CONCERN.search(t) for s in _sentences(t)]
    if not about:
        return None
    return any(_DOUBT.search(s) and not _NO_DOUBT.search(s) for s in about)


def _is_modified(sentence: str) -> bool:
    return bool(_MODIFIED.search(sentence)) and not _NOT_MODIFIED.search(sentence)
