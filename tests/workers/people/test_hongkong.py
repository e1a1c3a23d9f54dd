"""People in the words of Hong Kong announcements, told or not: ``hongkong.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.people import read

CASES = tomllib.loads(Path(__file__).with_name("hongkong.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["shows"]).replace(" ", "-"))
def test_who_comes_who_goes_and_when(case: Mapping[str, Any]) -> None:
    found = read("\n\n".join(case["text"]) + "\n", case["on"])
    assert sorted(found.told) == sorted(case["told"])
