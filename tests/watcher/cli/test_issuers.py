"""`watcher issuers add|ls` against lists on a loopback server."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.support.http import running_http
from tests.support.listings import answer
from watcher import settings as settings_module
from watcher.cli import app
from watcher.cli.issuers import _append
from watcher.errors import ConfigError
from watcher.issuers import load
from watcher.model import Issuer
from watcher.settings import config_dir

runner = CliRunner()


@pytest.fixture
def issuers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, valkey_url: str) -> Iterator[Path]:
    """The issuers.toml of an own configuration, whose venues are one loopback server."""
    config = tmp_path / "config"
    shutil.copytree(config_dir(), config, ignore=shutil.ignore_patterns("local.toml"))
    with running_http() as server:
        server.answer = answer
        for name, value in {
            "WATCHER_CONFIG_DIR": str(config), "WATCHER_DATA_DIR": str(tmp_path / "data"),
            "WATCHER_REDIS__URL": valkey_url, "WATCHER_NET__ALLOW_PRIVATE": "true",
            "WATCHER_NET__USER_AGENT": "Filing Watcher tests tests@example.com",
            "WATCHER_SOURCES__EDGAR__BASE_URL": server.url,
            "WATCHER_SOURCES__EDGAR__DATA_URL": server.url,
            "WATCHER_SOURCES__EDGAR__HOSTS": '["127.0.0.1"]',
            "WATCHER_SOURCES__EDGAR__REQUESTS_PER_SECOND": "50",
            "WATCHER_SOURCES__HKEXNEWS__ENABLED": "true",
            "WATCHER_SOURCES__HKEXNEWS__BASE_URL": server.url,
            "WATCHER_SOURCES__HKEXNEWS__HOSTS": '["127.0.0.1"]',
            "WATCHER_SOURCES__HKEXNEWS__REQUESTS_PER_SECOND": "50",
        }.items():  # fmt: skip
            monkeypatch.setenv(name, value)
        settings_module.current.cache_clear()
        yield config / "issuers.toml"
    settings_module.current.cache_clear()


def run(*words: str, code: int = 0) -> str:
    result = runner.invoke(app, ["issuers", *words])
    assert result.exit_code == code, result.output
    return result.output


def test_both_listings_of_a_company_are_added_and_listed(issuers: Path) -> None:
    before = issuers.read_text(encoding="utf-8")
    run("add", "--ticker", "NHC", "--hkex", "9871", "--ads-ratio", "15", "--since", "2020-05-08")
    assert issuers.read_text(encoding="utf-8").startswith(before.rstrip("\n"))
    issuer = load(issuers).get("north-harbour")
    assert issuer is not None
    assert (issuer.cik, issuer.hkex_codes, issuer.file_numbers, issuer.ads_ratio(None)) == (
        "0001234567", ("09871",), ("001-40001",), 15,
    )  # fmt: skip
    assert "north-harbour" in run("ls")
    assert json.loads(run("ls", "--json").splitlines()[-1])["tickers"] == ["NHC", "NHCW"]


def test_nothing_is_added_to_the_files_that_came_with_the_program(
    issuers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WATCHER_CONFIG_DIR")
    monkeypatch.chdir(issuers.parent)  # a folder without a folder `config`
    assert "run `watcher init`" in run("add", "--ticker", "NHC", code=2)


def test_dry_run_prints_the_table_and_writes_nothing(issuers: Path) -> None:
    before = issuers.read_text(encoding="utf-8")
    assert "[teal-harbour]" in run("add", "--cik", "7654321", "--dry-run")
    assert issuers.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--ticker"),
        (("--ticker", "NHC", "--since", "2020-05-08"), "--ads-ratio"),
        (("--ticker", "TEAL", "--hkex", "42"), "not alike"),
        (("--ticker", "NONE"), "no NONE"),
        (("--hkex", "1"), "no 00001"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    issuers: Path, words: tuple[str, ...], said: str
) -> None:
    before = issuers.read_text(encoding="utf-8")
    assert said in run("add", *words, code=2)
    assert issuers.read_text(encoding="utf-8") == before


def test_unlike_names_are_joined_by_force_only(issuers: Path) -> None:
    run("add", "--ticker", "TEAL", "--hkex", "42", "--force")
    found = load(issuers).get("teal-harbour")
    assert found is not None
    assert found.hkex_codes == ("00042",)


def test_a_company_is_added_once(issuers: Path) -> None:
    run("add", "--ticker", "NHC")
    assert "already" in run("add", "--cik", "1234567", code=2)
    assert len(load(issuers).all) == 2


def test_a_table_that_cannot_be_read_back_leaves_nothing_behind(issuers: Path) -> None:
    before = issuers.read_text(encoding="utf-8")
    with pytest.raises(ConfigError):
        _append(issuers, Issuer(key="del", name="A name that TOML forbids \x7f"))
    assert issuers.read_text(encoding="utf-8") == before
    assert sorted(path.name for path in issuers.parent.glob("issuers*")) == ["issuers.toml"]
