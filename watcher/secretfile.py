"""A secret that this installation makes for itself: once, in the data folder, for its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from watcher.errors import ConfigError


def own_secret(folder: Path, name: str) -> str:
    """The secret kept in ``folder/name``; made on first use with mode 600.

    Processes that start at the same time agree on one. Raises ConfigError when the file
    cannot be written or read, or is empty.
    """
    path = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _make(path)
        text = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise ConfigError(f"{path}: the secret cannot be kept there: {reason}") from error
    if not text:
        raise ConfigError(f"{path} is empty; delete it and a new secret is made")
    return text


def _make(path: Path) -> None:
    """Written whole beside its place, then linked to it: the first one there wins."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(24) + "\n")
        try:
            os.link(half, path)
        except FileExistsError:
            return
    finally:
        half.unlink(missing_ok=True)
