"""Promises that the source itself must keep, read from its syntax; and lines of a log."""

from __future__ import annotations

import ast
import io
import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.support.records import a_filing
from watcher.blobs import Blobs
from watcher.errors import ConfigError, NotFound
from watcher.ops import logs
from watcher.queue import Doorbell
from watcher.replay.recording import load as load_recording
from watcher.settings import Log, load

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    [*ROOT.glob("watcher/**/*.py"), *ROOT.glob("workers/**/*.py"), *ROOT.glob("docs/client/*.py")]
)
SQL_CALLS = {"text", "exec_driver_sql", "literal_column", "executescript", "execute", "executemany"}
FORBIDDEN = {"pickle", "cPickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_made(node: ast.expr) -> bool:
    """Whether a text is put together at run time, of more than constants of a module."""
    names = [each.id for each in ast.walk(node) if isinstance(each, ast.Name)]
    if isinstance(node, ast.JoinedStr) and names and all(name.isupper() for name in names):
        return False
    return isinstance(node, ast.JoinedStr | ast.BinOp) or (
        isinstance(node, ast.Call) and name_of(node) in {"format", "join", "replace"}
    )


def made_sql(path: Path) -> list[str]:
    return [
        f"{path.name}:{call.lineno}" for call in calls(path)
        if name_of(call) in SQL_CALLS and call.args and is_made(call.args[0])
    ]  # fmt: skip


def test_no_sql_is_put_together_from_values() -> None:
    """Statements are SQLAlchemy's, or constants with bound parameters."""
    assert [place for path in SOURCES for place in made_sql(path)] == []


@pytest.mark.parametrize(
    "line",
    ['c.execute(f"DELETE FROM x WHERE id = {y}")', 'c.execute(text("SELECT " + y))', 'text("x {}".format(y))',
     'c.exec_driver_sql("x %s" % y)'],
)  # fmt: skip
def test_the_test_of_sql_sees_what_it_must(line: str, tmp_path: Path) -> None:
    path = tmp_path / "x.py"
    path.write_text(line)
    assert made_sql(path)


def test_nothing_is_unpickled_evaluated_or_given_to_a_shell() -> None:
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = {
                alias.name.split(".")[0]
                for alias in getattr(node, "names", ())
                if isinstance(node, ast.Import)
            }
            names |= (
                {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) else set()
            )
            if isinstance(node, ast.Call):
                shell = any(k.arg == "shell" for k in node.keywords)
                built_in = isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}
                names |= {"pickle"} if shell or built_in else set()
            found += [f"{path.name}:{getattr(node, 'lineno', 0)}"] if names & FORBIDDEN else []
    assert found == []


def test_the_queues_hold_json_and_nothing_but_an_id(
    valkey_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    filing = a_filing()
    Doorbell.of(load()).ring("filings", [filing.id])
    store = redis.Redis.from_url(valkey_url)
    (key,) = store.scan_iter("rq:job:*")
    job = store.hgetall(key)
    store.close()
    packed = job[b"data"]
    assert isinstance(packed, bytes)
    assert (
        zlib.decompress(packed)
        == b'["workers.jobs.process_filing", null, ["%s"], {}]' % filing.id.encode()
    )


@pytest.mark.parametrize(
    "name",
    ["..", "../../etc/passwd", "a/" + "0" * 62, "0" * 63, "0" * 64 + "/..", "A" * 64, "\x00" * 64],
)
def test_no_name_of_a_blob_is_a_path(name: str, tmp_path: Path) -> None:
    store = Blobs(tmp_path.as_uri())
    for ask in (store.get, store.exists):
        with pytest.raises(NotFound):
            ask(name)


@pytest.mark.parametrize(
    "path", ["../outside.txt", "/etc/hostname", "a/../../outside.txt", "link.txt"]
)
def test_a_recording_has_no_file_from_elsewhere(path: str, tmp_path: Path) -> None:
    folder = tmp_path / "recording"
    (folder / "a").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("x")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    row = f'{{"at": 0, "source": "edgar", "accession": "0000000001-26-000001", "path": "{path}"}}'
    (folder / "recording.jsonl").write_text(row)
    with pytest.raises(ConfigError, match="outside the recording"):
        load_recording(folder)


@pytest.mark.parametrize("shape", ["json", "console"])
def test_what_others_say_is_one_line_of_a_log(shape: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No receiver, filing or visitor can write a line of its own or steer a terminal."""
    shown = io.StringIO()
    logs.configure(Log(format=shape, level="INFO"))  # type: ignore[arg-type]
    handler = logging.getLogger().handlers[0]
    monkeypatch.setattr(handler, "stream", shown)
    logs.get("x").warning(
        "hostile", path="/\n2026-01-01 [error] forged\r\x1b[31m\x07\u202e", error="a\nb"
    )
    logging.getLogger("rq.worker").warning("job %s", "a\nforged \x1b[2J")
    lines = shown.getvalue()
    assert lines.count("\n") == 2
    assert not {"\r", "\x1b", "\x07"} & set(lines)
