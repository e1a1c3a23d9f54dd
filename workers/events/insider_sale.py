"""Insider sales: notices on Form 144, sales on Forms 4 and 5, dealings at HKEX.

A Form 144 is an intention: status proposed, ``executed`` null. A Form 4 proves a sale by
code S, disposed of, in the non-derivative table. Everything else is recorded with its
reason and raises no event.
"""

from __future__ import annotations

from decimal import Decimal

from watcher.model import Evidence, Label, QualityFlag, Severity, Suppressed
from workers.events import Draft, EventType, Form, Found, Heading, Phrase, Reading, Thresholds
from workers.forms import dealings
from workers.forms.executed import trade_dates, trade_fields, traded_rows
from workers.forms.executed_doubts import direction_flags, other_rows, trade_flags
from workers.forms.executed_figures import trade_figures
from workers.forms.form144 import Notice
from workers.forms.form144_text import looks_like_form144, notice_from_text
from workers.forms.form144_xml import is_form144, notice_from_xml
from workers.forms.ownership import Statement
from workers.forms.ownership_page import PAGE_TITLE, is_page, statement_from_page
from workers.forms.ownership_xml import is_ownership, statement_from_xml
from workers.forms.places import lines
from workers.forms.proof import notice_evidence, trade_evidence
from workers.forms.proposed import notice_fields, sale_date
from workers.forms.proposed_doubts import notice_flags
from workers.forms.proposed_figures import notice_figures
from workers.forms.proposed_reasons import notice_suppressed
from workers.forms.telling import about, each, subject, top_office, traded, who, worth
from workers.severity import at_most, by_thresholds, loudest

TYPE = "insider_sale"
PLAN_COOLING_DAYS = 90
"""A sale this long after its 10b5-1 plan was adopted is planned: one step quieter."""

_NOTICES = ("144", "144/A")
_STATEMENTS = ("3", "3/A", "4", "4/A", "5", "5/A")


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """The sale that the form proposes or proves, and what on it is none."""
    text = reading.text
    if is_form144(text):
        return _from_notice(reading, notice_from_xml(text))
    if is_ownership(text):
        return _from_statement(reading, statement_from_xml(text))
    if looks_like_form144(text):
        return _from_notice(reading, notice_from_text(text))
    if is_page(text) and (statement := statement_from_page(text)):
        return _from_statement(reading, statement)
    told = reading.form in (*_NOTICES, *_STATEMENTS)
    if told or is_page(text):
        return _unread(reading)
    return dealings.found(reading, labels, TYPE, sales=True)


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """By value and percent of the class; a step up for CEO, CFO or chair, a step down
    under a 10b5-1 plan of at least 90 days; a notice alone is at most high.
    """
    value, percents = worth(draft.fields), _percents(draft)
    by_value = by_thresholds(value, thresholds, "value")
    found = loudest([by_value, *(by_thresholds(p, thresholds, "pct") for p in percents)])
    if value is None and not percents:
        found = Severity.LOW
    days = draft.fields.get("days_plan_to_sale")
    planned = isinstance(days, int) and days >= PLAN_COOLING_DAYS
    found = found.step(int(top_office(draft.fields)) - int(planned))
    return at_most(found, Severity.HIGH) if draft.subtype == "proposed_notice" else found


def headline(draft: Draft) -> str:
    """``Shen Yulin (Director) plans to sell 120,500 ADS, about US$0.60m``."""
    corrected = draft.status == "corrected"
    if draft.subtype == "proposed_notice":
        start = "amends a notice: plans" if corrected else "plans"
        return f"{who(draft)} {start} to sell {traded(draft)}, about {about(draft)}"
    start = "corrects a report: sold" if corrected else "sold"
    return f"{who(draft)} {start} {traded(draft)}{each(draft)}, {about(draft)}"


def identity(draft: Draft) -> str:
    """Proposed or executed, the people, the day and the quantity."""
    return subject(draft, "proposed" if draft.subtype == "proposed_notice" else "executed")


