"""Bad feeds, documents and addresses in the running street: each its own error and state, nothing lost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.folders import short_folder
from tests.support.street import Street, notices, street
from tests.support.wait import wait_for
from watcher.model import DeliveryState, FilingId, hkex_filing_id, sec_filing_id
from watcher.replay import Fault, FaultKind, Recorded

BOTH_VENUES = {
    "WATCHER_SOURCES__HKEXNEWS__ENABLED": "true",
    "WATCHER_SOURCES__HKEXNEWS__POLL_SECONDS": "0.3",
    "WATCHER_SOURCES__HKEXNEWS__REQUESTS_PER_SECOND": "50",
    "WATCHER_SOURCES__HKEXNEWS__HOSTS": '["127.0.0.1"]',
    "WATCHER_NET__BREAKER_SECONDS": "1",
}
GOOD = 3


def spoiled(recorded: Recorded, folder: Path, name: str, body: bytes) -> Recorded:
    path = folder / name
    path.write_bytes(body)
    return replace(recorded, path=path)


@pytest.fixture
def bad_documents(tmp_path: Path) -> tuple[Recorded, ...]:
    made = list(notices(tmp_path, GOOD + 3))
    good = made[1].path.read_bytes()
    doctype = good.replace(
        b"<edgarSubmission", b'<!DOCTYPE x [<!ENTITY a "b">]>\n<edgarSubmission', 1
    )
    made[-1] = spoiled(made[-1], tmp_path, "doctype.txt", doctype)
    made[-2] = spoiled(
        made[-2], tmp_path, "page.txt", b"<html><head><title>Sorry</title></head></html>"
    )
    made[-3] = spoiled(made[-3], tmp_path, "cut.txt", good[:900])
    hkex = [
        Recorded(at=at, source="hkexnews", number=str(12_000_000 + n), path=tmp_path / f"{n}.pdf",
                 title="ANNOUNCEMENT", codes=("10000",), stocks=(("01234", "HARBOUR"),))
        for n, at in enumerate((0.0, 0.5))
    ]  # fmt: skip
    (tmp_path / "0.pdf").write_bytes(b"%PDF-1.4\n%%EOF")
    (tmp_path / "1.pdf").write_bytes(b"We are sorry")
    return (*made, *hkex)


@pytest.fixture
def running(bad_documents: tuple[Recorded, ...]) -> Iterator[Street]:
    with short_folder("bad") as folder, street(folder, bad_documents, **BOTH_VENUES) as started:
        yield started


def reason_of(running: Street, filing_id: FilingId) -> str:
    def final() -> str:
        row = running.ledger.filing(filing_id)
        final = row is not None and row.state in {"needs_review", "failed"}
        return f"{row.state}: {row.review_reason or row.error}" if row is not None and final else ""

    return wait_for(final, seconds=40, what=f"{filing_id} in needs_review or failed")


def test_each_bad_document_has_its_own_reason_and_the_good_ones_arrive(running: Street) -> None:
    reasons = {
        "cut": reason_of(running, sec_filing_id(f"0009990001-26-{GOOD + 1:06}")),
        "page": reason_of(running, sec_filing_id(f"0009990001-26-{GOOD + 2:06}")),
        "doctype": reason_of(running, sec_filing_id(f"0009990001-26-{GOOD + 3:06}")),
        "not a pdf": reason_of(running, hkex_filing_id("12000001")),
    }
    assert "DOCTYPE" in reasons["doctype"]
    assert "not a PDF" in reasons["not a pdf"]
    assert reasons["page"].startswith("failed: given up after")
    assert len(set(reasons.values())) == len(reasons), reasons
    running.settled(GOOD)
    assert len(running.received.webhooks) == GOOD
    assert running.received.faults == []


def test_a_length_of_three_gigabytes_is_refused_at_once(running: Street) -> None:
    running.venue.faults.add(
        Fault(kind=FaultKind.HUGE, path=f"0009990001-26-{GOOD:06}.txt", amount=3_000_000_000)
    )
    assert "TooLarge" in reason_of(running, sec_filing_id(f"0009990001-26-{GOOD:06}"))
    running.settled(GOOD - 1)


@pytest.mark.parametrize(
    "kind",
    [FaultKind.EMPTY, FaultKind.TRUNCATED, FaultKind.UNAVAILABLE, FaultKind.SERVER_ERROR,
     FaultKind.BLOCK_PAGE, FaultKind.TOO_MANY],
)  # fmt: skip
def test_a_bad_feed_answer_costs_a_poll_and_never_a_filing(
    running: Street, kind: FaultKind
) -> None:
    running.venue.faults.add(Fault(kind=kind, path="browse-edgar", times=2, amount=1))
    running.settled(GOOD)
    assert len(running.received.webhooks) == GOOD
    errors = {poll.error for poll in running.ledger.polls(source="edgar", limit=100) if poll.error}
    assert errors
    assert running.pid("scheduler") > 0


def test_a_document_that_fails_for_a_while_is_read_in_the_end(running: Street) -> None:
    running.venue.faults.add(Fault(kind=FaultKind.SERVER_ERROR, path="/Archives/", times=4))
    running.settled(GOOD)
    assert len(running.received.webhooks) == GOOD


def test_a_webhook_address_pointing_inside_is_refused_and_said(tmp_path: Path) -> None:
    inside = {"WATCHER_CHANNELS__HOOK__URL": "https://169.254.169.254/latest/meta-data"}
    with (
        short_folder("inside") as folder,
        street(folder, notices(tmp_path, 1), **inside) as running,
    ):
        (dead,) = wait_for(
            lambda: running.ledger.deliveries(state=DeliveryState.DEAD),
            seconds=30,
            what="a dead delivery",
        )
        (attempt,) = running.ledger.attempts(dead.id)
        assert attempt.reason == "refused_address"
        assert "meta-data" not in attempt.excerpt
