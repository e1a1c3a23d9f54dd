"""Walking HKEXnews: lists over midnight, doors that close, the title search."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.corpus import recorded
from tests.watcher.sources.venues import (
    HKEX,
    HONG_KONG,
    Answers,
    hkex_item,
    hkex_list,
    hkex_lists,
)
from watcher.errors import BadFeed, Blocked, NotFound, Unreachable, WatcherError
from watcher.model import Issuer
from watcher.sources.hkexnews.search import search_entries, stock_id
from watcher.sources.hkexnews.walk import catch_up, poll, reconcile

EVENING = datetime(2026, 4, 10, 22, 55, tzinfo=HONG_KONG).astimezone(UTC)
MIDNIGHT = datetime(2026, 4, 11, 0, 1, tzinfo=HONG_KONG).astimezone(UTC)
DAY = date(2026, 4, 10)
ISSUER = Issuer(key="harbour", name="Harbour Lights", hkex_codes=("01234",))


def millis(when: datetime) -> int:
    return int(when.timestamp() * 1000)


def names(venue: Answers) -> list[str]:
    return [urlsplit(url).path.rsplit("/", 1)[-1] for url in venue.asked]


def test_each_board_is_read_in_each_language() -> None:
    venue = hkex_lists({})
    result = poll(venue, HKEX, since=EVENING, now=EVENING)
    assert names(venue) == [
        "lcisehk1relsde_1.json",
        "lcisehk1relsdc_1.json",
        "lcigem1relsde_1.json",
        "lcigem1relsdc_1.json",
    ]
    assert (result.complete, result.filings) == (True, ())
    assert {urlsplit(url).query for url in venue.asked} == {f"_={millis(EVENING)}"}


def test_the_last_minutes_of_a_day_are_read_from_the_weeks_list_after_midnight() -> None:
    last = hkex_item(12, EVENING.replace(minute=59))
    venue = hkex_lists({"lcisehk7relsde": [hkex_list([last], as_of=millis(MIDNIGHT))]})
    result = poll(venue, HKEX, since=EVENING, now=MIDNIGHT)
    assert [filing.id for filing in result.filings] == ["hkex:12"]
    assert next(name for name in names(venue) if "7rels" in name) == "lcisehk7relsde_1.json"


def test_the_weeks_list_is_not_read_all_day() -> None:
    venue = hkex_lists({})
    poll(venue, HKEX, since=MIDNIGHT + timedelta(minutes=10), now=MIDNIGHT + timedelta(minutes=11))
    assert not [name for name in names(venue) if "7rels" in name]


def test_pages_are_read_back_to_the_mark() -> None:
    items = [hkex_item(100 - n, EVENING - timedelta(minutes=n)) for n in range(60)]
    pages = [hkex_list(items[n : n + 10], pages="6") for n in range(0, 60, 10)]
    venue = hkex_lists({"lcisehk1relsde": pages})
    result = poll(venue, HKEX, since=EVENING - timedelta(minutes=15), now=EVENING)
    assert len(result.filings) == 30  # 15 minutes and 10 of overlap
    assert result.complete


def test_a_list_in_another_order_is_read_whole() -> None:
    items = [hkex_item(100 - n, EVENING - timedelta(minutes=n)) for n in range(60)][::-1]
    pages = [hkex_list(items[n : n + 10], pages=6) for n in range(0, 60, 10)]
    venue = hkex_lists({"lcisehk1relsde": pages})
    assert len(poll(venue, HKEX, since=EVENING - timedelta(minutes=5), now=EVENING).filings) == 60


def test_a_list_longer_than_we_read_is_a_gap() -> None:
    config = HKEX.model_copy(update={"max_pages": 2})
    pages = [hkex_list([hkex_item(n, EVENING)], pages=5) for n in range(1, 6)]
    since = EVENING - timedelta(hours=2)
    result = poll(hkex_lists({"lcigem1relsdc": pages}), config, since=since, now=EVENING)
    assert (result.gap_since, len(result.filings)) == (since, 2)


def test_an_absence_of_more_than_a_week_is_a_gap() -> None:
    since = EVENING - timedelta(days=8)
    assert poll(hkex_lists({}), HKEX, since=since, now=EVENING).gap_since == since


def test_the_mark_is_the_time_of_the_oldest_list() -> None:
    early, late = EVENING - timedelta(minutes=3), EVENING - timedelta(minutes=1)
    lists = {
        "lcisehk1relsde": [hkex_list([hkex_item(1, EVENING)], as_of=str(millis(late)))],
        "lcisehk1relsdc": [hkex_list([], as_of=early.timestamp())],
    }
    assert poll(hkex_lists(lists), HKEX, since=None, now=EVENING).mark == early


def failing(name: str, error: WatcherError) -> Answers:
    def answer(path: str, _: Mapping[str, str]) -> bytes | WatcherError:
        return error if name in path else hkex_list([hkex_item(len(path), EVENING)])

    return Answers(answer)


def test_one_failed_list_does_not_hide_the_others_but_keeps_the_mark() -> None:
    venue = failing("lcisehk1relsdc", Unreachable("x"))
    result = poll(venue, HKEX, since=EVENING, now=EVENING)
    assert len(venue.asked) == 4
    assert result.filings
    assert not result.complete
    assert isinstance(result.error, Unreachable)


def test_a_closed_door_is_not_tried_three_more_times() -> None:
    venue = failing("lcisehk1relsde", Blocked("x"))
    assert isinstance(poll(venue, HKEX, since=EVENING, now=EVENING).error, Blocked)
    assert len(venue.asked) == 1


def row(number: int, **told: str) -> dict[str, str]:
    return {
        "NEWS_ID": str(number),
        "DATE_TIME": "10/04/2026 17:27",
        "STOCK_CODE": "01234<br/>81234",
        "STOCK_NAME": "HARBOUR LIGHTS<br/>HARBOUR LIGHTS-R",
        "TITLE": "Next Day Disclosure Return &#x3b; shares",
        "LONG_TEXT": "Next Day Disclosure Returns - [Others &#x2f; Share Buyback]",
        "FILE_LINK": "/listedco/listconews/sehk/2026/0410/2026041000576.pdf",
    } | told


def found(rows: list[dict[str, str]] | None, *, more: Any = False) -> bytes:
    return json.dumps({"result": json.dumps(rows), "hasNextRow": more, "lang": "E"}).encode()


def test_search_rows_are_json_in_json_in_html() -> None:
    page, more = search_entries(found([row(7)]))
    (entry,) = page.entries
    assert (entry.native_id, more) == ("7", False)
    assert entry.title == "Next Day Disclosure Return ; shares"
    assert entry.published_at == datetime(2026, 4, 10, 9, 27, tzinfo=UTC)
    assert entry.headline_codes == ("50000", "50200", "50100")
    assert entry.stock_codes == ("01234", "81234")
    assert [party.name for party in entry.parties] == ["HARBOUR LIGHTS", "HARBOUR LIGHTS-R"]


def test_no_rows_are_the_word_null() -> None:
    assert search_entries(found(None))[0].entries == ()


@pytest.mark.parametrize(
    "body", [b"{}", b'{"result": 5}', b'{"result": "[5]"}', b'{"result": "<"}']
)
def test_what_is_no_search_answer(body: bytes) -> None:
    with pytest.raises(BadFeed, match="title search"):
        search_entries(body)


def test_the_recorded_search_is_read_whole() -> None:
    page, more = search_entries(recorded("hkex/data/titlesearch_00700_20260910.json"))
    assert (len(page.entries), page.damage, more) == (24, None, False)
    assert {entry.stock_codes for entry in page.entries} == {("00700", "80700")}
    codes = Counter(code for entry in page.entries for code in entry.headline_codes)
    assert (codes["50000"], codes["50100"], codes["51500"], codes["18520"]) == (19, 18, 1, 2)


def searching(rows: int) -> Answers:
    """A venue with this many rows a day and market, which sends no more than asked for."""

    def answer(path: str, query: Mapping[str, str]) -> bytes:
        if path.endswith("prefix.do"):
            return b'callback({"more":"1","stockInfo":[{"stockId":77,"code":"01234","name":"H"}]});'
        wanted = int(query["rowRange"])
        first = 1_000_000 * (len(query["market"]) + (query["lang"] == "ZH"))
        return found([row(first + n) for n in range(min(wanted, rows))], more=rows > wanted)

    return Answers(answer)


def test_a_day_is_reconciled_for_each_market_and_language() -> None:
    venue = searching(3)
    filings = reconcile(venue, HKEX, day=DAY, now=EVENING)
    queries = [parse_qs(urlsplit(url).query) for url in venue.asked]
    assert [(q["market"], q["lang"]) for q in queries] == [
        (["SEHK"], ["E"]), (["SEHK"], ["ZH"]), (["GEM"], ["E"]), (["GEM"], ["ZH"]),
    ]  # fmt: skip
    assert {q["fromDate"][0] + q["toDate"][0] for q in queries} == {"2026041020260410"}
    assert {q["t1code"][0] for q in queries} == {"-2"}
    assert {filing.found_by for filing in filings} == {"audit"}


def test_more_rows_are_asked_for_until_there_are_no_more() -> None:
    config = HKEX.model_copy(update={"boards": ("sehk",), "languages": ("e",)})
    assert len(reconcile(searching(1500), config, day=DAY, now=EVENING)) == 1500


def test_an_answer_that_the_venue_would_cut_is_an_error() -> None:
    with pytest.raises(BadFeed, match="more than 8000 rows"):
        reconcile(searching(9000), HKEX, day=DAY, now=EVENING)


def test_an_issuer_is_caught_up_under_its_own_id_month_by_month() -> None:
    venue = searching(1)
    catch_up(venue, HKEX, since=date(2026, 1, 1), until=DAY, issuers=[ISSUER], now=EVENING)
    searches = [parse_qs(urlsplit(url).query) for url in venue.asked if "titleSearch" in url]
    assert {q["stockId"][0] for q in searches} == {"77"}
    assert {q["market"][0] for q in searches} == {"SEHK"}
    assert [q["fromDate"][0] for q in searches if q["lang"] == ["E"]] == [
        "20260101", "20260201", "20260304", "20260404",
    ]  # fmt: skip


def test_the_whole_market_is_caught_up_day_by_day() -> None:
    venue = searching(1)
    catch_up(venue, HKEX, since=DAY - timedelta(days=2), until=DAY, issuers=(), now=EVENING)
    assert len(venue.asked) == 3 * 4


def test_only_the_exact_stock_code_counts() -> None:
    several = (
        b'callback({"stockInfo":[{"stockId":1,"code":"69690"},{"stockId":2,"code":"06969"}]});'
    )
    assert stock_id(several, "06969") == 2
    with pytest.raises(NotFound, match="00969"):
        stock_id(several, "00969")
    assert stock_id(recorded("hkex/data/prefix_00700_20260910.js"), "00700") == 7609
    with pytest.raises(BadFeed, match="look-up"):
        stock_id(b"callback([]);", "00700")
    with pytest.raises(Blocked):
        stock_id(b"", "00700")
