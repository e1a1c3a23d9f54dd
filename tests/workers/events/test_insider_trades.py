from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.form4 import Form4, Traded, xml_4
from tests.support.form144 import submission
from tests.support.insiders import flags, found, listed, only, reasons
from watcher.model import Severity

SALE = Form4()
BOUGHT = Form4(rows=(Traded(code="P", mark="A", units="1000", price="20"),))


def test_code_s_disposed_in_the_first_table_is_an_executed_sale() -> None:
    event = only(xml_4(SALE))
    assert (event.type, event.subtype, event.status) == ("insider_sale", "executed", "completed")
    assert event.event_date == date(2025, 3, 4)
    assert event.fields["units"] == 4000
    assert event.fields["price"] == Decimal("25.10")
    assert event.fields["price_kind"] == "single"
    assert event.fields["value"] == Decimal("100400.00")
    assert event.headline == "Okafor Nadia (VP, Sales) sold 4,000 shares at US$25.10, US$0.10m"


def test_code_p_acquired_is_a_purchase() -> None:
    event = only(xml_4(BOUGHT))
    assert (event.type, event.status) == ("insider_purchase", "completed")
    assert event.fields["value"] == Decimal("20000.00")
    assert event.headline == "Okafor Nadia (VP, Sales) bought 1,000 shares at US$20, US$20,000"


def test_rows_of_one_direction_make_one_event_with_a_weighted_price() -> None:
    rows = (
        Traded(units="100", price="10"),
        Traded(units="300", price="12", date="2025-03-06-05:00"),
    )
    event = only(xml_4(SALE.but(rows=rows)))
    assert event.fields["units"] == 400
    assert event.fields["price"] == Decimal("11.50")
    assert event.fields["price_kind"] == "weighted_average"
    assert event.fields["value"] == Decimal("4600.00")
    assert event.fields["transaction_dates"] == [date(2025, 3, 4), date(2025, 3, 6)]
    assert [r["units"] for r in listed(event)] == [100, 300]


def test_sales_and_purchases_of_one_filing_are_two_events() -> None:
    events = found(xml_4(SALE.but(rows=(Traded(), *BOUGHT.rows)))).events
    assert sorted(e.type for e in events) == ["insider_purchase", "insider_sale"]


def test_fractional_shares_stay_exact() -> None:
    row = Traded(units="275.634", price="18.14")
    assert only(xml_4(SALE.but(rows=(row,)))).fields["units"] == Decimal("275.634")


def test_footnotes_are_joined_to_the_values_that_cite_them() -> None:
    notes = {
        "F1": "Sold in multiple transactions at prices ranging from $25.00 to $1,025.40, inclusive; weighted average.",
        "F2": "Sold under a Rule 10b5-1 trading plan adopted by the reporting person on November 4, 2024.",
        "F3": "Held by a plan adopted under Rule 10b5-1 on January 1, 2011.",
    }
    row = Traded(price_notes=("F1",), code_notes=("F2",))
    event = only(xml_4(SALE.but(rows=(row,), notes=notes, plan="1")))
    (row_told,) = listed(event)
    assert row_told["footnotes"] == {
        "transactionCoding": [notes["F2"]],
        "transactionPricePerShare": [notes["F1"]],
    }
    assert event.fields["price_kind"] == "weighted_average"
    assert event.fields["price_range"] == {"low": Decimal("25.00"), "high": Decimal("1025.40")}
    assert event.fields["plan_10b5_1"] == {"claimed": True, "adoption_dates": [date(2024, 11, 4)]}
    assert event.fields["days_plan_to_sale"] == 120


@pytest.mark.parametrize(
    ("plan", "claimed"), [("", None), ("0", False), ("false", False), ("1", True), ("true", True)]
)
def test_an_absent_plan_box_is_not_a_denied_one(plan: str, *, claimed: bool | None) -> None:
    told = only(xml_4(SALE.but(plan=plan))).fields["plan_10b5_1"]
    assert told == {"claimed": claimed, "adoption_dates": []}


