"""When an office is taken or left: dates that the text ties to it, and conditions.

A notice date, an announcement date or a document date is never an effective date;
``immediately`` is the day that the sentence itself names, else the document's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from workers.grammar.cue_context import month_number
from workers.grammar.dates import find_dates
from workers.people.calendar import HANDED_IN, Calendar
from workers.people.model import When
from workers.people.same_day import same_day, spoken, yearless

_EFFECT = re.compile(
    r"(?i)(?:effective|effect|w\.e\.f\.?|commenc\w+|beginning|starting|起|自|由|從)(?:[^.;]|(?<=\b[DM][rs])\.|(?<=[ap])\.(?=m)|(?<=[ap]\.m)\.){0,60}$|\bterms?\s+of\s+(?:\w+\s+)?(?:\(\d\)\s+)?years?\s+from\s+$|\bas\s+(?:of|from)\s+(?:the\s+close\s+of\s+business\s+on\s+)?$|(?:自|由)$"
)
_ON = re.compile(
    r"(?i)\b(?:on|on\s+or\s+(?:about|around|before)|by)\s+(?:or\s+(?:about|around)\s+)?(?:the\s+(?:early\s+)?(?:morning|afternoon|evening|night)\s+of\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?$|於$|于$|^\s*$"
)
_AT_A, _MEETS = (
    re.compile(r"(?i)\bat\s+(?:an?|its|the|our)\s+$"),
    re.compile(r"\s+(?:\w+\s+)?meeting\s+of\b"),
)
"""``At a November 6 meeting of the Board``: the board acted on that day."""
_HELD = re.compile(
    r"(?i)(?:held|convened|scheduled|meeting)\s+(?:is\s+to\s+be\s+held\s+)?(?:on|for)\s+$|舉行"
)
_EFFECTIVE_AT_CLOSE = re.compile(
    r"(?i)\beffective\s+(?:as\s+of|at|upon|following|immediately\s+(?:after|following))\s+the\s+(?:close|conclusion|end|adjournment)\b"
)
_UNTIL = re.compile(
    r"(?i)\b(?:until|through|till|throughout|no\s+later\s+than|(?:earlier|later)\s+of|to)\s+(?:the\s+(?:end|close)\s+of\s+)?$|至$"
)
_OTHER = re.compile(
    r"(?i)\b(?:dated|ended|ending|since|from|filed(?:\s+with\s+[\w\s,]{3,60})?\s+on|expir\w+\s+(?:on|in)|agreement\s+of|between|after|before|prior\s+to)\s+(?:as\s+of\s+)?$|日期為$|截至$"
)
_WILL_FROM = re.compile(
    r"(?i)\b(?:will|shall|ha(?:s|ve)\s+been)\s+(?:\w+\s+)?(?:be\s+)?(?:appointed|elected|succeed|replace|become|assume|take|act|serve|join|retire|resign|step|cease|re-?designated)\b(?:[^.;]|(?<=\b[DM][rs])\.){0,80}\bfrom\s+$"
)
"""``will succeed Mr. B as chief financial officer from D``."""
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+$")
_NEWS = re.compile(
    r"(?i)\b(?:announc(?:ed|es|ing)|notif(?:ied|ies|ying)|informed|advised|told|gave\s+(?:written\s+)?notice|giv(?:en|ing)\s+notice|provided\s+(?:\w+\s+){0,2}notice|received"
    r"|tendered|submitted|delivered|communicated|issued|entered\s+into|approved|determined|decided|agreed|filed|published)\b|宣佈|宣布|接獲|收到|通知|提交|提出"
)
_IMMEDIATE = re.compile(
    r"(?i)\beffective\s+(?:immediately(?!\s+(?:prior|before|after|following|upon))|forthwith|upon\s+(?:his|her|their|such)?\s*(?:acceptance|delivery|receipt)|upon\s+(?:the\s+)?(?:execution|signing)\s+of|today|(?:as\s+of\s+|on\s+|the\s+)?(?:that|such|this)\s+(?:same\s+)?date|as\s+of\s+the\s+date\s+(?:hereof|thereof))|(?P<own>\b(?:effective|effect)\s+(?:from|on|as\s+(?:of|from|at))\s+(?:today|the\s+date\s+of\s+this\s+announcement)|^\W*(?:from|as\s+of)\s+(?:and\s+after\s+)?the\s+date\s+hereof(?=.{0,260}\bno\s+longer\b))\b|"
    r"\bwith\s+immediate\s+effect|\beffect(?:ive)?\s+immediately(?!\s+(?:prior|before|after|following|upon))|\bimmediately\s+effective|,\s+immediately\b|\bimmediate\s+(?=(?:appointment|election|promotion|resignation|retirement|departure|removal|dismissal)s?\s+of\b)|即時生效|即時起|即日(?:起)?生效|立即生效|即日起|即時辭任|(?:自|於)[^，。；]{0,12}(?:送達|遞交|提交|收到|收悉)[^，。；]{0,10}(?:日|時)(?:起)?(?:即時)?生效|自即日起|自(?:本公告(?:刊發)?(?:之|的)?日期?|今日)起|於本公告(?:刊發)?日期(?:起)?生效|於(?:今日|本公告日期)(?:（[^（）]{0,20}）)?(?=[^，。；]{0,6}(?:辭|退任|離任|卸任|獲委任|委任|不再))"
)
_SAME_DAY = re.compile(
    r"(?i)^\W*(?:concurrently|simultaneously|contemporaneously|at\s+the\s+same\s+time),|\b(?:on|from|of|as\s+of|with\s+effect\s+from)?\s*the\s+same\s+(?:date|day|time)\b|effective\s+the\s+same\s+(?:date|day)|\bon\s+(?:that|such)\s+(?:same\s+)?(?:date|day)\b|\bat\s+(?:which|that|such)\s+time\b|\bthereupon\b|(?:自|於|由)?(?:同日|同一日|該日)(?:起)?|自同時起"
)
_MAY_BE_SAME = (
    "same", "concurrent", "simultan", "contempor", "thereupon", "time", "that da", "such da", "同", "該日"
)  # fmt: skip
_TODAY = re.compile(
    r"\b(?:has|have|was|were)\s+(?P<words>today)\s+(?:been\s+)?(?=stepped|resigned|retired|ceased|left|appointed|removed|elected|re-?designated)"
)
"""``has today stepped down``: the office changes hands on the day of the document."""
_HELD_TODAY = re.compile(
    r"\b(?:[AES]GM|[Mm]eeting)\s+(?:(?:which\s+)?was\s+)?(?P<words>(?:duly\s+)?held\s+(?:earlier\s+)?today)\b"
)
_MAY_BE_NOW = ("effect", "mmediate", "hereof", "即", "自", "今日", "本公告日期")
"""A sentence without any of these words holds none of the two above."""
_DEFINED = re.compile(r"\b(?:the\s+|such\s+)?((?:[A-Z][a-z]+\s+){1,3}(?:Date|Time))\b")
_CLOSES = re.compile(
    r"(?i)\b(?:on|at|as\s+of|upon|in\s+connection\s+with|concurrently\s+with)\s+the\s+(?:Closing(?!\s+(?:Date|of|price|bid|sale))|Effective\s+Time"
    r"|(?:closing|consummation|completion)(?:\s+of\s+the\s+(?:merger|(?:business\s+)?combination|transactions?|acquisition|offering|IPO|initial\s+public\s+offering|private\s+placement|financing))?)\b"
)
"""A day that the filing names elsewhere: ``as of the Closing``."""
_AT_THE_MEETING = re.compile(
    r"(?i)\b(?:(?:effective|commencing|beginning|starting)\s+(?:as\s+of|on|at|from|upon|with)|with\s+effect\s+(?:from|on)|as\s+of)\s+(?:the\s+date\s+of\s+)?"
    r"(?:(?:the|its|our|such|[Cc]ompany[’']s)\s+)+(?:\d{4}\s+)?(?:(?:annual|special|extraordinary|general)\s+)*(?:[AES]GM|(?:(?<=general )|(?<=annual )|(?<=special )|(?-i:(?=M)))meeting)\b"
)
"""The day of the general meeting that the filing names elsewhere: ``on the date of the Meeting``."""
_CONDITION = re.compile(
    r"(?i)(?:\beffective\s+(?:as\s+of\s+|upon\s+|following\s+|after\s+|at\s+|on\s+|immediately\s+(?:following|after|upon|prior\s+to|before)\s+|from\s+)+|\bwith\s+effect\s+(?:from|upon)\s+|\bto\s+take\s+effect\s+(?:upon|on|from)\s+|"
    r"\b(?:subject\s+to|conditional\s+(?:up)?on|upon\s+(?:the\s+)?(?:conclusion|completion|closing|filing|close|approval|expiry|expiration|appointment|commencement)|immediately\s+(?:following|after|upon)|"
    r"at\s+the\s+(?:conclusion|close|end|completion|upcoming|forthcoming|next)|following\s+the\s+(?:annual|\d{4}\s+annual|company[’']s)|at\s+the\s+(?:Company[’']s\s+)?(?:\d{4}\s+)?annual\s+(?:general\s+)?meeting)\s*)(?:[^,;.]|(?<=Mr)\.|(?<=Ms)\.|(?<=Dr)\.|(?<=Mrs)\.){0,140}"
    r"|[於自][^，。；]{2,40}(?:結束|完成|批准)(?:時|後|之時|之後)?(?:起)?|須待[^。；]{2,60}"
)
_APPROVAL = re.compile(
    r"(?i)subject\s+to\s+(?:the\s+)?(?:\w+\s+){0,3}(?:approval|passing)\s*(?:of|by|from|at)?[^.;]{0,60}(?:shareholder|stockholder|general\s+meeting|AGM|EGM)|"
    r"\bsubmitted\s+to\s+[^.;]{0,60}(?:shareholders|general\s+meeting|AGM|EGM)\b[^.;]{0,60}\bfor\s+[^.;]{0,30}approval|"
    r"(?:approval)\s+(?:of|by|at)\s+(?:the\s+)?(?:shareholders|stockholders|AGM|EGM|[^.;]{0,30}general\s+meeting)|須(?:待|經)[^。]{0,30}(?:股東|大會)[^。]{0,20}(?:批准|通過)"
)
_END_OF_TERM = re.compile(
    r"(?i)\b(?:until|till|through|expir\w+|ending|ends?|to\s+hold\s+office)\s+$"
)
"""What follows ends a term: ``a Class II director with a term expiring at the next meeting``."""
_PARTIAL = re.compile(
    r"(?i)\b(?:effective|in|at\s+the\s+end\s+of|by(?:\s+the\s+end\s+of)?|during|on\s+or\s+about)\s+(?:(?:early|mid|late)[-\s]\s*)?"
    r"(?:the\s+(?:first|second|third|fourth)\s+(?:fiscal\s+|calendar\s+)?(?:quarter|half)\s+of\s+(?:fiscal\s+)?(?:year\s+)?)?"
    r"(?:(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\s*(?:of\s+)?)?(?P<year>20\d\d)\b"
)
_LEADS = re.compile(
    r"(?i)^\W*(?:effective|with\s+effect\s+(?:from|on)|on|as\s+of|於|自)?[\s\w]{0,14}$|^[^;.]{0,90}\bat\s+the\s+(?:effective\s+time|closing),?\s+on\s+$"
    r"|\bthat\s*,?\s*(?:with\s+effect\s+(?:from|on)|effective(?:\s+(?:from|as\s+of|on))?)\s*$"
)
"""What stands before a date that opens a sentence, or the clause that tells the change."""
_LAST_DAY = re.compile(
    r"(?i),?\s+(?:as|being|to\s+be)\s+(?:his|her|their)\s+(?:last|final|first)\s+(?:\w+\s+)?day"
)
"""``with December 31, 2030 as her final day``: the date stands before the words that tie it."""
_IN_OTHER_WORDS = re.compile(
    r"(?i)\b(?:(?:take|took|taking|with)\s+effect|effective)\s+(?:from|on|upon|as\s+of)\b[^.;]{0,110}[,(]\s*(?:i\.e\.?|namely|being|that\s+is)\s*,?\s*$"
)
"""``effective from the date of delivery, i.e. D``: D stands for the words before it."""
_ZH_LAST_DAY = re.compile(r"最後(?:一個|之|的)?工作日(?:期)?(?:為|將為|是)$")
_OR_BEFORE = re.compile(
    r"(?:或(?:該日)?(?:之|以)?前|之前|以前|前)(?=[^，。；任]{0,6}?(?:退|辭|離|卸))"
)
LEADING = 4
"""A phrase that begins within these characters opens its sentence."""
_FILING = re.compile(
    r"(?i)(?:filing\s+(?:of|by|with).{0,60}?|files\s+)(?:Form\s+)?(10-?[QK]|20-F)\b.{0,60}?(?:quarter|year|period)(?:ly\s+period)?\s+end(?:ed|ing)\s+"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date phrase of a sentence: where it stands, what it is worth."""

    start: int
    end: int
    when: When
    leading: bool
    kind: str
    """``effective``, ``same``, ``on``, ``held``, ``until``, ``notice`` or ``other``."""


