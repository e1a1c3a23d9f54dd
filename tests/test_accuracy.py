from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tests import accuracy
from tests.accuracy import below, hong_kong, main, measured
from tests.support import accuracy_page
from tests.support.accuracy_page import BEGIN, END, page_with, tables
from tests.support.baseline import told_without_reading

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
    (tmp_path / "hkex_some.plain").write_text('{"plain": 1}\n{"plain": 2}\n')
    monkeypatch.setattr(accuracy, "SHARED", tmp_path / "shared")
    assert hong_kong(tmp_path) == {
        "hong_kong_en": ([], ['{"input": "a.pdf"}\n'], ['{"plain": 1}\n']),
        "hong_kong_zh": (
            [f"{json.dumps(labels[0])}\n"],
            ['{"input": "b.pdf"}\n'],
            ['{"plain": 2}\n'],
        ),
    }


def test_a_label_alone_tells_by_item_form_and_title(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Item 5.02 Departure of Directors\n\nItem 9.01 Exhibits\n")
    edgar, hkex = {"source": "edgar"}, {"source": "hkexnews"}
    rows = [
        {**edgar, "path": "a.txt", "form": "8-K/A"},
        {**edgar, "path": "b.txt", "form": "144"},
        {**edgar, "path": "c.txt", "form": "6-K"},
        {**edgar, "path": "d.txt", "form": "424B5"},
        {**hkex, "path": "e.pdf", "title": "RESIGNATION OF DIRECTOR AND PLACING OF NEW SHARES"},
        {**hkex, "path": "f.pdf", "title": "股東週年大會通告"},
    ]
    manifest = tmp_path / "MANIFEST.jsonl"
    manifest.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    told = [json.loads(line) for line in told_without_reading(manifest)]
    assert [[event["type"] for event in row["events"]] for row in told] == [
        ["board_change", "officer_change"],
        ["insider_sale"],
        [],
        ["share_issuance"],
        ["board_change", "share_issuance"],
        [],
    ]


RATES = {"tp": 9, "fp": 1, "fn": 0, "precision": 0.9, "recall": 1.0,
         "precision_95": (0.6, 0.98), "recall_95": (0.7, 1.0)}  # fmt: skip
NONE = {**RATES, "precision": None}
SET = {
    "documents": 12, "errors": 0, "by_type": {"results": RATES}, "core": RATES, "people": {},
    "all_people": RATES, "slots": {"effective_date": {"right": 3, "of": 4}},
    "false_alarms": {"documents": 5, "with_core_alert": 1},
}  # fmt: skip


def test_the_page_shows_a_set_beside_its_labels() -> None:
    text = tables([("some", SET, {**SET, "by_type": {"results": NONE}})])
    row = "| results | 9 | 1 | 0 | 0.900 [0.60, 0.98] | 1.000 [0.70, 1.00] | - | 1.000 |"
    assert row in text.splitlines()
    assert "`effective_date` 3/4" in text
    assert "1 of 5 documents without a core event" in text


def test_a_page_of_other_figures_is_told_and_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "accuracy.md"
    page.write_text(f"# Accuracy\n\n{BEGIN}\nold\n{END}\n\nWords.\n")
    monkeypatch.setattr(accuracy_page, "PAGE", page)
    assert "other figures" in next(accuracy.page_faults("new\n", write=False))
    assert list(accuracy.page_faults("new\n", write=True)) == []
    assert page.read_text() == f"# Accuracy\n\n{BEGIN}\n\nnew\n\n{END}\n\nWords.\n"
    assert list(accuracy.page_faults("new\n", write=False)) == []


def test_a_page_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="lost its marks"):
        page_with("# Accuracy\n", "new")
