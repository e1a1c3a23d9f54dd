"""The work of a reading, counted: a slow-down fails here, on any machine, without a clock."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

import pytest

from tests.support.cases import reader
from tests.support.effort import calls, calls_per_kilobyte
from workers.events import Told
from workers.read import read

CEILINGS = tomllib.loads((Path(__file__).parents[1] / "effort.toml").read_text(encoding="utf-8"))
PARAGRAPH = (
    "<p>On {day} March 2025 the Board of Acme Widgets Inc. appointed Ms. Ada Vale as an"
    " independent director, and the Company agreed to sell {day},000 shares of common stock"
    " to an investor at $4.50 per share in a private placement.</p>"
)


@pytest.mark.parametrize("kind", sorted(CEILINGS))
def test_a_kind_of_document_takes_no_more_calls_than_its_ceiling(kind: str) -> None:
    assert calls_per_kilobyte()[kind] <= CEILINGS[kind], "python -m tests.support.effort"


@pytest.mark.parametrize("kind", sorted(CEILINGS))
def test_a_ceiling_stays_near_the_work_that_it_bounds(kind: str) -> None:
    assert CEILINGS[kind] <= 2 * calls_per_kilobyte()[kind], "lower it in tests/effort.toml"


def test_every_kind_of_recording_has_a_ceiling() -> None:
    assert set(calls_per_kilobyte()) == set(CEILINGS)


def test_a_call_more_is_counted() -> None:
    assert calls(lambda: len(str(1))) == calls(lambda: str(1)) + 1


def test_twice_the_text_takes_about_twice_the_calls() -> None:
    shipped, told = reader(), Told(source="edgar", form="8-K")

    def effort(paragraphs: int) -> int:
        news = "".join(PARAGRAPH.format(day=1 + i % 28) for i in range(paragraphs))
        body = f"<html><body><p>Item 5.02 Changes</p>{news}</body></html>".encode()
        whole = partial(
            read, body, told, shipped.issuers, types=shipped.types, thresholds=shipped.thresholds
        )
        return calls(whole)

    assert effort(160) < 2.6 * effort(80)