def dated_phrases(
    text: str, calendar: Calendar, last: date | None, near: date | None = None
) -> list[Dated]:
    """Every date phrase of a sentence, classified by the words around it.

    ``last`` is what ``the same date`` means where the sentence has no date of its own;
    ``near`` the day of the sentence before, on which ``immediately`` rests.
    """
    hits = find_dates(text) if names_a_year(text) else []
    found = [_classified(text, hit.start, hit.end, hit.value, hit.qualifier) for hit in hits]
    found += [
        _classified(text, start, end, day, None)
        for start, end, day in spoken(text, calendar.document_date)
    ]
    for m in _DEFINED.finditer(text) if calendar.defined and names_a_day(text) else ():
        value = calendar.defined.get(m.group(1))
        if value and not any(
            d.start <= m.start() < d.end + 40 for d in found if d.when.date == value
        ):
            found.append(_classified(text, m.start(), m.end(), value, None))
    closing = calendar.closed
    for m in (
        _CLOSES.finditer(text) if closing and not any(d.kind == "effective" for d in found) else ()
    ):
        leading = m.start() < LEADING + 12
        found.append(Dated(m.start(), m.end(), When(closing, m.group(), 3), leading, "effective"))
    held = calendar.meeting
    found += [
        Dated(m.start(), m.end(), When(held, m.group(), 3), leading=False, kind="effective")
        for m in (_AT_THE_MEETING.finditer(text) if held else ())
    ]
    found += [
        Dated(start, end, When(day, text[start:end], 3), start < LEADING, "effective")
        for start, end, day in yearless(text, calendar.document_date)
    ]
    small = text.lower()
    for m in _SAME_DAY.finditer(text) if any(w in small for w in _MAY_BE_SAME) else ():
        days = [(d.kind, d.when.date) for d in found if d.end <= m.start()]
        if day := same_day(text[: m.start()], m.group(), days, last):
            same = When(day, m[0].strip(), 3)
            found.append(Dated(m.start(), m.end(), same, m.start() < LEADING, "same"))
    document = calendar.document_date
    for m in _IMMEDIATE.finditer(text) if any(w in small for w in _MAY_BE_NOW) else ():
        own = (d.when.date for d in found if d.leading or d.kind in {"on", "held"})
        told = next(own, None) or near
        words = m.group().strip(" ,")
        base = told if not m["own"] and (told or HANDED_IN.search(words)) else document
        when = When(base, words, 3, condition=None if base else words)
        found.append(Dated(m.start(), m.end(), when, m.start() <= LEADING + 1, "effective"))
    today = _TODAY.search(text) if not found and "today" in text else None
    if today:
        now = When(document, today.group("words"), 2)
        found.append(Dated(today.start(), today.end(), now, leading=False, kind="on"))
    meets = _HELD_TODAY.search(text) if not found and "today" in text else None
    if meets:
        now = When(document, meets.group(), 2)
        found.append(Dated(meets.start("words"), meets.end(), now, leading=False, kind="held"))
    return sorted(found, key=lambda d: d.start)


