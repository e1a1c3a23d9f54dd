"""``python -m tests.accuracy``: read the recordings beside the repository, score, compare.

Runs ``watcher parse`` over ``../shared/corpus/*/MANIFEST.jsonl`` and ``../shared/seeds``,
scores with ``../shared/tools`` and fails below the thresholds of ``tests/accuracy.toml``,
which only ever rise. Without ``../shared`` only our own golden cases are read. The tables of
``docs/accuracy.md`` must be those of this run; ``--write`` writes them.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.support import accuracy_page
from tests.support.baseline import told_without_reading
from tests.support.cases import case_names, expected_of, parsed, reader
from tests.support.golden import compare
from workers.parse import run

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
THRESHOLDS = ROOT / "tests" / "accuracy.toml"

Report = Mapping[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every threshold is met, 1 with the list of those that are not."""
    options = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    options.add_argument("--misses", type=int, default=0, help="print this many disagreements")
    options.add_argument("--only", default="", help="only the sets whose name begins like this")
    options.add_argument("--write", action="store_true", help="write the tables of the page")
    given = options.parse_args(arguments)
    failed = list(_own_cases())
    if not SHARED.is_dir():
        print("../shared is not there: only our own golden cases were read")
    else:
        failed += _corpora(given.misses, given.only, write=given.write)
    print(
        "\n".join(["", *(f"BELOW  {line}" for line in failed)])
        if failed
        else "\nevery threshold is met"
    )
    return 1 if failed else 0


def _corpora(misses: int, only: str, *, write: bool) -> Iterator[str]:
    """Every threshold that is not met, and a page that tells other figures."""
    limits = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"), parse_float=Decimal)
    with tempfile.TemporaryDirectory() as folder:
        sets = [*_reports(Path(folder), misses, only), *_by_language(Path(folder), misses)]
    for name, report, _ in sets:
        yield from (f"{name}: {line}" for line in below(report, limits.get(name, {})))
    if not only:
        yield from page_faults(accuracy_page.tables(sets), write=write)


def page_faults(tables: str, *, write: bool) -> Iterator[str]:
    """That the page tells other tables than these; with ``write`` it gets them."""
    told = accuracy_page.PAGE.read_text(encoding="utf-8")
    now = accuracy_page.page_with(told, tables)
    if write:
        accuracy_page.PAGE.write_text(now, encoding="utf-8")
    elif now != told:
        yield "docs/accuracy.md tells other figures: `make accuracy ARGS=--write` writes these"


def below(report: Report, limits: Mapping[str, Any]) -> Iterator[str]:
    """The thresholds that a report does not meet. Keys are paths with dots in the report;
    ``min`` and ``max`` part what must not fall from what must not rise.
    """
    for path, least in limits.get("min", {}).items():
        value = measured(report, path)
        if value is None or value < least:
            yield f"{path} is {_shown(value)}, at least {least} is asked"
    for path, most in limits.get("max", {}).items():
        value = measured(report, path)
        if value is None or value > most:
            yield f"{path} is {_shown(value)}, at most {most} is allowed"


def measured(report: Report, path: str) -> Decimal | None:
    """A figure of a report; ``{"right": 3, "of": 4}`` counts as its share."""
    value = _at(report, path)
    if isinstance(value, Mapping) and "of" in value:
        return Decimal(value["right"]) / value["of"] if value["of"] else None
    return None if value is None else Decimal(str(value))


def _at(report: Any, path: str) -> Any:
    """What stands at a path; a key may hold dots itself (``insider_sale.units``)."""
    if path == "":
        return report
    found = (
        _at(report[key], path[len(key) :].removeprefix("."))
        for key in (report if isinstance(report, Mapping) else ())
        if path == key or path.startswith(f"{key}.")
    )
    return next((value for value in found if value is not None), None)


