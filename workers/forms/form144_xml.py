"""Form 144 from its XML. Elements are matched by local name: filers' prefixes vary."""

from __future__ import annotations

from workers.forms.form144 import AcquiredRow, Notice, PastSale, ProposedRow
from workers.forms.tree import Node, tree
from workers.forms.values import Cell, count, day, number, yes_no
from workers.text.model import FilingText

_ADDRESS = ("street1", "street2", "city", "stateOrCountry", "zipCode")


def is_form144(text: FilingText) -> bool:
    """Whether the structured form in the filing is a Form 144."""
    return bool(text.leaves) and text.leaves[0].path[0] == "edgarSubmission"


def notice_from_xml(text: FilingText) -> Notice:
    """The notice in the leaves; whatever the form leaves out stays None."""
    root = tree(text.leaves)
    head, issuer = _only(root, "headerData"), _only(root, "formData", "issuerInfo")
    form, signed = _only(root, "formData"), _only(root, "formData", "noticeSignature")
    kind = head.cell("submissionType")
    live = head.cell("filerInfo", "liveTestFlag")
    nothing = form.cell("nothingToReportFlagOnSecuritiesSoldInPast3Months")
    return Notice(
        form="144/A" if kind and kind.text.upper().endswith("/A") else "144",
        previous_accession=head.cell("previousAccessionNumber"),
        filer_cik=head.cell("filerInfo", "filer", "filerCredentials", "cik"),
        live=None if live is None else live.text.upper() != "TEST",
        live_cell=live,
        issuer_cik=issuer.cell("issuerCik"),
        issuer_name=issuer.cell("issuerName"),
        zip_code=issuer.cell("issuerAddress", "zipCode"),
        person=issuer.cell("nameOfPersonForWhoseAccountTheSecuritiesAreToBeSold"),
        relationships=_values(issuer.all("relationshipsToIssuer", "relationshipToIssuer")),
        rows=tuple(_proposed(node) for node in form.all("securitiesInformation")),
        acquisitions=tuple(_acquired(node) for node in form.all("securitiesToBeSold")),
        nothing_to_report=yes_no(nothing),
        nothing_cell=nothing,
        past_sales=tuple(_past(node) for node in form.all("securitiesSoldInPast3Months")),
        remarks=form.cell("remarks"),
        notice_date=day(signed.cell("noticeDate")),
        plan_dates=tuple(
            day(cell) for cell in _values(signed.all("planAdoptionDates", "planAdoptionDate"))
        ),
        signature=signed.cell("signature"),
        heading=kind,
    )


def _only(root: Node, *path: str) -> Node:
    found = root.all(*path)
    return found[0] if found else Node(root.leaf)


def _values(nodes: list[Node]) -> tuple[Cell, ...]:
    return tuple(node.value for node in nodes if node.value is not None)


def _proposed(node: Node) -> ProposedRow:
    return ProposedRow(
        title=node.cell("securitiesClassTitle"),
        broker=node.cell("brokerOrMarketmakerDetails", "name"),
        broker_address=_address(_only(node, "brokerOrMarketmakerDetails", "address")),
        units=count(node.cell("noOfUnitsSold")),
        value=number(node.cell("aggregateMarketValue")),
        outstanding=count(node.cell("noOfUnitsOutstanding")),
        sale_date=day(node.cell("approxSaleDate")),
        exchange=node.cell("securitiesExchangeName"),
    )


def _acquired(node: Node) -> AcquiredRow:
    gift = node.cell("isGiftTransaction")
    return AcquiredRow(
        title=node.cell("securitiesClassTitle"),
        acquired=day(node.cell("acquiredDate")),
        nature=node.cell("natureOfAcquisitionTransaction"),
        acquired_from=node.cell("nameOfPersonfromWhomAcquired"),
        gift=yes_no(gift),
        gift_cell=gift,
        donor_acquired=day(node.cell("donarAcquiredDate") or node.cell("donorAcquiredDate")),
        units=count(node.cell("amountOfSecuritiesAcquired")),
        paid=day(node.cell("paymentDate")),
        payment=node.cell("natureOfPayment"),
    )


def _past(node: Node) -> PastSale:
    return PastSale(
        seller=node.cell("sellerDetails", "name"),
        title=node.cell("securitiesClassTitle"),
        sold=day(node.cell("saleDate")),
        units=count(node.cell("amountOfSecuritiesSold")),
        gross=number(node.cell("grossProceeds")),
    )


def _address(node: Node) -> str | None:
    parts = [cell.text for name in _ADDRESS if (cell := node.cell(name))]
    return " ".join(parts) or None