def test_an_exercise_sold_the_same_day_alerts_the_sale_alone() -> None:
    rows = (
        Traded(code="M", mark="A", units="5000", price="8.88"),
        Traded(units="5000", price="150.84", price_notes=("F2",)),
        Traded(code="M", units="5000", price="0", title="Stock Option", derivative=True),
    )
    notes = {"F1": "Plan adopted September 13, 2024.", "F2": "Weighted average price."}
    result = found(xml_4(SALE.but(rows=rows, notes=notes, plan="1")))
    (event,) = result.events
    assert event.fields["units"] == 5000
    assert event.fields["plan_10b5_1"] == {"claimed": True, "adoption_dates": [date(2024, 9, 13)]}
    assert reasons(result) == {("insider_purchase", "NOT_A_PURCHASE")}
    assert [(r["code"], r["derivative"]) for r in listed(event, "other_rows")] == [
        ("M", False),
        ("M", True),
    ]


@pytest.mark.parametrize("code", ["D", "F", "G", "J", "U", "W", "Z"])
def test_other_disposals_are_recorded_once_a_code(code: str) -> None:
    rows = (Traded(code=code), Traded(code=code, units="1"))
    result = found(xml_4(SALE.but(rows=rows)))
    assert not result.events
    assert [(s.would_be_type, s.reason_code) for s in result.suppressed] == [
        ("insider_sale", "NOT_A_SALE")
    ]


@pytest.mark.parametrize("code", ["A", "C", "G", "L", "X"])
def test_other_acquisitions_are_recorded(code: str) -> None:
    result = found(xml_4(SALE.but(rows=(Traded(code=code, mark="A"),))))
    assert not result.events
    assert reasons(result) == {("insider_purchase", "NOT_A_PURCHASE")}


def test_a_sold_derivative_is_no_sale_of_the_share() -> None:
    sold_call = Traded(title="Call option", derivative=True)
    result = found(xml_4(SALE.but(rows=(sold_call,))))
    assert not result.events
    assert reasons(result) == {("insider_sale", "NOT_A_SALE")}


@pytest.mark.parametrize(("code", "mark"), [("S", "A"), ("S", ""), ("P", "D")])
def test_a_code_that_contradicts_its_mark_makes_no_event(code: str, mark: str) -> None:
    result = found(xml_4(SALE.but(rows=(Traded(code=code, mark=mark),))))
    assert not result.events
    kind = "insider_sale" if code == "S" else "insider_purchase"
    assert reasons(result) == {(kind, "INSUFFICIENT_EVIDENCE")}
    assert "CODE_DIRECTION_MISMATCH" in flags(result)


def test_a_first_statement_is_a_balance() -> None:
    form = Form4(form="3", rows=(), holdings=(("Ordinary Shares", "1500000"),))
    result = found(xml_4(form))
    assert not result.events
    assert reasons(result) == {
        ("insider_purchase", "INITIAL_STATEMENT"),
        ("insider_sale", "INITIAL_STATEMENT"),
    }


def test_a_statement_without_rows_is_recorded() -> None:
    result = found(xml_4(SALE.but(rows=())))
    assert reasons(result) == {("insider_sale", "INSUFFICIENT_EVIDENCE")}


def test_all_owners_are_told() -> None:
    owners = (
        ("Reed Fund GP LLC", "<isTenPercentOwner>true</isTenPercentOwner>"),
        ("Reed Tomas", "<isDirector>1</isDirector><isOfficer>0</isOfficer>"),
    )
    event = only(xml_4(SALE.but(owners=owners)))
    assert [(p["name"], p["relationships"]) for p in listed(event, "persons")] == [
        ("Reed Fund GP LLC", ["10% Owner"]),
        ("Reed Tomas", ["Director"]),
    ]
    assert event.fields["is_director"] is None
    assert event.dedup_key.endswith(
        "executed|fund+gp+llc+reed&reed+tomas|2025-03-04|4000-ordinary_share"
    )


def test_an_amendment_corrects() -> None:
    event = only(xml_4(SALE.but(form="4/A", original="2025-03-05")))
    assert event.status == "corrected"
    assert event.fields["supersedes"] == {"original_date": date(2025, 3, 5)}


@pytest.mark.parametrize(
    ("row", "flag"),
    [
        (Traded(price=""), "PRICE_MISSING"),
        (Traded(price="100400"), "PRICE_OUTLIER"),
        (Traded(units="4,000"), "NUMBER_FORMAT"),
        (Traded(units=""), "NUMBER_MISSING"),
        (Traded(date="2025-03-09"), "SALE_AFTER_SIGNATURE"),
        (Traded(date="04.03.2025"), "DATE_UNREADABLE"),
        (Traded(price_notes=("F9",)), "FOOTNOTE_MISSING"),
    ],
)
def test_doubts_about_a_trade_are_flagged(row: Traded, flag: str) -> None:
    result = found(xml_4(SALE.but(rows=(row,))))
    assert len(result.events) == 1
    assert flag in flags(result)


