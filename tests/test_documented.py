"""What the documents say is so: settings, commands, links, event types, pictures."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel

from tests.support.events_page import TARGET, page
from tests.support.picture import TARGET as PICTURE
from tests.support.picture import picture
from watcher.cli import app
from watcher.settings import Settings, Source

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
DEFAULTS: dict[str, Any] = tomllib.loads((ROOT / "config/default.toml").read_text(encoding="utf-8"))


def commands() -> set[str]:
    group: Any = typer.main.get_command(app)
    return set(group.commands)


@pytest.mark.parametrize(
    "name", [n for n in Settings.model_fields if n not in {"sources", "data_dir"}]
)
def test_the_defaults_file_lists_every_setting_with_its_default(name: str) -> None:
    block = Settings.model_fields[name].default
    assert isinstance(block, BaseModel)
    listed = DEFAULTS[name]
    assert set(listed) == set(type(block).model_fields)
    assert type(block).model_validate(listed) == block


def test_the_defaults_file_knows_every_key_of_a_source() -> None:
    used = {key for source in DEFAULTS["sources"].values() for key in source}
    assert used == set(Source.model_fields)


def test_every_command_that_the_documents_name_exists() -> None:
    named = {
        word
        for path in PAGES
        for word in re.findall(
            r"`(?:\.venv/bin/)?watcher ([a-z]+)", path.read_text(encoding="utf-8")
        )
    }
    assert named <= commands()


def test_every_command_of_the_contract_of_this_version_exists() -> None:
    contract = {
        "demo", "init", "run", "scheduler", "worker", "web", "check", "doctor", "status", "poll", "parse", "explain",
        "alerts", "deliveries", "resend", "replay",
    }  # fmt: skip
    assert contract <= commands()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_links_to_files_lead_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8"))
    inner = [t for t in targets if not t.startswith(("http://", "https://", "mailto:"))]
    assert [t for t in inner if not (path.parent / t).exists()] == []


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_files_that_a_page_names_exist(path: Path) -> None:
    named = re.findall(
        r"`((?:watcher|workers|tests|config|docs|benchmarks)/[\w./-]+)`",
        path.read_text(encoding="utf-8"),
    )
    assert [
        n
        for n in named
        if not (ROOT / n.rstrip("/")).exists() and "<" not in n and "local.toml" not in n
    ] == []


def test_the_event_page_is_what_the_modules_say() -> None:
    assert TARGET.read_text(encoding="utf-8") == page()


def test_the_picture_is_a_real_reading_without_outside_parts() -> None:
    drawn = PICTURE.read_text(encoding="utf-8")
    assert drawn == picture()
    assert "@font-face" not in drawn
    assert "resigns" in drawn
