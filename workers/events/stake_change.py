"""A passive holder of more than 5 % files or amends a Schedule 13G.

Sources: both spellings of the form, XML and text. Year-end waves arrive in February.
"""

from __future__ import annotations

from watcher.model import Label, Severity
from workers.events import Draft, EventType, Form, Found, Reading, Thresholds
from workers.forms import stakes
from workers.forms.stake import FORMS_13G

TYPE = "stake_change"


def extract(reading: Reading, labels: tuple[Label, ...]) -> Found:
    """The stake on the cover page."""
    del labels  # the form is read as a whole
    return stakes.found(reading, TYPE, FORMS_13G)


def grade(draft: Draft, thresholds: Thresholds) -> Severity:
    """Info: passive holders file by the thousand."""
    del draft, thresholds
    return Severity.INFO


EVENT = EventType(
    name=TYPE,
    subtypes=("new", "amended", "below_threshold"),
    signals=(Form(names=FORMS_13G),),
    extract=extract,
    identity=stakes.identity,
    headline=stakes.headline,
    grade=grade,
    doc=__doc__ or "",
)