def test_a_box_that_a_footnote_contradicts_is_kept_and_flagged() -> None:
    row = Traded(code_notes=("F1",))
    result = found(
        xml_4(SALE.but(rows=(row,), plan="0", notes={"F1": "Under a Rule 10b5-1 trading plan."}))
    )
    assert result.events[0].fields["plan_10b5_1"] == {"claimed": False, "adoption_dates": []}
    assert "PLAN_FLAG_MISMATCH" in flags(result)


@pytest.mark.parametrize(
    ("value", "title", "severity"),
    [
        ("1", "VP", Severity.INFO),
        ("25", "VP", Severity.LOW),
        ("250", "VP", Severity.MEDIUM),
        ("250", "Chief Financial Officer", Severity.HIGH),
        ("2500", "VP", Severity.HIGH),
        ("2500", "CEO", Severity.CRITICAL),
    ],
)
def test_severity_of_a_sale(value: str, title: str, severity: Severity) -> None:
    owner = (("Okafor Nadia", f"<isOfficer>1</isOfficer><officerTitle>{title}</officerTitle>"),)
    assert only(xml_4(SALE.but(rows=(Traded(price=value),), owners=owner))).severity is severity


@pytest.mark.parametrize(
    ("price", "title", "severity"),
    [
        ("1", "VP", Severity.LOW),
        ("1", "Chair of the Board", Severity.MEDIUM),
        ("1000", "VP", Severity.MEDIUM),
        ("10000", "VP", Severity.HIGH),
    ],
)
def test_severity_of_a_purchase(price: str, title: str, severity: Severity) -> None:
    owner = (("Okafor Nadia", f"<isOfficer>1</isOfficer><officerTitle>{title}</officerTitle>"),)
    row = Traded(code="P", mark="A", units="1000", price=price)
    assert only(xml_4(SALE.but(rows=(row,), owners=owner))).severity is severity


TYPED = """
UNITED STATES SECURITIES AND EXCHANGE COMMISSION
WASHINGTON, D.C. 20549
FORM 4
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person
   Marsh, Edwin T.
2. Issuer Name and Ticker or Trading Symbol
   Copperfield Tool Works Inc. (CTW)
1. Title of Security       |2.    |3.    |4.Securities Acquired (A)         |
Common Stock               |2/14/99 | S  |   2,000       | D |  $14.25      |
"""


@pytest.mark.parametrize("body", [submission(TYPED, "4"), TYPED])
def test_a_typewritten_form_is_for_a_person_to_read(body: str) -> None:
    result = found(body, form="4")
    assert not result.events
    assert ("insider_sale", "INSUFFICIENT_EVIDENCE") in reasons(result)
    assert "NEEDS_REVIEW" in flags(result)


def test_rows_name_their_element_and_source_line() -> None:
    (row,) = listed(only(xml_4(SALE)))
    assert row["element"].endswith("nonDerivativeTable/nonDerivativeTransaction[1]")
    assert row["line"] > 5


def test_a_sale_of_ads_tells_the_shares_behind_them() -> None:
    row = Traded(title="American Depositary Shares", units="1000", price="20")
    event = only(xml_4(SALE.but(rows=(row,))))
    figures = {d.name: d.value for d in event.derived}
    assert event.fields["ads_ratio"] == 8
    assert figures["underlying_ordinary_shares"] == 8000
    assert figures["price_per_ordinary_share"] == Decimal("2.50")


def test_unlike_classes_are_told_apart() -> None:
    rows = (Traded(title="Class A Common Stock"), Traded(title="Class B Common Stock", units="7"))
    result = found(xml_4(SALE.but(rows=rows)))
    (event,) = result.events
    assert [(c["unit_kind"], c["units"]) for c in listed(event, "classes")] == [
        ("class_a", 4000),
        ("class_b", 7),
    ]
    assert event.headline.startswith(
        "Okafor Nadia (VP, Sales) sold 4,000 Class A shares and 7 Class B shares"
    )
    assert "UNIT_KINDS_MIXED" in flags(result)


def test_a_foreign_currency_in_a_footnote_is_a_doubt() -> None:
    row = Traded(price_notes=("F1",))
    result = found(
        xml_4(SALE.but(rows=(row,), notes={"F1": "Sold on the Hong Kong exchange at HK$195.80."}))
    )
    assert "CURRENCY_DOUBTFUL" in flags(result)
