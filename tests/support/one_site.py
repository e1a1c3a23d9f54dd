"""A work-horse's context whose only venue answers by one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

from tests.support.street import NOTICE
from watcher.net.client import Response
from workers.context import Context

NOTICED = NOTICE.format(
    number=1, issuer="0002000001", owner="0003000001", units=50_000, value=2_000_000
)


def submission(form: str, notice: str) -> bytes:
    """A submission with one XML document."""
    return (
        f"<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t{form}\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>{form}\n<SEQUENCE>1\n"
        f"<FILENAME>primary_doc.xml\n<TEXT>\n<XML>\n{notice}\n</XML>\n</TEXT>\n</DOCUMENT>\n"
    ).encode()


BODY = submission("144", NOTICED)
HOLD = timedelta(seconds=75)


class Site:
    """A client that answers every stream by one function."""

    def __init__(self, answer: Callable[[], bytes]) -> None:
        self._answer = answer

    def get(self, url: str, *, max_bytes: int | None = None) -> Response:
        return Response(status=200, headers={}, body=self._answer(), url=url)

    def stream(
        self, url: str, *, max_bytes: int | None = None
    ) -> AbstractContextManager[Iterable[bytes]]:
        @contextmanager
        def opened() -> Iterator[Iterable[bytes]]:
            yield [self._answer()]

        return opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


@dataclass(frozen=True, kw_only=True)
class OneSite(Context):
    """The context with its one effect replaced."""

    answer: Callable[[], bytes]

    def client(self) -> Any:
        return Site(self.answer)


def raising(error: BaseException) -> Callable[[], bytes]:
    """An answer that is none."""

    def answer() -> bytes:
        raise error

    return answer