def _classified(text: str, start: int, end: int, value: date, qualifier: str | None) -> Dated:
    start = m.start() if (m := _WEEKDAY.search(text, max(0, start - 12), start)) else start
    before, behind = text[max(0, start - 90) : start], text[end : end + 40]
    leading = not re.search(r"\w{3,}\s+\w+\s+\w+", text[:start]) or bool(
        _LEADS.search(text[:start])
    )
    clause = re.split(r"[,;，；]", before)[-1]
    qualifier = qualifier or ("on or before" if _OR_BEFORE.match(behind) else None)
    if re.match(r"(?:起|起生效|生效)", behind):
        kind, begin = "effective", start - 1 if before.endswith(("自", "由")) else start
    elif (
        _LAST_DAY.match(behind)
        or _ZH_LAST_DAY.search(before)
        or _IN_OTHER_WORDS.search(text, max(0, start - 160), start)
    ):
        kind, begin = "effective", start
    elif _UNTIL.search(before):
        kind, begin = "until", start
    elif _HELD.search(before) or re.match(r"舉行", behind):
        kind, begin = "effective" if _EFFECTIVE_AT_CLOSE.search(clause) else "held", start
    elif (tied := _EFFECT.search(clause)) and not re.search(
        r"(?i)\b(?:agreement|dated|contract|letter)\b(?!.*\bterm\s+of\b)", clause
    ):
        kind, begin = "effective", start - len(clause) + tied.start()
    elif _WILL_FROM.search(before) and not re.match(r"\s*(?:to|until|[-–—])(?!\w)", behind):
        kind, begin = "effective", start - len(before) + before.lower().rindex("from")
    elif _OTHER.search(before):
        kind, begin = "other", start
    elif _ON.search(before) or (_AT_A.search(before) and _MEETS.match(behind)):
        kind, begin = "on", start
    else:
        kind, begin = "other", start
    begin = _opening(text, begin, start)
    words = text[begin:end] + (_behind_effect(behind) if kind == "effective" else "")
    strength = {"effective": 3, "on": 2, "held": 2}.get(kind, 0)
    return Dated(
        begin, end, When(value, words.strip(), strength, qualifier=qualifier), leading, kind
    )


