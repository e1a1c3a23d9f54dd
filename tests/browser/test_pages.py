"""Every page in Chromium: what it shows, and whether everybody can use it."""

import io
import os
from pathlib import Path
from typing import Any, Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PATIENCE, PICTURES, Site

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")

expect.set_options(timeout=PATIENCE)


def addresses(site: Site) -> dict[str, str]:
    """Every page of the site by name."""
    filing, alert = site.story.filings["placing"], site.story.alerts["placing"]
    return {
        "alerts": "/", "alert": f"/alerts/{alert.id}", "filings": "/filings",
        "filing": f"/filings/{filing.id}", "case": f"/cases/{alert.case_key}",
        "issuers": "/issuers", "issuer": "/issuers/harbour-lantern", "deliveries": "/deliveries",
        "sources": "/sources", "subscriptions": "/subscriptions", "health": "/health", "login": "/login",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "choice", "shown", "hidden"),
    [
        ("Type", "board_change", "leaves the board", "monthly return"),
        ("Severity at least", "high", "placing", "monthly return"),
        ("Source", "edgar", "ADSs", "monthly return"),
    ],
)
def test_choosing_a_filter_changes_the_list_and_the_address(
    page: Page, label: str, choice: str, shown: str, hidden: str
) -> None:
    page.goto("/")
    page.get_by_label(label).select_option(choice)
    cards = page.locator("#cards")
    expect(cards).not_to_contain_text(hidden)
    expect(cards).to_contain_text(shown)
    assert choice in page.url
    page.reload()
    expect(cards).to_contain_text(shown)
    expect(cards).not_to_contain_text(hidden)


@pytest.mark.parametrize("typed", ["HLH", "9871", "2000001", "harbour lantern", "燈籠"])
def test_an_issuer_is_found_by_ticker_code_or_name(page: Page, typed: str) -> None:
    page.goto("/")
    page.get_by_label("Issuer").fill(typed)
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#cards > li").first).to_contain_text("Harbour Lantern")


def test_days_and_strangers_give_an_empty_list_that_says_so(page: Page) -> None:
    page.goto("/?since=2031-01-01")
    expect(page.locator("#none")).to_contain_text("No alert fits")
    page.goto("/?issuer=Nobody+Knows+Ltd")
    expect(page.locator("#none")).to_contain_text("No alert fits")


def test_the_evidence_is_marked_in_the_text_and_the_link_leads_there(
    page: Page, site: Site
) -> None:
    page.goto(addresses(site)["filing"])
    page.get_by_role("link", name="in the text").first.click()
    mark = page.locator("mark#e1-1")
    expect(mark).to_have_text(
        "up to 80,000,000 Placing Shares at the Placing Price of HK$2.50 per Placing Share"
    )
    expect(mark).to_be_in_viewport()
    expect(page.locator("mark#s1")).to_contain_text("On 4 June 2025 the Company issued")
    expect(page.get_by_text("HISTORICAL_RECAP")).to_be_visible()


def test_a_filing_shows_both_venues_and_its_way(page: Page, site: Site) -> None:
    page.goto(addresses(site)["filing"])
    venues = page.get_by_label("Where it was published")
    expect(venues).to_contain_text("HKEXnews")
    expect(venues).to_contain_text("EDGAR")
    expect(page.locator("svg.chart").first).to_contain_text("Delivered")


def test_a_case_shows_its_stages_and_marks_what_changed(page: Page, site: Site) -> None:
    page.goto(addresses(site)["case"])
    expect(page.locator("thead th")).to_have_count(4)
    changed = page.locator("td.changed")
    expect(changed.filter(has_text="79,400,000")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_for_people_who_cannot_see_or_use_a_mouse(
    page: Page, site: Site, scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    for name, address in addresses(site).items():
        page.goto(address)
        page.evaluate(AXE)
        found: dict[str, Any] = page.evaluate("axe.run()")
        serious = [
            (name, v["id"], v["nodes"][0]["html"], v["nodes"][0].get("failureSummary"))
            for v in found["violations"]
            if v["impact"] in {"serious", "critical"}
        ]
        assert serious == []


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_scrolls_sideways(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name, address in addresses(site).items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (name, wide)


def test_the_keyboard_reaches_the_first_alert(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="To the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(30):  # a date field alone has four stops
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('#cards') !== null"):
            break
    assert page.evaluate("document.activeElement.closest('#cards') !== null")


def keep(picture: bytes, path: Path) -> None:
    """A small file: a page has few colours."""
    path.parent.mkdir(exist_ok=True)
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(48).save(path, optimize=True)


def test_every_page_answers_and_can_be_pictured(page: Page, site: Site) -> None:
    """``SCREENSHOTS=1`` keeps the pictures in docs/pages."""
    for name, address in addresses(site).items():
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, name
        expect(page.locator("h1, .card h3").first).to_be_visible()
        if os.environ.get("SCREENSHOTS"):
            keep(page.screenshot(), PICTURES / f"{name}.png")


def test_a_wrong_address_has_a_page(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(base_url=site.url)
    opened = context.new_page()
    answer = opened.goto("/nowhere")
    assert answer is not None
    assert answer.status == 404
    expect(opened.locator("h1")).to_contain_text("404")
    context.close()
