"""Whole filings read as the program reads them, against what a person read in them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.support.cases import case_names, expected_of, input_of, parsed, reader
from tests.support.golden import compare, norm
from workers.canonical import text_of
from workers.events import Told
from workers.parse import Reader


@pytest.fixture(scope="module")
def shipped() -> Reader:
    return reader()


@pytest.mark.parametrize("name", case_names())
def test_a_filing_says_what_a_person_read_in_it(name: str, shipped: Reader) -> None:
    expected = expected_of(name)
    least = {"fields": "1", "suppressed": "1"} | expected.get("require", {})
    score = compare(expected, parsed(name, shipped))
    told = "\n".join(score.misses)
    assert score.events.right == score.events.of, told
    assert score.surplus == [], "deliverable events that nobody expects"
    assert score.fields.rate >= Decimal(least["fields"]), told
    assert score.suppressed.rate >= Decimal(least["suppressed"]), told


@pytest.mark.parametrize("name", case_names())
def test_the_filing_is_identified(name: str, shipped: Reader) -> None:
    expected: dict[str, Any] = expected_of(name).get("filing", {})
    found = parsed(name, shipped)["filing"] | {}
    found["exhibits"] = [exhibit["exhibit"] for exhibit in found["exhibits"]]
    found["issuer"] = {key: found["issuer"][key] for key in expected.get("issuer", {})}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize("name", case_names())
def test_every_quote_stands_in_the_canonical_text(name: str, shipped: Reader) -> None:
    row = parsed(name, shipped)
    text = text_of(input_of(name).read_bytes(), Told()).text
    quotes = [e for event in row["events"] for e in event["evidence"]]
    quotes += [entry["evidence"] for entry in row["suppressed"] if entry["evidence"]]
    assert quotes
    assert all(text[q["start"] : q["end"]] == q["quote"] for q in quotes)


@pytest.mark.parametrize("name", case_names())
def test_every_event_answers_the_title_that_announced_it(name: str, shipped: Reader) -> None:
    wanted = {norm(e["title_item"]) for e in expected_of(name)["events"] if e.get("title_item")}
    found = {norm(e["title_item"]) for e in parsed(name, shipped)["events"] if e["title_item"]}
    assert wanted <= found
