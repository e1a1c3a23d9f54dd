"""Forms that EDGAR lists beside the news: two without what they should tell, one never polled."""

from __future__ import annotations

from dataclasses import replace

from tests.support.recordings.companies import OSPREY, QUARRY
from tests.support.recordings.report import html, paragraph
from tests.support.recordings.sgml import Company, Part, Submission

_FUND = Company(
    role="FILER", name="Thistledown Management LLC", cik="0009922014", file_number="028-99104"
)


def submissions() -> list[Submission]:
    """A prospectus supplement, a quarterly list of holdings, a beneficial owner's statement."""
    return [
        _one(1, "424B5", (OSPREY.company,), "PROSPECTUS SUPPLEMENT. 12,500,000 shares of common stock at $4.00 per share."),
        _one(2, "13F-HR", (_FUND,), "FORM 13F. Report for the calendar quarter ended December 31, 2025."),
        _one(
            3, "SCHEDULE 13G",
            (replace(QUARRY.company, role="SUBJECT COMPANY"), replace(_FUND, role="FILED BY", file_number="")),
            "SCHEDULE 13G. Percent of class represented by the amount in row 9: 5.4%.",
        ),
    ]  # fmt: skip


def _one(serial: int, form: str, companies: tuple[Company, ...], text: str) -> Submission:
    return Submission(
        accession=f"0009990007-26-{serial:06}", form=form, accepted="20260325165000", companies=companies,
        parts=(Part(type=form, filename="main.htm", text=html(form, [paragraph(text)])),),
    )  # fmt: skip
