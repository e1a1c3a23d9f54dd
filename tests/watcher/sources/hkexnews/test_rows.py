"""What HKEXnews writes where others write a value."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.watcher.sources.venues import hkex_item, hkex_list
from watcher.errors import BadFeed, Blocked
from watcher.model import FeedEntry, Party
from watcher.sources.hkexnews.latest import entries
from watcher.sources.hkexnews.rows import (
    base_code,
    clean,
    epoch_time,
    headline_codes,
    hong_kong_time,
    language,
    parts,
    safe_path,
    stock_codes,
)

AT = datetime(2026, 4, 10, 14, 55, tzinfo=UTC)


def one(**told: object) -> FeedEntry:
    (entry,) = entries(hkex_list([hkex_item(12247523, AT, **told)])).entries
    return entry


def test_an_item_as_the_venue_tells_it() -> None:
    entry = one()
    assert (entry.source, entry.native_id, entry.form) == ("hkexnews", "12247523", None)
    assert entry.published_at == AT
    assert (entry.headline_codes, entry.stock_codes) == (("10000", "12350"), ("01234",))
    assert entry.parties == (Party(role="issuer", name="HARBOUR LIGHTS"),)
    assert entry.language == "en"


def test_day_comes_before_month_and_the_time_is_hong_kongs() -> None:
    assert hong_kong_time("09/01/2026 07:27") == datetime(2026, 1, 8, 23, 27, tzinfo=UTC)
    assert hong_kong_time("31/12/2025 22:55") == datetime(2025, 12, 31, 14, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", [None, "", "2026-01-09 07:27", "13/13/2026 01:00", "01/01/0001 00:00", "9 Jan", 5]
)
def test_what_is_no_time(text: object) -> None:
    assert hong_kong_time(text) is None


@pytest.mark.parametrize(
    "value", [1775832900000, "1775832900000", 1775832900, "1775832900", 1775832900000.0]
)
def test_the_time_of_a_list_in_every_type_it_comes_in(value: object) -> None:
    assert epoch_time(value) == datetime(2026, 4, 10, 14, 55, tzinfo=UTC)


@pytest.mark.parametrize("value", [None, "", "NaN", float("nan"), float("inf"), -1, 0, "x", 10**30])
def test_what_is_no_time_of_a_list(value: object) -> None:
    assert epoch_time(value) is None


def test_codes_in_every_shape() -> None:
    assert headline_codes("10000", "18480,18380") == ("10000", "18480", "18380")
    assert headline_codes(10000, "NaN") == ("10000",)
    assert headline_codes(10000, float("nan"), None, "", "1,  18480 ,") == ("10000", "18480")


def test_a_renminbi_counter_is_the_same_issuer() -> None:
    assert stock_codes(["80700"]) == ("00700", "80700")
    assert stock_codes(["00700", "80700"]) == ("00700", "80700")
    assert stock_codes([700, " 1810 "]) == ("00700", "01810")
    assert stock_codes(["", None, "N/A", "123456"]) == ()
    assert base_code("81810") == "01810"
    assert base_code("08123") == "08123"  # a GEM code, no counter


def test_several_stocks_of_a_joint_announcement() -> None:
    entry = one(stock=[{"sc": "1234", "sn": "ONE"}, {"sc": "05678", "sn": "TWO"}, {"sc": None}])
    assert entry.stock_codes == ("01234", "05678")
    assert [party.name for party in entry.parties] == ["ONE", "TWO"]


@pytest.mark.parametrize("stock", [None, [], "", [None, "x"]])
def test_an_applicant_without_a_code(stock: object) -> None:
    assert one(stock=stock).stock_codes == ()


def test_titles_are_one_line_of_text() -> None:
    assert clean("PLACING &amp; ISSUE<br/>OF  SHARES\r\n(I &#x2f; II)") == (
        "PLACING & ISSUE OF SHARES (I / II)"
    )
    assert clean("Others &amp;#x2f; Buyback") == "Others / Buyback"
    assert len(clean("x" * 100_000)) == 1000
    assert clean(None) == ""


def test_joined_values_are_parted() -> None:
    assert parts("00700<br/>80700<BR >") == ("00700", "80700")
    assert parts("00700\u003cbr/\u003e") == ("00700",)
    assert parts(None) == ()


def test_the_language_is_told_by_the_headline() -> None:
    assert one(lTxt="公告及通告 - [配售]", title="PLACING").language == "zh"
    assert language("", "更換董事") == "zh"
    assert language("Circulars", "更換") == "en"
    assert language("", "") == "en"


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "https://example.org/a.pdf",
        "//example.org/a/b.pdf",
        "/../../etc/passwd.pdf",
        "/a/..%2f..%2fb.pdf",
        "/a/b.exe",
        "/a/b?c.pdf",
        "@example.org/a.pdf",
        "/a\\b/c.pdf",
        "/" + "a/" * 500 + "b.pdf",
    ],
)
def test_a_path_off_the_venue_is_no_document(path: str | None) -> None:
    assert safe_path(path) is None
    with pytest.raises(BadFeed, match="none of 1 items"):
        entries(hkex_list([hkex_item(1, AT, webPath=path)]))


@pytest.mark.parametrize("name", ["2026041001769.pdf", "2026041001769_c.PDF", "ltn20100105245.htm"])
def test_the_paths_of_documents(name: str) -> None:
    path = f"/listedco/listconews/sehk/2026/0410/{name}"
    assert safe_path(path) == path


def test_a_bad_item_does_not_take_the_good_ones_with_it() -> None:
    items = [hkex_item(1, AT, relTime="soon"), hkex_item(2, AT), hkex_item(3, AT, newsId="NaN")]
    page = entries(hkex_list(items))
    assert [entry.native_id for entry in page.entries] == ["2"]
    assert page.damage == "HKEXnews: 2 of 3 items unreadable"


@pytest.mark.parametrize(
    ("value", "pages"), [(3, 3), ("3", 3), (0, 1), (None, 1), (float("nan"), 1), ("x", 1)]
)
def test_how_many_pages_there_are(value: object, pages: int) -> None:
    assert entries(hkex_list([], pages=value)).pages == pages


def test_an_empty_list_is_a_quiet_morning() -> None:
    assert entries(hkex_list([], as_of="1775832900000")).entries == ()


def test_an_empty_body_is_a_closed_door() -> None:
    with pytest.raises(Blocked, match="turns clients away"):
        entries(b"")


def test_a_byte_order_mark_is_no_damage() -> None:
    assert entries(b"\xef\xbb\xbf" + hkex_list([hkex_item(2, AT)])).entries


def test_chinese_text_survives() -> None:
    body = json.dumps({"newsInfoLst": [hkex_item(2, AT, title="更換董事")]}, ensure_ascii=False)
    assert entries(body.encode()).entries[0].title == "更換董事"
