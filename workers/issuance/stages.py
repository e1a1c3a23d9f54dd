"""The stage of a deal: proposed, announced, priced, completed, lapsed or terminated."""

from __future__ import annotations

import re
from datetime import date

import re2

from workers.grammar.dates import DateHit, find_dates
from workers.issuance.sentences import sentences

_LAPSED = re2.compile(
    r"(?i)(?:agreement|placing|subscription|offer)\b[^.]{0,60}?\b(?:has|have)\s+(?:automatically\s+)?lapsed|\b(?:agreement|placing|subscription)\s+(?:automatically\s+)?lapsed\b|(?:協議|事項)[^。]{0,30}?已(?:告|經|自動)?失效"
)
_TERMINATED = re2.compile(
    r"(?i)\b(?:agreement|placing|subscription|rights\s+issue|open\s+offer)\b[^.]{0,60}?(?:has|have)\s+been\s+(?:mutually\s+)?(?:terminated|cancelled)|(?:entered\s+into\s+(?:a|the)\s+(?:(?:deed|agreement)\s+of\s+)?termination|agreed\s+to\s+terminate\s+the\b)|訂立終止(?:契據|協議|契約)|同意終止[^。]{0,20}協議|(?:協議|事項)[^。]{0,30}?已(?:告|經)?終止"
)
_LAPSE_TITLE = re2.compile(r"(?i)\blapse\s+of\b|失效")
_TERMINATION_TITLE = re2.compile(
    r"(?i)\btermination\s+of\s+(?:the\s+)?(?:placing|subscription|rights|open)|\b(?:rights\s+issue|open\s+offer)\s+(?:will\s+|shall\s+)?not\s+(?:to\s+)?proceed|終止(?:配售|認購|供股)"
)
_DONE_TITLE = re2.compile(
    r"(?i)\bcompletion\s+of\b|完成(?:配售|認購|發行|根據|有關|收購)|(?:交易|(?:收購|出售)(?:事項)?)(?:之|的)?完成|\b(?:rights\s+issue|open\s+offer)\s+becom\w+\s+unconditional|\bresults\s+of\s+(?:the\s+)?(?:valid\s+acceptances[^\n]{0,60}|[^\n]{0,30})?(?:rights\s+issue|open\s+offer)\b|(?:供股|公開發售)(?:之|的)?結果|(?:配售|認購|發行)(?:事項|新股份|現有股份|股份)?[^，。\n]{0,16}完成"
)
_DONE = re2.compile(
    r"(?i)completion\s+(?:of\s+[^.]{0,80}?)?(?:has\s+taken|took|has\s+been\s+taking)\s+place|"
    r"(?:placing|subscription|issue)s?\s+(?:has|have|was|were)\s+(?:been\s+)?completed|(?:has|have)\s+been\s+(?:successfully\s+|duly\s+|fully\s+)*(?:placed\s+and\s+issued|allotted\s+and\s+issued|issued\s+and\s+allotted)|"
    r"were\s+(?:duly\s+)?allotted\s+and\s+issued|(?:rights\s+issue|open\s+offer)\s+(?:has\s+|have\s+)?(?:became|become)\s+unconditional\s+(?:at|on)\b|已(?:於[^。]{0,24})?(?:告|經)?(?:落實)?完成|完成已?於[^。]{0,24}落實|已按[^。]{0,80}(?:配發及發行|發行及配發)|(?:供股|公開發售)已[^。]{0,30}成為無條件|已(?:於[^。]{0,60})?配發及發行|已成功(?:獲)?配售"
)
_ENDING_ITEM = re2.compile(
    r"(?i)\b(?:termination|lapse|cancellation)\s+of\s+[^;\n]{0,160}?(?:;|\band\b|\((?:\d|[ivx]+|[a-z])\))|終止[^；及\n]{0,40}?[；及]"
)
_AFRESH = re2.compile(
    r"(?i)\bnew\s+(?:placing|subscription|rights\s+issue|convertible)\b|\b(?:placing|subscription)\s+of\s+new\s+(?:H\s+)?shares|新(?:的)?(?:配售|認購|供股)|(?:配售|認購)新股"
)
_UNFULFILLED = re2.compile(
    r"(?i)conditions?[^.]{0,80}yet\s+to\s+be\s+fulfilled|may\s+or\s+may\s+not\s+proceed"
)
_WAITS = re.compile(r"(?:須待|有待|待|倘|假設)[^。]{0,50}$|現有股份$")
"""Before the words of a closing: a condition, or shares that were issued long ago."""
_SIGNED = re2.compile(r"(?i)entered\s+into|\bagreed\s+to\b|agreement\s+dated|訂立|同意")
_PROPOSED = re2.compile(
    r"(?i)\bproposes?\b|\bproposed\b|董事會建議|建議(?:供股|配售|發行|認購|公開發售|按)"
)
_AGREEMENT_DAY = re2.compile(
    r"(?i)(?:entered\s+into\s+(?:the\s+|a\s+|an\s+)?[^.]{0,80}?(?:agreement|deed)|agreement)\s+(?:dated|on|dated\s+as\s+of)\s+"
)
_COMPLETION_DAY = re2.compile(
    r"(?i)(?:completion|completed|allotted\s+and\s+issued|closed|closing|consummated|issued)\b[^.]{0,90}?\bon\s+|完成[^。]{0,20}?於|已於"
)

