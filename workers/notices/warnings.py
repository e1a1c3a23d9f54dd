"""Announcements that expect a result: worse ones are warnings, better ones alerts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import re2

from watcher.model import Suppressed
from workers.events import Draft, Found, Reading
from workers.governance.passages import Passage, announced
from workers.notices import guidance, profits
from workers.notices.statements import Statement, dropped, exhibit, noticed, proof, sorted_out
from workers.results.detect import announcements

CODES = ("13500", "19750")
_NAMED = r"profit\s+(?:warning|alert)|盈利預警|盈利预警|盈利警告|盈警|盈利預告|盈利預喜|盈利预喜|盈喜|溢利(?:預警|警告)|業績預(?:告|警|盈|虧|增|減)|业绩预"
_INSIDE = r"inside\s+information|內幕消息|内幕消息"
_TITLE = re2.compile(f"(?i){_NAMED}|{_INSIDE}")
_GUIDES = re2.compile(f"(?i){guidance.TITLE}")
TITLE = f"{_NAMED}|{_INSIDE}|{guidance.TITLE}"
_NAMES = re2.compile(f"(?i){_NAMED}")
_GOOD = re2.compile(r"(?i)positive|預喜|预喜|盈喜|正面|業績預(?:盈|增)")
_BAD = re2.compile(r"(?i)warning|預警|预警|警告|盈警|業績預(?:虧|減)")
_UPDATE = re2.compile(r"(?i)supplement|further|update|revis|clarif|補充|進一步|更新|修訂|澄清")
_OUTSIDE = frozenset({"profit", "loss", None})
"""Directions too weak for an announcement whose title names no warning."""

_SUBTYPES = {True: "warning", False: "alert"}


def found(reading: Reading, event_type: str, *, bad: bool) -> Found:
    """The announcements of one kind. One without a direction goes by its title."""
    told = sorted_out(_answers(reading, event_type, bad=bad))
    return (
        told
        if told.drafts
        else sorted_out([*told.suppressed, *_guided(reading, event_type, bad=bad)])
    )


def _answers(reading: Reading, event_type: str, *, bad: bool) -> Iterator[Draft | Suppressed]:
    for passage in noticed(reading, _TITLE, codes=CODES[:1]):
        said = profits.expectations(passage)
        towards = profits.direction(said[0].text) if said else None
        named = bool(_NAMES.search(passage.title)) or CODES[0] in reading.told.headline_codes
        if not named and (towards in _OUTSIDE or said[0].is_retold):
            continue
        if _is_bad(passage, towards) is not bad:
            continue
        if said and said[0].is_retold and towards is None:
            why = "an expectation that an earlier announcement told"
            yield dropped(reading, passage, said, f"{event_type}:PREVIOUSLY_DISCLOSED", why)
            continue
        yield _draft(reading, passage, said, event_type, bad=bad)


def _guided(reading: Reading, event_type: str, *, bad: bool) -> Iterator[Draft]:
    """A press release whose title moves the guidance, where no results stand beside it."""
    if (reading.form or "").removesuffix("/A") not in {"8-K", "6-K"} or announcements(reading):
        return
    for passage in announced(reading, _GUIDES):
        said = guidance.expected(passage)
        if said and guidance.is_lowered(passage) is bad:
            draft = _draft(reading, passage, said, event_type, bad=bad)
            yield replace(draft, status="announced")
            return


def _is_bad(passage: Passage, towards: str | None) -> bool:
    """By the words of the title; where they do not tell, by the direction."""
    if _GOOD.search(passage.title):
        return False
    if _BAD.search(passage.title) or towards is None:
        return True
    return towards in profits.BAD


def _draft(
    reading: Reading, passage: Passage, said: list[Statement], event_type: str, *, bad: bool
) -> Draft:
    fields = profits.fields(passage, said)
    spoken = profits.spoken(passage, said)
    return Draft(
        type=event_type,
        subtype=_SUBTYPES[bad],
        status="corrected" if _UPDATE.search(passage.title) else "announced",
        confidence=Decimal("0.97") if said else Decimal("0.85"),
        fields=fields,
        evidence=proof(reading, passage, said[:1]),
        derived=(spoken.counted,) if spoken else (),
        event_date=reading.document_date,
        exhibit=exhibit(passage),
        title_item=passage.title_item,
    )


def identity(draft: Draft) -> str:
    """The period warned about: ``warning|2025-12-31``."""
    return f"{draft.subtype}|{draft.fields.get('period_end') or draft.event_date}"


def headline(draft: Draft) -> str:
    """``expects a loss after a profit for the year ended 2025-12-31``."""
    words = {
        "turn_to_loss": "a loss after a profit",
        "turn_to_profit": "a profit after a loss",
        "loss": "a loss",
        "profit": "a profit",
        "wider_loss": "a wider loss",
        "narrower_loss": "a smaller loss",
        "decrease": "lower results",
        "increase": "higher results",
    }
    expected = words.get(
        str(draft.fields.get("direction")),
        "worse results" if draft.subtype == "warning" else "better results",
    )
    end = draft.fields.get("period_end")
    return re.sub(
        r"\s+", " ", f"expects {expected}" + (f" for the period ended {end}" if end else "")
    )