def _opening(text: str, begin: int, start: int) -> int:
    """Where the phrase opens: ``with effect from``, ``effective as of``."""
    phrase = re.search(
        r"(?i)(?:with\s+(?:immediate\s+)?effect\s+(?:from|on|as\s+of|as\s+from)|(?:to\s+be\s+)?effective|upon\s+(?:the\s+)?conclusion|自|由)[^.;，。]{0,60}$",
        text[max(0, begin - 20) : start],
    )
    return max(0, begin - 20) + phrase.start() if phrase else begin


def _behind_effect(behind: str) -> str:
    found = re.match(r"起?生效|起", behind)
    return found.group() if found else ""


def condition_of(text: str) -> tuple[str | None, str | None]:
    """The condition of a change as printed, and in short where it is a known kind."""
    approval = _APPROVAL.search(text)
    if approval:
        return approval.group().strip(), "shareholders' approval"
    found = next(
        (m for m in _CONDITION.finditer(text) if not _END_OF_TERM.search(text, 0, m.start())), None
    )
    if not found:
        return None, None
    words = found.group().strip(" ,")
    whole = text[found.start() : found.start() + 260]
    filing = _FILING.search(whole)
    period = next(iter(find_dates(whole)), None) if filing else None
    if filing and period:
        form = filing.group(1).upper()
        return whole[: period.end], f"filing of Form {form} for {period.value.isoformat()}"
    return words, words


def names_a_year(text: str) -> bool:
    """Whether a text can hold a full date: 19.. or 20.. or 年."""
    return "20" in text or "19" in text or "年" in text


def names_a_day(text: str) -> bool:
    """Whether a text can use a date or time that it defined: ``the Effective Date``."""
    return "Date" in text or "Time" in text


def partial_date(text: str, document_date: date | None) -> When | None:
    """A date without a day (``in June 2025``): its words, where they do not lie in the past."""
    found = _PARTIAL.search(text)
    if found is None or document_date is None:
        return None
    month = month_number(found.group("month")) or 12
    ahead = (int(found.group("year")), month) >= (document_date.year, document_date.month)
    return When(None, found.group().strip(), 1) if ahead else None


def notice_date(text: str, phrases: list[Dated]) -> date | None:
    """The day on which a decision was notified or announced, not the day it takes effect."""
    lead = next((d for d in phrases if d.kind == "on"), None)
    return lead.when.date if lead and _NEWS.search(text[lead.end : lead.end + 220]) else None


def speaks_of_news(text: str, start: int, end: int) -> bool:
    """Whether a verb of announcing or notifying stands between a date and a cue."""
    return bool(_NEWS.search(text[start:end]))
