"""Forms 3, 4 and 5 from their XML: every row of both tables, every owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from workers.forms.ownership import Owner, Row, Statement
from workers.forms.tree import Node, tree
from workers.forms.values import Cell, day, number, text_of, yes_no
from workers.text.model import FilingText, Leaf

_ROW_DEPTH = 3
_Place: TypeAlias = tuple[tuple[str, ...], tuple[int, ...]]


class _Footnotes(NamedTuple):
    """Footnote texts by id, and which row cites which of them at which value."""

    texts: Mapping[str, str]
    cited: Mapping[_Place, list[tuple[str, str]]]


def is_ownership(text: FilingText) -> bool:
    """Whether the structured form in the filing is a Form 3, 4 or 5."""
    return bool(text.leaves) and text.leaves[0].path[0] == "ownershipDocument"


def statement_from_xml(text: FilingText) -> Statement:
    """The statement in the leaves; whatever the form leaves out stays None. The last one is
    kept, since sales and purchases are read from the same statement.
    """
    return _statement(_Same(text))


class _Same:
    """A filing's text by identity, so that its statement can be kept."""

    __slots__ = ("text",)

    def __init__(self, text: FilingText) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.text is self.text

    def __hash__(self) -> int:
        return id(self.text)


@lru_cache(maxsize=1)
def _statement(held: _Same) -> Statement:
    leaves = held.text.leaves
    root = tree(leaves)
    texts = {
        n.leaf.attributes.get("id", ""): n.leaf.value or ""
        for n in root.all("footnotes", "footnote")
    }
    cited = _citations(leaves)
    plan = root.cell("aff10b5One") or root.cell("aff10b5One", "value")
    form = root.cell("documentType")
    return Statement(
        form=(text_of(form) or "").upper(),
        form_cell=form,
        period=day(root.cell("periodOfReport")),
        original=day(root.cell("dateOfOriginalSubmission")),
        issuer_cik=root.cell("issuer", "issuerCik"),
        issuer_name=root.cell("issuer", "issuerName"),
        symbol=root.cell("issuer", "issuerTradingSymbol"),
        owners=tuple(_owner(node) for node in root.all("reportingOwner")),
        plan=yes_no(plan),
        plan_cell=plan,
        rows=tuple(_rows(root, _Footnotes(texts, cited))),
        footnotes=texts,
        lost_notes=tuple(sorted({i for notes in cited.values() for _, i in notes} - set(texts))),
        remarks=root.cell("remarks"),
        signed=tuple(
            (n.cell("signatureName"), day(n.cell("signatureDate")))
            for n in root.all("ownerSignature")
        ),
    )


def _owner(node: Node) -> Owner:
    def said(name: str) -> Cell | None:
        path = ("reportingOwnerRelationship", name)
        return node.cell(*path) or node.cell(*path, "value")

    return Owner(
        name=text_of(node.cell("reportingOwnerId", "rptOwnerName")) or "",
        cik=text_of(node.cell("reportingOwnerId", "rptOwnerCik")),
        director=yes_no(said("isDirector")),
        officer=yes_no(said("isOfficer")),
        ten_percent=yes_no(said("isTenPercentOwner")),
        other=yes_no(said("isOther")),
        officer_title=text_of(said("officerTitle")),
        other_text=text_of(said("otherText")),
        place=node.place,
    )


def _rows(root: Node, footnotes: _Footnotes) -> Iterator[Row]:
    for derivative, table in ((False, "nonDerivative"), (True, "derivative")):
        for kind in ("Transaction", "Holding"):
            for node in root.all(f"{table}Table", f"{table}{kind}"):
                yield _row(node, footnotes, derivative=derivative)


def _row(node: Node, footnotes: _Footnotes, *, derivative: bool) -> Row:
    amounts, after = ("transactionAmounts",), ("postTransactionAmounts",)
    return Row(
        derivative=derivative,
        place=node.place,
        number=node.leaf.index[-1] + 1,
        title=_value(node, "securityTitle"),
        code=_value(node, "transactionCoding", "transactionCode"),
        timeliness=_value(node, "transactionTimeliness"),
        swap=yes_no(_value(node, "transactionCoding", "equitySwapInvolved")),
        traded=day(_value(node, "transactionDate")),
        deemed=day(_value(node, "deemedExecutionDate")),
        shares=number(_value(node, *amounts, "transactionShares")),
        amount=number(_value(node, *amounts, "transactionTotalValue")),
        price=number(_value(node, *amounts, "transactionPricePerShare")),
        direction=_value(node, *amounts, "transactionAcquiredDisposedCode"),
        owned_after=number(_value(node, *after, "sharesOwnedFollowingTransaction")),
        value_after=number(_value(node, *after, "valueOwnedFollowingTransaction")),
        held=_value(node, "ownershipNature", "directOrIndirectOwnership"),
        nature=_value(node, "ownershipNature", "natureOfOwnership"),
        exercise_price=number(_value(node, "conversionOrExercisePrice")),
        exercisable=day(_value(node, "exerciseDate")),
        expires=day(_value(node, "expirationDate")),
        underlying=_value(node, "underlyingSecurity", "underlyingSecurityTitle"),
        underlying_shares=number(_value(node, "underlyingSecurity", "underlyingSecurityShares")),
        notes=_notes(node, footnotes),
    )


def _value(node: Node, *path: str) -> Cell | None:
    """The value of a field, which sits in ``<value>`` or, in some filers' XML, bare."""
    return node.cell(*path, "value") or node.cell(*path)


def _citations(leaves: Sequence[Leaf]) -> dict[_Place, list[tuple[str, str]]]:
    """(field, footnote id) of every citation, by the table row that it stands in."""
    cited: dict[_Place, list[tuple[str, str]]] = {}
    for leaf in leaves:
        if leaf.path[-1] == "footnoteId" and len(leaf.path) > 1:
            key = (leaf.path[:_ROW_DEPTH], leaf.index[:_ROW_DEPTH])
            field = leaf.path[-2]
            cited.setdefault(key, []).append((field, leaf.attributes.get("id", "")))
    return cited


def _notes(node: Node, footnotes: _Footnotes) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, ident in footnotes.cited.get((node.leaf.path, node.leaf.index), ()):
        if footnotes.texts.get(ident):
            found.setdefault(name, []).append(footnotes.texts[ident])
    return {name: tuple(texts) for name, texts in found.items()}
