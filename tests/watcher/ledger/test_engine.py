from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import exc, text

from tests.support.records import NOW, a_filing
from watcher.errors import ConfigError, LedgerBusy
from watcher.ledger import Ledger, connecting
from watcher.ledger.connecting import SILENT_SECONDS
from watcher.ledger.engine import Store
from watcher.ledger.tables import ALERTS, FILINGS

SECRET = "hunter2"


def test_sqlite_is_durable_and_strict(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'l.sqlite3'}")
    wanted = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30000, "foreign_keys": 1}
    with store.begin() as connection:
        found = {name: connection.scalar(text(f"PRAGMA {name}")) for name in wanted}
    store.close()
    assert found == wanted


def test_a_locked_sqlite_is_busy_and_tried_again_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0)
    path = tmp_path / "ledger.sqlite3"
    ledger = Ledger.open(f"sqlite:///{path}", migrate=True)
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy, match="database is locked"):
        ledger.record([a_filing()], now=NOW)
    assert ledger.filings() == []  # readers do not wait for writers
    blocker.execute("ROLLBACK")
    blocker.close()
    assert ledger.record([a_filing()], now=NOW) == [a_filing().id]
    ledger.close()


def test_a_file_that_somebody_writes_without_wal_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "restored.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    writer.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.1, writer.execute, ["COMMIT"])
    end.start()
    Ledger.open(f"sqlite:///{path}", migrate=True).close()
    end.join()
    writer.close()


def test_a_child_neither_uses_nor_closes_the_connections_of_its_parent(ledger: Ledger) -> None:
    def driver() -> Any:
        with ledger._store.engine.connect() as connection:
            return connection.connection.driver_connection

    parents = driver()
    assert driver() is parents
    ledger.dispose_after_fork()
    gc.collect()
    assert driver() is not parents
    assert parents.execute("SELECT 1").fetchone() == (1,)
    parents.close()


def test_a_ledger_without_tables_says_how_to_make_them(bare_url: str) -> None:
    ledger = Ledger.open(bare_url)
    with pytest.raises(ConfigError, match="start `watcher run`"):
        ledger.summary()
    ledger.close()


def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_text("a letter, and no database at all")
    for migrate in (False, True):
        with pytest.raises(ConfigError, match=r"ledger\.sqlite3.* no SQLite file"):
            Ledger.open(f"sqlite:///{path}", migrate=migrate).alerts(limit=1)
    assert path.read_text() == "a letter, and no database at all"


def test_a_missing_folder_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerBusy, match=r"gone/l\.sqlite3"):
        Ledger.open(f"sqlite:///{tmp_path}/gone/l.sqlite3", migrate=True)


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://watcher:{SECRET}@127.0.0.1:1/ledger?application_name={SECRET}",
        f"postgres+nonsense://watcher:{SECRET}@h/ledger",
        f"mysql://watcher:{SECRET}@h/ledger",
        f"postgresql://watcher:{SECRET}@h:port/ledger",
        f"{SECRET} is no URL",
        "sqlite://",
        "",
    ],
)
def test_no_error_shows_the_password(url: str) -> None:
    with pytest.raises((ConfigError, LedgerBusy)) as caught:
        Ledger.open(url, migrate=True)
    error: BaseException | None = caught.value
    while error is not None:
        assert SECRET not in str(error) + repr(error)
        error = error.__cause__


def test_postgres_without_a_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigError, match=r"pip install '.\[postgres\]'"):
        Ledger.open("postgresql://h/ledger")


def end_other_connections(url: str) -> None:
    killer = Store(url)
    with killer.begin() as connection:
        others = (
            "FROM pg_stat_activity WHERE pid != pg_backend_pid() AND datname=current_database()"
        )
        assert connection.scalar(text(f"SELECT count(pg_terminate_backend(pid)) {others}")) == 1
    killer.close()


def test_a_lost_postgres_connection_is_replaced_after_a_pause(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "IDLE_SECONDS", 0)
    ledger = Ledger.open(postgres_url, migrate=True)
    end_other_connections(postgres_url)
    assert ledger.record([a_filing()], now=NOW) == [a_filing().id]
    ledger.close()


def test_one_lost_between_two_questions_is_busy_once_and_then_replaced(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "IDLE_SECONDS", 3600)
    ledger = Ledger.open(postgres_url, migrate=True)
    end_other_connections(postgres_url)
    with pytest.raises(LedgerBusy, match="locked or away"):
        ledger.record([a_filing()], now=NOW)
    assert ledger.record([a_filing()], now=NOW) == [a_filing().id]
    ledger.close()


def test_a_reader_of_postgresql_holds_no_transaction_open(postgres_url: str) -> None:
    store, other = Store(postgres_url), Store(postgres_url)
    with store.read() as connection, other.read() as looking:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
        state = text("SELECT state FROM pg_stat_activity WHERE pid = :pid")
        assert looking.scalar(state, {"pid": pid}) == "idle"
    store.close()
    other.close()


def test_a_server_that_goes_away_in_a_transaction_is_busy(postgres_url: str) -> None:
    store = Store(postgres_url)
    with pytest.raises(LedgerBusy, match="locked or away"), store.begin() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    store.close()


def test_a_broken_promise_of_our_own_is_loud_and_quotes_no_content(ledger: Ledger) -> None:
    row = {"id": SECRET, "filing_id": "x", "subscription": "s", "created_at": NOW, "body": SECRET}
    with pytest.raises(exc.IntegrityError) as caught, ledger._store.begin() as connection:
        connection.execute(ALERTS.insert(), row)
    assert SECRET not in str(caught.value)


def test_an_error_inside_a_transaction_undoes_it(ledger: Ledger) -> None:
    ledger.record([a_filing()], now=NOW)

    def interrupted() -> None:
        with ledger._store.begin() as connection:
            connection.execute(FILINGS.delete())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert len(ledger.filings()) == 1


def test_importing_the_ledger_loads_neither_alembic_nor_a_driver_nor_the_orm() -> None:
    code = (
        "import sys; from watcher.ledger import Ledger; Ledger.open('sqlite:////x/y.sqlite3');"
        "print([m for m in ('alembic', 'psycopg', 'sqlalchemy.orm', 'fsspec') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout == "[]\n"


def test_a_connection_to_postgresql_that_fell_silent_is_given_up_soon(postgres_url: str) -> None:
    store = Store(postgres_url)
    try:
        with store.read() as connection:
            raw: Any = connection.connection.driver_connection
            asked = raw.info.get_parameters()
    finally:
        store.close()
    assert int(asked["tcp_user_timeout"]) == SILENT_SECONDS * 1000
    idle, more = int(asked["keepalives_idle"]), int(asked["keepalives_interval"])
    assert idle + more * int(asked["keepalives_count"]) <= SILENT_SECONDS
