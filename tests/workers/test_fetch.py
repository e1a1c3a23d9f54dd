from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.records import a_filing, an_hkex_filing
from watcher.blobs import Blobs
from watcher.errors import ServerFault, TooLarge, Unreadable
from watcher.net.client import Response
from workers.fetch import MOST_FILES, fetch

HEAD = b"<SEC-HEADER>x</SEC-HEADER>\n"
MAIN = b"<DOCUMENT>\n<TYPE>6-K\n<TEXT>cover</TEXT>\n</DOCUMENT>\n"
EXHIBIT = b"<DOCUMENT>\n<TYPE>EX-99.1\n<TEXT>news</TEXT>\n</DOCUMENT>\n"
XBRL = b"<DOCUMENT>\n<TYPE>EX-101.SCH\n<TEXT>schema</TEXT>\n</DOCUMENT>\n"


@dataclass
class Site:
    """The two methods of the client, over bytes in memory."""

    pages: dict[str, bytes]
    chunk: int = 7
    asked: list[str] = field(default_factory=list)
    sent: int = 0

    def get(self, url: str, *, max_bytes: int | None = None) -> Response:
        self.asked.append(url)
        return Response(status=200, headers={}, body=self.pages[url], url=url)

    def stream(
        self, url: str, *, max_bytes: int | None = None
    ) -> AbstractContextManager[Iterable[bytes]]:
        self.asked.append(url)

        @contextmanager
        def opened() -> Iterator[Iterable[bytes]]:
            yield self._chunks(self.pages[url])

        return opened()

    def _chunks(self, body: bytes) -> Iterator[bytes]:
        for start in range(0, len(body), self.chunk):
            self.sent += self.chunk
            yield body[start : start + self.chunk]


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(f"file://{tmp_path}/blobs")


@pytest.mark.parametrize("chunk", [1, 7, 64, 100_000])
def test_one_request_that_ends_after_the_last_wanted_document(blobs: Blobs, chunk: int) -> None:
    filing = a_filing()
    site = Site({filing.document_url: HEAD + MAIN + EXHIBIT + XBRL + b"x" * 200_000}, chunk)
    (fetched,) = fetch(filing, site, blobs, 10_000_000)
    assert fetched.body == HEAD + MAIN + EXHIBIT
    assert site.asked == [filing.document_url]
    assert site.sent <= len(HEAD + MAIN + EXHIBIT) + 300 + chunk


def test_a_submission_without_xbrl_is_kept_whole(blobs: Blobs) -> None:
    filing = a_filing()
    (fetched,) = fetch(filing, Site({filing.document_url: HEAD + MAIN + EXHIBIT}), blobs, 10_000)
    assert fetched.body == HEAD + MAIN + EXHIBIT
    assert blobs.get(fetched.document.sha256) == fetched.body
    assert fetched.document.filename == filing.document_url.rsplit("/", 1)[-1]


def test_a_submission_over_the_limit_is_refused(blobs: Blobs) -> None:
    filing = a_filing()
    with pytest.raises(TooLarge, match="more than 100 bytes"):
        fetch(filing, Site({filing.document_url: HEAD + b"y" * 1000}), blobs, 100)


def test_an_hkex_filing_is_its_one_file(blobs: Blobs) -> None:
    filing = an_hkex_filing()
    (fetched,) = fetch(filing, Site({filing.document_url: b"%PDF-1.4 x"}), blobs, 10_000)
    assert fetched.document.media_type == "application/pdf"


def test_an_hkex_index_of_several_files_is_followed(blobs: Blobs) -> None:
    filing = an_hkex_filing(document_url="https://news.test/2026/index.htm")
    index = b'<a href="one.pdf">1</a> <A HREF=two.pdf>2</A> <a href="one.pdf">again</a>'
    site = Site({
        filing.document_url: index,
        "https://news.test/2026/one.pdf": b"%PDF one",
        "https://news.test/2026/two.pdf": b"%PDF two",
    })  # fmt: skip
    assert [f.body for f in fetch(filing, site, blobs, 10_000)] == [b"%PDF one", b"%PDF two"]


def test_an_index_of_too_many_files_is_for_a_person(blobs: Blobs) -> None:
    filing = an_hkex_filing(document_url="https://news.test/2026/index.htm")
    index = b"".join(b'<a href="%d.pdf">x</a>' % n for n in range(MOST_FILES + 1))
    with pytest.raises(Unreadable, match="a person must look"):
        fetch(filing, Site({filing.document_url: index}), blobs, 10_000)


def test_an_html_announcement_is_itself(blobs: Blobs) -> None:
    filing = an_hkex_filing(document_url="https://news.test/2026/a.htm")
    (fetched,) = fetch(filing, Site({filing.document_url: b"<html>news</html>"}), blobs, 10_000)
    assert fetched.body == b"<html>news</html>"


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("a.pdf", b"<html>busy</html>", ServerFault),
        ("a.pdf", b"<!DOCTYPE HTML><p>busy", ServerFault),
        ("a.pdf", b"GIF89a", Unreadable),
        ("a.pdf", b"  ", ServerFault),
    ],
)
def test_what_is_plainly_not_the_document_is_said(
    blobs: Blobs, name: str, body: bytes, error: type[Exception]
) -> None:
    filing = an_hkex_filing(document_url=f"https://news.test/2026/{name}")
    with pytest.raises(error, match=name):
        fetch(filing, Site({filing.document_url: body}), blobs, 10_000)


def test_an_error_page_in_place_of_a_submission_is_asked_for_again(blobs: Blobs) -> None:
    filing = a_filing()
    with pytest.raises(ServerFault, match="asked for again"):
        fetch(
            filing, Site({filing.document_url: b"<html><title>Sorry</title></html>"}), blobs, 10_000
        )


@pytest.mark.parametrize(
    "cut",
    [
        HEAD + MAIN + EXHIBIT[:-8],
        b"<SEC-DOCUMENT>1.txt\n" + HEAD + MAIN,
        b"<SEC-DOCUMENT>1.txt\n" + HEAD[:9],
    ],
    ids=["inside a document", "between documents", "inside the header"],
)
def test_a_submission_that_breaks_off_is_asked_for_again_until_half_must_do(
    blobs: Blobs, cut: bytes
) -> None:
    filing = a_filing()
    site = Site({filing.document_url: cut})
    with pytest.raises(ServerFault, match="breaks off"):
        fetch(filing, site, blobs, 10_000)
    (fetched,) = fetch(filing, site, blobs, 10_000, whole=False)
    assert fetched.body == cut


def test_a_submission_cut_by_us_at_its_data_files_does_not_break_off(blobs: Blobs) -> None:
    filing = a_filing()
    body = b"<SEC-DOCUMENT>1.txt\n" + HEAD + MAIN + XBRL + b"</SEC-DOCUMENT>"
    (fetched,) = fetch(filing, Site({filing.document_url: body}), blobs, 10_000)
    assert fetched.body.endswith(MAIN)
