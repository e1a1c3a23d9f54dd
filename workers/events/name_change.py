"""The company takes another name, or proposes to: the old one, the new one, from when.

Sources: Form 8-K Item 5.03 (Item 5 before August 2004), HKEX headline 12700 (Listing Rule
13.51(3)), titles. Names of brokers, subsidiaries and former names on covers raise nothing.
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
from workers.grammar.worded import Worded
from workers.notices import when
from workers.notices.drafting import Notice
from workers.notices.statements import Statement, noticed, saying, sorted_out, unproven

TITLE = r"change\s+(?:of|in)\s+(?:the\s+)?(?:(?:english|chinese|company|corporate)\s+)*(?:and\s+\w+\s+)?(?:company\s+)?names?\b|(?:changes|announces)\s+(?:its\s+)?(?:corporate\s+|company\s+)?name(?:\s+changes?|\s+to)?|name\s+change|更改[^；]{0,8}(?:公司)?名稱|公司名稱變更|變更公司名稱|更名|更改公司名称"
_TITLE = re2.compile(f"(?i){TITLE}")
_NOT_TITLE = re2.compile(
    r"(?i)date of name|names? of (?:an? |the )?(?:[a-z]+ ){0,2}(?:subsidiar|director|principal|registrar)|附屬公司"
)
_ITEMS = frozenset({"5.03", "5", "8.01"})
_CODES = frozenset({"12700"})
_RENAMES = Worded(
    re.compile(
        r"\bchang(?:e|es|ed|ing) (?:of )?(?:its|the|our) (?:\w+ )?(?:corporate |company |legal |english |chinese )?name\b|name of the (?:company|registrant|corporation)[^.;]{0,60}(?:has been|was|be|is|will be)? ?(?:formally |officially )?changed|\bchange (?:of|in) (?:the )?(?:company|corporate)?['’]?s? ?name|\bname change\b|更改[^。；]{0,16}名稱|名稱[^。；]{0,120}(?:更改|改為|變更|更改為)|更名為",
        re.IGNORECASE,
    ),
    "name",
    "名稱",
    "更名",
)
_QUOTE = r"[“\"「『]"
_END = r"[”\"」』]"
_BARE = r"[A-Z][\w.&’'\-]*(?:,? [A-Z&(][\w.&’')\-]*){0,8}"


def _named(group: str) -> str:
    """A name in quotes, or a run of capitalised words."""
    return rf"(?:{_QUOTE}(?P<{group}>[^“”\"「」『』]{{2,120}}){_END}|(?P<{group}_bare>{_BARE}))"


_FROM_TO = re.compile(
    rf"\bfrom\s+{_named('old')}(?:\s*\([^()]{{0,80}}\))?\s*,?\s*(?:to|into)\s+{_named('new')}"
)
_TO = re.compile(rf"\bname\b[^.;“\"]{{0,80}}?\bto (?:be )?{_named('new')}")
_LEGAL = re.compile(
    r"\b(?:Inc|Corp|Ltd|Co)\.(?=\s|$)|\b(?:Limited|LLC|plc|N\.V\.|S\.A\.)(?=[\s.]|$)"
)
_ZH = re.compile(
    r"(?:由|自)[「『](?P<old>[^「」『』]{2,80})[」』][^。；「『]{0,20}?(?:更改|變更|更名|改)?為[「『](?P<new>[^「」『』]{2,80})[」』]"
)
_PROPOSES = re.compile(
    r"(?i)\bpropos(?:e[sd]?|al|ing)\b|subject to (?:the )?(?:approval|passing|following conditions)|建議|擬|有待|須待"
)
_DONE = re.compile(
    r"(?i)\b(?:has|have) been changed|\bchanged its\b|became effective|certificate of incorporation on change|was filed|filed (?:a|an|with)|已(?:正式)?(?:更改|變更)|已生效|更改公司名稱證書"
)
_TICKER = re.compile(
    r"(?:ticker|trading|stock) symbol[^.;]{0,120}?(?:to|as|under)(?: the symbol)? [“\"]?(?P<new>(?-i:[A-Z]{1,5}))\b",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"stock short name[^.;]{0,120}?\bto [“\"](?P<new>[^”\"]{2,40})[”\"]|股份簡稱[^。；]{0,60}?(?:為|至)[「『](?P<zh>[^」』]{2,20})[」』]",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"(?i)\bsubsidiar|\bbroker|\bformer name or former address|附屬公司")


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """One event for each item or title that renames the company."""
    del labels  # titles and items are found over whole documents, not in one section
    return sorted_out(_answers(reading))


def _answers(reading: Reading) -> Iterator[Draft | Suppressed]:
    seen = False
    for passage in noticed(reading, _TITLE, numbers=_ITEMS, codes=_CODES):
        if not passage.item and _NOT_TITLE.search(passage.title):
            continue
        said = [s for s in saying(passage, _RENAMES) if not _OTHERS.search(s.text)]
        news = [s for s in said if not s.is_retold or not passage.item]
        if news and not seen:
            seen = True
            yield _draft(Notice(reading=reading, passage=passage, said=_named_first(news)))
        elif not passage.item and not seen:
            why = "no sentence tells that the company takes another name"
            yield unproven(reading, passage, "name_change", why)


def _named_first(said: list[Statement]) -> list[Statement]:
    """The sentence that gives both names first, of several the one with a day."""
    return sorted(
        said,
        key=lambda s: (
            bool(_SHORT.search(s.text)),
            _names(s.text).count(None),
            when.effective_date(s.text, None) is None,
        ),
    )


def _names(text: str) -> tuple[str | None, str | None]:
    """(old, new) as printed; a name without quotes counts only in ``from … to …``."""
    both = _FROM_TO.search(text)
    if both and not re.search(r"symbol[^.;]{0,40}$", text[: both.start()]):
        return both["old"] or _cut(both["old_bare"]), both["new"] or _cut(both["new_bare"])
    zh = _ZH.search(text)
    if zh:
        return zh["old"], zh["new"]
    only = _TO.search(text)
    return (None, only["new"] or _cut(only["new_bare"])) if only else (None, None)


def _cut(name: str) -> str:
    """A name in running text ends with its legal form: ``Larkspur, Inc. The`` is cut."""
    found = _LEGAL.search(name)
    return name[: found.end()] if found else name.rstrip(".,")


def _draft(notice: Notice) -> Draft:
    proposed = _is_proposed(notice)
    effective = _effective(notice)
    return notice.draft(
        "name_change",
        subtype="proposed" if proposed else "effective",
        status="proposed" if proposed else None,
        effective=None if proposed else effective,
        fields=_fields(notice),
    )


def _is_proposed(notice: Notice) -> bool:
    title = "" if notice.passage.item else notice.passage.title
    if re.search(r"(?i)\bpropos|建議", title):
        return True
    return bool(_PROPOSES.search(notice.text)) and not _DONE.search(notice.passage.body)


def _effective(notice: Notice) -> date | None:
    for said in notice.said:
        day = when.effective_date(said.text, notice.reading.document_date, order=notice.order)
        if day:
            return day
    return None


def _fields(notice: Notice) -> Mapping[str, Value]:
    old, new = _names(notice.text)
    body = notice.passage.body
    ticker, short = _TICKER.search(body), _SHORT.search(body)
    return {
        "old_name": old.strip() if old else None,
        "new_name": new.strip() if new else None,
        "new_ticker": ticker["new"] if ticker else None,
        "new_short_name": (short["new"] or short["zh"]) if short else None,
        "approval": meetings.approval(body),
        "meeting": meetings.meeting(body) if _is_proposed(notice) else None,
    }


def identity(draft: Draft) -> str:
    """Proposed or effective, and the day: ``effective|2026-01-05``."""
    return f"{draft.subtype}|{draft.effective_date or draft.event_date}"


def headline(draft: Draft) -> str:
    """``changes its name to Larkspur Therapeutics, Inc.``."""
    told = "proposes to change its name" if draft.subtype == "proposed" else "changes its name"
    new = draft.fields.get("new_name")
    return f"{told} to {new}" if new else told


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low: the company is the same."""
    del draft, thresholds
    return Severity.LOW


EVENT = EventType(
    name="name_change",
    subtypes=("proposed", "effective"),
    signals=(
        HeadlineCode(codes=tuple(sorted(_CODES))),
        Item(numbers=tuple(sorted(_ITEMS))),
        Heading(pattern=TITLE),
        Phrase(pattern=r"\bname\s+change\b|change\s+of\s+(?:company\s+|corporate\s+)?name\b"),
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc=__doc__ or "",
)
