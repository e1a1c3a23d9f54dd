"""Damaged Forms 144 and 4 are read right, flagged or left open; never wrong in silence."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from tests.support import corruptions
from tests.support.form4 import Form4, Traded, xml_4
from tests.support.form144 import Acquired, Form144, Sale, xml_144
from tests.support.form144_page import html_144, text_144
from tests.support.insiders import flags, listed, reasons
from tests.support.reports import found, only

SEEDS = range(8)
DOUBTS = {
    *("NUMBER_FORMAT", "NUMBER_MISSING", "NUMBER_UNREADABLE", "PERCENT_IMPLAUSIBLE"),
    *("PRICE_OUTLIER", "ACQUISITIONS_SHORT", "ROW_UNREADABLE", "COLUMNS_LOST"),
    *("SUBMISSION_TRUNCATED", "XML_REPAIRED", "PRICE_IMPLAUSIBLE", "DATE_UNREADABLE"),
}
NOTICE = Form144(plans=("02/01/2024",))
REPORT = Form4(rows=(Traded(), Traded(units="1500", price="25.40")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_count_in_another_style_is_the_same_count_with_a_doubt(seed: int) -> None:
    rng = random.Random(seed)
    units = rng.randrange(5_000, 900_000)
    for style in corruptions.figure_styles(units, rng):
        for render in (xml_144, html_144, text_144):
            sale, got = Sale(units=style, value=f"{units * 5}.00"), Acquired(units=str(units))
            result = found(render(NOTICE.but(sales=(sale,), acquired=(got,))))
            event = only(result, "insider_sale")
            plain = style.strip() == str(units)
            assert event.fields["units"] == units
            assert plain or "NUMBER_FORMAT" in flags(result) or render is not xml_144


@pytest.mark.parametrize("render", [xml_144, html_144, text_144])
@pytest.mark.parametrize("empty", ["units", "value", "outstanding"])
def test_an_empty_figure_is_left_open_with_a_doubt(render: Any, empty: str) -> None:
    changes: dict[str, Any] = {empty: ""}
    sale = replace(Sale(), **changes)
    result = found(render(NOTICE.but(sales=(sale,))))
    names = {
        "units": "units",
        "value": "aggregate_market_value",
        "outstanding": "units_outstanding_reported",
    }
    for event in result.events:
        assert event.fields[names[empty]] is None
    assert flags(result) & DOUBTS


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("render", [xml_144, html_144])
def test_swapped_figures_are_flagged(render: Any, seed: int) -> None:
    rng = random.Random(seed)
    units = rng.randrange(5_000, 90_000)
    sale = Sale(units=f"{units * 7}.50", value=str(units), outstanding="90250125")
    result = found(render(NOTICE.but(sales=(sale,), acquired=(Acquired(units=str(units)),))))
    event = only(result, "insider_sale")
    assert event.fields["units"] == Decimal(f"{units * 7}.50")
    assert {"NUMBER_FORMAT", "ACQUISITIONS_SHORT"} & flags(result)


def test_a_unit_count_in_the_place_of_the_outstanding_one_is_flagged() -> None:
    sale = Sale(units="90250125", outstanding="120500", value="602500.00")
    result = found(xml_144(NOTICE.but(sales=(sale,))))
    assert "PERCENT_IMPLAUSIBLE" in flags(result)


@pytest.mark.parametrize(("code", "mark"), [("S", "A"), ("P", "D"), ("S", ""), ("P", "X")])
def test_a_swapped_direction_makes_no_event_and_a_doubt(code: str, mark: str) -> None:
    result = found(xml_4(REPORT.but(rows=(Traded(code=code, mark=mark),))))
    assert result.events == ()
    assert "CODE_DIRECTION_MISMATCH" in flags(result)


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("insider_sale", "F"),
        ("insider_sale", "G"),
        ("insider_purchase", "A"),
        ("insider_purchase", "M"),
    ],
)
def test_a_code_that_is_no_trade_stays_none_among_trades(kind: str, code: str) -> None:
    mark = "D" if kind == "insider_sale" else "A"
    rows = (Traded(), Traded(code=code, mark=mark, units="777777"))
    result = found(xml_4(REPORT.but(rows=rows)))
    assert only(result, "insider_sale").fields["units"] == 4000
    assert (kind, "NOT_A_SALE" if mark == "D" else "NOT_A_PURCHASE") in reasons(result)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_classes_stay_apart_whatever_their_order(seed: int) -> None:
    rng = random.Random(seed)
    sales = [
        Sale(title="Class A Common", units="10000", value="50000.00", outstanding="1000000"),
        Sale(title="Class B Common", units="30000", value="90000.00", outstanding="6000000"),
        Sale(title="Class A Common", units="5000", value="25000.00", outstanding="1000000"),
    ]
    rng.shuffle(sales)
    event = only(found(xml_144(NOTICE.but(sales=tuple(sales)))), "insider_sale")
    told = {c["security_title"]: c["units"] for c in listed(event, "classes")}
    assert told == {"Class A Common": 15000, "Class B Common": 30000}
    percents = {d.unit: d.value for d in event.derived if d.name == "pct_of_outstanding"}
    assert percents == {
        "percent of Class A Common": Decimal("1.5000"),
        "percent of Class B Common": Decimal("0.5000"),
    }


@pytest.mark.parametrize("number", [1, 3, 10])
def test_many_owners_of_one_trade_are_one_event_with_all_names(number: int) -> None:
    owners = tuple(
        (f"Quillan Fund {i} LP", "<isTenPercentOwner>1</isTenPercentOwner>") for i in range(number)
    )
    event = only(found(xml_4(REPORT.but(owners=owners))), "insider_sale")
    assert [p["name"] for p in listed(event, "persons")] == [name for name, _ in owners]
    assert event.fields["units"] == 5500


@pytest.mark.parametrize(
    ("box", "gift"), [("☒", True), ("☑", True), ("☐", False), ("[X]", True), ("[ ]", False)]
)
def test_a_boxed_check_mark_is_read_in_any_style(box: str, gift: bool) -> None:  # noqa: FBT001 - a table
    page = text_144(
        NOTICE.but(acquired=(Acquired(gift=gift, donor_date="01/02/2020" if gift else ""),))
    )
    for printed in ("☒", "☐"):
        page = page.replace(printed, box)
    event = only(found(page), "insider_sale")
    (row,) = listed(event, "acquisitions")
    assert row["is_gift"] in {gift, None}


@pytest.mark.parametrize("seed", SEEDS)
def test_an_unannounced_encoding_spoils_no_figure_and_no_name(seed: int) -> None:
    body = html_144(NOTICE.but(person="Zoë Müller", signature="Zoë Müller"))
    event = only(found(corruptions.encoded(body, random.Random(seed))), "insider_sale")
    assert event.fields["units"] == 120_500
    assert cast("Mapping[str, Any]", event.fields["person"])["name"] == "Zoë Müller"


@pytest.mark.parametrize("when", ["02/30/2024", "2024-13-01", "tomorrow", ""])
def test_an_impossible_date_is_left_open_with_a_doubt(when: str) -> None:
    result = found(xml_144(NOTICE.but(sales=(Sale(date=when),))))
    event = only(result, "insider_sale")
    assert event.event_date is None
    assert event.fields["approx_sale_date"] is None
    assert not when or "DATE_UNREADABLE" in flags(result)


def test_a_date_broken_over_lines_and_a_zone_behind_it_are_the_same_day() -> None:
    broken = xml_144(NOTICE).replace("06/19/2024", "06/\n  19/2024")
    assert only(found(broken), "insider_sale").event_date == date(2024, 6, 19)
    zoned = xml_4(REPORT.but(rows=(Traded(date="2025-03-04-05:00"),)))
    assert only(found(zoned), "insider_sale").event_date == date(2025, 3, 4)


def test_a_table_that_lost_its_rows_is_told_as_unread() -> None:
    page = html_144(NOTICE)
    bare = page.replace("120500", "").replace("602500.00", "")
    result = found(bare)
    assert all(event.fields["units"] is None for event in result.events)
    assert flags(result) & DOUBTS
