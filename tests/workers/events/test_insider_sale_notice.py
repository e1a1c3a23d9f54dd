from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.form144 import ADS, Acquired, Form144, Past, Sale, submission, xml_144
from tests.support.form144_page import html_144, text_144
from tests.support.insiders import flags, found, listed, only, reasons
from watcher.model import Event

PLAIN = Form144()
FULL = Form144(
    relationships=("Officer", "Director"),
    past=(Past(), Past(seller="Shen Yulin", units="350", gross="1700.00")),
    plans=("02/01/2024", "03/05/2024"),
    remarks="The units are held by the Orchid Family Trust.",
)
CLASS_B = Sale(
    title="Class B Ordinary Shares",
    broker="Heron & Co., Inc.",
    address=("One Pier Plaza", "2nd Floor", "New York", "NY", "10001"),
    units="900000",
    value="4500000",
    outstanding="1000000",
    exchange="NYSE",
)
TWO_CLASSES = PLAIN.but(
    sales=(Sale(), CLASS_B),
    acquired=(Acquired(), Acquired(title=CLASS_B.title, nature="Founder shares", units="900000")),
)


def derived(event: Event, name: str) -> list[object]:
    return [d.value for d in event.derived if d.name == name]


@pytest.mark.parametrize("form", [PLAIN, FULL, TWO_CLASSES, PLAIN.but(form="144/A")])
@pytest.mark.parametrize(
    "spelt",
    [
        lambda f: xml_144(f, own="ns2:"),
        lambda f: xml_144(f, own="own:", com="ns3:"),
        lambda f: "\n\n" + xml_144(f),
        lambda f: submission(xml_144(f), f.form),
        text_144,
        html_144,
    ],
    ids=["ns2", "own", "blank line first", "submission", "text", "page"],
)
def test_every_spelling_of_the_form_gives_the_same_event(form: Form144, spelt: object) -> None:
    assert callable(spelt)
    expected, event = only(xml_144(form)), only(spelt(form))
    assert event.fields == expected.fields
    assert event.derived == expected.derived
    assert (event.severity, event.status, event.dedup_key) == (
        expected.severity,
        expected.status,
        expected.dedup_key,
    )


def test_a_notice_is_a_proposal_and_never_a_sale() -> None:
    event = only(xml_144(PLAIN))
    assert (event.type, event.subtype, event.status) == (
        "insider_sale",
        "proposed_notice",
        "proposed",
    )
    assert event.fields["executed"] is None
    assert event.event_date == date(2024, 6, 19)
    assert event.document_date == date(2024, 6, 18)
    assert event.headline == "Shen Yulin (Officer) plans to sell 120,500 ADS, about US$0.60m"


def test_fields_are_those_of_the_form() -> None:
    fields = only(xml_144(PLAIN)).fields
    assert fields["person"] == {
        "name": "Shen Yulin",
        "name_variants": ["Yulin Shen"],
        "person_key": "shen+yulin",
        "cik": "0001988123",
    }
    assert fields["units"] == 120500
    assert fields["aggregate_market_value"] == Decimal("602500.00")
    assert (fields["security_title"], fields["unit_kind"], fields["ads_ratio"]) == (ADS, "ads", 8)
    assert fields["broker"] == {
        "name": "Bluefin Securities (NZ) Limited",
        "address": "Level 9, 12 Quay Street Auckland CBD Auckland Q2 1010",
    }
    assert (fields["is_officer"], fields["is_director"]) == (True, None)


def test_derived_figures_carry_their_arithmetic() -> None:
    event = only(xml_144(PLAIN))
    figures = {d.name: (d.value, d.unit) for d in event.derived}
    assert figures["price_per_ads"] == (Decimal("5.00"), "USD/ADS")
    assert figures["underlying_ordinary_shares"] == (964000, "ordinary share")
    assert figures["price_per_ordinary_share"] == (Decimal("0.625"), "USD/share")
    assert figures["pct_of_outstanding"] == (Decimal("0.1335"), "percent")
    assert figures["units_outstanding_unit"][0] == "ads_equivalent"
    assert figures["days_notice_to_sale"] == (1, "day")
    assert figures["days_acquired_to_sale"] == (0, "day")
    assert figures["acquisition_covers_sale"][0] is True
    assert figures["likely_transaction"][0] == "same_day_exercise_and_sale"
    assert all(d.arithmetic for d in event.derived)


def test_a_share_that_is_no_ads_has_a_price_per_unit() -> None:
    event = only(xml_144(PLAIN.but(sales=(CLASS_B,), acquired=())))
    assert derived(event, "price_per_unit") == [Decimal("5.00")]
    assert not derived(event, "price_per_ads")
    assert not derived(event, "units_outstanding_unit")


def test_percentages_stay_within_their_class() -> None:
    event = only(xml_144(TWO_CLASSES))
    percents = {d.unit: d.value for d in event.derived if d.name == "pct_of_outstanding"}
    assert percents == {
        f"percent of {ADS}": Decimal("0.1335"),
        "percent of Class B Ordinary Shares": Decimal("90.0000"),
    }
    assert event.headline.startswith(
        "Shen Yulin (Officer) plans to sell 120,500 ADS and 900,000 Class B shares"
    )
    assert "UNIT_KINDS_MIXED" in flags(found(xml_144(TWO_CLASSES)))


