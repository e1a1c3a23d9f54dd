"""One key set: every log line of the program names a thing as all the others do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from watcher.ops.logs import KEYS

ROOT = Path(__file__).parents[3]
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


def lines() -> Iterator[tuple[str, ast.Call]]:
    """Every call of a logger, also of one whose level is chosen first (``level(...)``)."""
    for folder in ("watcher", "workers"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and _logs(node.func):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _logs(called: ast.expr) -> bool:
    if isinstance(called, ast.Attribute):
        return called.attr in LEVELS and ast.unparse(called.value).endswith("log")
    return isinstance(called, ast.Name) and called.id == "level"


def test_no_line_has_a_key_of_its_own() -> None:
    strange = [
        f"{place}: {word.arg}"
        for place, call in lines()
        for word in call.keywords
        if word.arg not in KEYS
    ]
    assert strange == []


def test_every_key_is_used_and_every_line_is_looked_at() -> None:
    found = list(lines())
    assert len(found) >= 25
    used = {word.arg for _, call in found for word in call.keywords}
    assert KEYS - used == set()


def test_no_line_is_made_of_values_where_keys_would_do() -> None:
    made = [place for place, call in lines() if isinstance(call.args[0], ast.BinOp)]
    assert made == []
