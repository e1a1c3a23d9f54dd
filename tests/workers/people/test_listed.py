"""People in tables below the sentence that says what happens to them."""

from __future__ import annotations

from tests.support.people import read

ITEM = "<p><b>Item 5.02 Departure of Directors; Election of Directors; Appointment of Certain Officers.</b></p>"


def told(lead: str, *rows: str) -> list[str]:
    """What is told of a table below a paragraph; cells are set apart by ``|``."""
    cells = ("".join(f"<td>{c.strip()}</td>" for c in row.split("|")) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<html><body>{ITEM}<p>{lead}</p><table>{table}</table></body></html>"
    return sorted(read(page, "2031-11-16").told)


def test_officers_take_the_offices_of_the_position_column() -> None:
    assert told(
        "Effective November 10, 2031, the following persons were appointed as executive officers of the Company:",
        "Name | Age | Position",
        "Inga Sorrell-Hale | 49 | Chief Executive Officer",
        "Tobias Engstrand | 44 | Chief Financial Officer",
    ) == [
        "officer appointment Inga Sorrell-Hale +chief_executive_officer 2031-11-10",
        "officer appointment Tobias Engstrand +chief_financial_officer 2031-11-10",
    ]


def test_a_committee_column_gives_no_board_chair() -> None:
    assert told(
        "On November 10, 2031, the following individuals were elected to the board of directors of the Company:",
        "Name | Class | Committee",
        "Inga Sorrell-Hale | Class I | Audit (Chair)",
    ) == ["board appointment Inga Sorrell-Hale +director 2031-11-10"]


def test_the_new_office_counts_where_a_table_shows_the_former_too() -> None:
    assert told(
        "The Board has appointed the following officers with effect from November 12, 2031:",
        "Name | Former position | New position",
        "Dominik Akande | Controller | Chief Financial Officer",
    ) == ["officer appointment Dominik Akande +chief_financial_officer 2031-11-12"]


def test_a_table_of_relatives_or_holders_tells_nothing() -> None:
    assert (
        told(
            "The directors consider that the following persons are related parties:",
            "Name | Relationship",
            "Ms. Toni Xu | Child of Mr. Xu (2030: Child of director)",
        )
        == []
    )


def test_pay_below_a_sentence_about_an_earlier_report_tells_nothing() -> None:
    assert (
        told(
            "As previously disclosed, the following persons were appointed as executive officers of the Company:",
            "Name | Position",
            "Inga Sorrell-Hale | Chief Executive Officer",
        )
        == []
    )
