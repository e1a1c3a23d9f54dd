"""``watcher parse``: bytes in, events out, one JSON object a line. Offline."""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from gzip import BadGzipFile, GzipFile
from io import BytesIO
from pathlib import Path
from traceback import extract_tb
from typing import Any, TextIO

from watcher.errors import BadInput, TooLarge, WatcherError
from watcher.issuers import Issuers
from watcher.issuers import load as load_issuers
from watcher.jsonable import event_json, evidence_json, flag_json, json_line, jsonable
from watcher.model import Findings, Suppressed
from watcher.settings import config_dir
from workers.events import EventType, Thresholds, Told
from workers.read import load_types, read, text_of

MAX_UNPACKED = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One thing to read: the name as given, the file, what is told of it, or why it
    cannot be read at all.
    """

    name: str
    path: Path
    told: Told
    fault: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """The watch list and the event types of one configuration folder."""

    issuers: Issuers
    types: tuple[EventType, ...]
    thresholds: Mapping[str, Thresholds]

    @classmethod
    def of(cls, config: Path) -> Reader:
        """From ``issuers.toml`` and ``events.toml``. Raises ConfigError."""
        types, thresholds = load_types(config / "events.toml")
        return cls(
            issuers=load_issuers(config / "issuers.toml"), types=types, thresholds=thresholds
        )


def parse_paths(inputs: Iterable[Input], reader: Reader) -> Iterator[dict[str, Any]]:
    """The contract's object for each input, in order; an unreadable one gives an error row."""
    for given in inputs:
        yield row_of(given, reader)


def row_of(given: Input, reader: Reader) -> dict[str, Any]:
    """The row of one input. This is the entry point of ``watcher parse``, the one place of it
    where an error that nobody expected ends: it is told in the row and, with its place, on
    stderr, so that the other inputs go on and nothing is silent.
    """
    try:
        found = read(
            body_of(given),
            given.told,
            reader.issuers,
            filename=given.path.name,
            types=reader.types,
            thresholds=reader.thresholds,
        )
        return to_json(given.name, found)
    except (WatcherError, OSError) as error:
        return error_row(given.name, error)
    except Exception as error:  # noqa: BLE001 - the entry point: reported and exit code 1
        print(f"{given.name}: {fault_of(error)}", file=sys.stderr)
        return error_row(given.name, error)


def to_json(name: str, found: Findings) -> dict[str, Any]:
    """One line of output: filing, events, suppressed entries and flags."""
    row: dict[str, Any] = {
        "input": name,
        "filing": jsonable(found.facts),
        "events": [event_json(event) for event in found.events],
        "suppressed": [_suppressed(entry) for entry in found.suppressed],
        "quality_flags": [flag_json(flag) for flag in found.flags],
    }
    if found.needs_review:
        row["needs_review"] = found.needs_review
    return row


def error_row(name: str, error: Exception) -> dict[str, Any]:
    """An input that could not be read, with its reason."""
    message = f"{error.strerror or error}" if isinstance(error, OSError) else str(error)
    if not isinstance(error, (WatcherError, OSError)):
        message = f"a fault in a reader, please report it with this file: {message}"
    return {"input": name, "error": {"type": type(error).__name__, "message": message}}


def fault_of(error: Exception) -> str:
    """``ZeroDivisionError in reader (workers/x.py line 12): by zero``: what to report."""
    frames = extract_tb(error.__traceback__)
    where = f" in {frames[-1].name} ({_short(frames[-1].filename)} line {frames[-1].lineno})"
    return f"{type(error).__name__}{where if frames else ''}: {error}; please report it"


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])


def body_of(given: Input) -> bytes:
    """The bytes of an input, unpacked where gzipped. Raises BadInput, TooLarge, OSError."""
    if given.fault:
        raise BadInput(given.fault)
    path = given.path
    with path.open("rb") as file:
        body = file.read(MAX_UNPACKED + 1)
    if len(body) > MAX_UNPACKED:
        raise TooLarge(f"{path.name} has more than {MAX_UNPACKED:,} bytes; not read")
    if body[:2] != b"\x1f\x8b":
        return body
    return unpacked(body, path.name)


