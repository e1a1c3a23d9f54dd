"""The HTML of current reports: the cover page of Form 8-K and of Form 6-K, items, signature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.support.recordings.sgml import Company


@dataclass(frozen=True, kw_only=True)
class Registrant:
    """A registrant as its cover page describes it."""

    name: str
    cik: str
    file_number: str
    symbol: str
    state: str = "Delaware"
    exchange: str = "The Nasdaq Stock Market LLC"
    address: str = "400 Invented Way, Springfield"
    phone: str = "(555) 010-0100"

    @property
    def company(self) -> Company:
        """As the header of a submission names it."""
        return Company(role="FILER", name=self.name, cik=self.cik, file_number=self.file_number)


def html(title: str, body: Iterable[str]) -> str:
    """A page as filing agents send it: ASCII with numeric entities."""
    text = "\n".join(
        [f"<html><head><title>{title}</title></head>", "<body>", *body, "</body></html>"]
    )
    escaped = text.replace(" & ", " &amp; ")
    return escaped.encode("ascii", "xmlcharrefreplace").decode("ascii")


def paragraph(text: str, *, centre: bool = False, strong: bool = False) -> str:
    """A ``<p>`` in the manner of a filing agent."""
    align = "center" if centre else "justify"
    inner = f"<b>{text}</b>" if strong else text
    return f'<p style="margin:0pt;text-align:{align};font:10pt Times New Roman">{inner}</p>\n<p style="margin:0pt">&#160;</p>'


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table with one cell a column."""
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def form_8k(
    registrant: Registrant, *, on: str, items: Sequence[tuple[str, str, Sequence[str]]], signed: str
) -> str:
    """The main document. ``items``: number, caption, HTML pieces; ``signed``: name, title."""
    return html(
        "8-K", [*_cover_8k(registrant, on), *_items(items), *_signature(registrant, on, signed)]
    )


def _cover_8k(registrant: Registrant, on: str) -> list[str]:
    def middle(text: str, *, strong: bool = False) -> str:
        return paragraph(text, centre=True, strong=strong)

    boxes = (
        "Written communications pursuant to Rule 425 under the Securities Act (17 CFR 230.425)",
        "Soliciting material pursuant to Rule 14a-12 under the Exchange Act (17 CFR 240.14a-12)",
        "Pre-commencement communications pursuant to Rule 14d-2(b) under the Exchange Act (17 CFR 240.14d-2(b))",
        "Pre-commencement communications pursuant to Rule 13e-4(c) under the Exchange Act (17 CFR 240.13e-4(c))",
    )
    return [
        middle("UNITED STATES", strong=True),
        middle("SECURITIES AND EXCHANGE COMMISSION", strong=True),
        middle("Washington, D.C. 20549"),
        "<hr>",
        middle("FORM 8-K", strong=True),
        middle("CURRENT REPORT", strong=True),
        middle("Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934"),
        middle(f"Date of Report (Date of earliest event reported): {on}", strong=True),
        middle(registrant.name.upper(), strong=True),
        middle("(Exact name of registrant as specified in its charter)"),
        table([
            [registrant.state, registrant.file_number, "00-0000000"],
            ["(State or other jurisdiction of incorporation)", "(Commission File Number)",
             "(IRS Employer Identification No.)"],
        ]),
        middle(registrant.address),
        middle("(Address of principal executive offices)"),
        middle(f"Registrant’s telephone number, including area code: {registrant.phone}"),
        middle("Not applicable"),
        middle("(Former name or former address, if changed since last report)"),
        paragraph("Check the appropriate box below if the Form 8-K filing is intended to simultaneously satisfy "
                  "the filing obligation of the registrant under any of the following provisions:"),
        *(paragraph(f"☐ {box}") for box in boxes),
        paragraph("Securities registered pursuant to Section 12(b) of the Act:"),
        table([
            ["Title of each class", "Trading Symbol(s)", "Name of each exchange on which registered"],
            ["Common Stock, par value $0.001 per share", registrant.symbol, registrant.exchange],
        ]),
        paragraph("Indicate by check mark whether the registrant is an emerging growth company as defined in "
                  "Rule 405 of the Securities Act of 1933 or Rule 12b-2 of the Securities Exchange Act of 1934."),
        paragraph("Emerging growth company ☐"),
        "<hr>",
    ]  # fmt: skip


def _items(items: Sequence[tuple[str, str, Sequence[str]]]) -> list[str]:
    out = []
    for number, caption, pieces in items:
        out.append(paragraph(f"Item {number}&#160;&#160;{caption}", strong=True))
        out += [piece if piece.startswith("<") else paragraph(piece) for piece in pieces]
    return out


def _signature(registrant: Registrant, on: str, signed: str) -> list[str]:
    name, title = signed.split(", ", 1)
    return [
        paragraph("SIGNATURES", centre=True, strong=True),
        paragraph("Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly "
                  "caused this report to be signed on its behalf by the undersigned hereunto duly authorized."),
        paragraph(registrant.name.upper(), strong=True),
        table([
            [f"Date: {on}", f"By: /s/ {name}"],
            ["", f"Name: {name}"],
            ["", f"Title: {title}"],
        ]),
    ]  # fmt: skip


def form_6k(
    registrant: Registrant, *, month: str, on: str, exhibits: Sequence[tuple[str, str]], signed: str
) -> str:
    """The envelope of a 6-K. ``exhibits``: number and title."""
    name, title = signed.split(", ", 1)
    middle = [
        ("UNITED STATES SECURITIES AND EXCHANGE COMMISSION", True), ("Washington, D.C. 20549", False),
        ("FORM 6-K", True),
        ("REPORT OF FOREIGN PRIVATE ISSUER PURSUANT TO RULE 13a-16 OR 15d-16 UNDER THE SECURITIES EXCHANGE ACT OF 1934",
         True),
        (f"For the month of {month}", False), (f"Commission File Number: {registrant.file_number}", False),
        (registrant.name, True), ("(Translation of registrant’s name into English)", False),
        (registrant.address, False), ("(Address of principal executive office)", False),
    ]  # fmt: skip
    return html("6-K", [
        *(paragraph(text, centre=True, strong=strong) for text, strong in middle),
        paragraph("Indicate by check mark whether the registrant files or will file annual reports under cover of "
                  "Form 20-F or Form 40-F. Form 20-F ☒ Form 40-F ☐"),
        paragraph("EXHIBIT INDEX", centre=True, strong=True),
        table([["Exhibit No.", "Description"], *([f"Exhibit {n}", text] for n, text in exhibits)]),
        paragraph("SIGNATURE", centre=True, strong=True),
        paragraph("Pursuant to the requirements of the Securities Exchange Act of 1934, the registrant has duly "
                  "caused this report to be signed on its behalf by the undersigned, thereunto duly authorized."),
        paragraph(registrant.name, strong=True),
        table([["By:", f"/s/ {name}"], ["Name:", name], ["Title:", title]]),
        paragraph(f"Date: {on}"),
    ])  # fmt: skip
