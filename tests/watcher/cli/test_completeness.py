"""`watcher backfill` and `watcher audit` against a replay venue whose clock the test moves."""

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.support.clock import Clock
from tests.support.folders import short_folder
from tests.support.street import notices
from watcher import settings as settings_module
from watcher.cli import app
from watcher.ledger import Ledger
from watcher.ops.clock import utc_now
from watcher.replay import Recorded, Venue
from watcher.replay.edgar import EASTERN
from watcher.replay.faults import Fault, FaultKind
from watcher.replay.hkexnews import HONG_KONG
from watcher.settings import config_dir

NOON = datetime.now(EASTERN).replace(hour=12, minute=0, second=0, microsecond=0)
FIRST, NEXT = NOON - timedelta(days=3), NOON - timedelta(days=2)
"""Days that are over at the venue whenever the test runs."""
runner = CliRunner()


@pytest.fixture
def wall() -> Clock:
    """The venue's clock: noon of the first day, Eastern time."""
    return Clock(FIRST)


@pytest.fixture
def recordings(tmp_path: Path) -> tuple[Recorded, ...]:
    """One notice on the first day, three on the next."""
    folder = tmp_path / "notices"
    folder.mkdir()
    first, *rest = notices(folder, 3, every=1.0)
    gap = (NEXT - FIRST).total_seconds()
    return (first, *(_at(recorded, gap + n) for n, recorded in enumerate(rest)))


def _at(recorded: Recorded, at: float) -> Recorded:
    return Recorded(
        at=at, source=recorded.source, number=recorded.number, form=recorded.form,
        path=recorded.path, parties=recorded.parties,
    )  # fmt: skip


@pytest.fixture
def venue(recordings: tuple[Recorded, ...], wall: Clock) -> Iterator[Venue]:
    with Venue(recordings, wall=wall) as venue:
        yield venue


@pytest.fixture
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, venue: Venue, valkey_url: str
) -> Iterator[Path]:
    """An own configuration and data folder, and EDGAR at the venue."""
    config = tmp_path / "config"
    shutil.copytree(config_dir(), config, ignore=shutil.ignore_patterns("local.toml"))
    for name, value in {
        "WATCHER_CONFIG_DIR": str(config),
        "WATCHER_DATA_DIR": str(tmp_path / "data"),
        "WATCHER_REDIS__URL": valkey_url,
        "WATCHER_NET__USER_AGENT": "Filing Watcher tests tests@example.com",
        "WATCHER_NET__ALLOW_PRIVATE": "true",
        "WATCHER_SOURCES__EDGAR__BASE_URL": venue.url,
        "WATCHER_SOURCES__EDGAR__DATA_URL": venue.url,
        "WATCHER_SOURCES__EDGAR__HOSTS": '["127.0.0.1"]',
        "WATCHER_SOURCES__EDGAR__REQUESTS_PER_SECOND": "50",
    }.items():
        monkeypatch.setenv(name, value)
    settings_module.current.cache_clear()
    yield tmp_path
    settings_module.current.cache_clear()


@pytest.fixture
def watched(home: Path, wall: Clock) -> Path:
    """A first poll was on the first day; then the watcher stood still over the next."""
    run("poll", "edgar")
    wall.now = NOON
    return home


@pytest.fixture
def ledger(watched: Path) -> Iterator[Ledger]:
    opened = Ledger.open(settings_module.load().ledger_url)
    yield opened
    opened.close()


def run(*words: str, code: int = 0) -> str:
    result = runner.invoke(app, list(words))
    assert result.exit_code == code, result.output
    return result.output


def objects(*words: str, code: int = 0) -> list[dict[str, Any]]:
    result = runner.invoke(app, [*words, "--json"])
    assert result.exit_code == code, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def announced(ledger: Ledger) -> dict[str, bool]:
    return {row.filing.id: row.notify for row in ledger.filings()}


