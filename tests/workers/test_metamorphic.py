"""No rule may know a person, an issuer, a year or a figure: other ones, same structure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.cases import case_names, expected_of, input_of, parsed_bytes, reader
from tests.support.disguise import disguise, later
from watcher.issuers import Issuers

SEEDS = [
    name for name in case_names() if (expected_of(name)["filing"]["issuer"]).get("resolved_by")
]
"""The cases about an issuer of the shipped watch list."""


def same_day(day: str | None) -> str | None:
    return day


def structure(
    row: dict[str, Any], name: Callable[[str], str], day: Callable[[str | None], str | None]
) -> list[tuple[Any, ...]]:
    """What must survive: type, subtype, status, days, who, and which roles."""
    return sorted(
        (
            event["type"],
            event["subtype"],
            event["status"],
            event["exhibit"],
            name(((event["fields"].get("person") or {}).get("name")) or ""),
            day(event["event_date"]) or "",
            day(event["effective_date"]) or "",
            [(role["role"], role.get("change")) for role in event["fields"].get("roles") or []],
            sorted(event["fields"]),
        )
        for event in row["events"]
    )


@pytest.mark.parametrize("case", SEEDS)
def test_the_same_story_under_other_names_years_and_figures(case: str) -> None:
    shipped = reader()
    text = input_of(case).read_text(encoding="utf-8")
    mask = disguise(text, shipped.issuers.all[0])
    other_text = mask.apply(text)
    plain = parsed_bytes(text.encode(), shipped, told={})
    masked = parsed_bytes(other_text.encode(), shipped, told={}, issuers=Issuers.of([mask.issuer]))
    assert other_text != text
    assert structure(masked, str, same_day) == structure(plain, mask.name, later)
    assert masked["filing"]["issuer"]["resolved_name"] == mask.issuer.name
    assert masked["filing"]["document_date"] == later(plain["filing"]["document_date"])


@pytest.mark.parametrize("case", SEEDS)
def test_what_is_dropped_is_dropped_for_the_same_reasons(case: str) -> None:
    shipped = reader()
    text = input_of(case).read_text(encoding="utf-8")
    mask = disguise(text, shipped.issuers.all[0])
    plain = parsed_bytes(text.encode(), shipped, told={})
    masked = parsed_bytes(
        mask.apply(text).encode(), shipped, told={}, issuers=Issuers.of([mask.issuer])
    )

    def codes(row: dict[str, Any]) -> Counter[tuple[str, str]]:
        return Counter((s["would_be_type"], s["reason_code"]) for s in row["suppressed"])

    assert codes(masked) == codes(plain)
