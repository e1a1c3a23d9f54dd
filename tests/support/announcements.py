"""Invented announcements in the true style, read through the whole pipeline."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

from watcher.issuers import Issuers
from watcher.model import Event, Findings, Severity, Value
from workers.events import EventType, Thresholds, Told, articles_amendment, results, share_scheme
from workers.read import read

CONFIG = Path(__file__).parents[2] / "config"
NAME = "Harbour Lights Technology Limited"
HK_OPENING = (
    "Hong Kong Exchanges and Clearing Limited and The Stock Exchange of Hong Kong Limited take no "
    "responsibility for the contents of this announcement, make no representation as to its "
    "accuracy or completeness and expressly disclaim any liability whatsoever."
)
ZH_OPENING = (
    "香港交易及結算所有限公司及香港聯合交易所有限公司對本公告的內容概不負責，"
    "對其準確性或完整性亦不發表任何聲明。"
)
TYPES: tuple[EventType, ...] = (results.EVENT, articles_amendment.EVENT, share_scheme.EVENT)


def announcement(title: str, *lines: str, name: str = NAME, signed: str = "25 March 2026") -> str:
    """A Hong Kong announcement as plain text: one paragraph or table row a line."""
    return "\n".join(
        (
            HK_OPENING,
            name,
            "(Incorporated in the Cayman Islands with limited liability)",
            "(Stock Code: 9911)",
            title,
            *lines,
            "By order of the Board",
            name,
            "Chan Tai Man",
            "Chairman",
            f"Hong Kong, {signed}",
        )
    )


def zh_announcement(title: str, *lines: str) -> str:
    """The same in Chinese."""
    return "\n".join(
        (
            ZH_OPENING,
            "海燈科技有限公司",
            "（於開曼群島註冊成立的有限公司）",
            "（股份代號：9911）",
            title,
            *lines,
            "承董事會命",
            "海燈科技有限公司",
            "主席",
            "陳大文",
            "香港，二零二六年三月二十五日",
        )
    )


def press_release(*lines: str) -> str:
    """The lines of a press release."""
    return "\n".join(lines)


def eight_k(*lines: str, exhibit: str | None = None, form: str = "8-K") -> str:
    """A submission of Form 8-K (or 6-K): cover lines, and a press release as EX-99.1."""
    cover = _document(form, 1, (f"FORM {form}", "Date of Report: February 4, 2026", *lines))
    press = _document("EX-99.1", 2, (exhibit,)) if exhibit is not None else ""
    return f"<SEC-DOCUMENT>0000000001-26-000001.txt : 20260204\n{cover}{press}"


def _document(kind: str, number: int, lines: Iterable[str]) -> str:
    body = "\n".join(lines)
    return (
        f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>{number}\n<FILENAME>d{number}.txt\n<TEXT>\n"
        f"{body}\n</TEXT>\n</DOCUMENT>\n"
    )


def thresholds() -> Mapping[str, Thresholds]:
    """The shipped thresholds."""
    tables = tomllib.loads((CONFIG / "events.toml").read_text(encoding="utf-8"))
    return {
        name: {k: Decimal(str(v)) for k, v in table.items() if k != "module"}
        for name, table in tables.items()
    }


def found_in(text: str, *, types: Sequence[EventType] = TYPES, **told: Any) -> Findings:
    """What the reading street finds in a text."""
    body = text.encode("utf-8")
    return read(body, Told(**told), Issuers(), types=types, thresholds=thresholds())


def only_event(text: str, event_type: str, **told: Any) -> Event:
    """The one event of a text, which must be of this type."""
    events = found_in(text, **told).events
    assert [e.type for e in events] == [event_type]
    return events[0]


def figure(event: Event, name: str) -> Mapping[str, Value]:
    """One of the figures of a results event."""
    figures = cast("Mapping[str, Mapping[str, Value]]", event.fields["figures"])
    return figures[name]


def current(event: Event, name: str) -> Value:
    """The current value of one figure."""
    return figure(event, name)["current"]


def derived_value(event: Event, name: str) -> Value:
    """A derived value by its name, or None."""
    return next((d.value for d in event.derived if d.name == name), None)


def reasons(findings: Findings) -> list[tuple[str, str]]:
    """(type, reason) of everything suppressed by the three event types."""
    return [(s.would_be_type, s.reason_code) for s in findings.suppressed]


def codes(findings: Findings) -> list[str]:
    """The codes of the quality flags."""
    return [f.code for f in findings.flags]


def is_high(event: Event) -> bool:
    """Whether an event is loud."""
    return event.severity is Severity.HIGH
