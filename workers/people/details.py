"""What an announcement adds about a leaver or an appointee (listing rule 13.51(2), item 5.02).

Reason, disagreement, matters for holders; term, pay, interests, relationships, other
directorships. A negative statement gives ``none`` or ``False``; silence gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from watcher.model import Value
from workers.grammar.worded import Worded

_REASON = re.compile(
    r"(?i)\b(?:due\s+to|because\s+of|owing\s+to|as\s+a\s+result\s+of|on\s+account\s+of|in\s+view\s+of|by\s+reason\s+of|for)\s+(?=[^,.;]*(?:reasons?|commitments?|personal|health|business|retire|family|age\b|pursu|arrangement|development|engagement|illness))"
    r"(?:(?:his|her|their|the|other)\s+(?=other|personal|own|health|age|need|desire))?([^,.;]{4,120}?)(?=,|\.|;|\s+with\s+effect|\s+(?:and|but)\s+|\s+which\b|$)"
)
_PURPOSE = re.compile(
    r"(?i)\b(?:in\s+order\s+)?(to\s+(?:pursue|devote|focus|concentrate|spend|dedicate|accept|attend\s+to|take\s+up)\s+[^,.;]{4,110}?)(?=,|\.|;|\s+with\s+effect|\s+effective|$)"
)
_ZH_REASON = re.compile(
    r"(?:因|由於|基於)([^，。；]{2,60}?)(?=，|,|已|而|提出|辭|辞|請辭|申請|退任)|，?(為(?:尋求|追求|投放|專注)[^，。；]{2,40})"
)
_DISAGREE_NO = re.compile(
    r"(?i)\bno\s+(?:\w+\s+){0,2}disagreements?|\bnot\s+(?:\w+\s+){0,6}(?:due\s+to|because\s+of|result(?:ed)?\s+(?:of|from)|involve|relate\w*\s+to|caused\s+by|based\s+on|in\s+connection\s+with|from)\s+(?:any\s+|a\s+)?(?:dispute\s+or\s+)?disagreement|"
    r"\bdid\s+not\s+(?:\w+\s+){0,4}disagreement|without\s+(?:any\s+)?disagreement|was\s+aware\s+of\s+a\s+disagreement|(?:並無|無|沒有|概無|没有)[^，。]{0,8}(?:意見分歧|意見不合|意见分歧|異議)"
)
_DISAGREE_YES = re.compile(
    r"(?i)\b(?:due\s+to|because\s+of|as\s+a\s+result\s+of|over|following|arising\s+from)\s+(?:a\s+|his\s+|her\s+|certain\s+)?disagreements?|\bhas\s+(?:a\s+|certain\s+)?disagreements?\s+with|存在(?:重大)?意見分歧|有意見分歧"
)
_CLAIM_NO = re.compile(
    r"(?i)\bno\s+(?:\w+\s+){0,3}claims?\b|(?:並無|無|沒有)[^，。]{0,14}(?:索償|申索|索賠)"
)
_MATTER_NO = re.compile(
    r"(?i)(?:\bno\s+(?:other\s+)?(?:matters?|information|facts)|not\s+aware\s+of\s+any(?:\s+other)?\s+matters?)[^.;]{0,160}(?:brought\s+to\s+the\s+attention|attention\s+of)|(?:無|概無|並無)[^。]{0,60}(?:事宜|事項|情況)[^。]{0,30}(?:敦請|提請|垂注|注意|知會)"
)
_VACANCY = re.compile(
    r"(?i)\bvacan(?:cy|t)\b|suitable\s+candidate|search\s+for|remain\s+open|空缺|合適(?:人選|人士)"
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "一": 1,
    "兩": 2,
    "二": 2,
    "三": 3,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
_YEARS = Worded(
    re.compile(
        r"(?i)\b(?:term|period)\s+of\s+(one|two|three|four|five|\d)\s*(?:\(\d\)\s*)?-?\s?years?|\b(one|two|three|four|five|\d)[-\s]years?\s+(?:term|contract|service)|為期([一兩二三四五\d])年|([一兩二三四五\d])年(?:之)?任期"
    ),
    "term",
    "period",
    "contract",
    "service",
    "為期",
    "任期",
)
_UNTIL = re.compile(
    r"(?i)\bor\s+until\s+(?:the\s+)?((?:\w+\s+){0,3}annual\s+general\s+meeting)(?:\s+of\s+the\s+company)?(\s+after)?"
)
_WHICHEVER = re.compile(r"(?i)whichever\s+is\s+(?:the\s+)?(earlier|later)")
_REELECTED = re.compile(
    r"(?i)re-?election\s+at\s+(?:the\s+)?((?:\w+\s+){0,3}annual\s+general\s+meeting)"
)
_NOTICE = re.compile(
    r"(?i)(?:not\s+less\s+than\s+|at\s+least\s+)?(?<!next )(thirty|sixty|ninety|\d{1,3})\s*(?:\(\d+\)\s*)?days[’']?\s+(?:prior\s+)?(?:written\s+)?notice"
)
_NOTICE_MONTHS = re.compile(
    r"(?i)(one|two|three|six|\d)\s*(?:\(\d\)\s*)?months?[’']?\s+(?:prior\s+)?(?:written\s+)?notice|([一兩二三六])個月(?:的)?(?:事先)?書面通知"
)
_NO_FEE = re.compile(
    r"(?i)not\s+(?:receive|be\s+entitled\s+to)\s+any\s+(?:director[’']?s?[’']?\s+)?(?:fee|emolument|remuneration)|(?:不會|並不|將不)[^。]{0,12}(?:收取|領取)[^。]{0,8}(?:袍金|酬金|薪酬)"
)
_FEE = re.compile(
    r"(?i)(?:fee|emoluments?|remuneration|salary|袍金|酬金|薪酬)[^.;。]{0,60}?(HK\$|US\$|RMB|HKD|港幣|人民幣|\$)\s?([\d,]{4,})(?:元|港元)?(?:[^.;。]{0,20}?(per\s+annum|per\s+month|annually|monthly|a\s+year))?"
)
_ZH_FEE = re.compile(
    r"每(年|月)(?:之)?(?:董事)?(?:袍金|酬金|薪酬)?[^。]{0,8}?([\d,]{4,})(港元|元|美元)|每(年|月)(港幣|人民幣)([\d,]{4,})元"
)
_NO_DIRECTORSHIP = re.compile(
    r"(?i)(?:has\s+not\s+held|did\s+not\s+hold|does\s+not\s+hold|had\s+not\s+held|not\s+hold)\s+any\s+(?:other\s+)?directorships?|(?:並無|概無|無)[^。]{0,60}(?:擔任|出任)[^。]{0,10}董事"
)
_NO_INTEREST = re.compile(
    r"(?i)(?:does\s+not\s+have|has\s+no|did\s+not\s+have|not\s+have|no)\s+(?:any\s+)?interests?\s+in\s+(?:the\s+|any\s+)?(?:securities|shares)|not\s+interested\s+in\s+any|(?:並無|概無|無)[^。]{0,40}權益"
)
_NO_RELATION = re.compile(
    r"(?i)(?:does\s+not\s+have|has\s+no|did\s+not\s+have|not\s+have)\s+(?:any\s+)?relationships?|no\s+family\s+relationships?|not\s+(?:connected|related)\s+(?:with|to)|(?:無|概無|並無)(?:任何)?(?:關係|關連)"
)
_RULE = re.compile(
    r"(?i)(?:no\s+(?:other\s+)?(?:matters?|information)|any\s+other\s+information|無[^。]{0,40})[^。]{0,260}?13\.51\s*\(2\)\s*\(h\)"
)
_EXTERNAL = re.compile(
    r"(?i)is\s+currently\s+(?:an?\s+|the\s+)?([a-z][^.;()]{3,140}?)\s+of\s+((?-i:[A-Z])[\w&.’' ]{2,60}?)\s*[(（][^()（）]{0,30}?(?:stock\s+code|HKEx|SEHK|Stock\s+Exchange)[^()（）\d]{0,12}(\d{3,5})"
)


def leaver(text: str) -> dict[str, Value]:
    """Fields about a departure from the paragraphs about the person."""
    return {
        "disagreement_with_board": _denied(_DISAGREE_NO, _DISAGREE_YES, text),
        "claims_against_company": False if _CLAIM_NO.search(text) else None,
        "matters_for_shareholders": False if _MATTER_NO.search(text) else None,
    }


def reason_of(sentences: Iterable[str]) -> str | None:
    """The reason in the words of the text, without the leading ``due to his``."""
    for text in sentences:
        for pattern in (_REASON, _PURPOSE, _ZH_REASON):
            found = pattern.search(text)
            if found:
                words = next(g for g in found.groups() if g).strip()
                return re.sub(r"(?i)^(?:his|her|their)\s+", "", words)
    return None


def seeks_successor(text: str) -> bool:
    """Whether the text speaks of a vacancy or a search."""
    return bool(_VACANCY.search(text))


def appointee(text: str) -> dict[str, Value]:
    """Fields about an appointment from the paragraphs about the person."""
    return {
        "term": _term(text),
        "emoluments": _pay(text),
        "external_positions": _external(text),
        "directorships_listed_3y": "none" if _NO_DIRECTORSHIP.search(text) else None,
        "interest_in_securities": "none" if _NO_INTEREST.search(text) else None,
        "relationships": "none" if _NO_RELATION.search(text) else None,
        "rule_13_51_2_h_to_v": "nothing to disclose" if _RULE.search(text) else None,
    }


def _denied(no: re.Pattern[str], yes: re.Pattern[str], text: str) -> bool | None:
    if no.search(text):
        return False
    return True if yes.search(text) else None


def _term(text: str) -> Value:
    years = _YEARS.search(text)
    if not years:
        return None
    found: dict[str, Value] = {"years": _count(next(g for g in years.groups() if g))}
    until, whichever, again = _UNTIL.search(text), _WHICHEVER.search(text), _REELECTED.search(text)
    notice, months = _NOTICE.search(text), _NOTICE_MONTHS.search(text)
    if until:
        found["or_until"] = " ".join(until.group(1).split()) + (
            " after appointment" if until.group(2) else ""
        )
    if whichever:
        found["whichever"] = whichever.group(1).lower()
    if again:
        found["re_election"] = " ".join(again.group(1).split())
    if notice:
        found["notice_days"] = _count(notice.group(1))
    elif months:
        found["notice_months"] = _count(next(g for g in months.groups() if g))
    return found


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _NUMBERS.get(word.lower())


_CURRENCY = {
    "HK$": "HKD",
    "HKD": "HKD",
    "港幣": "HKD",
    "港元": "HKD",
    "元": "HKD",
    "US$": "USD",
    "$": "USD",
    "美元": "USD",
    "RMB": "CNY",
    "人民幣": "CNY",
}


def _pay(text: str) -> Value:
    if _NO_FEE.search(text):
        return {"director_fee": "none"}
    fee = _FEE.search(text)
    if fee:
        per = "month" if "month" in (fee.group(3) or "") else "year" if fee.group(3) else None
        return {
            "amount": fee.group(2).replace(",", ""),
            "currency": _CURRENCY[fee.group(1)],
            "per": per,
        }
    zh = _ZH_FEE.search(text)
    if zh is None:
        return None
    span, amount, unit = (
        (zh.group(1), zh.group(2), zh.group(3))
        if zh.group(2)
        else (zh.group(4), zh.group(6), zh.group(5))
    )
    return {
        "amount": amount.replace(",", ""),
        "currency": _CURRENCY[unit],
        "per": "year" if span == "年" else "month",
    }


def _external(text: str) -> Value:
    found = _EXTERNAL.search(text)
    if not found:
        return None
    return [
        {
            "company": found.group(2).strip(),
            "stock_code": found.group(3).zfill(5),
            "position": found.group(1).strip(),
            "current": True,
        }
    ]
