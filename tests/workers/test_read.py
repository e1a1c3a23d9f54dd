from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.reading import a_type
from watcher.errors import ConfigError
from watcher.issuers import Issuers
from watcher.model import Label
from workers.events import Draft, Found, Reading, Told
from workers.read import load_types, read

ROOT = Path(__file__).resolve().parents[2]
BODY = b"FORM 6-K\n\nThe Company completed the placing of 5 shares at HK$2 each.\n\nDate: March 25, 2026\n"


def completed(reading: Reading, labels: tuple[Label, ...]) -> Found:
    found = reading.text.find("completed the placing", labels[0].section.start)
    assert found is not None
    return Found(
        drafts=(
            Draft(
                type="placing",
                subtype=None,
                status="completed",
                confidence=Decimal(1),
                fields={},
                evidence=(found,),
            ),
        )
    )


def test_bytes_become_events_and_facts() -> None:
    found = read(BODY, Told(), Issuers(), types=(a_type(completed),), thresholds={})
    assert [e.type for e in found.events] == ["placing"]
    assert str(found.events[0].document_date) == "2026-03-25"
    assert found.facts["form"] == "6-K"


def test_reading_twice_gives_the_same() -> None:
    first, second = (
        read(BODY, Told(), Issuers(), types=(a_type(completed),), thresholds={}) for _ in range(2)
    )
    assert first == second


def test_the_shipped_types_load_with_their_thresholds() -> None:
    types, thresholds = load_types(ROOT / "config" / "events.toml")
    assert {t.name for t in types} >= {"insider_sale", "board_change", "share_issuance"}
    assert thresholds["insider_sale"]["critical_pct"] == 5
    assert all(isinstance(v, Decimal) for limits in thresholds.values() for v in limits.values())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[x]\n", "needs a module"),
        ('[x]\nmodule = "workers.severity"\n', "has no EVENT"),
        (
            '[x]\nmodule = "workers.events.insider_sale"\nlow_value = "1"\n',
            "low_value must be a number",
        ),
        ('[x]\nmodule = "workers.events.no_such_type"\n', "no_such_type"),
        ("[x\n", "cannot be read"),
    ],
)
def test_a_wrong_block_is_told_by_name(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "events.toml"
    file.write_text(text)
    with pytest.raises(ConfigError, match=message):
        load_types(file)


def test_importing_the_street_stays_light() -> None:
    heavy = ["pdfplumber", "pandas", "pydantic", "pypdfium2", "httpx2", "sqlalchemy", "redis"]
    code = f"import workers.read, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
