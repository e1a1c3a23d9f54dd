"""A holder of more than 5 % with an intent to influence files or amends a Schedule 13D.

Sources: both spellings of the form, XML and text. Year-end waves arrive in February.
"""

from __future__ import annotations

from watcher.model import Label, Severity
from workers.events import Draft, EventType, Form, Found, Reading, Thresholds
from workers.forms import stakes
from workers.forms.stake import FORMS_13D

TYPE = "activist_stake"


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """The stake on the cover page."""
    del labels  # the form is read as a whole
    return stakes.found(reading, TYPE, FORMS_13D)


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """High for a new stake, medium for an amendment, low below five per cent."""
    del thresholds
    steps = {"new": Severity.HIGH, "amended": Severity.MEDIUM}
    return steps.get(draft.subtype or "", Severity.LOW)


EVENT = EventType(
    name=TYPE,
    subtypes=("new", "amended", "below_threshold"),
    signals=(Form(names=FORMS_13D),),
    extract=extract,
    identity=stakes.identity,
    headline=stakes.headline,
    grade=grade,
    doc=__doc__ or "",
)
