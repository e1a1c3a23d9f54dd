"""Results: a US press release under item 2.02 and a foreign issuer's 6-K."""

from __future__ import annotations

from tests.support.recordings.companies import NORDVIK, WRENFIELD
from tests.support.recordings.report import form_6k, form_8k, html, paragraph, table
from tests.support.recordings.sgml import Part, Submission


def quarter() -> Submission:
    """An 8-K whose news is in the press release."""
    release = html("EX-99.1", [
        paragraph("Wrenfield Foods, Inc. Reports Second Quarter Fiscal 2026 Results", centre=True, strong=True),
        paragraph("SPRINGFIELD, March 24, 2026 - Wrenfield Foods, Inc. (Nasdaq: WRNF) today announced financial "
                  "results for its second quarter ended February 28, 2026."),
        paragraph("Net sales were $412.6 million, an increase of 6.8% compared to $386.3 million in the second quarter "
                  "of fiscal 2025."),
        paragraph("Net income was $23.9 million, or $0.71 per diluted share, compared to net income of $19.2 million, "
                  "or $0.57 per diluted share, in the prior year period."),
        paragraph("During the quarter the Company repurchased 310,000 shares of its common stock for $10.1 million "
                  "under its existing share repurchase program."),
        paragraph("CONDENSED CONSOLIDATED STATEMENTS OF OPERATIONS", centre=True, strong=True),
        paragraph("(in thousands, except per share amounts; unaudited)", centre=True),
        table([
            ["", "Three Months Ended February 28, 2026", "Three Months Ended February 28, 2025"],
            ["Net sales", "$412,602", "$386,331"],
            ["Cost of sales", "289,440", "275,812"],
            ["Gross profit", "123,162", "110,519"],
            ["Operating income", "33,118", "27,004"],
            ["Net income", "$23,905", "$19,188"],
            ["Diluted earnings per share", "$0.71", "$0.57"],
        ]),
    ])  # fmt: skip
    main = form_8k(WRENFIELD, on="March 24, 2026", signed="Perpetua Lindqvist, Chief Financial Officer", items=[
        ("2.02", "Results of Operations and Financial Condition.", [
            ("On March 24, 2026, Wrenfield Foods, Inc. issued a press release announcing its financial results for the "
            "second quarter ended February 28, 2026. A copy of the press release is furnished as Exhibit 99.1."),
        ]),
        ("9.01", "Financial Statements and Exhibits.", [
            "(d) Exhibits.", table([["99.1", "Press release dated March 24, 2026"]]),
        ]),
    ])  # fmt: skip
    return Submission(
        accession="0009990006-26-000001", form="8-K", accepted="20260324160500", period="20260324",
        companies=(WRENFIELD.company,), items=("2.02", "9.01"),
        parts=(
            Part(type="8-K", filename="wrnf-8k.htm", text=main),
            Part(type="EX-99.1", filename="wrnf-ex991.htm", text=release, description="PRESS RELEASE"),
        ),
    )  # fmt: skip


def foreign_chief() -> Submission:
    """A 6-K: the chief executive of a foreign issuer goes and another comes."""
    release = html("EX-99.1", [
        paragraph("Nordvik Tankers ASA: Change of Chief Executive Officer", centre=True, strong=True),
        paragraph("Bergen, March 25, 2026. The Board of Directors of Nordvik Tankers ASA (NYSE: NVTK) (the “Company”) "
                  "announces that Ingeborg Falkenrath will step down as Chief Executive Officer of the Company with "
                  "effect from May 1, 2026, after nine years in the position."),
        paragraph("The Board has appointed Torvald Eskeland-Moe as Chief Executive Officer with effect from the same "
                  "date. Mr. Eskeland-Moe has been Chief Operating Officer of the Company since 2021."),
        paragraph("The Company owns and operates a fleet of 31 product tankers."),
    ])  # fmt: skip
    cover = form_6k(
        NORDVIK, month="March 2026", on="March 25, 2026", signed="Sunniva Haldorsen, General Counsel",
        exhibits=[("99.1", "Press release: change of Chief Executive Officer")],
    )  # fmt: skip
    return Submission(
        accession="0009990006-26-000002", form="6-K", accepted="20260325060100", period="20260325",
        companies=(NORDVIK.company,),
        parts=(
            Part(type="6-K", filename="nvtk-6k.htm", text=cover),
            Part(type="EX-99.1", filename="nvtk-ex991.htm", text=release),
        ),
    )  # fmt: skip