def unpacked(body: bytes, name: str) -> bytes:
    """The bytes of all members of a gzip file. Raises BadInput where one is broken or cut off,
    TooLarge beyond ``MAX_UNPACKED``.
    """
    try:
        with GzipFile(fileobj=BytesIO(body)) as file:
            plain = file.read(MAX_UNPACKED + 1)
    except EOFError as error:
        raise BadInput(f"{name} is a gzip file that was cut off; fetch it again") from error
    except (BadGzipFile, zlib.error) as error:
        raise BadInput(f"{name} is a broken gzip file; fetch it again") from error
    if len(plain) > MAX_UNPACKED:
        raise TooLarge(f"{name} unpacks to more than {MAX_UNPACKED:,} bytes; not read")
    return plain


def inputs_of(
    paths: Sequence[str],
    manifest: str | None = None,
    source: str | None = None,
    form: str | None = None,
) -> list[Input]:
    """Paths and manifest lines in order. Raises OSError for a manifest that is not there."""
    given = [Input(name=p, path=Path(p), told=Told(source=source, form=form)) for p in paths]
    if manifest is not None:
        given += list(_manifest(Path(manifest), source, form))
    return given


def run(
    paths: Sequence[str],
    *,
    out: TextIO,
    manifest: str | None = None,
    source: str | None = None,
    form: str | None = None,
    text_only: bool = False,
    config: Path | None = None,
    line: Callable[[dict[str, Any]], str] = json_line,
) -> int:
    """The command: 0 when everything was read, 1 when something was not, 2 without input.

    ``config`` is the folder with ``issuers.toml`` and ``events.toml``, by default the one
    that the settings find; ``line`` writes what was found in one input.
    """
    inputs = inputs_of(paths, manifest, source, form)
    if not inputs:
        return 2
    if text_only:
        return _print_texts(inputs, out)
    failed = False
    for row in parse_paths(inputs, Reader.of(config or config_dir())):
        failed = failed or "error" in row
        out.write(line(row) + "\n")
    return 1 if failed else 0


def _print_texts(inputs: Sequence[Input], out: TextIO) -> int:
    failed = False
    for given in inputs:
        try:
            out.write(text_of(body_of(given), given.told, given.path.name).text)
        except (WatcherError, OSError) as error:
            failed = True
            out.write(json_line(error_row(given.name, error)) + "\n")
    return 1 if failed else 0


def _manifest(path: Path, source: str | None, form: str | None) -> Iterator[Input]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            name = row["path"]
            told = told_of(row, source, form)
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError) as error:
            why = "it has no path" if isinstance(error, KeyError) else error
            fault = f"{path.name} line {number} is no manifest line: {why}"
            yield Input(name=f"{path.name}:{number}", path=path, told=Told(), fault=fault)
        else:
            yield Input(name=name, path=path.parent / name, told=told)


def told_of(row: Mapping[str, Any], source: str | None = None, form: str | None = None) -> Told:
    """What a manifest line tells. Keys that the contract does not name are ignored."""
    published = row.get("published")
    return Told(
        source=row.get("source") or source,
        form=row.get("form") or form,
        accession=row.get("accession"),
        title=row.get("title"),
        items=tuple(map(str, row.get("items") or ())),
        headline_codes=tuple(map(str, row.get("headline_codes") or ())),
        stock_codes=(str(row["stock_code"]),) if row.get("stock_code") else (),
        cik=str(row["cik"]) if row.get("cik") else None,
        published_at=datetime.fromisoformat(published).astimezone(UTC) if published else None,
        language=row.get("lang"),
    )


def _suppressed(entry: Suppressed) -> dict[str, Any]:
    return {
        "would_be_type": entry.would_be_type,
        "reason_code": entry.reason_code,
        "evidence": evidence_json(entry.evidence) if entry.evidence else None,
        "why": entry.why,
    }


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:], out=sys.stdout))
