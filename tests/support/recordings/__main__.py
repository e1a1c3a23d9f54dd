"""Writes the recordings of the demo."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.support.recordings.catalogue import catalogue

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "watcher/replay/recordings"


def main(seeds: Path) -> None:
    """Write documents and ``recording.jsonl``; old files of the folder are replaced."""
    for old in sorted(TARGET.rglob("*"), reverse=True):
        old.unlink() if old.is_file() else old.rmdir()
    rows = []
    for made in catalogue(seeds):
        path = TARGET / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.body)
        rows.append({**made.row, "path": made.path})
    rows.sort(key=lambda row: row["at"])
    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    (TARGET / "recording.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} filings in {TARGET.relative_to(ROOT)}")


main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests/filings/seeds")
