"""Form 144 as its rendered page: text and HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from tests.support.form144 import Form144
from tests.support.insiders import HARBOUR

_SALE_HEAD = (
    "Title of the Class of Securities To Be Sold",
    "Name and Address of the Broker",
    "Number of Shares or Other Units To Be Sold",
    "Aggregate Market Value",
    "Number of Shares or Other Units Outstanding",
    "Approximate Date of Sale",
    "Name the Securities Exchange",
)
_ACQUIRED_HEAD = (
    "Title of the Class",
    "Date you Acquired",
    "Nature of Acquisition Transaction",
    "Name of Person from Whom Acquired",
    "Is this a Gift?",
    "Date Donor Acquired",
    "Amount of Securities Acquired",
    "Date of Payment",
    "Nature of Payment *",
)
_PAST_HEAD = (
    "Name and Address of Seller",
    "Title of Securities Sold",
    "Date of Sale",
    "Amount of Securities Sold",
    "Gross Proceeds",
)
_PERSON_NOTE = 'See the definition of "person" in paragraph (a) of Rule 144. Information is to be given not only as to the person for whose account the securities are to be sold but also as to all other persons included in that definition.'
_PAYMENT_NOTE = "* If the securities were purchased and full payment therefor was not made in cash at the time of purchase, explain in the table or in a note thereto the nature of the consideration given."
_ATTENTION = "The person for whose account the securities to which this notice relates are to be sold hereby represents by signing this notice that he does not know any material adverse information in regard to the current and prospective operations of the Issuer of the securities to be sold which has not been publicly disclosed. If such person has adopted a written trading plan or given trading instructions to satisfy Rule 10b5-1 under the Exchange Act, by signing the form and indicating the date that the plan was adopted or the instruction given, that person makes such representation as of the plan adoption or instruction date."


def _parts(form: Form144) -> list[tuple[str, Any]]:
    """The rendered page as labelled lines, paragraphs and tables, in the form's order."""
    sales = [
        [
            s.title,
            " ".join((s.broker, *s.address)),
            s.units,
            s.value,
            s.outstanding,
            s.date,
            s.exchange,
        ]
        for s in form.sales
    ]
    box = '<input type="checkbox" checked="checked"/>', '<input type="checkbox"/>'
    acquired = [
        [
            a.title,
            a.date,
            a.nature,
            a.source,
            box[0] if a.gift else box[1],
            a.donor_date,
            a.units,
            a.paid,
            a.payment,
        ]
        for a in form.acquired
    ]
    past = [[p.seller, p.title, p.date, p.units, p.gross] for p in form.past]
    return [
        ("p", f"Form {form.form}"),
        ("p", f"FORM {form.form}"),
        (
            "p",
            "NOTICE OF PROPOSED SALE OF SECURITIES PURSUANT TO RULE 144 UNDER THE SECURITIES ACT OF 1933",
        ),
        ("p", f"{form.form}: Filer Information"),
        *(
            [("line", ("Previous Accession Number of the Amended Filing", form.previous))]
            if form.previous
            else []
        ),
        ("line", ("Filer CIK", form.filer_cik)),
        ("line", ("Filer CCC", "XXXXXXXX")),
        ("line", ("Is this a LIVE or TEST Filing?", "LIVE TEST")),
        ("p", "Submission Contact Information"),
        ("line", ("Name", "")),
        ("line", ("Phone", "")),
        ("p", f"{form.form}: Issuer Information"),
        ("line", ("Name of Issuer", form.issuer)),
        ("line", ("SEC File Number", HARBOUR.file_numbers[0])),
        (
            "line",
            (
                "Address of Issuer",
                f"12 SOFTWARE PARK ROAD\nHAIDIAN DISTRICT, BEIJING\nCHINA\n{form.zip_code}",
            ),
        ),
        ("line", ("Phone", "86 10 5555 0101")),
        ("line", ("Name of Person for Whose Account the Securities are To Be Sold", form.person)),
        ("p", _PERSON_NOTE),
        *[("line", ("Relationship to Issuer", r)) for r in form.relationships],
        ("p", f"{form.form}: Securities Information"),
        ("table", [list(_SALE_HEAD), *sales]),
        (
            "p",
            "Furnish the following information with respect to the acquisition of the securities to be sold:",
        ),
        ("p", f"{form.form}: Securities To Be Sold"),
        ("table", [list(_ACQUIRED_HEAD), *acquired]),
        ("p", _PAYMENT_NOTE),
        ("p", f"{form.form}: Securities Sold During The Past 3 Months"),
        *([("table", [list(_PAST_HEAD), *past])] if past else [("p", "Nothing to Report")]),
        ("p", f"{form.form}: Remarks and Signature"),
        ("line", ("Remarks", form.remarks)),
        ("line", ("Date of Notice", form.notice_date)),
        *(
            [
                (
                    "line",
                    (
                        "Date of Plan Adoption or Giving of Instruction, If Relying on Rule 10b5-1",
                        "\n".join(form.plans),
                    ),
                )
            ]
            if form.plans
            else []
        ),
        ("p", "ATTENTION:"),
        ("p", _ATTENTION),
        ("line", ("Signature", form.signature)),
        (
            "p",
            "ATTENTION: Intentional misstatements or omission of facts constitute Federal Criminal Violations (See 18 U.S.C. 1001)",
        ),
    ]


def text_144(form: Form144) -> str:
    """The rendered page as text: one paragraph a line, cells parted by tabs."""
    out = []
    for kind, part in _parts(form):
        if kind == "table":
            out += ["\t".join(cells) for cells in part]
        elif kind == "line":
            label, value = part
            apart = label in {"Remarks", "Date of Notice", "Signature"} or label.startswith(
                "Date of Plan"
            )
            out.append(f"{label}\n\n{value}" if apart else f"{label} {value}".rstrip())
        else:
            out.append(part)
    return "\n\n".join(out) + "\n"


def html_144(form: Form144) -> str:
    """The rendered page as HTML tables, as the viewer shows it."""
    out = []
    for kind, part in _parts(form):
        if kind == "table":
            rows = [
                "".join(f"<td>{c if c.startswith('<') else escape(c)}</td>" for c in cells)
                for cells in part
            ]
            out.append(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
        elif kind == "line":
            value = escape(part[1]).replace("\n", "<br/>")
            out.append(f"<table><tr><td>{part[0]}</td><td>{value}</td></tr></table>")
        else:
            out.append(f"<p>{escape(part)}</p>")
    return f"<html><head><title>Form 144</title></head><body>{''.join(out)}</body></html>"
