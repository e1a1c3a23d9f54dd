"""Paging EDGAR: the list moves, ends, breaks; companies and days are read whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.watcher.sources.venues import (
    EDGAR,
    Answers,
    Listed,
    accession,
    atom,
    filings_at,
    getcurrent,
)
from watcher.errors import BadFeed, Blocked, NotFound, ServerFault, Unreachable, WatcherError
from watcher.model import Issuer
from watcher.sources.edgar.walk import catch_up, day_of, poll, reconcile

NOW = datetime(2026, 3, 25, 20, 30, tzinfo=UTC)
ISSUER = Issuer(key="harbour", name="Harbour Lights Inc", cik="1234567")
DAY = date(2026, 3, 25)
INDEX = (
    "CIK|Company Name|Form Type|Date Filed|File Name\n"
    "1234567|HARBOUR LIGHTS INC|8-K|20260325|edgar/data/1234567/0001104659-26-000001.txt\n"
)


def every(seconds: float, count: int) -> list[Listed]:
    return filings_at([NOW - timedelta(seconds=seconds * n) for n in range(count)])


def ids(numbers: range) -> set[str]:
    return {f"sec:{accession(n)}" for n in numbers}


def test_a_quiet_minute_costs_one_request() -> None:
    venue = getcurrent(every(30, 400))
    result = poll(venue, EDGAR, since=NOW - timedelta(seconds=30), now=NOW)
    assert len(venue.asked) == result.pages == 1
    assert result.mark == NOW


def test_a_burst_is_paged_back_to_the_mark() -> None:
    venue = getcurrent(every(1, 3000))
    result = poll(venue, EDGAR, since=NOW - timedelta(seconds=900), now=NOW)
    assert {f.id for f in result.filings} >= ids(range(2100, 3001))
    assert (result.complete, result.gap_since) == (True, None)
    assert result.pages == 11  # 900 s, two minutes of overlap, 100 entries a page


def test_pages_are_asked_of_the_venue_as_it_wants() -> None:
    venue = getcurrent(every(1, 150))
    poll(venue, EDGAR, since=NOW - timedelta(minutes=1), now=NOW)
    assert venue.asked[1] == (
        "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=&company=&dateb="
        "&owner=include&start=100&count=100&output=atom"
    )


def test_nothing_is_lost_or_doubled_while_the_list_grows_between_pages() -> None:
    lines = every(1, 1000)

    def answer(_: str, query: Mapping[str, str]) -> bytes:
        pushed = len(venue.asked) * 7  # seven new entries between any two requests
        now_listed = lines[max(0, 200 - pushed) :]
        start = int(query["start"])
        return atom(now_listed[start : start + 100])

    venue = Answers(answer)
    since = lines[700].at
    result = poll(venue, EDGAR, since=since, now=NOW)
    found = [f.id for f in result.filings]
    assert len(found) == len(set(found))
    first_seen = lines[200 - 7].at
    wanted = {f"sec:{line.accession}" for line in lines if since <= line.at <= first_seen}
    assert wanted <= set(found)


def test_a_first_poll_reads_two_minutes_and_leaves_the_rest() -> None:
    result = poll(getcurrent(every(1, 3000)), EDGAR, since=None, now=NOW)
    assert result.pages == 2
    assert result.gap_since is None


@pytest.mark.parametrize(
    "error", [Unreachable("x"), ServerFault("HTTP 503"), Blocked("x"), BadFeed("x")]
)
def test_what_was_found_before_a_failure_is_kept_and_the_mark_stays(error: WatcherError) -> None:
    pages = getcurrent(every(1, 3000))

    def answer(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        return error if query["start"] == "300" else pages.answer(path, query)

    result = poll(Answers(answer), EDGAR, since=NOW - timedelta(minutes=15), now=NOW)
    assert (result.error, result.mark, result.pages) == (error, None, 3)
    assert {f.id for f in result.filings} == ids(range(2701, 3001))


def test_the_end_of_the_feed_before_the_mark_is_a_gap() -> None:
    lines = every(1, 6000)
    since = NOW - timedelta(hours=3)
    venue = getcurrent(lines)
    result = poll(venue, EDGAR, since=since, now=NOW)
    assert (result.pages, result.gap_since, result.complete) == (51, since, True)
    assert "start=5100" not in " ".join(venue.asked)


def test_a_feed_of_full_pages_may_end_with_an_empty_one() -> None:
    result = poll(getcurrent(every(1, 100)), EDGAR, since=NOW - timedelta(seconds=90), now=NOW)
    assert (result.pages, result.complete, result.gap_since) == (2, True, None)


def test_a_503_behind_the_last_page_is_the_end_and_no_error() -> None:
    config = EDGAR.model_copy(update={"max_pages": 60})
    pages = getcurrent(every(1, 6000))

    def answer(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        return ServerFault("HTTP 503") if int(query["start"]) > 5000 else pages.answer(path, query)

    result = poll(Answers(answer), config, since=NOW - timedelta(hours=3), now=NOW)
    assert (result.error, result.pages, result.complete) == (None, 51, True)


def test_a_cut_page_keeps_the_mark_though_later_pages_reach_it() -> None:
    pages = getcurrent(every(1, 1000))

    def answer(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        body = pages.answer(path, query)
        assert isinstance(body, bytes)
        return body[: len(body) // 2] if query["start"] == "100" else body

    result = poll(Answers(answer), EDGAR, since=NOW - timedelta(minutes=5), now=NOW)
    assert (result.complete, result.error) == (False, None)
    assert len(result.damage) == 1


def test_a_feed_that_went_back_in_time_does_not_take_the_mark_with_it() -> None:
    stale = getcurrent(every(60, 50)[30:])
    assert poll(stale, EDGAR, since=NOW, now=NOW).mark == NOW


def company(answer_atom: bytes | WatcherError, submissions: bytes = b"") -> Answers:
    def answer(path: str, query: Mapping[str, str]) -> bytes | WatcherError:
        if path.startswith("/submissions/"):
            return submissions
        assert query["CIK"] == "0001234567"
        return answer_atom if query["start"] == "0" else atom([])

    return Answers(answer)


def backfill(venue: Answers, since: date, until: date, *issuers: Issuer) -> list[str]:
    found = catch_up(venue, EDGAR, since=since, until=until, issuers=issuers, now=NOW)
    return [filing.id for filing in found]


def test_a_company_is_caught_up_from_its_own_feed() -> None:
    days = [Listed(accession(n), NOW - timedelta(days=n)) for n in range(1, 9)]
    venue = company(atom(days))
    found = backfill(venue, DAY - timedelta(days=4), DAY - timedelta(days=2), ISSUER)
    assert found == [f"sec:{accession(n)}" for n in (4, 3, 2)]


def test_a_company_feed_of_full_pages_is_read_to_its_end() -> None:
    lines = every(60, 100)
    assert len(backfill(company(atom(lines)), DAY, DAY, ISSUER)) == 100


@pytest.mark.parametrize("failure", [ServerFault("x"), atom([])])
def test_a_company_without_a_feed_is_caught_up_from_its_submissions(
    failure: bytes | WatcherError,
) -> None:
    recent = {
        "accessionNumber": [accession(1), accession(2), accession(3)],
        "form": ["6-K", "6-K", "F-3"],
        "filingDate": ["2026-03-25", "2026-01-02", "2026-03-25"],
    }
    body = json.dumps({"name": "H", "filings": {"recent": recent, "files": []}}).encode()
    assert backfill(company(failure, body), DAY, DAY, ISSUER) == [f"sec:{accession(1)}"]


def daily(**files: str) -> Answers:
    def answer(path: str, _: Mapping[str, str]) -> bytes | WatcherError:
        name = path.rsplit("/", 1)[-1].replace(".", "_")
        assert path.startswith("/Archives/edgar/daily-index/2026/QTR1/")
        return files[name].encode() if name in files else NotFound(f"{path}: HTTP 403")

    return Answers(answer)


def test_a_day_is_reconciled_from_the_master_index() -> None:
    (filing,) = reconcile(daily(master_20260325_idx=INDEX), EDGAR, day=DAY, now=NOW)
    assert (filing.id, filing.found_by) == ("sec:0001104659-26-000001", "audit")


def listing(*names: str) -> str:
    return json.dumps({"directory": {"item": [{"name": name} for name in names]}})


def test_a_holiday_has_no_index_and_no_filings() -> None:
    later = datetime(2026, 3, 27, 12, tzinfo=UTC)
    venue = daily(index_json=listing("master.20260324.idx", "master.20260326.idx"))
    assert reconcile(venue, EDGAR, day=DAY, now=later) == ()


def test_a_weekend_costs_one_request() -> None:
    venue = daily()
    assert reconcile(venue, EDGAR, day=date(2026, 3, 21), now=NOW) == ()
    assert len(venue.asked) == 1


@pytest.mark.parametrize("now", [NOW, datetime(2026, 3, 26, 12, tzinfo=UTC)])
def test_an_index_not_yet_published_is_not_an_empty_day(now: datetime) -> None:
    with pytest.raises(NotFound):
        reconcile(daily(index_json=listing("master.20260324.idx")), EDGAR, day=DAY, now=now)


def test_days_are_caught_up_one_by_one() -> None:
    venue = daily(master_20260324_idx=INDEX, master_20260325_idx=INDEX)
    assert len(backfill(venue, date(2026, 3, 24), DAY)) == 2
    assert len(venue.asked) == 2


def test_the_day_is_eastern_in_summer_and_winter() -> None:
    assert day_of(datetime(2026, 7, 1, 3, 59, tzinfo=UTC)) == date(2026, 6, 30)
    assert day_of(datetime(2026, 1, 1, 5, 0, tzinfo=UTC)) == date(2026, 1, 1)
