from __future__ import annotations

import random
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

import pytest

from tests.support.announcements import derived_value, eight_k, found_in
from tests.support.returns import monthly_return
from watcher.model import Event, Findings, Severity
from workers.events import capital_movement

TYPES = (capital_movement.EVENT,)


def found(text: str, **told: Any) -> Findings:
    return found_in(text, types=TYPES, **told)


def only(text: str) -> Event:
    (event,) = found(text).events
    return event


def part(event: Event, name: str) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", event.fields[name])


def test_a_month_without_movement_is_recorded_and_quiet() -> None:
    event = only(monthly_return())
    assert (event.subtype, event.status, event.severity) == (
        "monthly_return",
        "no_movement",
        Severity.INFO,
    )
    assert str(event.event_date) == "2026-04-30"
    assert event.dedup_key.endswith("capital_movement|monthly_return|2026-04")
    assert part(event, "issued_excluding_treasury") == {
        "opening": 1_234_567_890,
        "change": 0,
        "closing": 1_234_567_890,
    }
    assert event.fields["section_B_warrants"] == "not_applicable"
    assert event.fields["section_IV_hdr"] == "not_applicable"


def test_the_arithmetic_is_shown() -> None:
    event = only(monthly_return())
    assert derived_value(event, "authorised_check") is True
    assert derived_value(event, "total_check") is True
    assert derived_value(event, "unissued_authorised") == 20_000_000_000 - 1_234_567_890
    assert derived_value(event, "issuable_overhang_shares") == 9_120_000 + 41_250_000
    assert derived_value(event, "issuable_overhang_pct_of_issued") == Decimal("4.0800")
    assert derived_value(event, "days_month_end_to_submission") == 7


@pytest.mark.parametrize(
    ("issued", "severity"),
    [("5,000,000", Severity.INFO), ("25,000,000", Severity.LOW), ("90,000,000", Severity.MEDIUM)],
)
def test_severity_follows_the_share_of_the_issued_capital(issued: str, severity: Severity) -> None:
    total = 1_000_000_000 + int(issued.replace(",", ""))
    closing = f"{total:,}"
    event = only(
        monthly_return(
            opening=("1,000,000,000", "0", "1,000,000,000"),
            change=(issued, "0"),
            closing=(closing, "0", closing),
            awards_issued=issued,
        )
    )
    assert (event.status, event.severity) == ("effective", severity)
    assert event.fields["net_increase_issued"] == int(issued.replace(",", ""))


def test_a_resubmission_is_a_correction() -> None:
    assert only(monthly_return(status="Resubmission")).status == "corrected"


def test_options_exercised_out_of_issued_shares_move_nothing() -> None:
    row = (
        "2019 Share Option Scheme",
        "12,856,000",
        "Exercised\t-517,240",
        "12,338,760",
        "0\t0\t8,194,000\t0",
        "18 June 2019",
    )
    findings = found(monthly_return(options=[row], funds="USD\t38,411.20"))
    (event,) = findings.events
    assert event.status == "no_movement"
    assert {
        k: event.fields[k]
        for k in ("options_exercised", "new_shares_issued", "funds_raised", "currency")
    } == {
        "options_exercised": 517_240,
        "new_shares_issued": 0,
        "funds_raised": Decimal("38411.20"),
        "currency": "USD",
    }
    assert ("share_issuance", "ZERO_MOVEMENT") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]


def test_standing_remarks_form_notes_and_titles_are_no_news() -> None:
    remark = "No further grant of any awards under the 2022 Share Award Plan will be made after 12 March 2024."
    findings = found(monthly_return(remark=remark))
    codes = [(s.would_be_type, s.reason_code) for s in findings.suppressed]
    assert ("share_scheme", "HISTORICAL_RECAP") in codes
    assert ("share_repurchase", "BOILERPLATE") in codes
    assert ("m_and_a", "BOILERPLATE") in codes
    assert ("officer_change", "SIGNATURE_BLOCK") in codes
    (awards,) = cast(
        "list[Mapping[str, Any]]", findings.events[0].fields["section_D_other_agreements"]
    )
    assert awards["remark"] == "no further grant after 2024-03-12"


