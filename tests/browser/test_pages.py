"""Every page in Chromium: what it shows, how it acts, whether everybody can use it."""

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.browser.conftest import OPERATE, PATIENCE, PICTURES, Site
from watcher.model import DeliveryState, Severity

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


def test_an_alert_appears_by_itself_soon_after_its_commit(page: Page, site: Site) -> None:
    page.goto("/")
    expect(page.locator("#live")).to_contain_text("Live")
    before = page.locator("#cards > li").count()
    site.story.tell(
        "breaking", "profit_warning", "expects a loss of about HK$90 million", "The Group expects a loss.",
        "expects a loss", days=30, severity=Severity.CRITICAL,
    )  # fmt: skip
    first = page.locator("#cards > li").first
    expect(first).to_contain_text("expects a loss of about HK$90 million", timeout=5_000)
    expect(page.locator("#cards > li")).to_have_count(before + 1)


def test_a_live_page_with_a_filter_shows_only_what_fits(page: Page, site: Site) -> None:
    page.goto("/?severity=critical")
    expect(page.locator("#none")).to_be_visible()
    story = site.story
    story.tell("quiet", "dividend", "declares HK$0.02", "A dividend.", "dividend", days=30)
    story.tell("loud", "bankruptcy", "winding-up petition", "A petition.", "petition", days=30,
               severity=Severity.CRITICAL)  # fmt: skip
    expect(page.locator("#cards > li")).to_have_count(1)
    expect(page.locator("#cards")).to_contain_text("winding-up petition")


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


def test_a_dead_delivery_is_retried_by_an_operator_and_kept_in_the_audit(
    page: Page, site: Site, log_in: Callable[[], None]
) -> None:
    page.goto("/deliveries?state=dead")
    expect(page.get_by_role("button", name="Retry")).to_have_count(0)
    log_in()
    page.goto("/deliveries?state=dead")
    page.get_by_role("button", name="Retry").first.click()
    expect(page.get_by_text("Done by operators")).to_be_visible()
    (delivery,) = site.story.deliveries["completed"]
    assert site.story.ledger.delivery(delivery.id).state is DeliveryState.PENDING  # type: ignore[union-attr]
    assert [note.action for note in site.story.ledger.audits()] == ["retry"]


def test_a_wrong_password_is_refused_and_soon_has_to_wait(page: Page) -> None:
    statuses = []
    for _ in range(7):
        answer = page.request.post("/login", form={"secret": "wrong" * 5})
        statuses.append(answer.status)
    assert statuses == [403] * 5 + [429] * 2
    answer = page.request.post("/login", form={"secret": OPERATE})
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) > 0


PAYLOADS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>", '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
    "<iframe src=javascript:alert(1)>", "<body onload=alert(1)>", "<a href=javascript:alert(1)>x</a>",
    "<input autofocus onfocus=alert(1)>", "<details open ontoggle=alert(1)>", "<math><mtext></math><script>alert(1)</script>",
    "<style>@import 'http://evil.test'</style>", "<link rel=stylesheet href=http://evil.test>", "<base href=http://evil.test/>",
    "<meta http-equiv=refresh content='0;url=http://evil.test'>", "<object data=javascript:alert(1)>", "<embed src=javascript:alert(1)>",
    "<form action=http://evil.test><button>go</button></form>", "{{ 7*7 }}", "{% raw %}{{ config }}{% endraw %}", "${alert(1)}",
    "<div hx-get=/logout hx-trigger=load>x</div>", "<div hx-on:load=alert(1)>x</div>", "<div sse-connect=http://evil.test>x</div>",
    "<b style=background:url(http://evil.test)>x</b>", "<!--><script>alert(1)</script>-->", "<ScRiPt>alert(1)</sCrIpT>",
    "<script\x0c>alert(1)</script>", "\u202e<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<xmp><script>alert(1)</script></xmp>", "<template><script>alert(1)</script></template>", "<video><source onerror=alert(1)>",
)  # fmt: skip
URLS = (
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", 'https://e.test/" onclick=alert(1) x="',
    "java\tscript:alert(1)", "//evil.test/x", "file:///etc/passwd",
)  # fmt: skip


def test_hostile_names_titles_quotes_and_addresses_are_only_text(page: Page, site: Site) -> None:
    boxes: list[str] = []
    asked: list[str] = []

    def box(dialog: Dialog) -> None:
        boxes.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", box)
    page.on("request", lambda request: asked.append(request.url))
    for number, payload in enumerate(PAYLOADS):
        site.story.tell(
            f"hostile{number}", "dividend", f"h {payload}", f"t {payload} t", payload, days=40 + number, title=f"f {payload}",
            fields={"person": {"name": payload}, "reason": payload}, url=URLS[number % len(URLS)], issuer=None,
            party=payload, dedup_key=f"hostile {number} {payload}", case_key=f"hostile/{payload}",
        )  # fmt: skip
    page.goto("/")
    expect(page.locator("#cards > li").first).to_contain_text(PAYLOADS[-1])
    for number in (0, 1, 9, 19, 23, len(PAYLOADS) - 1):
        page.goto(f"/filings/{site.story.filings[f'hostile{number}'].id}")
        expect(page.locator("mark").first).to_contain_text(PAYLOADS[number].strip("\u202e"))
    assert (
        page.locator("[href^='javascript'], [href^='data:'], [href^='vbscript'], [onclick]").count()
        == 0
    )
    page.goto("/cases/hostile%2F%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    expect(page.locator("h1")).to_contain_text("h <script>")
    page.goto(f"/?issuer={PAYLOADS[3].replace('#', '')}&since=")
    assert boxes == []
    assert [url for url in asked if not url.startswith(site.url)] == []


def test_no_page_has_a_serious_fault_for_people_who_cannot_see_or_use_a_mouse(
    page: Page, site: Site
) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for name, address in addresses(site).items():
            page.goto(address)
            page.evaluate(AXE)
            found: dict[str, Any] = page.evaluate("axe.run()")
            serious = [
                (name, scheme, v["id"], v["nodes"][0]["html"], v["nodes"][0].get("failureSummary"))
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
