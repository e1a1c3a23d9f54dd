from __future__ import annotations

import pytest

from workers.people.issuer import issuer_of

KNOWN = issuer_of(
    [
        "Northwind Energy, Inc. (“Northwind” or the “Company”)",
        "Northwind Energy, Inc. (the “Company”)",
    ],
    ["Northwind Energy Inc"],
)


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("Northwind Energy, Inc", True),
        ("the Company", True),
        ("CIB", True),
        ("Northwind Bank", False),
        ("Northwind Energy Partners", False),
        ("Golden Wheel Holdings Limited", False),
    ],
)  # fmt: skip
def test_a_name_that_begins_alike_is_another_company(body: str, *, own: bool) -> None:
    assert KNOWN.owns(body) is own


def test_a_definition_behind_an_office_names_the_issuer() -> None:
    found = issuer_of(["General Counsel and Secretary of Palm Corp. (the “Company”)"], [])
    assert found.owns("Palm Corp")
