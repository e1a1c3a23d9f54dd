"""The page in a real browser: Debian's Chromium against the application on loopback.

No test may leave an error in the console or break the Content-Security-Policy; the
fixture checks that after each. ``SCREENSHOTS=1`` renews the pictures in docs/pages.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from tests.support.needs import lacking
from tests.support.page_story import ISSUERS, SUBSCRIPTIONS, Story, tell_all
from tests.support.web import running_web
from watcher.blobs import Blobs
from watcher.ledger import Ledger
from watcher.settings import CONFIG_DIR_VARIABLE, config_dir, load
from watcher.web import build_app

OPERATE = "operate-secret-of-the-tests"
PATIENCE = 20_000
"""Milliseconds that a browser may take on a machine under load."""

PICTURES = Path(__file__).parents[2] / "docs" / "pages"


@dataclass(frozen=True)
class Site:
    """A running page and what it shows."""

    url: str
    story: Story


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        lacking("Chromium", "apt-get install -y chromium")
    with sync_playwright() as player:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = player.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def site(tmp_path: Path, valkey_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    folder = tmp_path / "config"
    shutil.copytree(config_dir(), folder, ignore=shutil.ignore_patterns("local.toml"))
    (folder / "issuers.toml").write_text(ISSUERS, encoding="utf-8")
    (folder / "subscriptions.toml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    monkeypatch.setenv(CONFIG_DIR_VARIABLE, str(folder))
    monkeypatch.setenv("WATCHER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("WATCHER_REDIS__URL", valkey_url)
    monkeypatch.setenv("WATCHER_WEB__OPERATE_SECRET", OPERATE)
    (tmp_path / "data").mkdir()
    settings = load()
    ledger = Ledger.open(settings.ledger_url, migrate=True)
    story = tell_all(ledger, Blobs(settings.blobs_url))
    with running_web(build_app(settings)) as port:
        yield Site(f"http://127.0.0.1:{port}", story)
    ledger.close()


@pytest.fixture
def page(chromium: Browser, site: Site) -> Iterator[Page]:
    """A fresh window; the test fails when anything was said in its console."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1100, "height": 900})
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    said: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            said.append(message.text)

    def failed(error: Error) -> None:
        said.append(str(error))

    opened.on("console", heard)
    opened.on("pageerror", failed)
    yield opened
    context.close()
    assert said == []


@pytest.fixture
def log_in(page: Page) -> Callable[[], None]:
    """Log in as an operator."""

    def act() -> None:
        page.goto("/login")
        page.get_by_label("Password or token").fill(OPERATE)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("button", name="Log out").wait_for()

    return act
