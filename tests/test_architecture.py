"""The house rules that no linter knows: budgets of size, configuration against modules."""

import ast
import statistics
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for top in ("watcher", "workers") for p in (ROOT / top).rglob("*.py"))
LIMIT_LINES, LIMIT_FUNCTION = 300, 60


def functions(path: Path) -> list[tuple[str, int]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        (f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_no_file_is_longer_than_its_budget() -> None:
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
    lengths = {p.relative_to(ROOT): len(p.read_text(encoding="utf-8").splitlines()) for p in files}
    assert {p: n for p, n in lengths.items() if n > LIMIT_LINES} == {}


def test_functions_stay_small() -> None:
    sizes = [size for path in SOURCES for size in functions(path)]
    assert [name for name, size in sizes if size > LIMIT_FUNCTION] == []
    lengths = sorted(size for _, size in sizes)
    assert statistics.median(lengths) <= 12
    assert lengths[int(len(lengths) * 0.9)] <= 32


def test_the_top_level_is_what_people_expect() -> None:
    wanted = {
        "pyproject.toml", "watcher", "workers", "config", "tests", "docker-compose.yml", "README.md", "LICENSE",
        "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "Dockerfile", "docs", "benchmarks", ".ci", "requirements.lock",
    }  # fmt: skip
    assert {name for name in wanted if not (ROOT / name).exists()} == set()


@pytest.mark.parametrize("table", ["events", "sources"])
def test_every_module_that_the_configuration_names_exists(table: str) -> None:
    if table == "events":
        blocks = tomllib.loads((ROOT / "config/events.toml").read_text(encoding="utf-8"))
        exported = "EVENT"
    else:
        blocks = tomllib.loads((ROOT / "config/default.toml").read_text(encoding="utf-8"))[
            "sources"
        ]
        exported = "SOURCE"
    for name, block in blocks.items():
        module = import_module(block["module"])
        assert getattr(module, exported) is not None, name


def test_every_event_module_is_configured() -> None:
    configured = {
        block["module"].rsplit(".", 1)[-1]
        for block in tomllib.loads(
            (ROOT / "config/events.toml").read_text(encoding="utf-8")
        ).values()
    }
    present = {p.stem for p in (ROOT / "workers/events").glob("*.py")} - {"__init__"}
    present |= {p.parent.name for p in (ROOT / "workers/events").glob("*/__init__.py")}
    assert present == configured


def test_lock_files_name_no_index_and_hash_everything() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text
        assert "index" not in text.lower().split("--hash")[0]
        pins = [line for line in text.splitlines() if "==" in line]
        assert len(pins) > 40
        assert text.count("--hash=sha256:") >= len(pins)


def test_nothing_in_the_program_knows_a_golden_case() -> None:
    """People, numbers and sentences of the seeds stand in tests and recordings only."""
    known = (
        "Kingsoft", "Xiaomi", "3805284801", "3,805,284,801", "925623", "210369", "210,369", "Ernst", "Tiger Brokers",
        "Lei Jun", "Zou Tao", "Qu Heng", "Liang Shouxing", "Wang Yi", "So Ka Man", "雷軍", "鄒濤",
    )  # fmt: skip
    recordings = ROOT / "watcher/replay/recordings"
    hits = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in SOURCES
        if recordings not in path.parents
        for word in known
        if word in path.read_text(encoding="utf-8") and "cli/demo" not in str(path)
    ]
    assert hits == []
