from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from tests.support.records import NOW, a_filing
from watcher.errors import ConfigError
from watcher.ledger import Ledger, migrations
from watcher.ledger.engine import Store
from watcher.ledger.tables import METADATA


def test_the_migrations_make_exactly_the_tables_of_the_code(bare_url: str) -> None:
    store = Store(bare_url)
    migrations.upgrade(store)
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, METADATA) == []
    store.close()


def test_migrating_twice_keeps_the_rows(bare_url: str) -> None:
    for _ in range(2):
        ledger = Ledger.open(bare_url, migrate=True)
        ledger.record([a_filing()], now=NOW)
        ledger.close()
    ledger = Ledger.open(bare_url)
    assert [row.filing for row in ledger.filings()] == [a_filing()]
    ledger.close()


def test_a_migration_that_fails_leaves_no_half_made_tables(
    bare_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, broken)
    newest = ScriptDirectory(str(broken)).get_current_head()
    (broken / "versions" / "9999_broken.py").write_text(
        "from alembic import op\n"
        f"revision, down_revision = '9999', {newest!r}\n"
        "def upgrade():\n    op.drop_table('nowhere')\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(migrations, "_FOLDER", broken)
    with pytest.raises(ConfigError):
        Ledger.open(bare_url, migrate=True)
    store = Store(bare_url)
    with store.read() as connection:
        names = set(store.engine.dialect.get_table_names(connection))
    store.close()
    assert not names & set(METADATA.tables)


def test_the_version_in_the_database_is_the_newest_script(ledger: Ledger) -> None:
    scripts = ScriptDirectory(str(migrations._FOLDER))
    with ledger._store.read() as connection:
        version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert scripts.get_heads() == [version]


def test_the_migrations_are_part_of_the_package() -> None:
    folder = migrations._FOLDER
    assert (folder / "env.py").is_file()
    assert import_module("watcher.ledger.migrations.versions").__file__
