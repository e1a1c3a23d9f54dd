"""Thirty short cases of what is an event and what is none, under two sets of names and figures."""

from __future__ import annotations

import pytest

from tests.support.minicases import Case, golden_cases, misses, outcome, own_cases


@pytest.mark.parametrize("case", own_cases(), ids=lambda case: case["id"])
def test_a_short_case_says_what_it_must_and_nothing_else(case: Case) -> None:
    assert misses(case, outcome(case)) == []


def test_our_cases_cover_all_three_core_events() -> None:
    told = [case["core"] for case in own_cases()]
    assert {core: told.count(core) for core in told} == {
        "insider_sale": 10,
        "board_change": 10,
        "share_issuance": 10,
    }


def test_the_golden_cases_beside_the_repository_say_what_they_must() -> None:
    wrong = {case["id"]: misses(case, outcome(case)) for case in golden_cases()}
    assert {name: found for name, found in wrong.items() if found} == {}
    assert len(wrong) == 30
