import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest

from tests.support.clock import Clock
from tests.support.wait import wait_for
from watcher.errors import ConfigError
from watcher.replay import Fault, FaultKind, Recorded, RecordedParty, Venue, load

ISSUER = RecordedParty(role="Issuer", name="NORTHERN LIGHTS & SONS /DE/", cik="0001234567")
OWNER = RecordedParty(role="Reporting", name="Doe Jane", cik="0007654321")


@pytest.fixture
def recordings(tmp_path: Path) -> tuple[Recorded, ...]:
    (tmp_path / "a.txt").write_text("<SEC-DOCUMENT>a")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 b")
    common: dict[str, Any] = {"path": tmp_path / "a.txt", "source": "edgar"}
    return (
        Recorded(at=0, number="0001234567-26-000001", form="8-K", items=("5.02", "9.01"), parties=(ISSUER,), **common),
        Recorded(at=10, number="0001234567-26-000002", form="4", parties=(ISSUER, OWNER), **common),
        Recorded(at=20, number="0001234567-26-000003", form="424B2", parties=(ISSUER,), late=15, **common),
        Recorded(
            at=30, source="hkexnews", number="12000001", path=tmp_path / "b.pdf", title="PLACING OF NEW SHARES",
            codes=("10000", "18480", "18380"), stocks=(("01234", "NORTHERN"), ("81234", "NORTHERN-R")),
        ),
    )  # fmt: skip


@pytest.fixture
def venue(recordings: tuple[Recorded, ...], clock: Clock) -> Iterator[Venue]:
    with Venue(recordings, wall=clock) as running:
        yield running