def test_a_stray_number_in_the_authorised_change_is_noise() -> None:
    text = monthly_return().replace(
        "Increase / decrease (-)\t\t\t\tHKD\t", "Increase / decrease (-)\t\t7.0\t\tHKD\t", 1
    )
    findings = found(text)
    assert findings.events[0].status == "no_movement"
    assert ("authorised_capital_change", "OCR_NOISE") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]


def test_balances_that_contradict_each_other_are_left_to_a_person() -> None:
    findings = found(monthly_return(closing=("1,234,567,890", "2,000,000", "1,236,567,800")))
    assert findings.events == ()
    assert ("capital_movement", "INSUFFICIENT_EVIDENCE") in [
        (s.would_be_type, s.reason_code) for s in findings.suppressed
    ]
    assert "BALANCE_MISMATCH" in [f.code for f in findings.flags]


def test_the_exhibit_of_a_6k_carries_the_return() -> None:
    event = only(eight_k("We furnish a monthly return.", exhibit=monthly_return(), form="6-K"))
    assert event.exhibit == "99.1"


def test_every_quote_is_found_again() -> None:
    text = monthly_return()
    event = only(text)
    assert len(event.evidence) >= 4
    assert all(e.quote for e in event.evidence)


def tear(number: str, rng: random.Random) -> str:
    """A number as two cells, one digit printed twice or none, so that both halves look wrong."""
    at = rng.randrange(1, len(number) - 1)
    left, right = number[:at], number[at:]
    return (
        f"{left}\t{right}"
        if rng.random() < 0.5 or not left[-1].isdigit()
        else f"{left}\t{left[-1]}{right}"
    )


def smudge(number: str, rng: random.Random) -> str:
    """One digit read as a letter."""
    at = rng.choice([i for i, c in enumerate(number) if c.isdigit()])
    return number[:at] + rng.choice("OlSB") + number[at + 1 :]


def noisy(text: str, rng: random.Random) -> str:
    """A few grouped numbers torn or smudged, and a stray number in a head row."""
    numbers = [m for m in re.finditer(r"\d{1,3}(?:,\d{3})+", text) if text[m.start() - 1] == "\t"]
    for m in sorted(rng.sample(numbers, rng.randint(1, 4)), key=lambda m: -m.start()):
        damage = rng.choice((tear, tear, tear, smudge))
        text = text[: m.start()] + damage(m[0], rng) + text[m.end() :]
    if rng.random() < 0.3:
        text = text.replace(
            "Stock code (if listed)\t09911",
            f"Stock code (if listed)\t09911\t{rng.randint(1, 99)}",
            1,
        )
    return text


def counts(value: object, path: str = "") -> dict[str, object]:
    if isinstance(value, Mapping):
        return {
            k: v for name, item in value.items() for k, v in counts(item, f"{path}.{name}").items()
        }
    if isinstance(value, list):
        return {
            k: v for i, item in enumerate(value) for k, v in counts(item, f"{path}.{i}").items()
        }
    return {path: value} if isinstance(value, (int, Decimal)) else {}


@pytest.mark.parametrize("seed", range(100))
def test_injected_ocr_noise_changes_no_number_silently(seed: int) -> None:
    rng = random.Random(seed)
    clean = counts(only(monthly_return()).fields)
    findings = found(noisy(monthly_return(), rng))
    flags = {f.code for f in findings.flags}
    for event in findings.events:
        read = counts(event.fields)
        changed = {k: (v, clean.get(k)) for k, v in read.items() if v != clean.get(k)}
        assert not changed
        lost = [k for k in clean if k not in read]
        assert not lost or flags & {"OCR_UNREADABLE_NUMBER", "OCR_SPLIT_NUMBER", "BALANCE_MISMATCH"}
    assert findings.events or "BALANCE_MISMATCH" in flags


def test_a_joined_number_is_flagged_with_its_proof() -> None:
    text = monthly_return().replace(
        "preceding month\t1,234,567,890", "preceding month\t1,234,5\t567,890", 1
    )
    findings = found(text)
    (flag,) = [f for f in findings.flags if f.code == "OCR_SPLIT_NUMBER"]
    assert "1,234,567,890" in flag.detail
    assert "total column" in flag.detail
    assert findings.events[0].confidence < Decimal("0.99")
