"""What a killed demo left behind: its temporary folder and the Valkey server in it."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from watcher.errors import ConfigError
from watcher.valkey import EmbeddedValkey

PREFIX = "fw-demo-"


def clear_remains(base: Path | None = None) -> list[Path]:
    """Remove our folders of demos that are gone; those of running ones are locked and stay.

    A folder without a lock file may be of a demo that is just starting and stays too.
    """
    cleared = []
    for folder in sorted((base or Path(tempfile.gettempdir())).glob(f"{PREFIX}*")):
        ours = not folder.is_symlink() and folder.stat().st_uid == os.getuid()
        if not ours or not (folder / "valkey" / "lock").is_file():
            continue
        with suppress(ConfigError):  # it is in use
            EmbeddedValkey(folder / "valkey").clear()
            shutil.rmtree(folder, ignore_errors=True)
            cleared.append(folder)
    return cleared
