from __future__ import annotations

from datetime import date

from tests.support.form4 import Form4, Traded, page_4, xml_4
from tests.support.insiders import flags, found, listed, only, reasons

NOTES = {
    "F1": "Sold under a Rule 10b5-1 trading plan adopted on November 4, 2024.",
    "F2": "Weighted average price; prices ranging from $25.00 to $25.40, inclusive.",
}
SOLD = Traded(code_notes=("F1",), price_notes=("F2",))
OPTION = Traded(code="M", units="500", price="0", title="Stock Option", derivative=True, after="0")
FULL = Form4(rows=(Traded(code="M", mark="A", units="500", price="1"), SOLD, OPTION), notes=NOTES)


def test_the_rendered_page_gives_the_event_of_the_xml() -> None:
    page, xml = only(page_4(FULL)), only(xml_4(FULL))
    same = (
        "relationships",
        "units",
        "price",
        "price_kind",
        "price_range",
        "value",
        "plan_10b5_1",
        "owned_after",
    )
    assert {name: page.fields[name] for name in same} == {name: xml.fields[name] for name in same}
    assert (page.event_date, page.severity) == (date(2025, 3, 4), xml.severity)
    assert page.dedup_key.split("|", 1)[1] == xml.dedup_key.split("|", 1)[1]
    assert [r["footnotes"] for r in listed(page)] == [r["footnotes"] for r in listed(xml)]


def test_both_tables_of_the_page_are_read() -> None:
    rows = listed(only(page_4(FULL)), "other_rows")
    assert [(r["code"], r["units"], r["derivative"]) for r in rows] == [
        ("M", 500, False),
        ("M", 500, True),
    ]
    assert reasons(found(page_4(FULL))) >= {("insider_purchase", "NOT_A_PURCHASE")}


def test_a_purchase_on_a_page_is_read() -> None:
    event = only(page_4(Form4(rows=(Traded(code="P", mark="A"),))))
    assert event.type == "insider_purchase"


def test_a_page_whose_rows_left_their_columns_is_for_a_person_to_read() -> None:
    moved = page_4(FULL).replace("<td>S<sup>", "<td>moved</td><td>S<sup>")
    result = found(moved)
    assert not result.events
    assert "NEEDS_REVIEW" in flags(result)
    assert ("insider_sale", "INSUFFICIENT_EVIDENCE") in reasons(result)


def test_prose_about_ownership_reports_is_no_form() -> None:
    prose = "<html><body><p>Directors file statements of changes in beneficial ownership on Form 4.</p></body></html>"
    result = found(prose, form="10-K")
    assert not result.events
    assert not flags(result)
