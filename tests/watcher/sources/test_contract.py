"""Both venues keep the contract of a source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from tests.watcher.sources.contract import NOW, SourceContract
from tests.watcher.sources.venues import (
    EDGAR,
    HKEX,
    Answers,
    atom,
    filings_at,
    getcurrent,
    hkex_item,
    hkex_list,
    hkex_lists,
)
from watcher.errors import ConfigError
from watcher.sources import load_source

TIME = int(NOW.timestamp() * 1000)


class TestEdgar(SourceContract):
    config = EDGAR

    def venue(self, times: Sequence[datetime]) -> Answers:
        return getcurrent(filings_at(times))

    def page(self, times: Sequence[datetime]) -> bytes:
        return atom(filings_at(times))


class TestHkexnews(SourceContract):
    config = HKEX

    def venue(self, times: Sequence[datetime]) -> Answers:
        ordered = sorted(times, reverse=True)
        items = [hkex_item(12_000_000 - n, at) for n, at in enumerate(ordered)]
        pages = [items[n : n + 100] for n in range(0, len(items), 100)]
        bodies = [hkex_list(page, as_of=TIME, pages=len(pages)) for page in pages]
        return hkex_lists({"lcisehk1relsde": bodies})

    def page(self, times: Sequence[datetime]) -> bytes:
        return hkex_list([hkex_item(12_000_000 + n, at) for n, at in enumerate(times)])


@pytest.mark.parametrize("module", ["watcher.sources.nowhere", "watcher.errors", "json"])
def test_a_module_that_is_no_source_is_a_configuration_error(module: str) -> None:
    with pytest.raises(ConfigError, match=module):
        load_source(module)
