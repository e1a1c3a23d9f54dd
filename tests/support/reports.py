"""Current reports of invented companies in their true form, and what the reading says of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from tests.support.announcements import HK_OPENING
from tests.support.cases import ROOT
from tests.support.recordings.companies import HARBOR
from tests.support.recordings.report import form_6k, form_8k, html, paragraph
from tests.support.recordings.sgml import Part, Submission
from watcher.errors import BadInput
from watcher.issuers import Issuers
from watcher.model import Event, Findings
from workers.events import Told
from workers.parse import Reader
from workers.read import read

ITEM = "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; Compensatory Arrangements of Certain Officers."
PEOPLE = (
    "(b) On March 23, 2026, Leopold Ashgrove notified Harborlight Instruments, Inc. (the \"Company\") of his decision to resign as the Company's Chief Financial Officer, effective April 17, 2026. Mr. Ashgrove's resignation was not the result of any disagreement with the Company.",
    "(d) On March 24, 2026, the Board of Directors elected Lucan Abernathy as a director, effective May 1, 2026, and appointed him to the Audit Committee.",
)
SOLD = "On March 24, 2026, the Company issued and sold 2,400,000 shares of its common stock to two accredited investors in a private placement at a price of $5.00 per share, for gross proceeds of $12.0 million, in reliance on Section 4(a)(2) of the Securities Act."
RESULTS = "Harborlight Instruments reports first quarter results. Revenue for the quarter ended February 28, 2026 was $41.2 million, compared with $38.0 million a year before."


def report_8k() -> str:
    """An 8-K with three items and two exhibits."""
    main = form_8k(
        HARBOR,
        on="March 24, 2026",
        items=[
            ("3.02", "Unregistered Sales of Equity Securities.", (SOLD,)),
            ("5.02", ITEM, PEOPLE),
            ("9.01", "Financial Statements and Exhibits.", ("99.1 Press release",)),
        ],
        signed="Corwin Varga, Secretary",
    )
    letter = html("Letter", [paragraph("To the Board: I resign as described in the report.")])
    return filed("8-K", main, ("EX-17.1", letter), ("EX-99.1", html("Press", [paragraph(RESULTS)])))


def report_6k() -> str:
    """A 6-K with two Hong Kong announcements as exhibits. Synthetic."""
    main = form_6k(
        HARBOR,
        month="March 2026",
        on="March 25, 2026",
        exhibits=(("99.1", "Announcement"), ("99.2", "Announcement")),
        signed="Corwin Varga, Director",
    )
    return filed(
        "6-K",
        main,
        ("EX-99.1", announcement_page("RESIGNATION OF NON-EXECUTIVE DIRECTOR", "The Board announces that Mr. Chan Tai Man has resigned as a non-executive Director with effect from 25 March 2026 to devote more time to his other commitments.")),
        ("EX-99.2", announcement_page("PLACING OF NEW SHARES UNDER GENERAL MANDATE", "On 25 March 2026 (after trading hours), the Company and the Placing Agent entered into the Placing Agreement, pursuant to which the Placing Agent has conditionally agreed to place up to 45,000,000 Placing Shares to not less than six Placees at HK$2.40 per Placing Share under the General Mandate.")),
    )  # fmt: skip


def announcement_page(title: str, told: str) -> str:
    lines = (HK_OPENING, "HARBORLIGHT INSTRUMENTS, INC.", "(Stock Code: 9911)", title, told)
    closing = ("By order of the Board", "Corwin Varga", "Hong Kong, 25 March 2026")
    return html("EX", [paragraph(line) for line in (*lines, *closing)])


def filed(form: str, main: str, *exhibits: tuple[str, str]) -> str:
    parts = [Part(type=form, filename="main.htm", text=main)]
    parts += [Part(type=kind, filename=f"{kind}.htm", text=text) for kind, text in exhibits]
    return Submission(
        accession="0009990009-26-000001",
        form=form,
        accepted="20260325163000",
        companies=(HARBOR.company,),
        parts=tuple(parts),
    ).render()


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader.of(ROOT / "config")


def outcome(body: str | bytes) -> Findings | None:
    """What the reading says of bytes; None where it refuses them."""
    raw = body.encode() if isinstance(body, str) else body
    given = _reader()
    try:
        return read(raw, Told(source="edgar"), Issuers(), types=given.types, thresholds={})
    except BadInput:
        return None


def found(body: str | bytes) -> Findings:
    result = outcome(body)
    assert result is not None
    return result


def only(result: Findings, kind: str) -> Event:
    (event,) = [e for e in result.events if e.type == kind]
    return event


def story(result: Findings) -> list[tuple[Any, ...]]:
    """What must survive a damage that changes no fact: who, what, when and how many."""
    return sorted(
        (
            e.type,
            str(e.subtype),
            e.status,
            str((cast("Mapping[str, Any]", e.fields.get("person")) or {}).get("name")),
            str(e.event_date),
            str(e.effective_date),
            str(e.fields.get("units")),
            str(e.fields.get("price")),
        )
        for e in result.events
    )
