"""The page in a real browser: Debian's Chromium against the application on loopback.

No test may leave an error in the console or break the Content-Security-Policy; the
fixture checks that after each. ``SCREENSHOTS=1`` renews the pictures in docs/pages.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, sync_playwright

from tests.support.needs import lacking
from tests.support.page_story import tell_all
from tests.support.story import ISSUERS, SUBSCRIPTIONS, Story
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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for a module. Playwright's loop must end with it: a test elsewhere may run its own."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        lacking("Chromium", "apt-get install -y chromium")
    with sync_playwright() as player:
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = player.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@contextmanager
def running_site(folder: Path, valkey_url: str) -> Iterator[Site]:
    """A page over the made-up year, with its own configuration, in a folder."""
    config, data = folder / "config", folder / "data"
    shutil.copytree(config_dir(), config, ignore=shutil.ignore_patterns("local.toml"))
    (config / "issuers.toml").write_text(ISSUERS, encoding="utf-8")
    (config / "subscriptions.toml").write_text(SUBSCRIPTIONS, encoding="utf-8")
    data.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CONFIG_DIR_VARIABLE, str(config))
        patch.setenv("WATCHER_DATA_DIR", str(data))
        patch.setenv("WATCHER_REDIS__URL", valkey_url)
        patch.setenv("WATCHER_WEB__OPERATE_SECRET", OPERATE)
        settings = load()
        ledger = Ledger.open(settings.ledger_url, migrate=True)
        story = tell_all(ledger, Blobs(settings.blobs_url))
        with running_web(build_app(settings)) as port:
            yield Site(f"http://127.0.0.1:{port}", story)
        ledger.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, valkey_server: str) -> Iterator[Site]:
    """One page for all tests of a module that only look."""
    with running_site(tmp_path_factory.mktemp("site"), valkey_server) as running:
        yield running


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
