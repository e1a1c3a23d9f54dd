"""What fuzzing found stays mended, and a short run of every target finds nothing new."""

from __future__ import annotations

import codecs
from pathlib import Path
from random import Random

import pytest

from tests.fuzz.__main__ import blind, failure
from tests.fuzz.mutate import mutated
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
    ran = blind(name, TARGETS[name].share, 1, tmp_path)
    assert (ran.finding, list(tmp_path.iterdir())) == ("", [])


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
    ran = blind("torn", 300, 1, tmp_path)
    (kept,) = (path for path in tmp_path.iterdir() if path.suffix != ".log")
    assert ran.finding.startswith("UnicodeDecodeError")
    assert isinstance(failure(TARGETS["torn"], kept.read_bytes()), UnicodeDecodeError)


def test_mutations_follow_the_seed_and_keep_the_limit() -> None:
    made = [[mutated(Random(seed), [b"abc" * 50], 100) for _ in range(20)] for seed in (1, 1, 2)]
    assert made[0] == made[1] != made[2]
    assert max(len(body) for body in made[0]) <= 100
