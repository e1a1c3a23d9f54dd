"""The whole street in a test: venue, embedded Valkey, supervised processes, a webhook receiver."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rq import Worker

from tests.support.recordings.sgml import Company, Part, Submission
from tests.support.wait import wait_for
from watcher.cli.services import children
from watcher.demo.receivers import WEBHOOK_SECRET, Received, Receivers
from watcher.ledger import Ledger
from watcher.queue import connect
from watcher.replay import Recorded, RecordedParty, Venue
from watcher.settings import Settings, config_dir, load
from watcher.supervisor import Supervisor
from watcher.valkey import EmbeddedValkey

SUBSCRIPTIONS = """
[channels.hook]
module = "workers.channels.webhook"

[subscriptions.all]
issuers = ["*"]
channels = ["hook"]
"""

EVENTS = """
[insider_sale]
module = "workers.events.insider_sale"
low_value = 100_000
medium_value = 1_000_000
high_value = 10_000_000
medium_pct = 0.1
high_pct = 0.5
critical_pct = 5
"""

FAST = {
    "WATCHER_WORKERS__FILINGS": "1",
    "WATCHER_WORKERS__FILING_SECONDS": "4",
    "WATCHER_WORKERS__DELIVERY_SECONDS": "4",
    "WATCHER_SWEEP__LEASE_MARGIN_SECONDS": "1",
    "WATCHER_SWEEP__EVERY_SECONDS": "0.3",
    "WATCHER_SCHEDULER__LEADER_SECONDS": "2",
    "WATCHER_RETRY__FILING_SECONDS": "[1,1,1,1,1]",
    "WATCHER_RETRY__SCHEDULE_SECONDS": "[1,1,1,1,1,1,1,1]",
    "WATCHER_SOURCES__EDGAR__POLL_SECONDS": "0.3",
    "WATCHER_LOG__LEVEL": "ERROR",
    "WATCHER_LOG__FORMAT": "json",
}

NOTICE = """<?xml version="1.0" encoding="UTF-8"?>
<edgarSubmission xmlns="http://www.sec.gov/edgar/ownership" xmlns:com="http://www.sec.gov/edgar/common">
<headerData><submissionType>144</submissionType><filerInfo><filer><filerCredentials><cik>{owner}</cik>
</filerCredentials></filer><liveTestFlag>LIVE</liveTestFlag></filerInfo></headerData>
<formData><issuerInfo><issuerCik>{issuer}</issuerCik><issuerName>Harbour Lantern {number} Inc</issuerName>
<secFileNumber>001-4{number:04}</secFileNumber>
<nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>Marlow Edith {number}</nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold>
<relationshipsToIssuer><relationshipToIssuer>Officer</relationshipToIssuer></relationshipsToIssuer></issuerInfo>
<securitiesInformation><securitiesClassTitle>Common</securitiesClassTitle>
<brokerOrMarketmakerDetails><name>Quay Street Securities</name></brokerOrMarketmakerDetails>
<noOfUnitsSold>{units}</noOfUnitsSold><aggregateMarketValue>{value}.00</aggregateMarketValue>
<noOfUnitsOutstanding>90000000</noOfUnitsOutstanding><approxSaleDate>03/25/2026</approxSaleDate>
<securitiesExchangeName>NASDAQ</securitiesExchangeName></securitiesInformation>
<securitiesToBeSold><securitiesClassTitle>Common</securitiesClassTitle><acquiredDate>01/15/2024</acquiredDate>
<natureOfAcquisitionTransaction>Restricted Stock Vesting</natureOfAcquisitionTransaction>
<nameOfPersonfromWhomAcquired>Issuer</nameOfPersonfromWhomAcquired><isGiftTransaction>N</isGiftTransaction>
<amountOfSecuritiesAcquired>{units}</amountOfSecuritiesAcquired><paymentDate>01/15/2024</paymentDate>
<natureOfPayment>Compensation</natureOfPayment></securitiesToBeSold>
<nothingToReportFlagOnSecuritiesSoldInPast3Months>Y</nothingToReportFlagOnSecuritiesSoldInPast3Months>
<noticeSignature><noticeDate>03/24/2026</noticeDate><signature>Edith Marlow {number}</signature></noticeSignature>
</formData></edgarSubmission>"""


def notices(folder: Path, count: int, *, every: float = 0.1) -> tuple[Recorded, ...]:
    """A baseline filing and ``count`` Form 144 notices of different people and issuers."""
    return tuple(_notice(folder, number, number * every) for number in range(count + 1))


def _notice(folder: Path, number: int, at: float) -> Recorded:
    issuer, owner = f"{2000000 + number:010}", f"{3000000 + number:010}"
    text = NOTICE.format(
        number=number,
        issuer=issuer,
        owner=owner,
        units=50_000 + number,
        value=2_000_000 + 40 * number,
    )
    companies = (
        Company(role="SUBJECT COMPANY", name=f"HARBOUR LANTERN {number} INC", cik=issuer),
        Company(role="REPORTING OWNER", name=f"MARLOW EDITH {number}", cik=owner, person=True),
    )
    submission = Submission(
        accession=f"0009990001-26-{number:06}", form="144", accepted="20260324163000", companies=companies,
        parts=(Part(type="144", filename="primary_doc.xml", text=text),),
    )  # fmt: skip
    path = folder / f"{submission.accession}.txt"
    path.write_text(submission.render())
    parties = tuple(
        RecordedParty(role=role, name=c.name, cik=c.cik)
        for role, c in zip(("Subject", "Reporting"), companies, strict=True)
    )
    return Recorded(
        at=at, source="edgar", number=submission.accession, form="144", path=path, parties=parties
    )


@dataclass
class Street:
    """What runs. ``pid`` and ``horses`` are for killing."""

    venue: Venue
    received: Received
    ledger: Ledger
    valkey: EmbeddedValkey
    supervisor: Supervisor
    settings: Settings

    def pid(self, child: str) -> int:
        """Process id of a supervised child, once it runs."""

        def running() -> int:
            found = next(c for c in self.supervisor.children if c.name == child)
            return found.process.pid if found.process else 0

        return wait_for(running, what=f"{child} running")

    def horses(self, child: str) -> list[int]:
        """Work-horses of a worker at this moment."""
        shown = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.pid(child))],
            capture_output=True,
            text=True,
            check=False,
        )
        return [int(word) for word in shown.stdout.split()]

    def staffed(self) -> None:
        """Wait until every worker has read its files and listens to its queue."""
        workers = [c.name for c in self.supervisor.children if c.name.startswith("worker-")]
        with closing(connect(self.settings)) as client:
            wait_for(
                lambda: Worker.count(connection=client) >= len(workers),
                what=f"{', '.join(workers)} at their queues",
                seconds=60,
            )

    def settled(self, alerts: int) -> None:
        """Wait until all is read and delivered."""

        def done() -> bool:
            summary = self.ledger.summary()
            return (
                self.venue.over
                and not summary.filings.get("new")
                and summary.deliveries.get("delivered", 0) == alerts
            )

        wait_for(done, seconds=60, what=f"{alerts} delivered; now {self.ledger.summary()}")


@contextmanager
def street(folder: Path, recordings: tuple[Recorded, ...], **overrides: str) -> Iterator[Street]:
    """Everything running, stopped at the end. ``folder`` must be short (unix sockets)."""
    with ExitStack() as stack:
        venue = stack.enter_context(Venue(recordings))
        venue.stall()  # until the first poll has taken its baseline
        receivers = stack.enter_context(Receivers())
        config = folder / "config"
        shutil.copytree(config_dir(), config, ignore=shutil.ignore_patterns("local.toml"))
        (config / "subscriptions.toml").write_text(SUBSCRIPTIONS)
        (config / "events.toml").write_text(EVENTS)
        environment = {
            **FAST,
            "WATCHER_CONFIG_DIR": str(config),
            "WATCHER_DATA_DIR": str(folder / "data"),
            "WATCHER_NET__USER_AGENT": "Filing Watcher tests tests@example.com",
            "WATCHER_NET__ALLOW_PRIVATE": "true",
            "WATCHER_SOURCES__EDGAR__BASE_URL": venue.url,
            "WATCHER_SOURCES__EDGAR__DATA_URL": venue.url,
            "WATCHER_SOURCES__HKEXNEWS__BASE_URL": venue.url,
            "WATCHER_SOURCES__EDGAR__HOSTS": '["127.0.0.1"]',
            "WATCHER_SOURCES__EDGAR__REQUESTS_PER_SECOND": "50",
            "WATCHER_CHANNELS__HOOK__URL": f"{receivers.http_url}/webhook",
            "WATCHER_CHANNELS__HOOK__SECRET": WEBHOOK_SECRET,
            **overrides,
        }
        settings = _settings(environment)
        (folder / "data").mkdir()
        valkey = EmbeddedValkey(settings.data_dir / "valkey")
        valkey.start()
        stack.callback(valkey.stop)
        ledger = Ledger.open(settings.ledger_url, migrate=True)
        stack.callback(ledger.close)
        wanted = [c for c in children(settings) if c.name != "web"]
        supervisor = Supervisor(
            wanted,
            grace_seconds=10,
            environment={**os.environ, **environment},
            before_tick=valkey.ensure,
        )
        thread = threading.Thread(target=supervisor.run, name="supervisor")
        thread.start()
        stack.callback(thread.join)
        stack.callback(supervisor.stopping.set)
        sources = frozenset(name for name, source in settings.sources.items() if source.enabled)
        wait_for(
            lambda: _baselines_taken(ledger, sources), what=f"a good poll of {sources}", seconds=30
        )
        venue.restart()
        yield Street(venue, receivers.received, ledger, valkey, supervisor, settings)


def _baselines_taken(ledger: Ledger, sources: frozenset[str]) -> bool:
    """Every source has had a good poll: what is published from here on is news."""
    polls = ledger.polls(limit=200)
    assert all(poll.outcome != "failed" for poll in polls), polls
    return sources <= {poll.source for poll in polls}


def _settings(environment: dict[str, str]) -> Settings:
    """The settings that the child processes will read."""
    before = dict(os.environ)
    os.environ.update(environment)
    try:
        return load(Path(environment["WATCHER_CONFIG_DIR"]))
    finally:
        os.environ.clear()
        os.environ.update(before)
