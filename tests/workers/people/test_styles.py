"""People in the words of many issuers, told or not: the ``.toml`` files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.people import read

CASES = [
    case
    for name in ("styles.toml", "us.toml", "us_reports.toml", "us_releases.toml")
    for case in tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["shows"]).replace(" ", "-"))
def test_who_comes_who_goes_and_when(case: Mapping[str, Any]) -> None:
    found = read("\n\n".join(case["text"]) + "\n", case["on"])
    assert sorted(found.told) == sorted(case["told"])
