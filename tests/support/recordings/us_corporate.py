"""8-Ks on shares, charter, meetings, auditors and investors."""

from __future__ import annotations

from collections.abc import Sequence

from tests.support.recordings.companies import COPPERLINE, OSPREY, QUARRY, TALLGRASS
from tests.support.recordings.report import Registrant, form_8k, html, paragraph, table
from tests.support.recordings.sgml import Part, Submission

Item = tuple[str, str, Sequence[str]]
_EXHIBITS = ("9.01", "Financial Statements and Exhibits.")


def _report(
    serial: int,
    registrant: Registrant,
    on: str,
    items: Sequence[Item],
    signed: str,
    *exhibits: Part,
) -> Submission:
    main = form_8k(registrant, on=on, items=items, signed=signed)
    return Submission(
        accession=f"0009990005-26-{serial:06}", form="8-K", accepted="20260325164500", period="20260324",
        companies=(registrant.company,), items=tuple(number for number, _, _ in items),
        parts=(Part(type="8-K", filename=f"{registrant.symbol.lower()}-8k.htm", text=main), *exhibits),
    )  # fmt: skip


def private_placement() -> Submission:
    """New shares sold without registration, item 3.02."""
    agreement = (
        "On March 23, 2026, Copperline Robotics Corp. (the “Company”) entered into a securities purchase agreement "
        "with certain institutional investors, pursuant to which the Company agreed to sell, in a private placement, "
        "an aggregate of 4,200,000 shares of its common stock at a purchase price of $6.25 per share. The private "
        "placement closed on March 24, 2026. The gross proceeds to the Company were approximately $26.25 million, "
        "before deducting placement agent fees and other offering expenses."
    )
    return _report(1, COPPERLINE, "March 23, 2026", [
        ("1.01", "Entry into a Material Definitive Agreement.", [agreement]),
        ("3.02", "Unregistered Sales of Equity Securities.", [
            ("The disclosure set forth in Item 1.01 above is incorporated herein by reference. The shares were offered "
            "and sold in reliance on the exemption from registration provided by Section 4(a)(2) of the Securities "
            "Act of 1933, as amended."),
        ]),
    ], "Rosalind Thackeray-Ng, Chief Legal Officer")  # fmt: skip


def public_offering() -> Submission:
    """An underwritten offering is priced, item 8.01."""
    body = [
        (
            "On March 24, 2026, Osprey Cove Therapeutics, Inc. (the “Company”) entered into an underwriting agreement with "
            "Invented Securities LLC, as representative of the several underwriters, relating to the public offering of "
            "12,500,000 shares of the Company’s common stock at a public offering price of $4.00 per share. Under the "
            "underwriting agreement the Company granted the underwriters a 30-day option to purchase up to an additional "
            "1,875,000 shares of common stock."
        ),
        (
            "The gross proceeds of the offering are expected to be $50.0 million, before underwriting discounts and "
            "commissions. The offering is expected to close on March 26, 2026, subject to customary closing conditions."
        ),
        (
            "The offering is made pursuant to the Company’s shelf registration statement on Form S-3, which was declared "
            "effective on May 2, 2025."
        ),
    ]
    return _report(
        2, OSPREY, "March 24, 2026", [("8.01", "Other Events.", body)], "Hollis Brandywine, Chief Financial Officer"
    )  # fmt: skip


def bylaws() -> Submission:
    """By-laws are amended, item 5.03."""
    return _report(3, TALLGRASS, "March 23, 2026", [
        ("5.03", "Amendments to Articles of Incorporation or Bylaws; Change in Fiscal Year.", [
            ("On March 23, 2026, the Board of Directors of Tallgrass Meridian Bancorp (the “Company”) approved and "
            "adopted an amendment and restatement of the Company’s bylaws, effective as of that date. The amended and "
            "restated bylaws revise the advance notice procedures for stockholder nominations and permit meetings of "
            "stockholders by remote communication."),
        ]),
        (*_EXHIBITS, ["(d) Exhibits.", table([["3.1", "Amended and Restated Bylaws"]])]),
    ], "Ottoline Graves, Corporate Secretary")  # fmt: skip


def annual_meeting() -> Submission:
    """Votes of an annual meeting, item 5.07: everybody stays."""
    votes = table([
        ["Nominee", "For", "Withheld", "Broker Non-Votes"],
        ["Benedikt Oyelaran-Fox", "31,204,118", "402,771", "5,118,204"],
        ["Clementine Vasquez-Holm", "30,998,402", "608,487", "5,118,204"],
    ])  # fmt: skip
    return _report(4, TALLGRASS, "March 24, 2026", [
        ("5.07", "Submission of Matters to a Vote of Security Holders.", [
            ("Tallgrass Meridian Bancorp held its annual meeting of stockholders on March 24, 2026. The final results "
            "of the votes were as follows."),
            "Proposal 1. The stockholders elected each of the nominees as a director for a term of three years.",
            votes,
            ("Proposal 2. The stockholders ratified the appointment of the independent registered public accounting "
            "firm for 2026."),
        ]),
    ], "Ottoline Graves, Corporate Secretary")  # fmt: skip


def investor_slides() -> Submission:
    """Slides for a conference, item 7.01, with an exhibit that recalls an old offering."""
    slides = html("EX-99.1", [
        paragraph("Blue Quarry Materials Inc. - Investor Presentation, March 2026", centre=True, strong=True),
        paragraph("Our history: founded 1998; initial public offering of 9,000,000 shares at $14.00 in June 2015."),
        paragraph("Five quarries in three states; 1,140 employees."),
    ])  # fmt: skip
    return _report(5, QUARRY, "March 24, 2026", [
        ("7.01", "Regulation FD Disclosure.", [
            ("Blue Quarry Materials Inc. will present at an industry conference on March 25, 2026. The slides are "
            "furnished as Exhibit 99.1."),
        ]),
        (*_EXHIBITS, ["(d) Exhibits.", table([["99.1", "Investor presentation, March 2026"]])]),
    ], "Noor Achterberg, General Counsel",
        Part(type="EX-99.1", filename="bqmi-ex991.htm", text=slides))  # fmt: skip


def auditors() -> Submission:
    """The accounting firm changes, item 4.01: a resignation that is no director's."""
    return _report(6, QUARRY, "March 20, 2026", [
        ("4.01", "Changes in Registrant’s Certifying Accountant.", [
            ("(a) On March 20, 2026, Pell, Marsh & Invented LLP resigned as the independent registered public accounting "
            "firm of Blue Quarry Materials Inc. Its reports on the financial statements for the past two fiscal years "
            "contained no adverse opinion or disclaimer of opinion."),
            ("(b) On March 23, 2026, the Audit Committee appointed Fictive Audit LLP as the new independent registered "
            "public accounting firm for the fiscal year ending December 31, 2026."),
        ]),
    ], "Noor Achterberg, General Counsel")  # fmt: skip
