"""What the databases keep of a value: times and durations as whole microseconds, text without
what PostgreSQL refuses.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text, TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Time(TypeDecorator[datetime]):
    """An aware time; it is kept as microseconds since the epoch. Naive times are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Python to database."""
        del dialect
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Database to Python."""
        del dialect
        return None if value is None else _EPOCH + value * _MICROSECOND


class Span(TypeDecorator[timedelta]):
    """A duration; it is kept as microseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: timedelta | None, dialect: Dialect) -> int | None:
        """Python to database."""
        del dialect
        return None if value is None else value // _MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> timedelta | None:
        """Database to Python."""
        del dialect
        return None if value is None else value * _MICROSECOND


class Words(TypeDecorator[str]):
    """Text from outside. PostgreSQL takes neither NUL nor half a surrogate pair."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Python to database; what cannot be kept becomes U+FFFD."""
        del dialect
        return value if value is None or _can_be_kept(value) else _mended(value)


def _can_be_kept(text: str) -> bool:
    """Nearly every text; to find that out is much cheaper than to mend it."""
    if "\0" in text:
        return False
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


def _mended(text: str) -> str:
    whole = text.replace("\0", "\ufffd").encode("utf-16", "surrogatepass")
    return whole.decode("utf-16", "replace")


NUMBER = BigInteger().with_variant(Integer, "sqlite")
"""A row's running number; SQLite counts in an INTEGER only."""