def ids(recordings: tuple[Recorded, ...]) -> list[str]:
    return [f"sec:{recorded.number}" for recorded in recordings]


def test_an_audit_names_each_gap_once_and_the_second_is_clean(
    recordings: tuple[Recorded, ...], ledger: Ledger
) -> None:
    missed = ids(recordings)[1:]
    lines = objects("audit", "--date", f"{NEXT:%Y-%m-%d}", code=1)
    assert [(line["id"], line["gap"], line["found_by"]) for line in lines] == [
        (missing, True, "audit") for missing in missed
    ]
    assert {line["why"] for line in lines} == {"not read yet"}
    assert all(announced(ledger)[missing] for missing in missed)
    again = objects("audit", "--date", f"{NEXT:%Y-%m-%d}", "--source", "edgar")
    assert [line["gap"] for line in again] == [False] * 3


def test_an_audit_in_words_says_what_is_known_of_each_filing(
    recordings: tuple[Recorded, ...], watched: Path
) -> None:
    text = run("audit", "--date", f"{FIRST:%Y-%m-%d}")
    assert f"ok   {ids(recordings)[0]}  seen " in text
    assert "by feed  new  not read yet; nobody is told" in text
    assert "1 listed, 0 gaps" in text
    assert "3 gaps, recorded now" in run("audit", "--date", f"{NEXT:%Y-%m-%d}", code=1)


def test_a_day_before_the_first_poll_is_no_gap_and_says_so(watched: Path) -> None:
    text = run("audit", "--date", f"{FIRST - timedelta(days=9):%Y-%m-%d}")
    assert "before the first poll" in text


def test_a_day_that_is_not_over_is_not_called_complete(watched: Path) -> None:
    tomorrow = utc_now() + timedelta(days=1)
    assert "is not over" in run("audit", "--date", f"{tomorrow:%Y-%m-%d}", code=1)


def test_an_audit_of_a_venue_that_does_not_answer_is_no_success(
    watched: Path, venue: Venue
) -> None:
    venue.faults.add(Fault(kind=FaultKind.BLOCK_PAGE, path="daily-index"))
    assert "edgar" in run("audit", "--date", f"{NEXT:%Y-%m-%d}", code=1)


def span(notify: str = "") -> list[str]:
    words = ["backfill", "--source", "edgar", "--since", f"{FIRST:%Y-%m-%d}"]
    return [*words, "--until", f"{NEXT:%Y-%m-%d}", *(["--notify", notify] if notify else [])]


@pytest.mark.parametrize(("notify", "told"), [("", False), ("none", False), ("all", True)])
def test_a_backfill_is_silent_unless_all_are_to_hear(
    recordings: tuple[Recorded, ...], ledger: Ledger, notify: str, *, told: bool
) -> None:
    steps = objects(*span(notify))
    assert [(step["step"]["listed"], len(step["step"]["new"])) for step in steps] == [
        (1, 0), (3, 3),
    ]  # fmt: skip
    found = announced(ledger)
    assert [found[missing] for missing in ids(recordings)] == [False, told, told, told]


def test_a_second_backfill_finds_nothing_new_and_the_audit_is_clean(watched: Path) -> None:
    assert "3 listed, 3 recorded" in run(*span())
    assert "3 listed, 0 recorded" in run(*span())
    run("audit", "--date", f"{NEXT:%Y-%m-%d}")


def test_a_dry_run_records_nothing(ledger: Ledger) -> None:
    before = announced(ledger)
    assert "3 listed, 3 would be recorded" in run(*span(), "--dry-run")
    assert announced(ledger) == before