def get(venue: Venue, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(venue.url + path, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


CURRENT = "/cgi-bin/browse-edgar?action=getcurrent&output=atom&count=100"


def accessions(body: bytes) -> list[str]:
    return [entry.id.rsplit("=", 1)[-1][-6:] for entry in feedparser.parse(body.decode()).entries]


def test_filings_appear_on_the_clock_newest_first_with_an_entry_per_party(
    venue: Venue, clock: Clock
) -> None:
    assert accessions(get(venue, CURRENT)[1]) == ["000001"]
    clock.move(seconds=10)
    assert accessions(get(venue, CURRENT)[1]) == ["000002", "000002", "000001"]


def test_a_faster_speed_shortens_the_wait(recordings: tuple[Recorded, ...], clock: Clock) -> None:
    with Venue(recordings, speed=10, wall=clock) as venue:
        clock.move(seconds=3)
        assert venue.over
        assert venue.over_since == clock()


def test_the_play_begins_when_each_feed_that_is_asked_was_asked_twice(
    venue: Venue, clock: Clock
) -> None:
    latest = "/ncms/json/eds/lcisehk1relsde_1.json"
    venue.await_baseline()
    clock.move(seconds=60)
    for feed in (CURRENT, latest, CURRENT):
        get(venue, feed)
    clock.move(seconds=60)
    assert len(venue.shown()) == 1
    get(venue, f"{latest}?_=1774427400000")
    assert len(venue.shown()) == 1
    clock.move(seconds=10)
    assert len(venue.shown()) == 2
    get(venue, CURRENT)
    assert len(venue.shown()) == 2


def test_documents_and_indexes_begin_no_play(venue: Venue, clock: Clock) -> None:
    venue.await_baseline()
    for _ in range(2):
        get(venue, "/submissions/CIK0001234567.json")
    clock.move(seconds=60)
    assert len(venue.shown()) == 1


def test_entries_say_what_edgar_says(venue: Venue, clock: Clock) -> None:
    (entry,) = feedparser.parse(get(venue, CURRENT)[1].decode()).entries
    assert entry.title == "8-K - NORTHERN LIGHTS & SONS /DE/ (0001234567) (Issuer)"
    assert entry.tags[0].term == "8-K"
    assert entry.updated == "2026-03-25T05:30:00-04:00"
    assert "Item 5.02" in entry.summary
    assert (
        "/Archives/edgar/data/1234567/000123456726000001/0001234567-26-000001-index.htm"
        in entry.link
    )


def test_pages_start_where_asked_and_end_where_edgar_ends(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=60)
    assert accessions(get(venue, CURRENT + "&start=2")[1]) == ["000003", "000001"]
    assert get(venue, CURRENT + "&start=5001")[0] == 503
    assert accessions(get(venue, CURRENT + "&type=4")[1]) == ["000002", "000002", "000003"]


def test_a_late_entry_claims_an_earlier_time(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=20)
    times = {r.number[-6:]: when for r, when in venue.shown()}
    assert times["000003"] == times["000001"] + timedelta(seconds=5)


def test_documents_come_from_the_archive_path(venue: Venue) -> None:
    status, body = get(
        venue, "/Archives/edgar/data/1234567/000123456726000001/0001234567-26-000001.txt"
    )
    assert (status, body) == (200, b"<SEC-DOCUMENT>a")
    assert (
        get(venue, "/Archives/edgar/data/1234567/000123456726000009/0001234567-26-000009.txt")[0]
        == 404
    )


def test_the_daily_index_and_submissions_list_each_party(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=60)
    status, body = get(venue, "/Archives/edgar/daily-index/2026/QTR1/form.20260325.idx")
    assert status == 200
    assert body.count(b"0001234567-26-000002") == 2
    assert get(venue, "/Archives/edgar/daily-index/2026/QTR1/form.20260326.idx")[0] == 403
    recent = json.loads(get(venue, "/submissions/CIK0007654321.json")[1])["filings"]["recent"]
    assert recent["accessionNumber"] == ["0001234567-26-000002"]
    assert get(venue, "/submissions/CIK0000000009.json")[0] == 404


def test_hkexnews_lists_counters_codes_and_a_document(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=60)
    latest = json.loads(get(venue, "/ncms/json/eds/lcisehk1relsde_1.json")[1])
    (news,) = latest["newsInfoLst"]
    assert (news["newsId"], news["relTime"], news["t2Code"]) == (
        12000001,
        "25/03/2026 17:30",
        "18480,18380",
    )
    assert [s["sc"] for s in news["stock"]] == ["01234", "81234"]
    assert get(venue, news["webPath"]) == (200, b"%PDF-1.7 b")
    assert json.loads(get(venue, "/ncms/json/eds/lcisehk1relsdc_1.json")[1])["newsInfoLst"] == []
    assert get(venue, "/ncms/json/eds/lcisehk1relsde_2.json")[0] == 404


def test_the_title_search_is_json_inside_json(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=60)
    query = "/search/titleSearchServlet.do?market=SEHK&lang=E&rowRange=100&fromDate={0}&toDate={0}"
    answer = json.loads(get(venue, query.format("20260325"))[1])
    (row,) = json.loads(answer["result"])
    assert row["STOCK_CODE"] == "01234<br/>81234"
    assert json.loads(get(venue, query.format("20260324"))[1])["result"] == "null"
    assert json.loads(get(venue, query.format("2026/03/25"))[1])["result"] == "null"


@pytest.mark.parametrize(
    ("kind", "status", "start"),
    [
        (FaultKind.BLOCK_PAGE, 403, b"<!DOCTYPE html>"),
        (FaultKind.TOO_MANY, 429, b"<!DOCTYPE html>"),
        (FaultKind.SERVER_ERROR, 500, b"<html>"),
        (FaultKind.UNAVAILABLE, 503, b"<html>"),
        (FaultKind.EMPTY, 200, b""),
        (FaultKind.NOT_PDF, 200, b"<html>"),
        (FaultKind.TRUNCATED, 200, b"<?xml"),
        (FaultKind.LATENCY, 200, b"<?xml"),
    ],
)
def test_a_fault_spoils_its_number_of_answers_and_no_more(
    venue: Venue, kind: FaultKind, status: int, start: bytes
) -> None:
    sound = get(venue, CURRENT)[1]
    venue.faults.add(Fault(kind=kind, path="browse-edgar", times=1, amount=0.01))
    got = get(venue, CURRENT)
    assert got[0] == status
    assert got[1].startswith(start)
    assert (got[1] == sound) is (kind is FaultKind.LATENCY)
    assert get(venue, CURRENT) == (200, sound)


def test_an_answer_that_is_still_held_back_ends_with_the_venue(
    recordings: tuple[Recorded, ...],
) -> None:
    def answering() -> list[str]:
        return [t.name for t in threading.enumerate() if "process_request_thread" in t.name]

    with ThreadPoolExecutor(1) as asking:
        with Venue(recordings) as running:
            running.faults.add(Fault(kind=FaultKind.LATENCY, path="browse-edgar", amount=5))
            asked = asking.submit(get, running, CURRENT)
            wait_for(answering, what="the question at the venue")
        assert isinstance(asked.exception(timeout=30), ConnectionResetError)


def test_a_stalled_feed_answers_but_shows_nothing_new(venue: Venue, clock: Clock) -> None:
    venue.stall()
    clock.move(seconds=60)
    assert accessions(get(venue, CURRENT)[1]) == ["000001"]
    venue.resume()
    assert len(accessions(get(venue, CURRENT)[1])) == 4


def test_restart_publishes_the_same_numbers_again(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=60)
    assert venue.over
    venue.restart()
    assert accessions(get(venue, CURRENT)[1]) == ["000001"]


def test_playing_again_lists_every_filing_above_what_is_listed(venue: Venue, clock: Clock) -> None:
    clock.move(seconds=60)
    once = len(accessions(get(venue, CURRENT)[1]))
    venue.play_again(speed=10)
    assert not venue.over
    clock.move(seconds=3)
    assert venue.over
    assert len(accessions(get(venue, CURRENT)[1])) == 2 * once


def test_a_recording_folder_is_read_with_its_line_named_on_error(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("x")
    line = {
        "at": 1,
        "source": "edgar",
        "accession": "0000000001-26-000001",
        "form": "4",
        "path": "x.txt",
    }
    target = tmp_path / "recording.jsonl"
    target.write_text(json.dumps(line) + "\n")
    (recorded,) = load(tmp_path)
    assert (recorded.number, recorded.body()) == ("0000000001-26-000001", b"x")
    target.write_text(json.dumps(line) + "\n" + json.dumps({**line, "path": "missing.txt"}) + "\n")
    with pytest.raises(ConfigError, match=r"recording.jsonl:2: no file"):
        load(tmp_path)
    target.write_text("not json\n")
    with pytest.raises(ConfigError, match=r"recording.jsonl:1: not JSON"):
        load(tmp_path)


def test_a_folder_without_recordings_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"neither recording\.jsonl nor a MANIFEST\.jsonl"):
        load(tmp_path)


def test_a_corpus_folder_is_replayed_by_its_manifest(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a.htm").write_text("<html>a</html>")
    rows = [
        {
            "path": "a.htm",
            "kind": "8-K",
            "form": "8-K",
            "accession": "0000000001-26-000001",
            "cik": "1",
            "source": "edgar",
        },
        {"path": "a.htm", "kind": "feed", "form": "atom", "accession": None, "source": "edgar"},
        {
            "path": "a.htm",
            "kind": "any",
            "stock_code": "00001",
            "lang": "zh",
            "title": "公告",
            "source": "hkexnews",
        },
    ]
    (tmp_path / "one/MANIFEST.jsonl").write_text("\n".join(json.dumps(r) for r in rows))
    found = load(tmp_path)
    assert [(r.source, r.form, r.lang) for r in found] == [
        ("edgar", "8-K", "e"),
        ("hkexnews", "", "c"),
    ]
    assert [r.at for r in found] == [0.0, 1.0]


def test_the_venue_listens_on_loopback_only(venue: Venue) -> None:
    assert venue.url.startswith("http://127.0.0.1:")