_REFERENCE = re2.compile(
    r"(?i)\breferences?\s+(?:is|are)\s+(?:hereby\s+)?made\s+to\s+(?:\(\w{1,3}\)\s*)?(?:the|its|our)\s+(?:\S+\s+){0,2}?announcements?\b|\brefers?\s+to\s+(?:the|its|our)\s+announcements?\b|提述"
)
_REFERENCE_CHARS = 500
_DAY_BEFORE = re.compile(r"\bdated\s+(\d{1,2})(?:,\s*\d{1,2})*,?\s+and\s+$")
"""``dated 8 and 22 August 2025``: the first of several days of one month."""
_ENDS_IT = re.compile(r"(?i)terminat|lapse|cancel|終止|失效")
_DATE_LINE = re.compile(r"(?:^|\n)\s*(?:Date|日期)\s*[:：]?\s*$")
_PART = re2.compile(
    r"(?i)\b(?:first|second|third|fourth|final|last|partial)\s+(?:tranche|batch|completion|closing)|\b(?:tranche|batch)\s+\w+|第[一二三四五]批|最後一批|部[分份](?:完成|配售|認購)"
)
_EXPECTED = re.compile(
    r"(?i)expected|will|shall|on\s+or\s+before|dated|預期|預計|將於|不遲於|日期為"
)
_PUT_OFF = re.compile(r"(?i)(?:\bto|至|為)\s*$")
"""``from D to E``, 由某日延長至某日: what stands before the later day."""
_DONE_AFTER = re.compile(
    r"(?i)^\s*,?\s*[^.]{0,60}(?:allotted\s+and\s+issued|completed)|完成|配發及發行"
)
_TODAY = re.compile(
    r"(?i)on\s+the\s+date\s+of\s+this\s+announcement|於本公[告佈布]日期[^。]{0,20}完成"
)


def stage(title: str, lead: str) -> str:
    """The stage that the title or, failing that, the lead tells."""
    if _made_anew(title):
        return "announced"
    if _LAPSE_TITLE.search(title) or _LAPSED.search(lead):
        return "lapsed"
    if _TERMINATION_TITLE.search(title) or _TERMINATED.search(lead):
        return "terminated"
    if _DONE_TITLE.search(title) or (_done(lead) and not _UNFULFILLED.search(lead)):
        return "completed"
    return "proposed" if _merely_proposed(title, lead) else "announced"


def _merely_proposed(title: str, lead: str) -> bool:
    """Whether a deal is proposed and nobody has signed it."""
    named = _PROPOSED.search(title) and not _SIGNED.search(lead[:1200])
    told = _PROPOSED.search(lead[:600]) and not _SIGNED.search(lead[:600])
    return bool(named or told)


def _made_anew(title: str) -> bool:
    """Whether a title that ends one deal goes on with another: ``(2) NEW PLACING OF SHARES``."""
    rest, ended = _ENDING_ITEM.subn("", title)
    return bool(ended) and _AFRESH.search(rest) is not None


def _done(lead: str) -> bool:
    """Whether words tell that a deal is done, not that another waits for it (須待…已完成)."""
    return any(
        _WAITS.search(lead[max(0, m.start() - 60) : m.start()]) is None
        for m in _DONE.finditer(lead)
    )


