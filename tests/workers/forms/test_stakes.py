"""Schedules 13D and 13G as XML and as text; invented holders and issuers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.announcements import found_in
from watcher.model import Event, Findings, Severity
from workers.events import activist_stake, stake_change

TYPES = (activist_stake.EVENT, stake_change.EVENT)
PERSON = "<reportingPersonInfo><reportingPersonName>{name}</reportingPersonName><aggregateAmountOwned>{shares}</aggregateAmountOwned><percentOfClass>{pct}</percentOfClass></reportingPersonInfo>"
XML = """<?xml version="1.0" encoding="UTF-8"?>
<edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13D"><headerData><submissionType>SCHEDULE 13D</submissionType></headerData>
<formData><coverPageHeader><securitiesClassTitle>Common Stock</securitiesClassTitle><dateOfEvent>03/09/2026</dateOfEvent>
<issuerInfo><issuerCIK>0000999001</issuerCIK><issuerName>Harbour Lights Inc.</issuerName></issuerInfo></coverPageHeader>
<reportingPersons>{people}</reportingPersons>
<items1To7><item4><transactionPurpose>To discuss the composition of the board.</transactionPurpose></item4></items1To7>
</formData></edgarSubmission>"""
TEXT = """UNITED STATES SECURITIES AND EXCHANGE COMMISSION
SCHEDULE 13G
HARBOUR LIGHTS INC.
(Name of Issuer)
Common Stock
(Title of Class of Securities)
December 31, 2025
(Date of Event Which Requires Filing of this Statement)
1 NAMES OF REPORTING PERSONS
Grey Heron Capital LLC
9 AGGREGATE AMOUNT BENEFICIALLY OWNED BY EACH REPORTING PERSON
4,120,500
11 PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (9)
{pct}%
"""


def read(text: str, form: str) -> Findings:
    return found_in(text, types=TYPES, form=form)


def only(text: str, form: str) -> Event:
    events = read(text, form).events
    assert len(events) == 1
    return events[0]


def people(*rows: tuple[str, str, str]) -> str:
    return XML.format(people="".join(PERSON.format(name=n, shares=s, pct=p) for n, s, p in rows))


def test_a_13d_tells_the_largest_holder_and_never_adds_a_group() -> None:
    text = people(("Tern Fund LP", "2100000", "8.5"), ("Ada Tern", "2435000.5", "9.9"))
    event = only(text, "SCHEDULE 13D")
    assert (event.type, event.subtype, event.severity) == ("activist_stake", "new", Severity.HIGH)
    assert event.event_date == date(2026, 3, 9)
    assert event.fields["holder"] == "Ada Tern"
    assert event.fields["shares"] == Decimal("2435000.5")
    assert event.fields["percent"] == Decimal("9.9")
    assert event.fields["purpose"] == "To discuss the composition of the board."
    assert event.headline == "Ada Tern holds 9.9 % of the class"
    assert "Ada Tern" in event.evidence[0].quote


def test_an_amendment_is_medium_and_an_exit_low() -> None:
    form = "SCHEDULE 13D/A"
    changed = only(people(("Tern Fund LP", "2100000", "8.5")).replace(form[:-2], form), form)
    left = only(people(("Tern Fund LP", "100", "0.1")).replace(form[:-2], form), form)
    assert (changed.subtype, changed.severity) == ("amended", Severity.MEDIUM)
    assert (left.subtype, left.severity) == ("below_threshold", Severity.LOW)


def test_the_text_form_of_a_13g() -> None:
    event = only(TEXT.format(pct="6.2"), "SC 13G")
    assert (event.type, event.severity) == ("stake_change", Severity.INFO)
    assert event.fields["holder"] == "Grey Heron Capital LLC"
    assert (event.fields["shares"], event.fields["percent"]) == (4_120_500, Decimal("6.2"))
    assert event.event_date == date(2025, 12, 31)


def test_a_cover_without_figures_is_flagged_and_not_silent() -> None:
    findings = read("SCHEDULE 13G\nscanned pages\n", "SC 13G")
    assert not findings.events
    assert ("stake_change", "INSUFFICIENT_EVIDENCE") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]
    assert "NEEDS_REVIEW" in [f.code for f in findings.flags]


def test_other_forms_with_the_same_words_tell_no_stake() -> None:
    assert not read(TEXT.format(pct="6.2"), "8-K").events
