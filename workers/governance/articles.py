"""What an announcement of changed articles or bylaws says: document, purposes, effect."""

from __future__ import annotations

import re
from datetime import date

from workers.grammar.dates import find_dates
from workers.grammar.worded import Worded

DOCUMENT = (
    r"(?:(?:memorandum|memorandum of association) and (?:new )?articles of association|memorandum and articles|articles of association|bye-?laws|by-?laws|code of regulations|"
    r"articles of incorporation|certificate of incorporation|certificates? of (?:amendment|designations?)|amended and restated (?:articles|memorandum|charter)|(?:corporate )?charter|constitution(?:al documents?)?|"
    r"組織章程(?:大綱)?(?:及(?:組織)?章程)?細則|組織章程大綱及細則|章程大綱|公司章程|章程細則|公司細則|憲章文件|組織章程)"
)
AGREEMENT = r"(?:agreement of limited partnership|(?:limited )?partnership agreement|(?:limited liability company|LLC|operating|member control) agreement|declaration of trust|trust agreement)"
"""What constitutes a partnership, an LLC or a trust; read under items only, for titles of
ordinary contracts look the same.
"""
_ORDINAL = r"(?:First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|\d{1,2}(?:st|nd|rd|th)|New|Further)"
_RESTATED = re.compile(
    rf"(?:{_ORDINAL} )?Amended and Restated (?:Memorandum and Articles of Association|Memorandum of Association and Articles of Association|Articles of Association|Articles of Incorporation|Certificate of Incorporation|Bye-?laws|By-?laws|Memorandum and Articles|Constitution|Charter|Agreement of Limited Partnership|Limited Partnership Agreement|Limited Liability Company Agreement|Operating Agreement|Declaration of Trust)|New (?:Memorandum and )?(?:Articles of Association|Bye-?laws|Articles|Constitution)",
    re.IGNORECASE,
)
_PLAIN = re.compile(f"{DOCUMENT}|{AGREEMENT}", re.IGNORECASE)
_EFFECTIVE = re.compile(
    r"\beffective\b(?: as of| on| from| upon filing on)?,? |with effect from |became effective (?:on|upon[^.]{0,40}on) |自",
    re.IGNORECASE,
)
_FILED = re.compile(r"(?:filed|was filed|adopted|approved|amended)[^.]{0,160}?\bon ", re.IGNORECASE)
_STANDARDS = re.compile(
    r"Core (?:Shareholder )?(?:Protection )?Standards|核心(?:股東保障)?(?:水平|標準)", re.IGNORECASE
)
_APPENDIX = re.compile(r"Appendix (A?\d+)|附錄([A-Z]?\d+|[一二三四五六七八九十]+)", re.IGNORECASE)
_DETAILS = (
    ("virtual attendance", r"attend[^.;]{0,60}virtual|virtual[^.;]{0,40}(?:meeting|attend)|hybrid (?:(?:and|or|and/or) \w+ )?(?:general )?meeting|electronic (?:general )?meeting|虛擬|混合(?:式)?會議|電子(?:方式)?(?:出席|會議)"),
    ("electronic voting", r"(?:cast|vote|voting)[^.;]{0,40}electronic|electronic[^.;]{0,30}vot|電子(?:方式)?(?:投票|表決)"),
)  # fmt: skip
_REMOTE = r"(?:virtual|hybrid|electronic)(?:,? (?:and|or|and/or) (?:virtual|hybrid|electronic))? (?:general |shareholders['’]? |stockholders['’]? )?meetings?|meetings?[^.;]{0,60}\b(?:by|through|by means of|by way of) (?:remote communication|electronic (?:means|facilit))|混合(?:式)?(?:股東)?(?:大會|會議)|電子(?:股東)?(?:大會|會議)"
_PURPOSES = (
    ("paperless listing regime", r"paperless|electronic dissemination|無紙化|電子方式發佈"),
    ("treasury shares", r"treasury shares|庫存股份"),
    ("majority voting in director elections", r"majority vot(?:e|ing)"),
    ("stockholders' right to call special meetings", r"(?:call|request)[^.;]{0,80}special meetings?"),
    ("advance notice of nominations", r"advance notice|universal proxy"),
    ("exclusive forum", r"exclusive forum|forum selection"),
    ("proxy access", r"proxy access"),
    ("change of company name", r"change (?:of|in) (?:the )?(?:company|corporate)?['’]?s? ?name|更改公司名稱"),
    ("increase of authorised capital", r"increase[^.;]{0,60}authori[sz]ed (?:number|share|capital|common)|增加法定股本"),
    ("house-keeping changes", r"house-?\s?keeping|內務(?:修訂|管理)|輕微修訂|相應(?:及|的)?內務"),
)  # fmt: skip
_RULES = re.compile(
    r"(?:in line with|reflect|comply with|conform (?:to|with)|compliance with|latest requirements)[^.;]{0,120}Listing Rules|(?:符合|反映|遵守)[^。；]{0,40}上市規則",
    re.IGNORECASE,
)
_CONTROL = Worded(
    re.compile(
        r"weighted voting rights|dual[- ]class|variation of (?:the )?class rights|不同投票權|類別股份?權利",
        re.IGNORECASE,
    ),
    "voting",
    "dual",
    "class",
    "不同投票權",
    "類別股",
)
_ITEM_TITLE = re.compile(
    r"Amendments?\s+to\s+(?:the\s+)?Articles\s+of\s+Incorporation\s+or\s+By-?laws", re.IGNORECASE
)
"""The title of Item 5.03, the same whatever document is changed."""
_AND_BYLAWS = re.compile(r"\s+and\s+(?:the\s+|its\s+|our\s+)?by-?laws\b", re.IGNORECASE)
_SMALL = frozenset({"of", "and", "the", "to", "in", "for"})