def test_issued_shares_in_the_remarks_decide_the_unit_outstanding() -> None:
    sale = Sale(outstanding="722001000")
    told = PLAIN.but(
        sales=(sale,), remarks="The issuer has 722,001,000 ordinary shares outstanding."
    )
    event = only(xml_144(told))
    assert derived(event, "units_outstanding_unit") == ["ordinary_share"]
    assert derived(event, "pct_of_outstanding") == [Decimal("0.1335")]


def test_past_sales_are_history_with_their_sellers() -> None:
    result = found(xml_144(FULL))
    (event,) = result.events
    past = event.fields["sold_past_3_months"]
    assert isinstance(past, dict)
    assert past["nothing_to_report"] is False
    assert [(r["seller"], r["units"]) for r in past["rows"]] == [
        ("Orchid Family Trust", 2000),
        ("Shen Yulin", 350),
    ]
    assert event.fields["units"] == 120500
    assert ("insider_sale/executed", "HISTORICAL_RECAP") in reasons(result)


def test_what_the_form_prints_and_is_no_event_is_recorded() -> None:
    assert reasons(found(text_144(PLAIN))) == {
        ("insider_sale/executed", "NEGATED"),
        ("insider_sale/executed", "NOTICE_NOT_EXECUTION"),
        ("insider_purchase", "NOT_A_PURCHASE"),
        ("share_issuance", "INSUFFICIENT_EVIDENCE"),
        ("plan_10b5_1", "BOILERPLATE"),
        ("gift", "NEGATED"),
        ("test_filing", "BOILERPLATE"),
    }


def test_a_gift_is_told_with_its_donor_date() -> None:
    gift = Acquired(nature="Gift", gift=True, donor_date="05/01/2019", payment="N/A")
    result = found(text_144(PLAIN.but(acquired=(gift,))))
    (told,) = listed(result.events[0], "acquisitions")
    assert (told["is_gift"], told["nature_class"]) == (True, "gift")
    assert told["donor_acquired_date"] == date(2019, 5, 1)
    assert ("gift", "NEGATED") not in reasons(result)


@pytest.mark.parametrize(
    ("plans", "remarks", "claimed", "dates"),
    [
        (("02/01/2024",), "", True, [date(2024, 2, 1)]),
        (
            (),
            "Sold under a selling plan dated 2-1-24 intended to comply with Rule 10b5-1(c).",
            True,
            [date(2024, 2, 1)],
        ),
        (
            (),
            "Rule 10b5-1 plan adopted by the trust on February 1, 2024.",
            True,
            [date(2024, 2, 1)],
        ),
        ((), "Not made pursuant to a Rule 10b5-1 plan.", False, []),
        ((), "Shares of the 2019 Equity Incentive Plan, effective March 1, 2019.", False, []),
    ],
)
def test_plans_come_from_their_field_or_the_remarks(
    plans: tuple[str, ...], remarks: str, *, claimed: bool, dates: list[date]
) -> None:
    event = only(xml_144(PLAIN.but(plans=plans, remarks=remarks)))
    assert event.fields["plan_10b5_1"] == {"claimed": claimed, "adoption_dates": dates}


def test_an_amendment_replaces_and_never_adds() -> None:
    amended = PLAIN.but(
        form="144/A",
        previous="0001999999-24-000100",
        sales=(Sale(units="100000"),),
        remarks="This amendment reduces the number of units to be sold from 120,500 to 100,000.",
    )
    event = only(xml_144(amended))
    assert event.status == "corrected"
    assert event.fields["supersedes_accession"] == "0001999999-24-000100"
    assert event.fields["units_delta"] == -20500
    assert event.headline.startswith(
        "Shen Yulin (Officer) amends a notice: plans to sell 100,000 ADS"
    )


def test_rows_of_one_class_are_summed_and_an_odd_price_is_flagged() -> None:
    rows = (
        Sale(title="Common", units="2000", value="80000.00", outstanding="5000000"),
        Sale(title="Common", units="3000", value="24000000.00", outstanding="5000000"),
    )
    result = found(xml_144(PLAIN.but(sales=rows, acquired=(), notice_date="07/02/2024")))
    (event,) = result.events
    assert event.fields["units"] == 5000
    assert event.fields["aggregate_market_value"] == Decimal("24080000.00")
    assert event.fields["row_prices"] == [Decimal("40.00"), Decimal("8000.00")]
    assert derived(event, "pct_of_outstanding") == [Decimal("0.1000")]
    assert {"PRICE_OUTLIER", "SALE_BEFORE_NOTICE"} <= flags(result)


def test_relationships_that_share_a_cell_are_told_apart() -> None:
    fields = only(
        xml_144(PLAIN.but(relationships=("Officer, Director and 10% Stockholder",)))
    ).fields
    assert (fields["is_officer"], fields["is_director"], fields["is_ten_percent_holder"]) == (
        True,
        True,
        True,
    )
