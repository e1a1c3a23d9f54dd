"""Golden cases: folders under tests/filings, each an input and what it should say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from watcher.issuers import Issuers
from workers.parse import Input, Reader, body_of, to_json, told_of
from workers.read import read

ROOT = Path(__file__).resolve().parents[2]
FILINGS = ROOT / "tests" / "filings"


def case_names() -> list[str]:
    """Every folder with an expected.json, as its path below tests/filings."""
    return sorted(str(file.parent.relative_to(FILINGS)) for file in FILINGS.rglob("expected.json"))


def expected_of(name: str) -> dict[str, Any]:
    """What a case should say."""
    found: dict[str, Any] = json.loads(
        (FILINGS / name / "expected.json").read_text(encoding="utf-8")
    )
    return found


def input_of(name: str) -> Path:
    """The one input file of a case."""
    (found,) = [f for f in (FILINGS / name).iterdir() if f.name.startswith("input.")]
    return found


def reader() -> Reader:
    """The shipped event types and watch list."""
    return Reader.of(ROOT / "config")


def parsed(name: str, given: Reader) -> dict[str, Any]:
    """The line that ``watcher parse`` prints for a case."""
    told = told_of(expected_of(name).get("told") or {})
    body = body_of(Input(name=name, path=input_of(name), told=told))
    return parsed_bytes(body, given, told=expected_of(name).get("told") or {})


def parsed_bytes(
    body: bytes, given: Reader, *, told: Mapping[str, Any], issuers: Issuers | None = None
) -> dict[str, Any]:
    """The line for bytes, with the types of a reader."""
    found = read(
        body,
        told_of(told),
        issuers or given.issuers,
        types=given.types,
        thresholds=given.thresholds,
    )
    return to_json("input", found)
