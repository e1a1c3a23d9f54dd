"""The secrets of this process, so that none leaves it in a log line or a report.

Whoever reads a secret from the settings says so here; patterns (``watcher.ops.logs``) catch
those of others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Lock
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, SecretStr

SHORTEST = 6
"""Characters below which a value is too common a word to be cut out everywhere."""

HIDDEN = "***"

_known: list[str] = []
_lock = Lock()


def hide(values: Iterable[str]) -> None:
    """From now on cut these values out of everything; the longest first."""
    found = {value for value in values if len(value) >= SHORTEST}
    with _lock:
        _known[:] = sorted({*_known, *found}, key=len, reverse=True)


def cut_out(text: str) -> str:
    """The text without the secrets of this process."""
    for value in _known:
        if value in text:
            text = text.replace(value, HIDDEN)
    return text


def secrets_in(block: BaseModel) -> Iterator[str]:
    """Every secret of a settings block and the blocks in it; of a URL also its parts."""
    for name in type(block).model_fields:
        value = getattr(block, name)
        if isinstance(value, BaseModel):
            yield from secrets_in(value)
        elif isinstance(value, SecretStr) and value.get_secret_value():
            yield from _parts(value.get_secret_value())


def _parts(value: str) -> Iterator[str]:
    """A URL's password, path and query tell as much as the whole."""
    yield value
    if "://" in value and not value.startswith("sqlite"):
        url = urlsplit(value)
        for piece in (url.password, url.path.strip("/"), url.query):
            if piece:
                yield from (piece, unquote(piece))
