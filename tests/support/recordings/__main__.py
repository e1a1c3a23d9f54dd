"""Writes the recordings of the demo."""

from __future__ import annotations

from tests.support.recordings.catalogue import TARGET, files


def main() -> None:
    """Write documents and ``recording.jsonl``; documents that are no longer made are removed."""
    made = files()
    for old in [*TARGET.glob("edgar/*"), *TARGET.glob("hkexnews/*")]:
        if f"{old.parent.name}/{old.name}" not in made:
            old.unlink()
    for name, body in made.items():
        (TARGET / name).parent.mkdir(parents=True, exist_ok=True)
        (TARGET / name).write_bytes(body)
    print(f"{len(made) - 1} filings, {sum(map(len, made.values())):,} bytes")


main()
