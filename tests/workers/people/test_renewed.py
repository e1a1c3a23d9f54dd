"""Contracts that confirm an office."""

from __future__ import annotations

import pytest

from tests.support.people import ITEM_502, read

CONTRACT = (
    "The employment agreement dated December 30, 2030 provides that Ms. Ada Kern will serve as "
    "Chief Financial Officer for a term commencing January 1, 2031. "
)


@pytest.mark.parametrize(
    "past",
    [
        "Ms. Kern has been Chief Financial Officer of the Company since May 2026.",
        "Ms. Kern has served as Chief Financial Officer of the Company since 2024.",
    ],
)
def test_who_holds_the_office_for_years_takes_none(past: str) -> None:
    found = read(ITEM_502 + CONTRACT + past, "2031-01-06")
    assert found.told == []
    assert ("officer_change", "CONTINUING_ROLE") in found.dropped


@pytest.mark.parametrize(
    "past",
    [
        "Ms. Kern has been interim Chief Financial Officer of the Company since May 2026.",
        "Ms. Kern has been Controller of the Company since May 2026.",
        "Ms. Kern has been Chief Financial Officer of Ostrava Steel Corp. since May 2026.",
    ],
)
def test_an_interim_or_another_office_is_not_the_same(past: str) -> None:
    assert read(ITEM_502 + CONTRACT + past, "2031-01-06").told == [
        "officer appointment Ada Kern +chief_financial_officer 2031-01-01"
    ]
