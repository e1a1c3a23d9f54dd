"""The configuration that pages show, read again when its file changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from watcher.errors import ConfigError
from watcher.issuers import Issuers, fold
from watcher.issuers import load as load_issuers
from watcher.settings import config_dir, read_toml
from watcher.subscriptions import Telling, load_subscriptions
from watcher.terms import issuer_keys, issuer_term

T = TypeVar("T")


@dataclass(slots=True)
class _File(Generic[T]):
    """A file of the configuration folder as last read."""

    name: str
    read: Callable[[Path], T]
    _known: tuple[tuple[str, int, int], T] | None = None

    def now(self) -> T:
        """What it holds. Raises ConfigError."""
        path = config_dir() / self.name
        try:
            stat = path.stat()
        except OSError as error:
            raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
        mark = (str(path), stat.st_mtime_ns, stat.st_size)
        known = self._known  # one look, for several threads answer pages
        if known is None or known[0] != mark:
            known = self._known = (mark, self.read(path))
        return known[1]


def _types(path: Path) -> tuple[str, ...]:
    return tuple(sorted(read_toml(path)))


_ISSUERS = _File("issuers.toml", load_issuers)
_SUBSCRIPTIONS = _File("subscriptions.toml", load_subscriptions)
_TYPES = _File("events.toml", _types)


def watched() -> Issuers:
    """The watched issuers. Raises ConfigError."""
    return _ISSUERS.now()


def told() -> Telling:
    """The subscriptions and channels. Raises ConfigError."""
    return _SUBSCRIPTIONS.now()


def event_types() -> tuple[str, ...]:
    """The configured event types in order. Raises ConfigError."""
    return _TYPES.now()


def issuer_named(text: str) -> str:
    """The key under which rows stand for a key, ticker, code or CIK; what nobody has stays as it is."""
    term = issuer_term(text)
    try:
        found = [issuer.key for issuer in watched().all if term in issuer_keys(issuer)]
    except ConfigError:  # rows stand under the keys of before
        found = []
    return found[0] if found else text if term.startswith("name:") else term


def issuer_terms() -> frozenset[str]:
    """Every form in which a watched issuer may be named. Raises ConfigError."""
    return frozenset().union(*map(issuer_keys, watched().all))


def issuers_like(text: str) -> tuple[str, ...]:
    """The keys under which cards may stand for what a reader typed: a code, a ticker, a name."""
    term, folded = issuer_term(text), fold(text)
    found = [
        issuer.key
        for issuer in watched().all
        if term in issuer_keys(issuer) or (folded and _in_name(folded, issuer.name, issuer.name_zh))
    ]
    return (*found, term)


def _in_name(folded: str, *names: str | None) -> bool:
    return any(folded in fold(name) for name in names if name)
