from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import pytest
from rq.timeouts import JobTimeoutException

from tests.support.records import a_filing
from tests.support.street import NOTICE
from watcher import settings
from watcher.blobs import Blobs
from watcher.errors import (
    BlobsAway,
    Blocked,
    BudgetExhausted,
    LedgerBusy,
    NotFound,
    ServerFault,
    Unreadable,
    WatcherError,
)
from watcher.issuers import Issuers
from watcher.ledger import Ledger
from watcher.ledger.cards import CardFilter
from watcher.model import Filing, Subscription
from watcher.net.client import Response
from watcher.ops.clock import utc_now
from watcher.subscriptions import ChannelBlock, Telling
from workers.aside import set_aside
from workers.context import Context
from workers.jobs import NOT_FOUND_ATTEMPTS, process
from workers.read import load_types

ROOT = Path(__file__).parents[2]
NOTICED = NOTICE.format(
    number=1, issuer="0002000001", owner="0003000001", units=50_000, value=2_000_000
)


def submission(form: str, notice: str) -> bytes:
    return (
        f"<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t{form}\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{form}\n<SEQUENCE>1\n"
        f"<FILENAME>primary_doc.xml\n<TEXT>\n<XML>\n{notice}\n</XML>\n</TEXT>\n</DOCUMENT>\n"
    ).encode()


BODY = submission("144", NOTICED)
HOLD = timedelta(seconds=75)


class Site:
    """A client that answers every stream by one function."""

    def __init__(self, answer: Callable[[], bytes]) -> None:
        self._answer = answer

    def get(self, url: str, *, max_bytes: int | None = None) -> Response:
        return Response(status=200, headers={}, body=self._answer(), url=url)

    def stream(
        self, url: str, *, max_bytes: int | None = None
    ) -> AbstractContextManager[Iterable[bytes]]:
        @contextmanager
        def opened() -> Iterator[Iterable[bytes]]:
            yield [self._answer()]

        return opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@dataclass(frozen=True, kw_only=True)
class OneSite(Context):
    """The context with its one effect replaced."""

    answer: Callable[[], bytes]

    def client(self) -> Any:
        return Site(self.answer)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger.open(f"sqlite:///{tmp_path}/ledger.sqlite3", migrate=True)
    yield opened
    opened.close()


@pytest.fixture
def make(ledger: Ledger, tmp_path: Path) -> Callable[[Callable[[], bytes]], Context]:
    types, thresholds = load_types(ROOT / "config/events.toml")
    telling = Telling(
        (Subscription(name="all", issuers=("*",), channels=("journal",)),),
        {
            "journal": ChannelBlock(
                name="journal",
                module="workers.channels.file",
                options={"path": str(tmp_path / "j")},
            )
        },
    )

    def made(answer: Callable[[], bytes]) -> Context:
        return OneSite(
            settings=settings.load(ROOT / "config"), ledger=ledger, blobs=Blobs(f"file://{tmp_path}/blobs"),
            issuers=Issuers.of([]), telling=telling, types=types, thresholds=thresholds, answer=answer,
        )  # fmt: skip

    return made


@pytest.fixture
def filing(ledger: Ledger) -> Filing:
    recorded = a_filing(form="144", published_at=utc_now())
    ledger.record([recorded], now=utc_now())
    return recorded


def raising(error: BaseException) -> Callable[[], bytes]:
    def answer() -> bytes:
        raise error

    return answer


def test_a_filing_becomes_events_alerts_and_deliveries(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(lambda: BODY))
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "read"
    (event,) = ledger.events(filing.id)
    assert (event.type, event.severity) == ("insider_sale", "medium")
    assert len(ledger.alerts()) == len(ledger.deliveries()) == 1
    assert [d.sha256 for d in ledger.documents(filing.id)]


def test_the_words_of_an_alert_and_the_text_of_its_evidence_are_kept(
    make: Callable[[Callable[[], bytes]], Context], ledger: Ledger, filing: Filing
) -> None:
    ctx = make(lambda: BODY)
    process(filing.id, ctx)
    (row,) = ledger.cards(CardFilter(type="insider_sale"))
    assert "50,000" in dict(row.card.facts)["Amount"]
    assert row.card.quote
    (note,) = ledger.texts(filing.id)
    text = ctx.blobs.get(note.sha256).decode()
    (event,) = ledger.events(filing.id)
    assert [text[e.start : e.end] for e in event.evidence] == [e.quote for e in event.evidence]
    assert note.parts[0][0] == "main"


def test_doing_it_twice_changes_nothing(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(lambda: BODY))
    before = (ledger.alerts(), ledger.deliveries(), ledger.filing(filing.id))
    process(filing.id, make(raising(AssertionError("a final filing is not fetched again"))))
    assert (ledger.alerts(), ledger.deliveries(), ledger.filing(filing.id)) == before


def test_a_baseline_filing_is_read_and_not_announced(
    ledger: Ledger, make: Callable[..., Context]
) -> None:
    quiet = a_filing(2, form="144", published_at=utc_now())
    ledger.record([quiet], now=utc_now(), notify=False)
    process(quiet.id, make(lambda: BODY))
    assert len(ledger.events(quiet.id)) == 1
    assert ledger.alerts() == []