def _from_notice(reading: Reading, notice: Notice) -> Found:
    text = reading.text
    flags = tuple(notice_flags(notice, reading.issuer, text))
    suppressed = tuple(notice_suppressed(notice, text))
    if notice.live is False:
        return Found(suppressed=(_test_filing(reading, notice),), flags=flags)
    if not notice.rows:
        why = "No line of securities to be sold can be read on this notice; read it by hand."
        place = lines(text, notice.heading, notice.person)
        return Found(
            suppressed=(*suppressed, _dropped("INSUFFICIENT_EVIDENCE", place, why)), flags=flags
        )
    draft = Draft(
        type=TYPE,
        subtype="proposed_notice",
        status="corrected" if notice.amends else "proposed",
        confidence=Decimal("0.99"),
        fields=notice_fields(notice, reading.issuer),
        evidence=notice_evidence(text, notice),
        derived=notice_figures(notice, reading.issuer),
        event_date=sale_date(notice),
    )
    return Found(drafts=(draft,), suppressed=suppressed, flags=flags)


def _from_statement(reading: Reading, statement: Statement) -> Found:
    text = reading.text
    if statement.form.startswith("3"):
        why = "A Form 3 states what an insider holds at the start; it tells no sale."
        place = lines(text, statement.form_cell)
        return Found(suppressed=(_dropped("INITIAL_STATEMENT", place, why),))
    rows = traded_rows(statement, "S")
    suppressed = tuple(other_rows(statement, text, purchases=False))
    doubts = tuple(direction_flags(statement, text))
    if not statement.transactions:
        why = "The statement has no transaction row."
        suppressed = (_dropped("INSUFFICIENT_EVIDENCE", lines(text, statement.form_cell), why),)
    if not rows:
        return Found(suppressed=suppressed, flags=doubts)
    fields, dates = trade_fields(statement, rows, reading.issuer), trade_dates(rows)
    draft = Draft(
        type=TYPE,
        subtype="executed",
        status="corrected" if statement.form.endswith("/A") else "completed",
        confidence=Decimal("0.99"),
        fields=fields,
        evidence=trade_evidence(text, statement, rows),
        derived=trade_figures(fields, rows),
        event_date=dates[0] if dates else None,
    )
    return Found(
        drafts=(draft,), suppressed=suppressed, flags=(*doubts, *trade_flags(statement, rows, text))
    )


def _test_filing(reading: Reading, notice: Notice) -> Suppressed:
    place = lines(reading.text, notice.live_cell)
    return _dropped("TEST_FILING", place, "The form is marked TEST; nothing is to be sold.")


def _unread(reading: Reading) -> Found:
    """A form without its structure: paper, typewriter text before 2003, a rendered page."""
    why = (
        f"This form {reading.form} has no structured data that can be read safely; read it by hand."
    )
    block = reading.text.blocks[0] if reading.text.blocks else None
    place = (reading.text.evidence(block.start, block.end),) if block else ()
    flag = QualityFlag(code="NEEDS_REVIEW", detail=why, evidence=place[0] if place else None)
    return Found(suppressed=(_dropped("INSUFFICIENT_EVIDENCE", place, why),), flags=(flag,))


def _dropped(code: str, place: tuple[Evidence, ...], why: str) -> Suppressed:
    return Suppressed(
        would_be_type=TYPE, reason_code=code, evidence=place[0] if place else None, why=why
    )


def _percents(draft: Draft) -> list[Decimal]:
    """Percent of the class, class by class."""
    named = [d.value for d in draft.derived if d.name == "pct_of_outstanding"]
    return [value for value in named if isinstance(value, Decimal)]


EVENT = EventType(
    name=TYPE,
    subtypes=("proposed_notice", "executed"),
    signals=(
        Form(names=(*_NOTICES, *_STATEMENTS)),
        Heading(pattern=PAGE_TITLE),
        Phrase(pattern=PAGE_TITLE),
        Phrase(
            pattern=r"notice\s+of\s+proposed\s+sale\s+of\s+securities\s+pursuant\s+to\s+rule\s+144"
        ),
        *dealings.SIGNALS,
    ),
    extract=extract,
    identity=identity,
    headline=headline,
    grade=grade,
    doc="A director, officer, affiliate or 10 % holder sells, or gives notice of a sale.",
)
