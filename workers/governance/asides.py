"""Schemes that a filing names without announcing them: definitions, registrations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from watcher.model import Severity, Suppressed
from workers.events import Draft, Reading
from workers.governance import schemes

_DEFINED = re.compile(
    r"(?:share|option|award|incentive|stock)[\w ]{0,40}(?:scheme|plan)[^.;”\t]{0,80}?adopted (?:by [^.;]{0,60}? )?on (?:the )?[A-Z\d][\w ,]{5,22}\d{4}",
    re.IGNORECASE,
)
_DEFINITION_HEAD = re.compile(r"^\W*definitions?\W*$|釋義", re.IGNORECASE)
_REGISTERED = re.compile(r"(?P<n>\d{1,3}(?:,\d{3})+)[^.]{0,60}?shares", re.IGNORECASE)
MOST_DEFINITIONS = 5


def definitions(reading: Reading) -> Iterator[Suppressed]:
    """Adoption dates in a list of definitions are history."""
    count = 0
    for section in reading.text.sections:
        if not any(_DEFINITION_HEAD.search(h) for h in section.heading):
            continue
        for block in section.blocks:
            found = _DEFINED.search(block.text[:600])
            if found and count < MOST_DEFINITIONS:
                count += 1
                yield Suppressed(
                    would_be_type="share_scheme",
                    reason_code="DEFINITION",
                    evidence=reading.text.evidence(
                        block.start + found.start(), block.start + found.end()
                    ),
                    why="a definition tells when a scheme was adopted; nothing new",
                )


def registration(reading: Reading) -> list[Draft]:
    """Form S-8 registers plan shares; nothing is issued."""
    found = _REGISTERED.search(reading.text.text)
    if not found:
        return []
    name = next((n.name for n in schemes.names(reading.text.text)), None)
    draft = Draft(
        type="share_scheme",
        subtype="registration",
        status="effective",
        confidence=Decimal("0.9"),
        fields={"scheme_name": name, "units": int(found["n"].replace(",", "")), "shares_issued": 0},
        evidence=(reading.text.evidence(found.start(), found.end()),),
        event_date=reading.document_date,
        severity=Severity.INFO,
    )
    return [draft]