def _own_cases() -> Iterator[str]:
    """Our golden cases whose events are not all right."""
    shipped = reader()
    for name in case_names():
        score = compare(expected_of(name), parsed(name, shipped))
        shares = (score.events, score.fields, score.suppressed)
        print(
            f"{name:44}",
            "  ".join(f"{s.right}/{s.of}" for s in shares),
            f"  surplus {len(score.surplus)}",
        )
        if score.events.right < score.events.of or score.surplus:
            yield f"{name}: {'; '.join([*score.misses[:3], *score.surplus])}"


def _reports(folder: Path, misses: int, only: str) -> Iterator[tuple[str, Report, Report | None]]:
    """Each labelled set, parsed and scored, beside what its labels alone tell; and the seeds."""
    for manifest in sorted(SHARED.glob("corpus/*/MANIFEST.jsonl")):
        labels = manifest.with_name("labels.jsonl")
        name = manifest.parent.name
        if labels.is_file() and name.startswith(only):
            predictions = _parse(folder / f"{name}.jsonl", manifest=str(manifest))
            plain = folder / f"{name}.plain"
            plain.write_text("".join(told_without_reading(manifest)), encoding="utf-8")
            tool = ("score.py", "--labels", str(labels))
            yield name, _score(tool, predictions, misses, name), _scored(tool, plain)
    if "seeds".startswith(only):
        predictions = _parse(
            folder / "seeds.jsonl", *map(str, sorted((SHARED / "seeds").glob("*.txt")))
        )
        golden = [str(path) for path in sorted((SHARED / "golden").glob("seed_*.json"))]
        yield (
            "seeds",
            _score(["golden.py", "--golden", *golden], predictions, misses, "seeds"),
            None,
        )


def _by_language(folder: Path, misses: int) -> Iterator[tuple[str, Report, Report | None]]:
    """The Hong Kong sets that were read, together, but each language apart."""
    for name, kept in hong_kong(folder).items():
        labels, predictions, plain = (
            folder / f"{name}.{kind}" for kind in ("labels", "predictions", "told")
        )
        for path, lines in zip((labels, predictions, plain), kept, strict=True):
            path.write_text("".join(lines), encoding="utf-8")
        tool = ("score.py", "--labels", str(labels))
        yield name, _score(tool, predictions, misses, name), _scored(tool, plain)


def hong_kong(folder: Path) -> Mapping[str, tuple[list[str], list[str], list[str]]]:
    """``hong_kong_en`` and ``hong_kong_zh``: the lines of labels, of predictions and of what the
    title alone tells, for the documents that their manifest gives in this language.
    """
    found: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for read in sorted(folder.glob("hkex*.jsonl")):
        given = SHARED / "corpus" / read.stem
        labels = {json.loads(line)["path"]: line for line in _lines(given / "labels.jsonl")}
        rows = map(json.loads, _lines(given / "MANIFEST.jsonl"))
        told = _lines(read.with_suffix(".plain"))
        for row, prediction, plain in zip(rows, _lines(read), told, strict=True):
            lines = found.setdefault(f"hong_kong_{row['lang']}", ([], [], []))
            lines[0].extend(labels[row["path"]] for _ in range(row["path"] in labels))
            lines[1].append(prediction)
            lines[2].append(plain)
    return found


def _lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8") as source:
        return [line for line in source if line.strip()]


def _parse(target: Path, *paths: str, manifest: str | None = None) -> Path:
    with target.open("w", encoding="utf-8") as out:
        run(paths, out=out, manifest=manifest, config=ROOT / "config")
    return target


def _score(tool: Sequence[str], predictions: Path, misses: int, title: str) -> Report:
    """Run a scorer twice: for people, then for the thresholds."""
    print(f"\n=== {title}")
    print(_run(tool, predictions, "--misses", str(misses)))
    return _scored(tool, predictions)


def _scored(tool: Sequence[str], predictions: Path) -> Report:
    found: Report = json.loads(_run(tool, predictions, "--json"))
    return found


def _run(tool: Sequence[str], predictions: Path, *options: str) -> str:
    script = str(SHARED / "tools" / tool[0])
    command = [sys.executable, script, *tool[1:], "--predictions", str(predictions), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _shown(value: Decimal | None) -> str:
    return "missing" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
