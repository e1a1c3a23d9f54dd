from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from watcher.model import Findings
from workers.parse import MAX_UNPACKED, run, told_of

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
LETTER = (
    "A letter about the weather in the valley and nothing else that anybody would want to know."
)
KEYS = {"input", "filing", "events", "suppressed", "quality_flags"}


def parsed(paths: list[Path], **more: Any) -> tuple[int, list[dict[str, Any]]]:
    out = io.StringIO()
    code = run([str(p) for p in paths], out=out, config=CONFIG, **more)
    return code, [json.loads(line) for line in out.getvalue().splitlines()]


def file(folder: Path, name: str, body: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def test_an_unknown_document_gives_no_event_no_error_and_one_entry(tmp_path: Path) -> None:
    code, (row,) = parsed([file(tmp_path, "letter.txt", LETTER)])
    assert code == 0
    assert set(row) == KEYS
    assert row["events"] == []
    assert len(row["suppressed"]) == 1


def test_an_input_that_cannot_be_read_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    good = file(tmp_path, "good.txt", LETTER)
    empty, torn, absent = (
        file(tmp_path, "empty.txt", ""),
        file(tmp_path, "torn.pdf", b"%PDF-1.4"),
        tmp_path / "absent",
    )
    code, rows = parsed([empty, good, torn, absent])
    assert code == 1
    assert [row["input"] for row in rows] == [str(p) for p in (empty, good, torn, absent)]
    assert [row.get("error", {}).get("type") for row in rows] == [
        "Unreadable",
        None,
        "Unreadable",
        "FileNotFoundError",
    ]


def test_a_fault_of_a_reader_is_told_in_its_row_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def torn(body: bytes, *rest: Any, **more: Any) -> Findings:
        if body == b"odd":
            raise ZeroDivisionError("by zero")
        return Findings()

    monkeypatch.setattr("workers.parse.read", torn)
    odd, good = file(tmp_path, "odd.txt", b"odd"), file(tmp_path, "good.txt", LETTER)
    code, rows = parsed([odd, good])
    assert code == 1
    assert rows[0]["error"]["type"] == "ZeroDivisionError"
    assert "please report it" in rows[0]["error"]["message"]
    assert "error" not in rows[1]
    complaint = capsys.readouterr().err
    assert "odd.txt: ZeroDivisionError in torn (" in complaint
    assert "test_parse.py line " in complaint


def test_an_unreadable_input_is_no_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parsed([file(tmp_path, "empty.txt", b"")])[0] == 1
    assert capsys.readouterr().err == ""


def test_gzip_is_opened(tmp_path: Path) -> None:
    packed = file(tmp_path, "letter.txt.gz", gzip.compress(LETTER.encode()))
    assert parsed([packed])[1][0]["suppressed"][0]["evidence"]["quote"] == LETTER


def test_a_broken_gzip_file_says_so(tmp_path: Path) -> None:
    code, (row,) = parsed([file(tmp_path, "x.gz", gzip.compress(b"x")[:12] + b"garbage")])
    assert (code, row["error"]["type"]) == (1, "BadInput")


def test_a_gzip_file_that_was_cut_off_is_not_read_as_if_it_were_whole(tmp_path: Path) -> None:
    whole = gzip.compress(LETTER.encode() * 3)
    for length in (len(whole) // 2, len(whole) - 1):
        code, (row,) = parsed([file(tmp_path, "x.gz", whole[:length])])
        assert code == 1
        assert "cut off" in row["error"]["message"]


def test_all_members_of_a_gzip_file_are_read(tmp_path: Path) -> None:
    half = len(LETTER) // 2
    parts = [gzip.compress(part.encode()) for part in (LETTER[:half], LETTER[half:])]
    packed = file(tmp_path, "letter.txt.gz", b"".join(parts))
    assert parsed([packed])[1][0]["suppressed"][0]["evidence"]["quote"] == LETTER


def test_a_gzip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.parse.MAX_UNPACKED", 1000)
    code, (row,) = parsed([file(tmp_path, "bomb.gz", gzip.compress(b"0" * 100_000))])
    assert (code, row["error"]["type"]) == (1, "TooLarge")
    assert MAX_UNPACKED >= 100_000_000


def test_an_endless_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workers.parse.MAX_UNPACKED", 1000)
    endless = tmp_path / "endless.txt"
    endless.symlink_to("/dev/zero")
    code, (row,) = parsed([endless])
    assert (code, row["error"]["type"]) == (1, "TooLarge")


def test_evidence_stands_in_the_text_that_the_text_mode_prints(tmp_path: Path) -> None:
    path = file(tmp_path, "letter.txt", f"**{LETTER}**\n\nat US\\$5")
    out = io.StringIO()
    assert run([str(path)], out=out, text_only=True, config=CONFIG) == 0
    _, (row,) = parsed([path])
    evidence = row["suppressed"][0]["evidence"]
    assert out.getvalue()[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert "US$5" in out.getvalue()


def test_a_manifest_tells_of_its_files_and_other_keys_are_ignored(tmp_path: Path) -> None:
    file(tmp_path, "letter.txt", LETTER)
    lines = [
        {
            "path": "letter.txt",
            "form": "8-K",
            "accession": "0001234567-26-000001",
            "kind": "board_change",
            "lang": "en",
        },
        {"path": "none.txt"},
    ]
    manifest = file(tmp_path, "MANIFEST.jsonl", "\n".join(map(json.dumps, lines)) + "\n\n")
    code, rows = parsed([], manifest=str(manifest))
    assert code == 1
    assert rows[0]["input"] == "letter.txt"
    assert (rows[0]["filing"]["form"], rows[0]["filing"]["accession"]) == (
        "8-K",
        "0001234567-26-000001",
    )
    assert rows[1]["error"]["type"] == "FileNotFoundError"


@pytest.mark.parametrize(
    "line",
    [
        "not json", '{"form": "8-K"}', "[]", '{"path": "x", "published": "yesterday"}',
        '{"path": "x", "published": "0001-01-01T00:00+10:00"}',
    ],
)  # fmt: skip
def test_a_broken_manifest_line_is_an_error_with_its_number(tmp_path: Path, line: str) -> None:
    manifest = file(tmp_path, "MANIFEST.jsonl", f'{{"path": "a"}}\n{line}\n')
    code, rows = parsed([], manifest=str(manifest))
    assert code == 1
    assert rows[-1]["error"]["type"] == "BadInput"
    assert "line 2 is no manifest line: " in rows[-1]["error"]["message"]
    assert "Error(" not in rows[-1]["error"]["message"]


def test_what_a_line_tells_is_typed() -> None:
    told = told_of(
        {
            "stock_code": "00700",
            "items": ["5.02"],
            "published": "2026-03-25T18:30:00+08:00",
            "cik": 42,
        }
    )
    assert (told.stock_codes, told.items, told.cik) == (("00700",), ("5.02",), "42")
    assert told.published_at is not None
    assert told.published_at.isoformat() == "2026-03-25T10:30:00+00:00"


def test_no_input_is_a_usage_error() -> None:
    assert parsed([]) == (2, [])
