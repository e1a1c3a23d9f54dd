from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tests import accuracy
from tests.accuracy import below, hong_kong, main, measured

REPORT = {
    "core": {"recall": 0.9},
    "fields": {"right": 3, "of": 4},
    "empty": {"right": 0, "of": 0},
    "slots": {"sale.units": {"right": 1, "of": 2}},
    "extra": 1,
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("core.recall", Decimal("0.9")),
        ("fields", Decimal("0.75")),
        ("extra", Decimal(1)),
        ("slots.sale.units", Decimal("0.5")),
        ("empty", None),
        ("core.none", None),
    ],
)
def test_a_figure_is_found_by_its_path(path: str, value: Decimal | None) -> None:
    assert measured(REPORT, path) == value


def test_a_met_threshold_says_nothing() -> None:
    limits = {"min": {"core.recall": Decimal("0.9")}, "max": {"extra": 1}}
    assert list(below(REPORT, limits)) == []


def test_a_fall_a_rise_and_a_missing_figure_are_told() -> None:
    limits = {"min": {"core.recall": Decimal("0.95"), "gone": 0}, "max": {"extra": 0}}
    assert list(below(REPORT, limits)) == [
        "core.recall is 0.900, at least 0.95 is asked",
        "gone is missing, at least 0 is asked",
        "extra is 1.000, at most 0 is allowed",
    ]


def test_our_own_cases_are_read_where_the_recordings_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(accuracy, "SHARED", tmp_path / "none")
    assert main([]) == 0
    assert "../shared is not there" in capsys.readouterr().out


def test_every_threshold_is_a_figure_between_bounds() -> None:
    for limits in tomllib.loads(accuracy.THRESHOLDS.read_text(encoding="utf-8")).values():
        assert set(limits) <= {"min", "max"}
        assert all(0 < value <= 1 for value in limits.get("min", {}).values())
        assert all(value >= 0 for value in limits.get("max", {}).values())


def test_the_hong_kong_sets_are_scored_together_for_each_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"path": "a.pdf", "lang": "en"}, {"path": "b.pdf", "lang": "zh"}]
    labels = [{"path": "b.pdf", "events": []}]
    given = tmp_path / "shared" / "corpus" / "hkex_some"
    given.mkdir(parents=True)
    for name, lines in (("MANIFEST.jsonl", rows), ("labels.jsonl", labels)):
        (given / name).write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    (tmp_path / "hkex_some.jsonl").write_text('{"input": "a.pdf"}\n{"input": "b.pdf"}\n')
    monkeypatch.setattr(accuracy, "SHARED", tmp_path / "shared")
    assert hong_kong(tmp_path) == {
        "hong_kong_en": ([], ['{"input": "a.pdf"}\n']),
        "hong_kong_zh": ([f"{json.dumps(labels[0])}\n"], ['{"input": "b.pdf"}\n']),
    }
