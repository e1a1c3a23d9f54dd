"""What changes while somebody looks: new alerts, acts of operators, hostile filings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import OPERATE, PATIENCE, Site, running_site
from watcher.model import DeliveryState, Severity

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def site(tmp_path: Path, valkey_server: str) -> Iterator[Site]:
    """A page of its own for each test."""
    with running_site(tmp_path, valkey_server) as running:
        yield running


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
