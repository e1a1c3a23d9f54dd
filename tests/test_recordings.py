"""The demo's recordings: as generated, readable, and what each filing should tell."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.recordings.catalogue import ROOT, TARGET, files
from watcher.replay import Recorded, load
from watcher.replay.edgar import getcurrent
from watcher.settings import load as load_settings
from watcher.sources.edgar.atom import entries
from watcher.sources.edgar.filings import to_filings
from workers.events import Told
from workers.parse import Input, Reader, parse_paths

LARGEST_BYTES = 1_500_000
NO_COVER = "0009990007-26-000003"
SCAN = "19900405"
NOT_READ = {"0009990007-26-000002"}
"""A list of holdings."""

BOARD_ALL = {"board_change/departure", "board_change/role_change", "board_change/appointment"}
BOARD_BOTH = {"board_change/departure", "board_change/appointment"}
OFFICER_BOTH = {"officer_change/departure", "officer_change/appointment"}
NOTICE, EXECUTED = {"insider_sale/proposed_notice"}, {"insider_sale/executed"}
RETURN = {"capital_movement/monthly_return"}

EXPECTED: dict[str, set[str]] = {
    # the seeds
    "0001975877-23-000001": NOTICE,
    "0001104659-24-115501": RETURN,
    "0001104659-23-093801": {"results/interim", "officer_change/departure"},
    "0001104659-26-033101": BOARD_ALL | {
        "results/annual", "articles_amendment/proposed", "share_scheme/proposed_adoption",
    },
    # their Hong Kong sides: directors in English and in Chinese, the monthly return
    "19900101": BOARD_ALL, "19900102": BOARD_ALL, "19900103": RETURN,
    # Form 144: two classes, under a plan, one and its correction
    "0009990002-26-000001": NOTICE, "0009990002-26-000002": NOTICE,
    "0009990002-26-000003": NOTICE, "0009990002-26-000004": NOTICE,
    # Form 4: exercise and sale, sale under a plan, purchase, tax, gift, grant, a fund; Form 3
    "0009990003-26-000001": EXECUTED, "0009990003-26-000002": EXECUTED,
    "0009990003-26-000003": {"insider_purchase/executed"},
    "0009990003-26-000004": set(), "0009990003-26-000005": set(), "0009990003-26-000006": set(),
    "0009990003-26-000007": EXECUTED, "0009990003-26-000008": set(),
    # 8-K 5.02: finance chief, director, pay only
    "0009990004-26-000001": OFFICER_BOTH, "0009990004-26-000002": {"board_change/appointment"},
    "0009990004-26-000003": set(),
    # 8-K 3.02, 8.01, 5.03, 5.07, 7.01, 4.01
    "0009990005-26-000001": {"share_issuance/private_placement"},
    "0009990005-26-000002": {"share_issuance/public_offering"},
    "0009990005-26-000003": {"articles_amendment/adopted"},
    "0009990005-26-000004": {"meeting_result/annual"}, "0009990005-26-000005": set(),
    "0009990005-26-000006": {"auditor_change/resignation"},
    # 8-K 2.02 by press release; 6-K of a foreign issuer
    "0009990006-26-000001": {"results/quarterly"}, "0009990006-26-000002": OFFICER_BOTH,
    # Hong Kong: directors twice, secretary, roster
    "19900201": BOARD_BOTH, "19900202": BOARD_BOTH, "19900203": OFFICER_BOTH, "19900204": set(),
    # placing, completion, buy-back, return of an issuer with two counters
    "19900301": {"share_issuance/placing"}, "19900302": {"share_issuance/placing"},
    "19900303": {"share_repurchase/on_market"}, "19900304": RETURN,
    # results, profit warning, articles, notice of meeting, scan
    "19900401": {"results/annual", "dividend/proposed"}, "19900402": {"profit_warning/warning"}, "19900403": {"articles_amendment/proposed"},
    "19900404": set(), SCAN: set(),
    # a prospectus without an offer on its cover, a holder's statement without a cover
    "0009990007-26-000001": set(), "0009990007-26-000003": set(),
    # what stands in the feeds before the play
    "0009990001-26-000090": set(), "0009990001-26-000091": set(), "0009990001-26-000092": set(),
    "19900001": set(),
}  # fmt: skip
"""What each filing of a watched form should give: type and subtype of its events."""

STATUS = {
    "0009990002-26-000004": {"corrected"},
    "0009990005-26-000001": {"completed"},
    "0009990005-26-000002": {"priced"},
    "19900103": {"no_movement"},
    "19900301": {"announced"},
    "19900302": {"completed"},
    "19900304": {"effective"},
}
"""Where the stage of the story is the point of the filing."""


@pytest.fixture(scope="module")
def recorded() -> dict[str, Recorded]:
    return {one.number: one for one in load(TARGET)}


@pytest.fixture(scope="module")
def read(recorded: dict[str, Recorded]) -> dict[str, dict[str, Any]]:
    """What ``watcher parse`` says of each filing of a watched form."""
    inputs = [
        Input(name=one.number, path=one.path, told=Told(source=one.source, form=one.form or None))
        for one in recorded.values()
        if one.number not in NOT_READ
    ]
    return {row["input"]: row for row in parse_paths(inputs, Reader.of(ROOT / "config"))}


def test_the_generator_writes_what_is_committed_byte_for_byte() -> None:
    made = files()
    listed = {line["path"] for line in map(json.loads, made["recording.jsonl"].splitlines())}
    assert listed == set(made) - {"recording.jsonl"}
    assert {name: (TARGET / name).read_bytes() for name in made} == made


def test_no_file_lies_there_that_is_not_generated() -> None:
    there = {p.relative_to(TARGET).as_posix() for p in TARGET.rglob("*") if p.is_file()}
    assert there == set(files()) | {"README.md"}


def test_the_recordings_are_small_and_last_twenty_to_twenty_five_seconds(
    recorded: dict[str, Recorded],
) -> None:
    assert sum(p.stat().st_size for p in TARGET.rglob("*") if p.is_file()) < LARGEST_BYTES
    assert 20 <= max(one.at for one in recorded.values()) <= 25


def test_both_venues_have_a_baseline_and_the_seeds_come_after_it(
    recorded: dict[str, Recorded],
) -> None:
    assert {one.source for one in recorded.values() if one.at <= 0} == {"edgar", "hkexnews"}
    assert all(one.at > 0 for one in recorded.values() if "Kingsoft" in str(one.parties))


def test_the_hong_kong_sides_come_before_the_6_ks(recorded: dict[str, Recorded]) -> None:
    for first, second in (
        ("19900102", "0001104659-26-033101"),
        ("19900103", "0001104659-24-115501"),
    ):
        assert recorded[first].at + 4 < recorded[second].at, "two polls of the slower venue"
    assert recorded["19900101"].at == recorded["19900102"].at


def test_the_poll_records_the_filings_with_expectations_and_no_other_form(
    recorded: dict[str, Recorded],
) -> None:
    now = datetime(2026, 3, 25, 21, 0, tzinfo=UTC)
    shown = [(one, now) for one in recorded.values() if one.source == "edgar"]
    page = entries(getcurrent(shown, now, "https://www.sec.gov", start=0, count=100, form=""))
    found = to_filings(page.entries, load_settings().sources["edgar"], seen_at=now, found_by="feed")
    assert {entry.native_id for entry in page.entries} == {one.number for one, _ in shown}
    assert {filing.id.removeprefix("sec:") for filing in found} == {n for n in EXPECTED if "-" in n}
    assert set(recorded) == set(EXPECTED) | NOT_READ


def test_every_document_is_read_and_a_scan_and_a_schedule_without_cover_need_a_person(
    read: dict[str, dict[str, Any]],
) -> None:
    assert {name for name, row in read.items() if "error" in row} == set()
    assert {name for name, row in read.items() if row.get("needs_review")} == {SCAN, NO_COVER}


@pytest.mark.parametrize("number", EXPECTED)
def test_a_filing_tells_what_it_should(number: str, read: dict[str, dict[str, Any]]) -> None:
    found = {f"{event['type']}/{event['subtype']}" for event in read[number]["events"]}
    assert found == EXPECTED[number]


@pytest.mark.parametrize("number", STATUS)
def test_a_filing_tells_how_far_its_story_has_come(
    number: str, read: dict[str, dict[str, Any]]
) -> None:
    assert {event["status"] for event in read[number]["events"]} == STATUS[number]


def test_the_completion_of_the_placing_is_the_story_of_its_announcement(
    read: dict[str, dict[str, Any]],
) -> None:
    announced, completed = (read[n]["events"][0] for n in ("19900301", "19900302"))
    assert announced["fields"]["units"] != completed["fields"]["units"]
    assert announced["dedup_key"] == completed["dedup_key"]


def test_the_issuer_of_each_hong_kong_document_is_the_one_of_the_feed(
    recorded: dict[str, Recorded], read: dict[str, dict[str, Any]]
) -> None:
    printed = {
        number: row["filing"]["issuer"]["hkex_stock_code"]
        for number, row in read.items()
        if recorded[number].source == "hkexnews" and number != SCAN
    }
    assert printed == {number: recorded[number].stocks[0][0] for number in printed}


def test_no_document_names_this_machine() -> None:
    for path in (Path(p) for p in TARGET.rglob("*") if p.is_file()):
        assert str(ROOT).encode() not in path.read_bytes()
