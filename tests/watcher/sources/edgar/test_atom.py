"""EDGAR Atom pages -> entries."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from tests.watcher.sources.venues import Listed, accession, atom, filings_at
from watcher.errors import BadFeed, TooLarge
from watcher.model import Party
from watcher.sources.edgar.atom import entries

AT = datetime(2026, 3, 25, 20, 5, 6, tzinfo=UTC)


def one(**told: object) -> Listed:
    return Listed(**{"accession": accession(1), "at": AT} | told)  # type: ignore[arg-type]


def test_an_entry_as_the_venue_tells_it() -> None:
    body = atom([one(form="4", name="O'Hara & Sons - Holdings (UK)", role="Filed by")])
    (entry,) = entries(body).entries
    assert (entry.native_id, entry.form, entry.published_at) == (accession(1), "4", AT)
    assert entry.parties == (
        Party(role="filed_by", name="O'Hara & Sons - Holdings (UK)", cik="0001234567"),
    )
    assert entry.url.endswith("/1234567/000110465926000001/0001104659-26-000001-index.htm")


def test_the_items_of_an_8k_stand_in_the_summary() -> None:
    (entry,) = entries(atom([one(items=("5.02", "9.01", "5.02"))])).entries
    assert entry.items == ("5.02", "9.01")


def test_items_of_form_d_are_no_8k_items() -> None:
    assert entries(atom([one(form="D", items=("3C.7", "06b"))])).entries[0].items == ()


def test_a_company_feed_names_the_company_in_its_title() -> None:
    lines = [one(form="8-K"), one(form="4/A"), one(form="144")]
    body = atom(lines, title="Harbour Lights Inc  (0001234567)").decode()
    for form in ("8-K", "4/A", "144"):
        told = f"{form} - Harbour Lights Inc (0001234567) (Filer)"
        body = body.replace(f"<title>{told}<", f"<title>{form}  - Some report<")
    page = entries(body.encode("latin-1"))
    assert [entry.parties[0].role for entry in page.entries] == ["filer", "issuer", "subject"]
    assert {entry.parties[0].cik for entry in page.entries} == {"0001234567"}


def test_a_list_of_companies_is_no_feed_of_filings() -> None:
    body = atom([one()]).replace(
        b"urn:tag:sec.gov,2008:accession-number=" + accession(1).encode(),
        b"urn:tag:www.sec.gov:cik=0001234567",
    )
    with pytest.raises(BadFeed, match="list of companies"):
        entries(body)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"&amp;", b"&"),
        (b"Some title", b"Some&nbsp;title"),
        (b"<feed", b"\x01<feed"),
        (b"</feed>", b""),
        (b"ISO-8859-1", b"utf-99"),
    ],
)
def test_a_damaged_page_keeps_its_entries_and_says_so(old: bytes, new: bytes) -> None:
    lines = [one(name="A & B", items=("5.02",)), one(accession=accession(2))]
    body = atom(lines)
    assert old in body
    page = entries(body.replace(old, new))
    assert len(page.entries) == 2
    assert page.damage


@pytest.mark.parametrize("when", [b"yesterday", b"0001-01-01T00:00:00+10:00"])
def test_an_entry_without_id_or_time_is_counted(when: bytes) -> None:
    body = atom([one(), one(accession=accession(2))])
    body = body.replace(b"2026-03-25T15:05:06-05:00", when, 1)
    page = entries(body)
    assert [entry.native_id for entry in page.entries] == [accession(2)]
    assert page.damage is not None
    assert "1 of 2 entries unreadable" in page.damage
    assert page.short


def test_a_full_page_with_a_stray_character_is_damaged_but_not_short() -> None:
    lines = filings_at([AT] * 100)
    page = entries(atom(lines).replace(b"Harbour Lights", b"Harbour & Lights"))
    assert len(page.entries) == 100
    assert page.damage
    assert not page.short


def test_a_body_that_names_a_file_is_not_opened(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("feed") / "feed.atom"
    file.write_bytes(atom([one()]))
    with pytest.raises(BadFeed):
        entries(str(file).encode())


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE f [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>&b;</title></entry></feed>'
)


@pytest.mark.parametrize(
    "body",
    [
        BOMB,
        BOMB.replace(b"<!DOCTYPE f [", b" " * 3000 + b"[").replace(b"]>", b""),
        b"<feed " + b" ".join(b'a%d="x"' % n for n in range(100_000)) + b"/>",
    ],
    ids=["entities", "late entities", "attributes"],
)
def test_hostile_markup_is_refused_at_once(body: bytes) -> None:
    started = time.process_time()
    with pytest.raises(BadFeed):
        entries(body)
    assert time.process_time() - started < 2


def test_a_page_of_more_than_two_megabytes_is_not_parsed() -> None:
    with pytest.raises(TooLarge, match="2000001 bytes"):
        entries(b" " * 2_000_000 + b"x")


def test_only_the_page_behind_the_last_one_of_a_company_may_be_empty() -> None:
    assert entries(atom([]), may_be_empty=True).entries == ()
    with pytest.raises(BadFeed, match="no entries"):
        entries(atom([]))