def test_an_interrupted_backfill_keeps_its_days_and_the_next_goes_on(
    recordings: tuple[Recorded, ...], home: Path, wall: Clock, venue: Venue
) -> None:
    wall.now = NOON
    venue.faults.add(Fault(kind=FaultKind.SERVER_ERROR, path=f"{NEXT:%Y%m%d}", times=99))
    run(*span(), code=1)
    ledger = Ledger.open(settings_module.load().ledger_url)
    assert list(announced(ledger)) == ids(recordings)[:1]
    venue.faults.clear()
    steps = objects(*span())
    assert [(step["step"]["listed"], len(step["step"]["new"])) for step in steps] == [
        (1, 0), (3, 3),
    ]  # fmt: skip
    assert sorted(announced(ledger)) == ids(recordings)
    ledger.close()


def test_a_backfill_by_issuer_asks_for_that_company_only(
    recordings: tuple[Recorded, ...], ledger: Ledger, watched: Path
) -> None:
    cik = recordings[2].parties[0].cik
    (watched / "config/issuers.toml").write_text(
        f'[lantern]\nname = "Harbour Lantern 2 Inc"\ncik = "{cik}"\ntickers = ["HL"]\n'
    )
    (step,) = objects(*span(), "--issuer", "HL")
    assert step["step"]["issuer"] == "lantern"
    assert step["step"]["new"] == [ids(recordings)[2]]
    assert "no issuer 'XX'" in run(*span(), "--issuer", "XX", code=2)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--until", "2001-01-01"], "is before --since"),
        (["--until", "2999-01-01"], "has not come yet"),
        (["--source", "nyse"], "no source"),
        (["--source", "hkexnews"], "hkexnews is off"),
    ],
)
def test_a_backfill_that_cannot_be_done_as_asked_is_refused(
    watched: Path, words: list[str], message: str
) -> None:
    assert message in run(*span(), *words, code=2)


def test_the_embedded_valkey_runs_for_the_length_of_the_command(
    home: Path, wall: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall.now = NOON
    with short_folder("bf") as folder:
        monkeypatch.delenv("WATCHER_REDIS__URL")
        monkeypatch.setenv("WATCHER_DATA_DIR", str(folder))
        settings_module.current.cache_clear()
        assert "3 listed, 3 recorded" in run(*span())
        assert not (folder / "valkey" / "valkey.sock").exists()


@pytest.fixture
def in_hong_kong(
    tmp_path: Path, home: Path, wall: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Only HKEXnews is on, at a venue with one announcement each day."""
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.4")
    announcements = [
        Recorded(
            at=n * (NEXT - FIRST).total_seconds(), source="hkexnews", number=str(12_000_001 + n),
            path=paper, title="CHANGE OF DIRECTOR", codes=("10000", "12350"),
            category="Announcements and Notices", stocks=(("09871", "LANTERN"),),
        )
        for n in range(2)
    ]  # fmt: skip
    with Venue(tuple(announcements), wall=wall) as venue:
        for name, value in {
            "EDGAR__ENABLED": "false",
            "HKEXNEWS__ENABLED": "true",
            "HKEXNEWS__BASE_URL": venue.url,
            "HKEXNEWS__HOSTS": '["127.0.0.1"]',
            "HKEXNEWS__REQUESTS_PER_SECOND": "50",
        }.items():
            monkeypatch.setenv(f"WATCHER_SOURCES__{name}", value)
        settings_module.current.cache_clear()
        run("poll", "hkexnews")
        wall.now = NOON
        yield


@pytest.mark.usefixtures("in_hong_kong")
def test_days_are_those_of_the_venue_and_its_search_is_the_list_to_audit_by() -> None:
    day = NEXT.astimezone(HONG_KONG)
    lines = objects("audit", "--date", f"{day:%Y-%m-%d}", code=1)
    assert [(line["id"], line["gap"]) for line in lines] == [("hkex:12000002", True)]
    span = ["--since", f"{FIRST:%Y-%m-%d}", "--until", f"{day:%Y-%m-%d}"]
    steps = objects("backfill", "--source", "hkexnews", *span)
    assert sum(step["step"]["listed"] for step in steps) == 2
    assert sum(len(step["step"]["new"]) for step in steps) == 0