def test_the_same_story_in_a_second_filing_is_quiet(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    twin = a_filing(2, form="144", published_at=utc_now())
    ledger.record([twin], now=utc_now())
    for one in (filing, twin):
        process(one.id, make(lambda: BODY))
    assert [e.relation for e in ledger.events(twin.id)] == ["same"]
    assert len(ledger.alerts()) == 1


def test_a_correction_with_other_figures_names_the_alert_that_it_corrects(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    amendment = a_filing(2, form="144/A", amends=True, published_at=utc_now())
    ledger.record([amendment], now=utc_now())
    accession = filing.id.partition(":")[2]
    amended = (
        NOTICED.replace("<submissionType>144<", "<submissionType>144/A<")
        .replace("<filerInfo>", f"<previousAccessionNumber>{accession}</previousAccessionNumber><filerInfo>", 1)
        .replace("50000", "14000")
    )  # fmt: skip
    process(filing.id, make(lambda: BODY))
    process(amendment.id, make(lambda: submission("144/A", amended)))
    (first,) = ledger.alerts(filing_id=filing.id)
    (second,) = ledger.alerts(filing_id=amendment.id)
    assert ledger.events(filing.id)[0].dedup_key != ledger.events(amendment.id)[0].dedup_key
    assert (second.alert.kind, second.alert.supersedes) == ("correction", first.alert.id)


def test_a_transient_error_postpones_and_keeps_the_venues_wish(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    wish = timedelta(minutes=10)
    before = utc_now()
    process(filing.id, make(raising(Blocked("www.sec.gov: block page", after=wish))))
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.error) == ("new", "www.sec.gov: block page")
    assert row.due_at >= before + wish


def test_a_permanent_error_is_for_a_person(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(raising(Unreadable("not a PDF"))))
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.review_reason) == ("needs_review", "Unreadable: not a PDF")


def test_a_filing_that_the_archive_has_not_yet_is_asked_for_again(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(raising(NotFound("the archive has no such file")))
    states = []
    for _ in range(NOT_FOUND_ATTEMPTS):
        process(filing.id, ctx)
        row = ledger.filing(filing.id)
        assert row is not None
        states.append(row.state)
        if row.state == "new":
            ledger.postpone_filing(filing.id, error="", due_at=utc_now(), now=utc_now())
    assert states == [*["new"] * (NOT_FOUND_ATTEMPTS - 1), "needs_review"]


@pytest.mark.parametrize("error", [KeyError("bug"), JobTimeoutException("60 s"), MemoryError()])
def test_an_unknown_error_is_raised_and_comes_back(
    ledger: Ledger, make: Callable[..., Context], filing: Filing, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        process(filing.id, make(raising(error)))
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "new"
    assert row.error


def test_after_the_last_attempt_it_is_failed_with_the_reason(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(raising(ServerFault("503 from www.sec.gov")))
    later = utc_now()
    for _ in range(ctx.settings.workers.max_attempts):
        ledger.postpone_filing(filing.id, error="x", due_at=later, now=later)
        process(filing.id, ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "failed"
    assert "given up after" in (row.error or "")
    assert "503 from www.sec.gov" in (row.error or "")


@pytest.mark.parametrize(
    "error",
    [Blocked("banned"), BudgetExhausted("8/s"), LedgerBusy("locked"), BlobsAway("disk full")],
)
def test_what_is_not_the_filings_fault_never_uses_up_its_attempts(
    ledger: Ledger, make: Callable[..., Context], filing: Filing, error: WatcherError
) -> None:
    ctx, later = make(raising(error)), utc_now()
    for _ in range(3 * ctx.settings.workers.max_attempts):
        ledger.postpone_filing(filing.id, error="x", due_at=later, now=later)
        process(filing.id, ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.attempts, row.error) == ("new", 0, str(error))
    assert row.due_at > later


def test_a_killed_work_horse_leaves_its_reason_in_the_row(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(lambda: BODY)
    ledger.claim_filing(filing.id, now=utc_now(), hold=HOLD)
    set_aside("filings", filing.id, "ended by SIGXCPU", ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert (row.state, row.attempts, row.error) == ("new", 1, "ended by SIGXCPU")
    assert row.held_until is None


def test_a_work_horse_killed_after_its_commit_changes_nothing(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    ctx = make(lambda: BODY)
    process(filing.id, ctx)
    before = ledger.filing(filing.id)
    set_aside("filings", filing.id, "ended by SIGKILL", ctx)
    set_aside("filings", "sec:0000000000-26-000000", "ended by SIGKILL", ctx)
    assert ledger.filing(filing.id) == before


def test_a_filing_that_kills_its_worker_each_time_ends_as_failed(
    ledger: Ledger, make: Callable[..., Context]
) -> None:
    ctx = make(lambda: BODY)
    now = utc_now() - timedelta(days=1)
    filing = a_filing(9, form="144", published_at=now)
    ledger.record([filing], now=now)
    for _ in range(ctx.settings.workers.max_attempts):  # claimed, and never heard of again
        now += timedelta(hours=1)
        assert ledger.claim_filing(filing.id, now=now, hold=HOLD)
    process(filing.id, ctx)
    row = ledger.filing(filing.id)
    assert row is not None
    assert row.state == "failed"
    assert "worker died" in (row.error or "")


def test_a_secret_in_an_error_is_not_kept(
    ledger: Ledger, make: Callable[..., Context], filing: Filing
) -> None:
    process(filing.id, make(raising(ServerFault("redis://:hunter2@valkey is away"))))
    row = ledger.filing(filing.id)
    assert row is not None
    assert "hunter2" not in (row.error or "")