def agreement_day(lead: str, *, ended: bool = False) -> date | None:
    """The day of the agreement: ``On D … entered into``, ``Agreement dated D``, 於D…訂立, or the
    line ``Date: D`` of its terms. ``ended``: not the day on which another agreement ends it.
    """
    told = _told_agreement_day(lead, ended=ended)
    return told or next(
        (
            hit.value
            for hit in find_dates(lead, order="dmy")
            if not ended and _DATE_LINE.search(lead[max(0, hit.start - 12) : hit.start])
        ),
        None,
    )


def _told_agreement_day(lead: str, *, ended: bool) -> date | None:
    for hit in find_dates(lead, order="dmy"):
        before = lead[max(0, hit.start - 110) : hit.start]
        after = _clause(lead[hit.end : hit.end + 260])
        if ended and _ENDS_IT.search(after):
            continue
        opens = re.search(r"(?:\b[Oo]n|[Oo]n\s+\w+day,|於)\s*$", before) is not None
        if opens and re.search(r"(?i)entered\s+into|\bagreed\b|訂立|同意", after):
            return hit.value
        if re.search(r"日期為\s*$", before) and re.match(r"[之的][^。]{0,16}協議", after):
            return hit.value
        if _AGREEMENT_DAY.search(before[-90:]) and not re.search(
            r"(?i)announcement|prospectus", before[-40:]
        ):
            return hit.value
    return None


def named_agreement_day(lead: str) -> date | None:
    """The day in ``the Placing Agreement dated D``, 日期為D之配售協議."""
    for hit in find_dates(lead, order="dmy"):
        before, after = lead[max(0, hit.start - 40) : hit.start], lead[hit.end : hit.end + 24]
        chinese = before.rstrip().endswith("日期為") and "協議" in after
        if chinese or re.search(r"(?i)agreement\s+dated(?:\s+as\s+of)?\s*$", before):
            return hit.value
    return None


def announcement_day(lead: str) -> date | None:
    """The day of the announcement that a closing refers to; of several, the first.

    Rule: ``Reference is made to the announcement of the Company dated D``, 茲提述…日期為D之公告.
    """
    cue = _REFERENCE.search(lead)
    if cue is None:
        return None
    words = lead[cue.end() : cue.end() + _REFERENCE_CHARS]
    for hit in find_dates(words, order="dmy"):
        before, after = words[: hit.start], words[hit.end : hit.end + 60]
        if re.search(r"(?i)agreement|circular|prospectus", before):
            return None
        named = re.search("公[告佈布]", re.split("通函|章程|協議", after)[0])
        if re.search(r"\bdated\s*$", before) or (before.endswith("為") and named):
            return hit.value
        first = _DAY_BEFORE.search(before)
        if first is not None and int(first[1]) < hit.value.day:
            return hit.value.replace(day=int(first[1]))
    return None


def part_of(title: str) -> str | None:
    """The words of a title that say that a part of the deal is told: ``second tranche``."""
    told = _PART.search(title)
    return " ".join(told[0].lower().split()) if told else None


def completion_days(lead: str, document_date: date | None) -> list[date]:
    """The days of completion in order of print, not expected ones."""
    found = []
    for hit in find_dates(lead, order="dmy"):
        before = lead[max(0, hit.start - 130) : hit.start]
        after = _clause(lead[hit.end : hit.end + 120])
        if _EXPECTED.search(before[-60:]):
            continue
        if _COMPLETION_DAY.search(before) or _DONE_AFTER.search(after):
            found.append(hit.value)
    if not found and document_date and _TODAY.search(lead):
        found.append(document_date)
    return found


def day_after(lead: str, cue: str) -> date | None:
    """The first date within a clause behind a cue (a pattern); of one that is put off, the new."""
    m = re2.compile(cue).search(lead)
    if m is None:
        return None
    hits: list[DateHit] = find_dates(lead[m.end() : m.end() + 90], order="dmy")
    if not hits or re.search(
        r"(?i)agreement|dated|日期為|協議", lead[m.end() : m.end() + hits[0].start]
    ):
        return None
    put_off = [h for h in hits[1:2] if _PUT_OFF.search(lead[: m.end() + h.start][-24:])]
    return (put_off or hits)[0].value


def _clause(text: str) -> str:
    start, end = next(sentences(text), (0, 0))
    return text[start:end]
