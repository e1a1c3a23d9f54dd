"""Forms 144 and 4 in their true form, with invented people, companies and figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from watcher.issuers import Issuers
from watcher.model import AdsRatio, Findings, Issuer
from workers.events import Told
from workers.read import load_types, read

CONFIG = Path(__file__).parents[2] / "config"
HARBOUR = Issuer(
    key="harbour-cloud",
    name="Harbour Cloud Holdings Limited",
    cik="0001900001",
    tickers=("HBC",),
    file_numbers=("001-41234",),
    ads_ratios=(AdsRatio(shares=8),),
)
ADS = "American Depositary Shares (each representing 8 Ordinary Shares)"


@dataclass(frozen=True)
class Sale:
    title: str = ADS
    broker: str = "Bluefin Securities (NZ) Limited"
    address: tuple[str, ...] = ("Level 9, 12 Quay Street", "Auckland CBD", "Auckland", "Q2", "1010")
    units: str = "120500"
    value: str = "602500.00"
    outstanding: str = "90250125"
    date: str = "06/19/2024"
    exchange: str = "NASDAQ"


@dataclass(frozen=True)
class Acquired:
    title: str = ADS
    date: str = "06/19/2024"
    nature: str = "ESOP"
    source: str = "Harbour Cloud Holdings Ltd"
    gift: bool = False
    donor_date: str = ""
    units: str = "120500"
    paid: str = "06/19/2024"
    payment: str = "Cashless"


@dataclass(frozen=True)
class Past:
    seller: str = "Orchid Family Trust"
    title: str = ADS
    date: str = "04/02/2024"
    units: str = "2000"
    gross: str = "10120.50"


@dataclass(frozen=True)
class Form144:
    form: str = "144"
    filer_cik: str = "0001988123"
    live: str = "LIVE"
    issuer: str = "Harbour Cloud Holdings Ltd"
    zip_code: str = "100085"
    person: str = "Shen Yulin"
    relationships: tuple[str, ...] = ("Officer",)
    sales: tuple[Sale, ...] = (Sale(),)
    acquired: tuple[Acquired, ...] = (Acquired(),)
    past: tuple[Past, ...] = ()
    remarks: str = ""
    notice_date: str = "06/18/2024"
    plans: tuple[str, ...] = ()
    signature: str = "Yulin Shen"
    previous: str = ""

    def but(self, **changes: Any) -> Form144:
        return replace(self, **changes)


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
    owners: tuple[tuple[str, str], ...] = (("Okafor Nadia", "<isOfficer>1</isOfficer><officerTitle>VP, Sales</officerTitle>"),)
    plan: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    original: str = ""
    remarks: str = ""

    def but(self, **changes: Any) -> Form4:
        return replace(self, **changes)


def found(body: str | bytes, *, form: str | None = None, issuers: Issuers | None = None) -> Findings:
    """What the whole reading pipeline says of a document, with the shipped configuration."""
    types, thresholds = load_types(CONFIG / "events.toml")
    raw = body.encode() if isinstance(body, str) else body
    watched = issuers if issuers is not None else Issuers.of((HARBOUR,))
    return read(raw, Told(source="edgar", form=form), watched, types=types, thresholds=thresholds)


def xml_144(form: Form144, *, own: str = "", com: str = "com:") -> str:
    """The XML with a chosen namespace prefix for its own and for the common elements."""
    spaces = f'xmlns{":" + own[:-1] if own else ""}="http://www.sec.gov/edgar/ownership" xmlns:{com[:-1]}="http://www.sec.gov/edgar/common"'

    def tag(name: str, inner: str) -> str:
        return f"<{own}{name}>{inner}</{own}{name}>\n"

    def leaf(name: str, text: str) -> str:
        return tag(name, escape(text, quote=False)) if text else ""

    def address(parts: tuple[str, ...]) -> str:
        names = ("street1", "street2", "city", "stateOrCountry", "zipCode")
        return tag("address", "".join(f"<{com}{n}>{escape(p)}</{com}{n}>\n" for n, p in zip(names, parts, strict=True)))

    sales = "".join(
        tag(
            "securitiesInformation",
            leaf("securitiesClassTitle", s.title)
            + tag("brokerOrMarketmakerDetails", leaf("name", s.broker) + address(s.address))
            + tag("noOfUnitsSold", s.units)
            + tag("aggregateMarketValue", s.value)
            + tag("noOfUnitsOutstanding", s.outstanding)
            + leaf("approxSaleDate", s.date)
            + leaf("securitiesExchangeName", s.exchange),
        )
        for s in form.sales
    )
    acquired = "".join(
        tag(
            "securitiesToBeSold",
            leaf("securitiesClassTitle", a.title)
            + leaf("acquiredDate", a.date)
            + leaf("natureOfAcquisitionTransaction", a.nature)
            + leaf("nameOfPersonfromWhomAcquired", a.source)
            + leaf("isGiftTransaction", "Y" if a.gift else "N")
            + leaf("donarAcquiredDate", a.donor_date)
            + tag("amountOfSecuritiesAcquired", a.units)
            + leaf("paymentDate", a.paid)
            + leaf("natureOfPayment", a.payment),
        )
        for a in form.acquired
    )
    past = "".join(
        tag(
            "securitiesSoldInPast3Months",
            tag("sellerDetails", leaf("name", p.seller))
            + leaf("securitiesClassTitle", p.title)
            + leaf("saleDate", p.date)
            + leaf("amountOfSecuritiesSold", p.units)
            + leaf("grossProceeds", p.gross),
        )
        for p in form.past
    )
    head = tag(
        "headerData",
        leaf("submissionType", form.form)
        + leaf("previousAccessionNumber", form.previous)
        + tag("filerInfo", tag("filer", tag("filerCredentials", leaf("cik", form.filer_cik) + leaf("ccc", "XXXXXXXX"))) + leaf("liveTestFlag", form.live)),
    )
    issuer = tag(
        "issuerInfo",
        leaf("issuerCik", HARBOUR.cik or "")
        + leaf("issuerName", form.issuer)
        + leaf("secFileNumber", HARBOUR.file_numbers[0])
        + tag("issuerAddress", f"<{com}zipCode>{form.zip_code}</{com}zipCode>\n")
        + leaf("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold", form.person)
        + tag("relationshipsToIssuer", "".join(leaf("relationshipToIssuer", r) for r in form.relationships)),
    )
    plans = tag("planAdoptionDates", "".join(leaf("planAdoptionDate", p) for p in form.plans)) if form.plans else ""
    signed = tag("noticeSignature", leaf("noticeDate", form.notice_date) + plans + leaf("signature", form.signature))
    nothing = leaf("nothingToReportFlagOnSecuritiesSoldInPast3Months", "N" if form.past else "Y")
    body = tag("formData", issuer + sales + acquired + nothing + past + leaf("remarks", form.remarks) + signed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{own}edgarSubmission {spaces}>\n{head}{body}</{own}edgarSubmission>'


def submission(document: str, form: str = "144") -> str:
    """The SGML wrapper that EDGAR puts around the XML."""
    return (
        f"<SEC-DOCUMENT>0001999999-24-000123.txt : 20240618\n<SEC-HEADER>0001999999-24-000123.hdr.sgml : 20240618\n"
        f"ACCESSION NUMBER:\t\t0001999999-24-000123\nCONFORMED SUBMISSION TYPE:\t{form}\n</SEC-HEADER>\n<DOCUMENT>\n"
        f"<TYPE>{form}\n<SEQUENCE>1\n<FILENAME>primary_doc.xml\n<TEXT>\n<XML>\n{document}\n</XML>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )


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
    sales = [[s.title, " ".join((s.broker, *s.address)), s.units, s.value, s.outstanding, s.date, s.exchange] for s in form.sales]
    box = '<input type="checkbox" checked="checked"/>', '<input type="checkbox"/>'
    acquired = [[a.title, a.date, a.nature, a.source, box[0] if a.gift else box[1], a.donor_date, a.units, a.paid, a.payment] for a in form.acquired]
    past = [[p.seller, p.title, p.date, p.units, p.gross] for p in form.past]
    return [
        ("p", f"Form {form.form}"),
        ("p", f"FORM {form.form}"),
        ("p", "NOTICE OF PROPOSED SALE OF SECURITIES PURSUANT TO RULE 144 UNDER THE SECURITIES ACT OF 1933"),
        ("p", f"{form.form}: Filer Information"),
        *([("line", ("Previous Accession Number of the Amended Filing", form.previous))] if form.previous else []),
        ("line", ("Filer CIK", form.filer_cik)),
        ("line", ("Filer CCC", "XXXXXXXX")),
        ("line", ("Is this a LIVE or TEST Filing?", "LIVE TEST")),
        ("p", "Submission Contact Information"),
        ("line", ("Name", "")),
        ("line", ("Phone", "")),
        ("p", f"{form.form}: Issuer Information"),
        ("line", ("Name of Issuer", form.issuer)),
        ("line", ("SEC File Number", HARBOUR.file_numbers[0])),
        ("line", ("Address of Issuer", f"12 SOFTWARE PARK ROAD\nHAIDIAN DISTRICT, BEIJING\nCHINA\n{form.zip_code}")),
        ("line", ("Phone", "86 10 5555 0101")),
        ("line", ("Name of Person for Whose Account the Securities are To Be Sold", form.person)),
        ("p", _PERSON_NOTE),
        *[("line", ("Relationship to Issuer", r)) for r in form.relationships],
        ("p", f"{form.form}: Securities Information"),
        ("table", [list(_SALE_HEAD), *sales]),
        ("p", "Furnish the following information with respect to the acquisition of the securities to be sold:"),
        ("p", f"{form.form}: Securities To Be Sold"),
        ("table", [list(_ACQUIRED_HEAD), *acquired]),
        ("p", _PAYMENT_NOTE),
        ("p", f"{form.form}: Securities Sold During The Past 3 Months"),
        *([("table", [list(_PAST_HEAD), *past])] if past else [("p", "Nothing to Report")]),
        ("p", f"{form.form}: Remarks and Signature"),
        ("line", ("Remarks", form.remarks)),
        ("line", ("Date of Notice", form.notice_date)),
        *([("line", ("Date of Plan Adoption or Giving of Instruction, If Relying on Rule 10b5-1", "\n".join(form.plans)))] if form.plans else []),
        ("p", "ATTENTION:"),
        ("p", _ATTENTION),
        ("line", ("Signature", form.signature)),
        ("p", "ATTENTION: Intentional misstatements or omission of facts constitute Federal Criminal Violations (See 18 U.S.C. 1001)"),
    ]


def text_144(form: Form144) -> str:
    """The rendered page as text: one paragraph a line, cells parted by tabs."""
    out = []
    for kind, part in _parts(form):
        if kind == "table":
            out += ["\t".join(cells) for cells in part]
        elif kind == "line":
            label, value = part
            apart = label in {"Remarks", "Date of Notice", "Signature"} or label.startswith("Date of Plan")
            out.append(f"{label}\n\n{value}" if apart else f"{label} {value}".rstrip())
        else:
            out.append(part)
    return "\n\n".join(out) + "\n"


def html_144(form: Form144) -> str:
    """The rendered page as HTML tables, as the viewer shows it."""
    out = []
    for kind, part in _parts(form):
        if kind == "table":
            rows = ["".join(f"<td>{c if c.startswith('<') else escape(c)}</td>" for c in cells) for cells in part]
            out.append(f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>")
        elif kind == "line":
            value = escape(part[1]).replace("\n", "<br/>")
            out.append(f"<table><tr><td>{part[0]}</td><td>{value}</td></tr></table>")
        else:
            out.append(f"<p>{escape(part)}</p>")
    return f"<html><head><title>Form 144</title></head><body>{''.join(out)}</body></html>"


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
