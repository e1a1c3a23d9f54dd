"""Insider purchases: code P, acquired, in the non-derivative table of Forms 4 and 5.

Grants, exercises, gifts received and opening balances are recorded with their reason and
raise no event.
"""

from __future__ import annotations

from decimal import Decimal

from watcher.model import Evidence, Label, Severity, Suppressed
from workers.events import Draft, EventType, Form, Found, Heading, Phrase, Reading, Thresholds
from workers.forms import dealings
from workers.forms.executed import trade_dates, trade_fields, traded_rows
from workers.forms.executed_doubts import other_rows, trade_flags
from workers.forms.executed_figures import trade_figures
from workers.forms.ownership import Statement
from workers.forms.ownership_page import PAGE_TITLE, is_page, statement_from_page
from workers.forms.ownership_xml import is_ownership, statement_from_xml
from workers.forms.places import lines
from workers.forms.proof import trade_evidence
from workers.forms.telling import about, each, subject, top_office, traded, who, worth
from workers.severity import by_thresholds, loudest

TYPE = "insider_purchase"


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """The purchase that a Form 4 or 5 reports, and which acquisitions are none."""
    statement = _statement(reading)
    if statement is None:
        return dealings.found(reading, labels, TYPE, sales=False)
    if statement.form.startswith("3"):
        place = lines(reading.text, statement.form_cell)
        return Found(suppressed=(_initial(place),))
    rows = traded_rows(statement, "P")
    suppressed = tuple(other_rows(statement, reading.text, purchases=True))
    if not rows:
        return Found(suppressed=suppressed)
    flags = tuple(trade_flags(statement, rows, reading.text))
    return Found(drafts=(_draft(reading, statement),), suppressed=suppressed, flags=flags)


def _statement(reading: Reading) -> Statement | None:
    if is_ownership(reading.text):
        return statement_from_xml(reading.text)
    return statement_from_page(reading.text) if is_page(reading.text) else None


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Low; medium from the threshold or for a CEO, CFO or chair; high above the next."""
    least = Severity.MEDIUM if top_office(draft.fields) else Severity.LOW
    return loudest([by_thresholds(worth(draft.fields), thresholds, "value")], base=least)


def headline(draft: Draft) -> str:
    """``Shen Yulin (Director) bought 10,000 shares at US$2.80, US$28,000``."""
    start = f"{who(draft)} corrects a report:" if draft.status == "corrected" else who(draft)
    return f"{start} bought {traded(draft)}{each(draft)}, {about(draft)}"


def identity(draft: Draft) -> str:
    """The people, the day and the quantity."""
    return subject(draft, "executed")


def _draft(reading: Reading, statement: Statement) -> Draft:
    rows = traded_rows(statement, "P")
    fields, dates = trade_fields(statement, rows, reading.issuer), trade_dates(rows)
    return Draft(
        type=TYPE,
        subtype="executed",
        status="corrected" if statement.form.endswith("/A") else "completed",
        confidence=Decimal("0.99"),
        fields=fields,
        evidence=trade_evidence(reading.text, statement, rows),
        derived=trade_figures(fields, rows),
        event_date=dates[0] if dates else None,
    )


def _initial(place: tuple[Evidence, ...]) -> Suppressed:
    return Suppressed(
        would_be_type=TYPE,
        reason_code="INITIAL_STATEMENT",
        evidence=place[0] if place else None,
        why="A Form 3 states what an insider holds at the start; it tells no purchase.",
    )


EVENT = EventType(
    name=TYPE,
    subtypes=("executed",),
    signals=(
        Form(names=("3", "3/A", "4", "4/A", "5", "5/A")),
        Heading(pattern=PAGE_TITLE),
        Phrase(pattern=PAGE_TITLE),
        *dealings.SIGNALS,
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc="A director, officer or 10 % holder buys on the market or privately.",
)
