"""What fuzzing found stays mended, and a short run of every target finds nothing new."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.campaign import findings, fuzzed
from tests.fuzz.engine import Watched, blind, failure
from tests.fuzz.mutate import mutated
from tests.fuzz.report import PAGE, campaigns, page
from tests.fuzz.seeds import seeds
from tests.fuzz.targets import TARGETS, Target

ATOM = b'<feed xmlns="http://www.w3.org/2005/Atom"><title>%s</title><entry/></feed>'
ARRAYS = b'{"accessionNumber": ["%s"], "form": ["4"], "filingDate": ["2026-01-02"]}'
MASTER = b"CIK|Company Name|Form Type|Date Filed|File Name\n---------------------\n"
FOUND = {
    "a processing instruction has no tag": ("html", b"<p>before <?p> after</p>"),
    "half a character by number in a feed": ("feed-edgar-atom", ATOM % b"&#xD800; &nbsp;"),
    "an encoding that is no text": ("feed-edgar-atom", b'<?xml version="1.0" encoding="\xe9\x7f"?><feed/>'),
    "an accession number of too many characters": (
        "feed-edgar-submissions", b'{"filings": {"recent": %s}}' % (ARRAYS % b"0009990003-26-----4"),
    ),
    "an accession number in Arabic digits": (
        "feed-edgar-submissions", ARRAYS % "٠٠٠٩٩٩٠٠٠٣-٢٦-٠٠٠٠٠٤".encode(),
    ),
    "a CIK that is no number": (
        "feed-edgar-index", MASTER + b"<tr>912008|A|4|2026-01-02|edgar/data/1/0000000001-26-000001.txt\n",
    ),
    "a day that is none": (
        "feed-edgar-index", MASTER + b"912008|A|4|0000-00-00|edgar/data/1/0000000001-26-000001.txt\n",
    ),
    "a label that ends in a hyphen": ("address", b"https://xn--a-.com/"),
    "a name that is too long": ("address", b"https://xn--fsq." + b"a." * 130 + b"com/"),
    "a percent sign in a label": ("address", b"https://xn--%2030,-.example/"),
    "a stock id without end": ("feed-hkexnews-stock", b'{"stockInfo": [{"stockId": 1e999, "code": "00700"}]}'),
    "an entry of an empty list": ("condition", b"people[0] == 'x'"),
    "a text that is no number": ("condition", b"person.to_flt > 1"),
    "a webhook time of 5,000 digits": (
        "webhook", b"webhook-id: a\nwebhook-timestamp: " + b"9" * 400 + b"\nwebhook-signature: v1,x\n\n{}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FOUND)
def test_a_finding_stays_mended(name: str) -> None:
    target, body = FOUND[name]
    assert failure(TARGETS[target], body) is None


@pytest.mark.parametrize("name", TARGETS)
def test_a_short_run_finds_nothing(name: str, tmp_path: Path) -> None:
    watched = Watched(name, tmp_path, strict=False)
    blind(name, TARGETS[name].share, "1", watched)
    assert (watched.found, watched.flight.seen().count) == (set(), TARGETS[name].share)


@pytest.mark.parametrize("name", TARGETS)
def test_every_target_takes_its_seeds(name: str) -> None:
    target = TARGETS[name]
    assert [failure(target, body[: target.longest]) for body in seeds(target.seeds)] == [
        None
    ] * len(seeds(target.seeds))


def test_a_failure_is_found_and_its_input_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torn(data: bytes) -> None:
        codecs.decode(data, "utf-8")

    monkeypatch.setitem(TARGETS, "torn", Target(torn, "text"))
    watched = Watched("torn", tmp_path, strict=False)
    blind("torn", 300, "1", watched)
    (kept,) = (path for path in tmp_path.glob("torn-*") if path.suffix != ".log")
    (kind,) = findings(tmp_path)
    assert kind.startswith("UnicodeDecodeError")
    assert isinstance(failure(TARGETS["torn"], kept.read_bytes()), UnicodeDecodeError)


def test_mutations_follow_the_seed_and_keep_the_limit() -> None:
    made = [[mutated(Random(seed), [b"abc" * 50], 100) for _ in range(20)] for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    assert max(len(body) for body in made[0]) <= 100


DEADLY = """
import os, sys
from pathlib import Path
import tests.fuzz.engine as engine
from tests.fuzz.targets import TARGETS, Target

def deadly(data):
    if data == b"spin":
        while True: pass
    if data == b"die":
        os.abort()
    if data == b"eat":
        raise MemoryError
engine.SLOW_SECONDS = 0.05
TARGETS["deadly"] = Target(deadly, "text")
watched = engine.Watched("deadly", Path(sys.argv[5]), strict=True)
for data in {inputs}[watched.flight.seen().count:]:
    watched(data)
"""


def test_a_hang_a_crash_and_no_memory_are_findings_and_the_campaign_goes_on(tmp_path: Path) -> None:
    inputs = [b"fine", b"spin", b"fine", b"die", b"eat", b"fine"]
    program = (sys.executable, "-c", DEADLY.format(inputs=inputs))
    ran = fuzzed("mutate", "deadly", len(inputs), 1, tmp_path, program=program)
    assert ran.runs == len(inputs)
    assert [kind.split(":")[0] for kind in ran.findings] == [
        "MemoryError <string>", "dies of SIGABRT", "hangs",
    ]  # fmt: skip
    bodies = {path.read_bytes() for path in tmp_path.glob("deadly-*") if path.suffix != ".log"}
    assert bodies == {b"spin", b"die", b"eat"}


def test_the_page_is_what_the_recorded_campaigns_give() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(campaigns())
