"""8-Ks under item 5.02: who comes, who goes, and who only gets a bonus."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.recordings.companies import HARBOR, MARROW, SANDPIPER
from tests.support.recordings.report import Registrant, form_8k
from tests.support.recordings.sgml import Part, Submission

_CAPTION = (
    "Departure of Directors or Certain Officers; Election of Directors; Appointment of Certain Officers; "
    "Compensatory Arrangements of Certain Officers."
)


def _item_502(
    serial: int, registrant: Registrant, on: str, paragraphs: Sequence[str], signed: str
) -> Submission:
    return Submission(
        accession=f"0009990004-26-{serial:06}", form="8-K", accepted="20260325163000", period="20260324",
        companies=(registrant.company,), items=("5.02",),
        parts=(Part(
            type="8-K", filename=f"{registrant.symbol.lower()}-8k.htm",
            text=form_8k(registrant, on=on, items=[("5.02", _CAPTION, paragraphs)], signed=signed),
        ),),
    )  # fmt: skip


def chief_financial_officer() -> Submission:
    """A CFO resigns and an interim one is named."""
    return _item_502(1, HARBOR, "March 23, 2026", (
        ("(b) On March 23, 2026, Leopold Ashgrove notified Harborlight Instruments, Inc. (the “Company”) of his "
        "decision to resign as the Company’s Executive Vice President and Chief Financial Officer, effective April "
        "17, 2026, in order to pursue another opportunity. Mr. Ashgrove’s resignation was not the result of any "
        "disagreement with the Company on any matter relating to its operations, policies or practices."),
        ("(c) On March 24, 2026, the Board of Directors of the Company appointed Marguerite Tolland, age 51, as "
        "Interim Chief Financial Officer, effective April 17, 2026. Ms. Tolland has served as the Company’s Vice "
        "President and Corporate Controller since 2019. There are no family relationships between Ms. Tolland and "
        "any director or executive officer of the Company."),
        "The Company has begun a search for a permanent Chief Financial Officer.",
    ), "Corwin Varga-Ellison, Chief Executive Officer")  # fmt: skip


def new_director() -> Submission:
    """A director is elected to a board that grows by one."""
    return _item_502(2, MARROW, "March 24, 2026", (
        ("(d) On March 24, 2026, the Board of Directors (the “Board”) of Marrow Lake Devices, Inc. (the “Company”) "
        "increased the size of the Board from seven to eight members and elected Lucan Abernathy-Cho as a director, "
        "effective immediately, to serve until the 2026 annual meeting of shareholders. Mr. Abernathy-Cho was also "
        "appointed to the Audit Committee of the Board."),
        ("Mr. Abernathy-Cho will receive the standard compensation of the Company’s non-employee directors. There is "
        "no arrangement or understanding between him and any other person pursuant to which he was elected."),
    ), "Iris Pemberton-Sato, General Counsel")  # fmt: skip


def bonus_only() -> Submission:
    """Pay under 5.02(e): nobody comes or goes."""
    return _item_502(3, SANDPIPER, "March 24, 2026", (
        ("(e) On March 24, 2026, the Compensation Committee of the Board of Directors of Sandpiper Grid Energy, Inc. "
        "(the “Company”) approved annual cash incentive awards for fiscal year 2025 to the Company’s named executive "
        "officers, including $610,000 to Dagny Whitlock, President and Chief Executive Officer, and set her annual "
        "base salary for 2026 at $745,000."),
    ), "Emil Castellan, Secretary")  # fmt: skip
