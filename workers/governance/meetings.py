"""The meeting that decides, the resolution it needs, and the circular that comes before."""

from __future__ import annotations

import re
from datetime import date

from workers.grammar.dates import find_dates

_MEETING = re.compile(
    r"\b(?P<when>forthcoming |upcoming |next )?(?P<year>20\d\d )?(?P<kind>annual general|extraordinary general|special general|annual|special|general) meeting(?: of (?:share|stock)holders)?|(?P<zh>(?:應屆|即將舉行之|二零[\u3400-\u9fff]{2}年)?(?:股東(?:週年|特別|周年)?大會))",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:general |annual |special )meeting[^.]{0,160}?(?:to be held|will be held|which will be held|to be convened and held|scheduled (?:to be held|for)) (?:on|at|for)\b|(?:定於|將於|謹訂於)",
    re.IGNORECASE,
)
_CIRCULAR = re.compile(r"\bcirculars?\b|通函", re.IGNORECASE)
_WILL = re.compile(
    r"\bwill\b|expected to|in due course|as soon as (?:reasonably )?practicable|將|儘快|預期",
    re.IGNORECASE,
)
_DONE = re.compile(r"(?:has|have) been (?:des|dis)patched|已寄發|已刊發", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.。])\s+|(?<=。)")


def approval(text: str) -> str | None:
    """``special resolution`` or ``ordinary resolution``, where the text names one."""
    special = re.search(r"special resolutions?|特別決議案", text, re.IGNORECASE)
    ordinary = re.search(r"ordinary resolutions?|普通決議案", text, re.IGNORECASE)
    if special:
        return "special resolution"
    return "ordinary resolution" if ordinary else None


def meeting(text: str) -> str | None:
    """``forthcoming annual general meeting``: the most telling name of the meeting."""
    found = list(_MEETING.finditer(text))
    if not found:
        return None
    best = max(found, key=lambda m: (bool(m["when"]), len(m["kind"] or m["zh"] or ""), -m.start()))
    if best["zh"]:
        return best["zh"]
    return f"{best['when'] or ''}{best['kind']} meeting".lower()


def meeting_date(text: str) -> date | None:
    """The day for which the meeting is called, or None."""
    for found in _HELD.finditer(text):
        hits = find_dates(text, found.end(), found.end() + 120, order="dmy")
        if hits:
            return hits[0].value
    return None


def circular_expected(text: str) -> bool | None:
    """True where a circular is to come, False where it is out, None where none is named."""
    about = [s for s in _SENTENCE.split(text) if _CIRCULAR.search(s)]
    if any(_DONE.search(s) for s in about):
        return False
    if any(_WILL.search(s) for s in about):
        return True
    return None


def is_conditional(text: str) -> bool:
    """Whether somebody has still to agree: holders, the exchange."""
    return bool(
        re.search(
            r"\bconditional (?:up)?on\b|subject to (?:the )?(?:approval|passing|shareholders?|stockholders?)|for (?:the )?approval (?:by|of) (?:the |its )?(?:share|stock)holders|須待|尚[需須](?:提交|提請|經|獲)|(?:提交|提請)[^。]{0,12}股東(?:週年|周年|特別)?大?會(?:審議|批准)|股東(?:週年|周年|特別)?大?會審議通過[^。]{0,20}前|有待[^。]{0,20}批准|尚待|方可作實",
            text,
            re.IGNORECASE,
        )
    )
