"""Form 144 as XML, in each of the spellings of its namespaces that filers use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.support.recordings.report import Registrant

_COMMON = ("street1", "city", "stateOrCountry", "zipCode")
_OWNERSHIP_URI = "http://www.sec.gov/edgar/ownership"
_COMMON_URI = "http://www.sec.gov/edgar/common"


@dataclass(frozen=True, kw_only=True)
class Lot:
    """A class to be sold and how it was acquired. Dates as MM/DD/YYYY."""

    units: str
    value: str
    outstanding: str
    sale: str
    acquired: str
    how: str
    security: str = "Common"
    payment: str = "N/A"
    exchange: str = "NASDAQ"


@dataclass(frozen=True, kw_only=True)
class Sold:
    """A sale of the past three months."""

    on: str
    units: str
    proceeds: str


def notice144(
    issuer: Registrant, seller: tuple[str, str, str], lots: Sequence[Lot], *, notice: str,
    plan: str = "", sold: Sequence[Sold] = (), corrects: str = "", remarks: str = "", spelling: str = "",
) -> str:  # fmt: skip
    """The XML. ``seller``: name, CIK, relationship; ``corrects``: the accession that a 144/A amends;
    ``spelling``: prefix of all elements (``own``, ``ns2``), or none.
    """
    text = "\n".join([
        "<edgarSubmission>", *_header(seller[1], corrects), "<formData>", *_issuer(issuer, seller),
        *(line for lot in lots for line in _to_sell(lot)),
        *(line for lot in lots for line in _acquired(lot, issuer.name)),
        (f"<nothingToReportFlagOnSecuritiesSoldInPast3Months>{'N' if sold else 'Y'}"
        "</nothingToReportFlagOnSecuritiesSoldInPast3Months>"),
        *(line for sale in sold for line in _sold(sale, seller[0], lots[0].security)),
        *([_e("remarks", remarks)] if remarks else []),
        "<noticeSignature>", _e("noticeDate", notice),
        *(["<planAdoptionDates>", _e("planAdoptionDate", plan), "</planAdoptionDates>"] if plan else []),
        _e("signature", f"/s/ {seller[0]}"), "</noticeSignature>", "</formData>", "</edgarSubmission>",
    ])  # fmt: skip
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _spelt(text, spelling)


def _spelt(text: str, prefix: str) -> str:
    """The same elements in their two namespaces, under the prefixes of a filer's software."""
    common = "com" if prefix else "ns2"

    def tag(found: re.Match[str]) -> str:
        name = found[2]
        its = common if name in _COMMON else prefix
        return f"<{found[1]}{its + ':' if its else ''}{name}"

    text = re.sub(r"<(/?)(\w+)", tag, text)
    own = f"xmlns:{prefix}" if prefix else "xmlns"
    spaces = f'{own}="{_OWNERSHIP_URI}" xmlns:{common}="{_COMMON_URI}"'
    return text.replace("edgarSubmission>", f"edgarSubmission {spaces}>", 1)


def _e(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>"


def _header(cik: str, corrects: str) -> list[str]:
    return [
        "<headerData>", _e("submissionType", "144/A" if corrects else "144"),
        *([_e("previousAccessionNumber", corrects)] if corrects else []),
        "<filerInfo>", "<filer>", "<filerCredentials>", _e("cik", cik), _e("ccc", "XXXXXXXX"),
        "</filerCredentials>", "</filer>", _e("liveTestFlag", "LIVE"), "</filerInfo>", "</headerData>",
    ]  # fmt: skip


def _address(name: str) -> list[str]:
    return [
        f"<{name}>", _e("street1", "400 Invented Way"), _e("city", "Springfield"),
        _e("stateOrCountry", "DE"), _e("zipCode", "00000"), f"</{name}>",
    ]  # fmt: skip


def _issuer(issuer: Registrant, seller: tuple[str, str, str]) -> list[str]:
    person = "nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold"
    return [
        "<issuerInfo>", _e("issuerCik", issuer.cik), _e("issuerName", issuer.name),
        _e("secFileNumber", issuer.file_number), *_address("issuerAddress"),
        _e("issuerContactPhone", issuer.phone), _e(person, seller[0]),
        "<relationshipsToIssuer>", _e("relationshipToIssuer", seller[2]), "</relationshipsToIssuer>",
        "</issuerInfo>",
    ]  # fmt: skip


def _to_sell(lot: Lot) -> list[str]:
    return [
        "<securitiesInformation>", _e("securitiesClassTitle", lot.security),
        "<brokerOrMarketmakerDetails>", _e("name", "Invented Brokers LLC"), *_address("address"),
        "</brokerOrMarketmakerDetails>", _e("noOfUnitsSold", lot.units), _e("aggregateMarketValue", lot.value),
        _e("noOfUnitsOutstanding", lot.outstanding), _e("approxSaleDate", lot.sale),
        _e("securitiesExchangeName", lot.exchange), "</securitiesInformation>",
    ]  # fmt: skip


def _acquired(lot: Lot, issuer: str) -> list[str]:
    return [
        "<securitiesToBeSold>", _e("securitiesClassTitle", lot.security), _e("acquiredDate", lot.acquired),
        _e("natureOfAcquisitionTransaction", lot.how), _e("nameOfPersonfromWhomAcquired", issuer),
        _e("isGiftTransaction", "N"), _e("amountOfSecuritiesAcquired", lot.units),
        _e("paymentDate", lot.acquired), _e("natureOfPayment", lot.payment), "</securitiesToBeSold>",
    ]  # fmt: skip


def _sold(sale: Sold, seller: str, security: str) -> list[str]:
    return [
        "<securitiesSoldInPast3Months>", "<sellerDetails>", _e("name", seller), *_address("address"),
        "</sellerDetails>", _e("securitiesClassTitle", security), _e("saleDate", sale.on),
        _e("amountOfSecuritiesSold", sale.units), _e("grossProceeds", sale.proceeds),
        "</securitiesSoldInPast3Months>",
    ]  # fmt: skip
