"""From every released schema, with data, to this one; broken off, refused, saved and restored."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, make_url, select, text

from tests.support.needs import lacking
from tests.support.postgres import INSTALL, programs
from tests.support.records import NOW, a_delivery, a_document, a_filing, an_alert, an_event
from watcher.errors import ConfigError
from watcher.ledger import Ledger, migrations
from watcher.ledger.engine import Store
from watcher.ledger.rows import PollNote, ReadOutcome
from watcher.ledger.schema import known
from watcher.model import Attempt, DeliveryState, Reason

SCRIPTS = ScriptDirectory(str(migrations._FOLDER))
RELEASED = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
SECONDS = 120
HANGING = """
import time
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9999", {newest!r}
def upgrade():
    op.create_table("half_made", sa.Column("id", sa.Integer()))
    print("in the middle", flush=True)
    time.sleep(600)
"""


def to(url: str, revision: str) -> None:
    """Tables as a release made them."""
    store = Store(url)
    config = Config()
    config.set_main_option("script_location", str(migrations._FOLDER))
    with store.rebuild() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    store.close()


def written(url: str) -> None:
    """Two filings, one of them told: a row in nearly every table."""
    ledger = Ledger.open(url, migrate=True)
    filing, event = a_filing(1), an_event(1)
    alert = an_alert(filing.id, event)
    delivery = a_delivery(alert)
    ledger.record([filing, a_filing(2)], now=NOW)
    outcome = ReadOutcome(
        state="read", events=(event,), alerts=(alert,), deliveries=(delivery,),
        documents=(a_document(),),
    )  # fmt: skip
    ledger.commit(filing.id, outcome=outcome, now=NOW)
    ledger.claim_delivery(delivery.id, now=delivery.due_at, hold=NOW - NOW)
    attempt = Attempt(
        delivery_id=delivery.id, number=1, started_at=NOW, duration=NOW - NOW, outcome="sent",
        reason=Reason.OK,
    )  # fmt: skip
    ledger.settle(delivery.id, attempt=attempt, state=DeliveryState.DELIVERED, due_at=None, now=NOW)
    ledger.note_poll(PollNote(source="edgar", started_at=NOW, duration=NOW - NOW, outcome="ok"))
    ledger.set_cursor("edgar:mark", NOW.isoformat(), now=NOW)
    ledger.lead("host:1", now=NOW, life=NOW - NOW)
    ledger.close()


def copied(source: str, target: str) -> None:
    """Every row, as far as the older tables have a place for it."""
    old, new = Store(target), Store(source)
    here, there = MetaData(), MetaData()
    with new.read() as reading, old.begin() as writing:
        here.reflect(reading)
        there.reflect(writing)
        for table in there.sorted_tables:
            if table.name in {"alembic_version", "counters"}:  # 0003 counts the rows that it finds
                continue
            names = [c.name for c in table.columns if c.name in here.tables[table.name].columns]
            query = select(*(here.tables[table.name].c[name] for name in names))
            if rows := [dict(row) for row in reading.execute(query).mappings()]:
                writing.execute(table.insert(), rows)
    old.close()
    new.close()


def told(url: str) -> tuple[object, ...]:
    """All that a reader of the ledger gets of the story."""
    ledger = Ledger.open(url)
    filing = a_filing(1).id
    (alert,) = ledger.alerts(limit=9)
    (delivery,) = ledger.deliveries(state=DeliveryState.DELIVERED)
    found = (
        [(row.filing, row.state, row.notify) for row in ledger.filings()],
        ledger.events(filing), ledger.documents(filing), alert, delivery,
        ledger.attempts(delivery.id), ledger.polls(), ledger.cursor("edgar:mark"),
        ledger.lease_filings(now=NOW, limit=9, hold=NOW - NOW),
    )  # fmt: skip
    ledger.close()
    return found


@pytest.mark.parametrize("revision", RELEASED)
def test_the_rows_of_every_released_schema_are_read_after_the_upgrade(
    revision: str, bare_url: str, tmp_path: Path
) -> None:
    newest = f"sqlite:///{tmp_path / 'newest.sqlite3'}"
    written(newest)
    to(bare_url, revision)
    copied(newest, bare_url)
    Ledger.open(bare_url, migrate=True).close()
    assert told(bare_url) == told(newest)


def test_a_migration_killed_in_the_middle_leaves_the_old_tables_whole(
    bare_url: str, tmp_path: Path
) -> None:
    written(bare_url)
    broken = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, broken)
    (broken / "versions" / "9999_hanging.py").write_text(HANGING.format(newest=RELEASED[-1]))
    program = (
        "import sys; from pathlib import Path; from watcher.ledger import Ledger, migrations;"
        "migrations._FOLDER = Path(sys.argv[1]); Ledger.open(sys.argv[2], migrate=True)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(broken), bare_url], stdout=subprocess.PIPE, text=True
    ) as migrating:
        assert migrating.stdout is not None
        assert migrating.stdout.readline() == "in the middle\n"
        os.kill(migrating.pid, signal.SIGKILL)
        assert migrating.wait(timeout=SECONDS) == -signal.SIGKILL
    Ledger.open(bare_url, migrate=True).close()
    store = Store(bare_url)
    with store.read() as connection:
        names = store.engine.dialect.get_table_names(connection)
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == RELEASED[-1]
    store.close()
    assert "half_made" not in names
    assert len(told(bare_url)) == 9


def test_an_older_program_refuses_newer_tables_and_says_what_to_do(bare_url: str) -> None:
    written(bare_url)
    ledger, store = Ledger.open(bare_url), Store(bare_url)
    ledger.refuse_newer()
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
    store.close()
    with pytest.raises(ConfigError, match=r"newer version.*restore the backup"):
        Ledger.open(bare_url, migrate=True)
    with pytest.raises(ConfigError, match=r"schema is 9998, this one knows 0.*install that"):
        ledger.refuse_newer()
    ledger.close()
    assert len(told(bare_url)) == 9


def test_tables_that_are_not_there_or_old_are_not_newer(bare_url: str) -> None:
    ledger = Ledger.open(bare_url)
    ledger.refuse_newer()
    to(bare_url, RELEASED[0])
    ledger.refuse_newer()
    ledger.close()


def test_every_migration_is_named_by_its_version() -> None:
    assert list(known()) == RELEASED


def writing(url: str) -> subprocess.Popen[str]:
    """A process that commits filing after filing, and says each that is acknowledged."""
    argv = [sys.executable, "-m", "tests.support.ledger_work", "write_until_killed", url]
    return subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)


def committed(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline().strip() for _ in range(count)]


def whole(url: str, acknowledged: list[str]) -> None:
    """Everything that was acknowledged before the backup, and no half of anything."""
    ledger = Ledger.open(url, migrate=True)
    rows = ledger.filings(limit=100_000)
    states = {row.filing.id: row.state for row in rows}
    assert [states[f] for f in acknowledged] == ["read"] * len(acknowledged)  # type: ignore[index]
    alerts = {row.alert.filing_id for row in ledger.alerts(limit=100_000)}
    assert alerts == {each for each, state in states.items() if state == "read"}
    assert len(ledger.deliveries(limit=100_000)) == len(alerts)
    ledger.close()


def test_a_sqlite_ledger_is_saved_while_it_is_written_and_restored(tmp_path: Path) -> None:
    live, backup = tmp_path / "ledger.sqlite3", tmp_path / "backup.sqlite3"
    Ledger.open(f"sqlite:///{live}", migrate=True).close()
    with writing(f"sqlite:///{live}") as process:
        acknowledged = committed(process, 30)
        source, target = sqlite3.connect(live), sqlite3.connect(backup)
        source.backup(target)  # what `.backup` of the sqlite3 program does
        source.close()
        target.close()
        committed(process, 5)
        process.kill()
    for path in (live, Path(f"{live}-wal"), Path(f"{live}-shm")):
        path.unlink(missing_ok=True)
    backup.rename(live)
    whole(f"sqlite:///{live}", acknowledged)


def test_a_postgresql_ledger_is_saved_while_it_is_written_and_restored(
    postgres_url: str, tmp_path: Path
) -> None:
    folder = programs()
    if folder is None or not (folder / "pg_dump").exists():
        lacking("pg_dump", INSTALL)
    plain = make_url(postgres_url).set(drivername="postgresql")
    url = plain.render_as_string(hide_password=False)
    Ledger.open(postgres_url, migrate=True).close()
    with writing(postgres_url) as process:
        acknowledged = committed(process, 30)
        dump = tmp_path / "ledger.dump"
        saved = [str(folder / "pg_dump"), "--format=custom", f"--file={dump}", f"--dbname={url}"]
        subprocess.run(saved, check=True, timeout=SECONDS, capture_output=True)
        committed(process, 5)
        process.kill()
    restored = [str(folder / "pg_restore"), "--clean", "--if-exists", f"--dbname={url}", str(dump)]
    subprocess.run(restored, check=True, timeout=SECONDS, capture_output=True)
    whole(postgres_url, acknowledged)
