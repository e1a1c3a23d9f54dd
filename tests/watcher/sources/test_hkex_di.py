"""Disclosure of Interests: invented notices in the layout of the site's list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from tests.watcher.sources.venues import Answers
from watcher.errors import BadFeed, BadInput, Blocked, Transient, Unreachable
from watcher.model import Issuer
from watcher.settings import Source, load
from watcher.sources import load_source
from watcher.sources.hkex_di import PAGE_SIZE, entries

NOW = datetime(2026, 4, 15, 10, 0, tzinfo=UTC)
CONFIG: Source = load().sources["hkex_di"]
SOURCE = load_source(CONFIG.module)
HEAD = (
    "Form Serial Number", "Stock Code", "Name of Listed Corporation",
    "Name of Substantial Shareholder / Director / Chief Executive", "Reason for Disclosure",
    "Number of Shares Bought / Sold / Involved", "Date of Relevant Event (dd/mm/yyyy)",
)  # fmt: skip


def notice(
    number: int, *, form: str = "3A", code: str = "9911", on: str = "20260414"
) -> tuple[str, ...]:
    serial = f"DA{on}E{number:05}"
    link = f'<a href="NSForm{form}.aspx?fn={serial}&amp;lang=EN">{serial}</a>'
    return (
        link,
        code,
        "Harbour Lights Technology Ltd",
        "Wong Ka Yan",
        "1201(L)",
        "250,000(L)",
        "09/04/2026",
    )


def page(*rows: tuple[str, ...]) -> bytes:
    body = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    return f"<html><body><table id='grdPaging'><tr>{head}</tr>{body}</table></body></html>".encode()


def test_it_is_off_until_the_operator_turns_it_on() -> None:
    assert not CONFIG.enabled


@pytest.mark.parametrize("on", ["20261341", "00010101", "00000000"])
def test_a_notice_of_an_impossible_day_is_damage_and_costs_the_others_nothing(on: str) -> None:
    listed = entries(page(notice(531, on=on), notice(532)))
    assert [entry.native_id for entry in listed.entries] == ["DA20260414E00532"]
    assert f"DA{on}E00531" in (listed.damage or "")


def test_a_notice_has_its_serial_person_company_code_and_form() -> None:
    (entry,) = entries(page(notice(531))).entries
    assert (entry.native_id, entry.form, entry.stock_codes) == (
        "DA20260414E00531", "Form 3A", ("09911",),
    )  # fmt: skip
    assert [(p.role, p.name) for p in entry.parties] == [
        ("reporting", "Wong Ka Yan"),
        ("issuer", "Harbour Lights Technology Ltd"),
    ]
    assert "1201(L)" in entry.title


def test_rows_that_are_no_notice_and_a_day_without_notices_give_nothing() -> None:
    assert entries(page(("1 2 3", "", "", "", "", "", ""))).entries == ()
    assert entries(b"<html><body>No record(s) found.</body></html>").entries == ()


@pytest.mark.parametrize(
    "body", [b"", b"  ", b"<html>Maintenance</html>", b"null", b"\x00\xff", b"<"]
)
def test_what_is_no_list_is_an_error_never_no_news(body: bytes) -> None:
    with pytest.raises((BadInput, Transient)):
        entries(body)
    result = SOURCE.poll(Answers(lambda *_: body), CONFIG, since=NOW, now=NOW)
    assert isinstance(result.error, BadFeed | Blocked)
    assert not result.complete


def test_a_poll_reads_back_some_days_and_keeps_only_the_wanted_forms() -> None:
    asked: list[Mapping[str, str]] = []

    def answer(_path: str, query: Mapping[str, str]) -> bytes:
        asked.append(query)
        return page(notice(2), notice(1), notice(3, form="2"))

    result = SOURCE.poll(Answers(answer), CONFIG, since=NOW, now=NOW)
    assert (asked[0]["scsd"], asked[0]["sced"]) == ("11/04/2026", "15/04/2026")
    assert [f.id for f in result.filings] == ["di:DA20260414E00001", "di:DA20260414E00002"]
    (first, _) = result.filings
    assert first.document_url.startswith(
        "https://di.hkex.com.hk/di/NSForm3A.aspx?fn=DA20260414E00001"
    )
    assert (first.published_at, first.seen_at, result.mark) == (None, NOW, NOW)


def test_pages_are_read_until_one_is_not_full() -> None:
    pages = {
        "1": page(*(notice(n) for n in range(PAGE_SIZE))),
        "2": page(notice(900)),
    }
    venue = Answers(lambda _, query: pages[query["pg"]])
    result = SOURCE.poll(venue, CONFIG, since=NOW, now=NOW)
    assert (len(result.filings), result.pages, result.complete) == (PAGE_SIZE + 1, 2, True)


def test_a_page_cut_in_the_middle_does_not_move_the_mark() -> None:
    whole = page(*(notice(n) for n in range(20)))
    result = SOURCE.poll(Answers(lambda *_: whole[: len(whole) // 2]), CONFIG, since=NOW, now=NOW)
    assert not result.complete
    assert 0 < len(result.filings) < 20


def test_a_failure_is_told_not_raised() -> None:
    result = SOURCE.poll(Answers(lambda *_: Unreachable("no answer")), CONFIG, since=NOW, now=NOW)
    assert isinstance(result.error, Unreachable)


def test_a_link_to_another_place_is_never_followed() -> None:
    serial = "DA20260414E00009"
    row = (
        f'<a href="https://elsewhere.test/NSForm3A.aspx?fn={serial}">{serial}</a>',
        *notice(9)[1:],
    )
    assert SOURCE.poll(Answers(lambda *_: page(row)), CONFIG, since=NOW, now=NOW).filings == ()


def test_an_audit_wants_the_whole_day() -> None:
    body = page(notice(1))
    found = SOURCE.reconcile(Answers(lambda *_: body), CONFIG, day=date(2026, 4, 14), now=NOW)
    assert [f.found_by for f in found] == ["audit"]
    with pytest.raises(BadFeed, match="breaks off"):
        SOURCE.reconcile(Answers(lambda *_: body[:-60]), CONFIG, day=date(2026, 4, 14), now=NOW)


def test_a_backfill_of_issuers_keeps_their_codes() -> None:
    body = page(notice(1), notice(2, code="700"))
    issuer = Issuer(key="harbour", name="Harbour Lights", hkex_codes=("09911",))
    found = SOURCE.catch_up(
        Answers(lambda *_: body), CONFIG, since=date(2026, 4, 13), until=date(2026, 4, 14),
        issuers=(issuer,), now=NOW,
    )  # fmt: skip
    assert [f.id for f in found] == ["di:DA20260414E00001"]
    assert SOURCE.documents(found[0]) == (found[0].document_url,)


def test_the_day_is_that_of_hong_kong() -> None:
    assert SOURCE.day_of(datetime(2026, 4, 14, 20, 0, tzinfo=UTC)) == date(2026, 4, 15)