def document(title: str, text: str) -> str | None:
    """The document as named: the restated one where it has a name, else what is amended."""
    text = _ITEM_TITLE.sub("", text)
    named = _RESTATED.search(text) or _RESTATED.search(title)
    if named:
        return capitalised(named.group())
    plain = _PLAIN.search(title) or _PLAIN.search(text)
    both = _AND_BYLAWS.match(plain.string, plain.end()) if plain else None
    return capitalised(plain.group() + (" and Bylaws" if both else "")) if plain else None


def purposes(text: str) -> tuple[str, ...]:
    """Recognised purposes in one wording each; what is not recognised is left out."""
    found: list[str] = []
    standards = _STANDARDS.search(text)
    if standards:
        appendix = _APPENDIX.search(text, standards.start())
        number = f" (Appendix {appendix.group(1) or appendix.group(2)})" if appendix else ""
        details = [name for name, pattern in _DETAILS if re.search(pattern, text, re.IGNORECASE)]
        detail = f": {' and '.join(details)}" if details else ""
        found.append(f"align with Core Shareholder Protection Standards{number}{detail}")
    elif _RULES.search(text):
        found.append("align with the Listing Rules")
    if not standards and re.search(_REMOTE, text, re.IGNORECASE):
        found.append("hybrid, electronic or remote meetings")
    found += [name for name, pattern in _PURPOSES if re.search(pattern, text, re.IGNORECASE)]
    return tuple(found)


def effective_date(text: str) -> date | None:
    """The day on which the change takes or took effect, where it is printed."""
    for found in _EFFECTIVE.finditer(text):
        hits = find_dates(text, found.end(), found.end() + 30)
        between = text[found.end() : hits[0].start] if hits else ""
        if hits and not re.sub(r"as of|on|[\s,]", "", between):
            return hits[0].value
    return None


def decision_date(text: str) -> date | None:
    """The day of the board's or the holders' decision (``On June 26, 2014, the Board …``)."""
    opened = re.search(r"\b(?:On|Effective(?: as of)?)\s", text)
    if opened:
        hits = find_dates(text, opened.end(), opened.end() + 24)
        if hits:
            return hits[0].value
    filed = _FILED.search(text)
    hits = find_dates(text, filed.end(), filed.end() + 30) if filed else []
    return hits[0].value if hits else None


def touches_control(text: str) -> bool:
    """Whether class rights or weighted voting are changed."""
    return bool(_CONTROL.search(text))


def capitalised(text: str) -> str:
    """One form for ``ARTICLES OF ASSOCIATION`` and ``articles of association``."""
    words = " ".join(text.split()).split(" ")
    return " ".join(
        w.lower() if i and w.lower() in _SMALL else w[:1].upper() + w[1:].lower()
        for i, w in enumerate(words)
    )
