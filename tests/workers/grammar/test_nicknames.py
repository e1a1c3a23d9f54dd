"""Short given names and the full ones they stand for."""

from __future__ import annotations

import pytest

from workers.grammar.nicknames import FULL, full_form


@pytest.mark.parametrize(
    ("short", "full"), [("bill", "william"), ("ed", "edward"), ("liz", "elizabeth")]
)
def test_a_short_name_stands_for_its_full_one(short: str, full: str) -> None:
    assert full_form(short) == full


def test_a_full_name_stands_for_itself() -> None:
    assert all(full_form(full) == full for full in FULL.values())


def test_what_may_stand_for_several_is_left_alone() -> None:
    assert full_form("pat") == "pat"
