"""Mails as a picture: Chromium shows each in light and dark, wide and narrow.

``SCREENSHOTS=1`` renews docs/mail.png.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.support.messages import STORIES, chairman
from workers.channels import Message

Scheme = Literal["light", "dark"]
TARGET = Path(__file__).parents[2] / "docs" / "mail.png"
WIDE, NARROW = 700, 360
READABLE = 4.5
"""Contrast of text to its ground that WCAG 2.2 (AA) asks for."""

CONTRASTS = """() => {
  const channel = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = css => {
    const [r, g, b] = css.match(/[\\d.]+/g).map(Number);
    return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll('h1,h2,th,td,li,blockquote,a,small')].map(node => {
    const ink = light(getComputedStyle(node).color);
    return [node.tagName, (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05)];
  });
}"""


@dataclass
class Viewer:
    """A mail program that shows HTML."""

    page: Page

    def show(self, message: Message, scheme: Scheme, width: int = WIDE) -> Image.Image:
        """The mail as a picture."""
        self.page.set_viewport_size({"width": width, "height": 600})
        self.page.emulate_media(color_scheme=scheme)
        self.page.set_content(message.html)
        picture = Image.open(io.BytesIO(self.page.screenshot(full_page=True)))
        return picture.convert("RGB")


@pytest.fixture(scope="module")
def viewer(chromium: Browser) -> Iterator[Viewer]:
    context = chromium.new_context(java_script_enabled=True, offline=True)
    yield Viewer(context.new_page())
    context.close()


def brightness(picture: Image.Image) -> float:
    """0 (black) to 255 (white), on average."""
    small = picture.convert("L").resize((1, 1))
    level = small.getpixel((0, 0))
    assert isinstance(level, int)
    return level


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_mail_is_light_where_its_reader_is_and_dark_where_its_reader_is(
    viewer: Viewer, story: object
) -> None:
    message = story()  # type: ignore[operator]
    light, dark = (viewer.show(message, scheme) for scheme in ("light", "dark"))
    assert brightness(light) > 200
    assert brightness(dark) < 70
    assert light.size == dark.size, "the same words in the same places"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_all_text_of_a_mail_stands_out_from_its_ground(
    viewer: Viewer, story: object, scheme: Scheme
) -> None:
    viewer.show(story(), scheme)  # type: ignore[operator]
    found: list[tuple[str, float]] = viewer.page.evaluate(CONTRASTS)
    assert len(found) >= 3
    assert [(tag, ratio) for tag, ratio in found if ratio < READABLE] == []


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_mail_fits_a_telephone(viewer: Viewer, story: object) -> None:
    picture = viewer.show(story(), "light", NARROW)  # type: ignore[operator]
    assert viewer.page.evaluate("document.documentElement.scrollWidth") == NARROW
    assert picture.width == NARROW


def test_severity_and_kind_are_words_and_stay_without_any_colour(viewer: Viewer) -> None:
    viewer.show(chairman(), "light")
    viewer.page.add_style_tag(content="*{color:#000!important;background:#fff!important}")
    assert viewer.page.locator("h1").inner_text().startswith("HIGH | ")


def test_the_picture_in_the_docs_is_of_today(viewer: Viewer) -> None:
    """The picture changes with fonts, so its size is held and not its dots."""
    pair = [viewer.show(chairman(), scheme) for scheme in ("light", "dark")]
    if os.environ.get("SCREENSHOTS"):
        both = Image.new("RGB", (2 * WIDE, pair[0].height))
        for place, picture in enumerate(pair):
            both.paste(picture, (place * WIDE, 0))
        both.quantize(64).save(TARGET, optimize=True)
    with Image.open(TARGET) as kept:
        assert kept.width == 2 * WIDE
        assert abs(kept.height - pair[0].height) <= pair[0].height // 4
    assert TARGET.stat().st_size < 150_000
