"""The words that insider sales and purchases share."""

from __future__ import annotations

import pytest

from tests.support.reading import a_draft, a_reading
from watcher.model import Value
from workers.forms.telling import who


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "insider"),
        ({"person": {"name": None}}, "insider"),
        ({"person": {"name": "ADA O'NEIL-MOOR"}, "relationships": ["Director"]}, "Ada O'Neil-Moor (Director)"),
        ({"person": {"name": "Ada Moor"}, "relationships": ["Director", "Officer: CFO"]}, "Ada Moor (CFO)"),
        ({"persons": [{"name": "Moor Ada", "relationships": ["Officer: See Remarks", "Director"]}]}, "Moor Ada (Director)"),
        ({"persons": [{"name": "Moor Ada", "relationships": ["Other"]}]}, "Moor Ada"),
        ({"persons": [{"name": "QUAY FUND II, L.P.", "relationships": ["10% Owner"]}, {"name": "Cy Lane"}]}, "QUAY FUND II, L.P. and 1 more (10% Owner)"),
        ({"persons": [{"name": "A" * 99, "relationships": []}]}, "A" + "a" * 59),
    ],
)  # fmt: skip
def test_who_trades_is_named_with_what_he_is(fields: dict[str, Value], told: str) -> None:
    draft = a_draft(a_reading("A notice."), "A notice.", fields=fields)
    assert who(draft) == told
