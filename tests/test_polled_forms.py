"""Which forms the event types look for, against those that are polled by default."""

import pytest

from watcher import settings
from watcher.settings import config_dir
from workers.events import Form
from workers.read import load_types

NOT_POLLED = {
    "follows a registration that was read": ("POS AM", "POSASR", "EFFECT", "S-8 POS"),
    "a depositary registers ADSs; the company sells nothing": ("F-6",),
    "late reports of funds, plans and asset-backed issuers": (
        "NT 11-K", "NT 11-K/A", "NT N-CEN", "NT N-CEN/A", "NT 10-D", "NT 10-D/A",
    ),
    "ends reporting on classes that are not listed": (
        "15-15D", "15-15D/A", "15F", "15F/A", "15F-12G", "15F-12G/A", "15F-15D", "15F-15D/A",
    ),
    "a form of Hong Kong, no EDGAR form": ("FF301",),
}  # fmt: skip


def looked_for() -> set[str]:
    types, _ = load_types(config_dir() / "events.toml")
    return {name for t in types for s in t.signals if isinstance(s, Form) for name in s.names}


def polled() -> set[str]:
    return set(settings.load().sources["edgar"].forms)


def left_out() -> set[str]:
    return {name for names in NOT_POLLED.values() for name in names}


def test_each_form_that_an_event_type_looks_for_is_polled_or_has_a_reason_not_to_be() -> None:
    assert looked_for() - polled() == left_out()


@pytest.mark.parametrize(
    "form",
    [
        "NT 10-K",
        "25-NSE",
        "15-12B",
        "15F-12B",
        "S-8",
        "4",
        "424B5",
        "424B2",
        "FWP",
        "F-3",
        "SC TO-T",
        "SC 14D9",
        "425",
    ],
)
def test_forms_that_tell_holders_something_are_polled(form: str) -> None:
    assert form in polled() & looked_for()
