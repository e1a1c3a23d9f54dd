"""Form 144 from its XML. Elements are matched by local name: filers' prefixes vary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workers.forms.form144 import AcquiredRow, Notice, PastSale, ProposedRow
from workers.forms.values import count, day, number, yes_no
from workers.text.model import Cell, FilingText, Leaves

_ADDRESS = ("street1", "street2", "city", "stateOrCountry", "zipCode")


def is_form144(text: FilingText) -> bool:
    """Whether the structured form in the filing is a Form 144."""
    return text.leaves.root == "edgarSubmission"


def notice_from_xml(text: FilingText) -> Notice:
    """The notice in the leaves; whatever the form leaves out stays None."""
    leaves = text.leaves
    whole = leaves.children(0)
    form = _below(leaves, whole, "formData")
    issuer, signed = _below(leaves, form, "issuerInfo"), _below(leaves, form, "noticeSignature")
    head, about = _cells(leaves, whole, "headerData"), _cells(leaves, form, "issuerInfo")
    kind, live = head.get("submissionType"), head.get("liveTestFlag")
    nothing = _own(leaves, form, "nothingToReportFlagOnSecuritiesSoldInPast3Months")
    return Notice(
        form="144/A" if kind and kind.text.upper().endswith("/A") else "144",
        previous_accession=head.get("previousAccessionNumber"),
        filer_cik=head.get("cik"),
        live=None if live is None else live.text.upper() != "TEST",
        live_cell=live,
        issuer_cik=about.get("issuerCik"),
        issuer_name=about.get("issuerName"),
        zip_code=about.get("zipCode"),
        person=about.get("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold"),
        relationships=_each(leaves, issuer, "relationshipsToIssuer", "relationshipToIssuer"),
        rows=tuple(_proposed(leaves.below(i)) for i in form.get("securitiesInformation", ())),
        acquisitions=tuple(_acquired(leaves.below(i)) for i in form.get("securitiesToBeSold", ())),
        nothing_to_report=yes_no(nothing),
        nothing_cell=nothing,
        past_sales=tuple(
            _past(leaves.below(i)) for i in form.get("securitiesSoldInPast3Months", ())
        ),
        remarks=_own(leaves, form, "remarks"),
        notice_date=day(_own(leaves, signed, "noticeDate")),
        plan_dates=tuple(
            day(cell) for cell in _each(leaves, signed, "planAdoptionDates", "planAdoptionDate")
        ),
        signature=_own(leaves, signed, "signature"),
        heading=kind,
    )


def _below(
    leaves: Leaves, within: Mapping[str, Sequence[int]], name: str
) -> Mapping[str, Sequence[int]]:
    """The elements right below the first element of a name."""
    return leaves.children(within[name][0]) if name in within else {}


def _cells(leaves: Leaves, within: Mapping[str, Sequence[int]], name: str) -> Mapping[str, Cell]:
    """All values below the first element of a name."""
    return leaves.below(within[name][0]) if name in within else {}


def _own(leaves: Leaves, within: Mapping[str, Sequence[int]], name: str) -> Cell | None:
    """The value of the first element of a name."""
    return leaves.cell(within[name][0]) if name in within else None


def _each(
    leaves: Leaves, within: Mapping[str, Sequence[int]], around: str, name: str
) -> tuple[Cell, ...]:
    """Every value of a name in every element around it."""
    numbers = (n for i in within.get(around, ()) for n in leaves.children(i).get(name, ()))
    return tuple(cell for n in numbers if (cell := leaves.cell(n)))


def _proposed(cells: Mapping[str, Cell]) -> ProposedRow:
    said = cells.get
    return ProposedRow(
        title=said("securitiesClassTitle"),
        broker=said("name"),
        broker_address=_address(cells),
        units=count(said("noOfUnitsSold")),
        value=number(said("aggregateMarketValue")),
        outstanding=count(said("noOfUnitsOutstanding")),
        sale_date=day(said("approxSaleDate")),
        exchange=said("securitiesExchangeName"),
    )


def _acquired(cells: Mapping[str, Cell]) -> AcquiredRow:
    said = cells.get
    gift = said("isGiftTransaction")
    return AcquiredRow(
        title=said("securitiesClassTitle"),
        acquired=day(said("acquiredDate")),
        nature=said("natureOfAcquisitionTransaction"),
        acquired_from=said("nameOfPersonfromWhomAcquired"),
        gift=yes_no(gift),
        gift_cell=gift,
        donor_acquired=day(said("donarAcquiredDate") or said("donorAcquiredDate")),
        units=count(said("amountOfSecuritiesAcquired")),
        paid=day(said("paymentDate")),
        payment=said("natureOfPayment"),
    )


def _past(cells: Mapping[str, Cell]) -> PastSale:
    said = cells.get
    return PastSale(
        seller=said("name"),
        title=said("securitiesClassTitle"),
        sold=day(said("saleDate")),
        units=count(said("amountOfSecuritiesSold")),
        gross=number(said("grossProceeds")),
    )


def _address(cells: Mapping[str, Cell]) -> str | None:
    parts = [cells[name].text for name in _ADDRESS if name in cells]
    return " ".join(parts) or None
