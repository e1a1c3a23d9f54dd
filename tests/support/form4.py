"""Forms 3, 4 and 5 in their true form, with invented people and figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from tests.support.insiders import HARBOUR


@dataclass(frozen=True)
class Traded:
    code: str = "S"
    mark: str = "D"
    units: str = "4000"
    price: str = "25.10"
    date: str = "2025-03-04"
    title: str = "Common Stock"
    derivative: bool = False
    price_notes: tuple[str, ...] = ()
    code_notes: tuple[str, ...] = ()
    after: str = "91000"
    held: str = "D"
    nature: str = ""


@dataclass(frozen=True)
class Form4:
    form: str = "4"
    rows: tuple[Traded, ...] = (Traded(),)
    holdings: tuple[tuple[str, str], ...] = ()
    owners: tuple[tuple[str, str], ...] = (
        ("Okafor Nadia", "<isOfficer>1</isOfficer><officerTitle>VP, Sales</officerTitle>"),
    )
    plan: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    original: str = ""
    remarks: str = ""

    def but(self, **changes: Any) -> Form4:
        return replace(self, **changes)


def xml_4(form: Form4) -> str:
    """A Form 3, 4 or 5 with its tables, footnotes and signatures."""

    def value(name: str, text: str, notes: tuple[str, ...] = ()) -> str:
        cited = "".join(f'<footnoteId id="{n}"/>' for n in notes)
        printed = f"<value>{escape(text)}</value>" if text else ""
        return f"<{name}>{printed}{cited}</{name}>" if printed or cited else ""

    def row(t: Traded) -> str:
        kind = "derivative" if t.derivative else "nonDerivative"
        cited = "".join(f'<footnoteId id="{n}"/>' for n in t.code_notes)
        underlying = f"<underlyingSecurity>{value('underlyingSecurityTitle', 'Common Stock')}{value('underlyingSecurityShares', t.units)}</underlyingSecurity>"
        return (
            f"<{kind}Transaction>{value('securityTitle', t.title)}{value('transactionDate', t.date)}"
            f"<transactionCoding><transactionFormType>4</transactionFormType><transactionCode>{t.code}</transactionCode>"
            f"<equitySwapInvolved>0</equitySwapInvolved>{cited}</transactionCoding><transactionAmounts>"
            f"{value('transactionShares', t.units)}{value('transactionPricePerShare', t.price, t.price_notes)}"
            f"{value('transactionAcquiredDisposedCode', t.mark)}</transactionAmounts>{underlying if t.derivative else ''}"
            f"<postTransactionAmounts>{value('sharesOwnedFollowingTransaction', t.after)}</postTransactionAmounts>"
            f"<ownershipNature>{value('directOrIndirectOwnership', t.held)}{value('natureOfOwnership', t.nature)}</ownershipNature></{kind}Transaction>\n"
        )

    holdings = "".join(
        f"<nonDerivativeHolding>{value('securityTitle', title)}<postTransactionAmounts>{value('sharesOwnedFollowingTransaction', n)}"
        f"</postTransactionAmounts><ownershipNature>{value('directOrIndirectOwnership', 'D')}</ownershipNature></nonDerivativeHolding>\n"
        for title, n in form.holdings
    )
    owners = "".join(
        f"<reportingOwner><reportingOwnerId><rptOwnerCik>{1950000 + i:010}</rptOwnerCik><rptOwnerName>{escape(name)}</rptOwnerName>"
        f"</reportingOwnerId><reportingOwnerRelationship>{flags}</reportingOwnerRelationship></reportingOwner>\n"
        for i, (name, flags) in enumerate(form.owners)
    )
    notes = "".join(f'<footnote id="{k}">{escape(v)}</footnote>\n' for k, v in form.notes.items())
    plain = "".join(row(t) for t in form.rows if not t.derivative) + holdings
    derivative = "".join(row(t) for t in form.rows if t.derivative)
    return (
        f'<?xml version="1.0"?>\n<ownershipDocument>\n<schemaVersion>X0508</schemaVersion>\n<documentType>{form.form}</documentType>\n'
        f"<periodOfReport>2025-03-04</periodOfReport>\n{f'<dateOfOriginalSubmission>{form.original}</dateOfOriginalSubmission>' if form.original else ''}"
        f"<issuer><issuerCik>{HARBOUR.cik}</issuerCik><issuerName>{HARBOUR.name}</issuerName><issuerTradingSymbol>HBC</issuerTradingSymbol></issuer>\n"
        f"{owners}{f'<aff10b5One>{form.plan}</aff10b5One>' if form.plan else ''}\n<nonDerivativeTable>{plain}</nonDerivativeTable>\n"
        f"<derivativeTable>{derivative}</derivativeTable>\n<footnotes>{notes}</footnotes>\n"
        f"{f'<remarks>{escape(form.remarks)}</remarks>' if form.remarks else ''}"
        f"<ownerSignature><signatureName>/s/ by proxy</signatureName><signatureDate>2025-03-05</signatureDate></ownerSignature>\n</ownershipDocument>"
    )


def page_4(form: Form4) -> str:
    """The form as the rendered page: tables, footnote marks, boxes with an X."""
    order = list(form.notes)

    def marks(notes: tuple[str, ...]) -> str:
        return "".join(f"<sup>({order.index(n) + 1})</sup>" for n in notes)

    def us(day: str) -> str:
        year, month, of_month = day[:10].split("-")
        return f"{month}/{of_month}/{year}"

    def row(cells: list[str]) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def trade(t: Traded) -> str:
        code, price = t.code + marks(t.code_notes), f"${t.price}" + marks(t.price_notes)
        if t.derivative:
            sides = [t.units, ""] if t.mark == "A" else ["", t.units]
            middle = [code, "", *sides, "", "01/01/2030", "Common Stock", t.units]
            return row([t.title, "$1", us(t.date), "", *middle, price, t.after, t.held, t.nature])
        figures = [code, "", f"{int(t.units):,}", t.mark, price, f"{int(t.after):,}"]
        return row([t.title, us(t.date), "", *figures, t.held, t.nature])

    owners = "".join(
        f"<table><tr><td>1. Name and Address of Reporting Person*</td></tr><tr><td>{escape(name)}</td></tr></table>"
        for name, _ in form.owners
    )
    officer = "X" if "<isOfficer>1" in form.owners[0][1] else ""
    head = [
        "1. Title of Security (Instr. 3)",
        "2. Transaction Date",
        "2A.",
        "3. Code",
        "",
        "4.",
        "",
        "",
        "5.",
        "6.",
        "7.",
    ]
    second = [
        "1. Title of Derivative Security",
        "2.",
        "3.",
        "3A.",
        "4.",
        "",
        "5.",
        "",
        "6.",
        "",
        "7.",
        "",
        "8.",
        "9.",
        "10.",
        "11.",
    ]
    marked = row(["", "", "", "Code", "V", "Amount", "(A) or (D)", "Price", "", "", ""])
    sided = row(
        [
            "",
            "",
            "",
            "",
            "Code",
            "V",
            "(A)",
            "(D)",
            "Date Exercisable",
            "Expiration Date",
            "Title",
            "Amount",
            "",
            "",
            "",
            "",
        ]
    )
    plain = "".join(trade(t) for t in form.rows if not t.derivative)
    derivative = "".join(trade(t) for t in form.rows if t.derivative)
    notes = "".join(f"<p>{i}. {escape(text)}</p>" for i, text in enumerate(form.notes.values(), 1))
    return (
        f"<html><head><title>SEC Form {form.form}</title></head><body><p>FORM {form.form}</p>"
        "<p>UNITED STATES SECURITIES AND EXCHANGE COMMISSION</p><p>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP</p>"
        f"{owners}<p>2. Issuer Name and Ticker or Trading Symbol {HARBOUR.name} [ HBC ]</p>"
        "<p>5. Relationship of Reporting Person(s) to Issuer (Check all applicable)</p><table>"
        f"{row(['', 'Director', '', '10% Owner'])}{row([officer, 'Officer (give title below)', '', 'Other (specify below)'])}"
        f"{row(['', 'VP, Sales'])}</table><p>3. Date of Earliest Transaction (Month/Day/Year) 03/04/2025</p>"
        "<table><tr><td>Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned</td></tr></table>"
        f"<table>{row(head)}{marked}{plain}</table><p>Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned</p>"
        f"<table>{row(second)}{sided}{derivative}</table><p>Explanation of Responses:</p>{notes}"
        f"<table>{row(['/s/ by proxy', '03/05/2025'])}</table></body></html>"
    )
