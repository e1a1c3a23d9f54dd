"""Form 144 in its true form, as XML, text and page, with invented people and figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any

from tests.support.insiders import HARBOUR

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
class _Markup:
    """Elements under one spelling of the namespaces."""

    own: str
    com: str

    def tag(self, name: str, inner: str) -> str:
        return f"<{self.own}{name}>{inner}</{self.own}{name}>\n"

    def leaf(self, name: str, text: str) -> str:
        return self.tag(name, escape(text, quote=False)) if text else ""

    def leaves(self, **named: str) -> str:
        return "".join(self.leaf(name, text) for name, text in named.items())

    def address(self, parts: tuple[str, ...]) -> str:
        names = ("street1", "street2", "city", "stateOrCountry", "zipCode")
        named = zip(names, parts, strict=True)
        return self.tag(
            "address", "".join(f"<{self.com}{n}>{escape(p)}</{self.com}{n}>" for n, p in named)
        )

    def sale(self, sale: Sale) -> str:
        broker = self.leaf("name", sale.broker) + self.address(sale.address)
        return self.tag(
            "securitiesInformation",
            self.leaf("securitiesClassTitle", sale.title)
            + self.tag("brokerOrMarketmakerDetails", broker)
            + self.tag("noOfUnitsSold", sale.units)
            + self.tag("aggregateMarketValue", sale.value)
            + self.tag("noOfUnitsOutstanding", sale.outstanding)
            + self.leaves(approxSaleDate=sale.date, securitiesExchangeName=sale.exchange),
        )

    def acquired(self, row: Acquired) -> str:
        return self.tag(
            "securitiesToBeSold",
            self.leaves(
                securitiesClassTitle=row.title,
                acquiredDate=row.date,
                natureOfAcquisitionTransaction=row.nature,
                nameOfPersonfromWhomAcquired=row.source,
                isGiftTransaction="Y" if row.gift else "N",
                donarAcquiredDate=row.donor_date,
                amountOfSecuritiesAcquired=row.units,
                paymentDate=row.paid,
                natureOfPayment=row.payment,
            ),
        )

    def past(self, sale: Past) -> str:
        return self.tag(
            "securitiesSoldInPast3Months",
            self.tag("sellerDetails", self.leaf("name", sale.seller))
            + self.leaves(
                securitiesClassTitle=sale.title,
                saleDate=sale.date,
                amountOfSecuritiesSold=sale.units,
                grossProceeds=sale.gross,
            ),
        )

    def head(self, form: Form144) -> str:
        filer = self.tag("filer", self.tag("filerCredentials", self.leaf("cik", form.filer_cik)))
        return self.tag(
            "headerData",
            self.leaves(submissionType=form.form, previousAccessionNumber=form.previous)
            + self.tag("filerInfo", filer + self.leaf("liveTestFlag", form.live)),
        )

    def issuer(self, form: Form144) -> str:
        relations = "".join(self.leaf("relationshipToIssuer", r) for r in form.relationships)
        zip_code = f"<{self.com}zipCode>{form.zip_code}</{self.com}zipCode>"
        return self.tag(
            "issuerInfo",
            self.leaves(
                issuerCik=HARBOUR.cik or "",
                issuerName=form.issuer,
                secFileNumber=HARBOUR.file_numbers[0],
            )
            + self.tag("issuerAddress", zip_code)
            + self.leaf("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold", form.person)
            + self.tag("relationshipsToIssuer", relations),
        )

    def signed(self, form: Form144) -> str:
        plans = "".join(self.leaf("planAdoptionDate", p) for p in form.plans)
        dates = self.leaf("noticeDate", form.notice_date) + (
            self.tag("planAdoptionDates", plans) if plans else ""
        )
        return self.tag("noticeSignature", dates + self.leaf("signature", form.signature))


def xml_144(form: Form144, *, own: str = "", com: str = "com:") -> str:
    """The XML with a chosen namespace prefix for its own and for the common elements."""
    mark = _Markup(own, com)
    default = f"xmlns:{own[:-1]}" if own else "xmlns"
    spaces = f'{default}="http://www.sec.gov/edgar/ownership" xmlns:{com[:-1]}="http://www.sec.gov/edgar/common"'
    nothing = "N" if form.past else "Y"
    body = mark.tag(
        "formData",
        mark.issuer(form)
        + "".join(mark.sale(s) for s in form.sales)
        + "".join(mark.acquired(a) for a in form.acquired)
        + mark.leaf("nothingToReportFlagOnSecuritiesSoldInPast3Months", nothing)
        + "".join(mark.past(p) for p in form.past)
        + mark.leaf("remarks", form.remarks)
        + mark.signed(form),
    )
    root = f"<{own}edgarSubmission {spaces}>\n{mark.head(form)}{body}</{own}edgarSubmission>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{root}'


def submission(document: str, form: str = "144") -> str:
    """The SGML wrapper that EDGAR puts around the XML."""
    return (
        f"<SEC-DOCUMENT>0001999999-24-000123.txt : 20240618\n<SEC-HEADER>0001999999-24-000123.hdr.sgml : 20240618\n"
        f"ACCESSION NUMBER:\t\t0001999999-24-000123\nCONFORMED SUBMISSION TYPE:\t{form}\n</SEC-HEADER>\n<DOCUMENT>\n"
        f"<TYPE>{form}\n<SEQUENCE>1\n<FILENAME>primary_doc.xml\n<TEXT>\n<XML>\n{document}\n</XML>\n</TEXT>\n</DOCUMENT>\n</SEC-DOCUMENT>\n"
    )
