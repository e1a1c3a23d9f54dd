from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.form144 import Acquired, Form144, Past, Sale, xml_144
from tests.support.form144_page import html_144, text_144
from tests.support.insiders import flags, found, listed, only, reasons
from watcher.model import Severity

PLAIN = Form144()
FULL = Form144(
    relationships=("Officer", "Director"),
    past=(Past(),),
    plans=("02/01/2024",),
    remarks="The units are held by the Orchid Family Trust.",
)


@pytest.mark.parametrize(
    ("units", "read", "flag"),
    [
        ("120,500", 120500, "NUMBER_FORMAT"),
        ("120500.5", Decimal("120500.5"), "NUMBER_FORMAT"),
        ("$120500", 120500, "NUMBER_FORMAT"),
        ("", None, "NUMBER_MISSING"),
        ("120.500,00", None, "NUMBER_UNREADABLE"),
        ("12,05", None, "NUMBER_UNREADABLE"),
    ],
)
def test_an_odd_number_loses_nothing_and_is_flagged(units: str, read: object, flag: str) -> None:
    result = found(xml_144(PLAIN.but(sales=(Sale(units=units),))))
    (event,) = result.events
    assert event.fields["units"] == read
    assert event.fields["aggregate_market_value"] == Decimal("602500.00")
    assert flag in flags(result)


def test_an_odd_number_in_the_rendered_text_keeps_its_row() -> None:
    result = found(text_144(PLAIN.but(sales=(Sale(units="n/a"),))))
    (event,) = result.events
    assert event.fields["units"] is None
    assert event.fields["units_outstanding_reported"] == 90250125
    assert "NUMBER_UNREADABLE" in flags(result)


@pytest.mark.parametrize(
    ("form", "flag"),
    [
        (PLAIN.but(zip_code="00000"), "ZIP_PLACEHOLDER"),
        (PLAIN.but(relationships=("Stakeholder",)), "RELATIONSHIP_FREE_TEXT"),
        (PLAIN.but(issuer="Harborr Cloud Holdings Ltd"), "ISSUER_NAME_MISMATCH"),
        (PLAIN.but(acquired=(Acquired(date="01/01/1933"),)), "DATE_PLACEHOLDER"),
        (PLAIN.but(sales=(Sale(date="19/06/2024"),)), "DATE_UNREADABLE"),
        (PLAIN.but(sales=(Sale(outstanding="100000"),)), "PERCENT_IMPLAUSIBLE"),
        (PLAIN.but(sales=(Sale(value="19949000000.00"),)), "PRICE_OUTLIER"),
        (PLAIN.but(past=(Past(units="2000", gross="400000.00"),)), "PRICE_OUTLIER"),
    ],
)
def test_doubts_are_flagged_and_change_no_figure(form: Form144, flag: str) -> None:
    result = found(xml_144(form))
    assert flag in flags(result)
    assert result.events[0].fields["units"] == 120500


def test_a_plain_form_raises_only_the_doubts_of_its_kind() -> None:
    plain = PLAIN.but(notice_date="06/19/2024")
    assert flags(found(xml_144(plain))) == {
        "FILER_IS_PERSON",
        "OUTSTANDING_UNIT_INFERRED",
        "CURRENCY_ASSUMED",
    }


def test_a_test_filing_is_no_event() -> None:
    result = found(xml_144(PLAIN.but(live="TEST")))
    assert not result.events
    assert reasons(result) == {("insider_sale", "TEST_FILING")}


def test_a_notice_without_lines_is_recorded_for_review() -> None:
    result = found(xml_144(PLAIN.but(sales=())))
    assert not result.events
    assert ("insider_sale", "INSUFFICIENT_EVIDENCE") in reasons(result)


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t.replace("\t", " "),
        lambda t: t.replace("\t", "\n"),
        lambda t: t.replace("\t", " | "),
        lambda t: " ".join(t.split()),
        lambda t: t.replace('<input type="checkbox"/>', "").replace("\t\t", "\t"),
    ],
    ids=["blanks", "a cell a line", "bars", "one line", "empty cells dropped"],
)
def test_a_rendering_that_lost_its_columns_changes_no_figure(damage: object) -> None:
    assert callable(damage)
    fields, expected = only(damage(text_144(PLAIN))).fields, only(xml_144(PLAIN)).fields
    gift_box_lost = {"acquisitions"}
    assert {k: fields[k] for k in fields.keys() - gift_box_lost} == {
        k: expected[k] for k in expected.keys() - gift_box_lost
    }
    (told,), (wanted,) = (
        listed(only(b), "acquisitions") for b in (damage(text_144(PLAIN)), xml_144(PLAIN))
    )
    assert {**told, "is_gift": None} == {**wanted, "is_gift": None}


def test_lost_columns_are_said() -> None:
    assert "COLUMNS_LOST" in flags(found(text_144(PLAIN).replace("\t", " ")))
    assert "COLUMNS_LOST" not in flags(found(text_144(PLAIN)))


@pytest.mark.parametrize(
    ("sale", "more", "severity"),
    [
        (Sale(units="100", value="99999.99"), {}, Severity.INFO),
        (Sale(units="100", value="100000.00"), {}, Severity.LOW),
        (Sale(units="100", value="1000000.00"), {}, Severity.MEDIUM),
        (Sale(units="100000", value="100000.00", outstanding="100000000"), {}, Severity.MEDIUM),
        (Sale(units="500000", value="100000.00", outstanding="100000000"), {}, Severity.HIGH),
        (Sale(units="9000000", value="100000.00", outstanding="100000000"), {}, Severity.HIGH),
        (
            Sale(units="100", value="1000000.00"),
            {"relationships": ("Chief Executive Officer",)},
            Severity.HIGH,
        ),
        (
            Sale(units="100", value="1000000.00"),
            {"relationships": ("Vice Chairman",)},
            Severity.MEDIUM,
        ),
        (Sale(units="100", value="1000000.00"), {"plans": ("03/21/2024",)}, Severity.LOW),
        (Sale(units="100", value="1000000.00"), {"plans": ("03/22/2024",)}, Severity.MEDIUM),
        (Sale(units="", value="", outstanding=""), {}, Severity.LOW),
    ],
)
def test_severity_goes_by_value_percent_office_and_plan(
    sale: Sale, more: dict[str, tuple[str, ...]], severity: Severity
) -> None:
    assert only(xml_144(PLAIN.but(sales=(sale,), **more))).severity is severity


def test_every_piece_of_evidence_stands_in_the_text() -> None:
    for body in (xml_144(FULL), text_144(FULL), html_144(FULL)):
        event = only(body)
        quotes = "\n".join(e.quote for e in event.evidence)
        assert "120500" in quotes
        assert "Shen Yulin" in quotes
