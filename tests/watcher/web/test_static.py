"""What the pages load: only our own files, the ones that the notice names."""

import hashlib
import re
from pathlib import Path

from watcher.web.headers import HEADERS
from watcher.web.views import HERE

STATIC, TEMPLATES = HERE / "static", HERE / "templates"


def test_vendored_files_are_the_ones_that_the_notice_names_with_a_licence() -> None:
    rows = re.findall(
        r"\| `(vendor/[^`]+)` \| ([^|]+) \| (0BSD|MIT|BSD[^|]*) \| ([0-9a-f]{64}) \|",
        (STATIC / "README.md").read_text(),
    )
    named = {name: digest for name, _, _, digest in rows}
    present = {
        str(p.relative_to(STATIC)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in (STATIC / "vendor").iterdir()
    }
    assert named == present


def test_no_template_has_what_the_policy_forbids_or_loads_from_elsewhere() -> None:
    wrong = re.compile(
        r"<script(?! src=\"/static/)|<style|\sstyle=|\son\w+=|hx-on|http-equiv|(?:src|href)=\"(?:https?:)?//",
        re.IGNORECASE,
    )
    found = {
        p.name: hits for p in TEMPLATES.iterdir() if (hits := wrong.findall(p.read_text("utf-8")))
    }
    assert found == {}


def test_the_policy_allows_only_ourselves() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert not {"unsafe-inline", "unsafe-eval", "*", "http:", "https:", "data:"} & set(
        re.split(r"[ ;']+", policy)
    )


def test_every_link_of_a_venue_is_checked_before_it_is_written() -> None:
    for path in Path(TEMPLATES).iterdir():
        for value in re.findall(r"href=\"\{\{ ([^}]*url[^}]*) \}\}", path.read_text("utf-8")):
            assert "|weblink" in value, (path.name, value)
