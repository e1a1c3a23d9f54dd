"""Forms 3, 4 and 5 from their XML: every row of both tables, every owner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from workers.forms.ownership import Owner, Row, Statement, is_acquired, letter_of
from workers.forms.values import Day, day, number, text_of, yes_no
from workers.text.model import Cell, FilingText, Leaves

_TABLES = ((False, "nonDerivativeTable"), (True, "derivativeTable"))


class _Footnotes(NamedTuple):
    """Footnote texts by id, and who cites them: line, element that cites, id."""

    texts: Mapping[str, str]
    cited: Sequence[tuple[int, str, str]]


def is_ownership(text: FilingText) -> bool:
    """Whether the structured form in the filing is a Form 3, 4 or 5."""
    return text.leaves.root == "ownershipDocument"


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
    whole = leaves.children(0)
    issuer = leaves.below(whole["issuer"][0]) if "issuer" in whole else {}
    footnotes = _footnotes(leaves, whole)
    plan, form = _own(leaves, whole, "aff10b5One"), _own(leaves, whole, "documentType")
    return Statement(
        form=(text_of(form) or "").upper(),
        form_cell=form,
        period=day(_own(leaves, whole, "periodOfReport")),
        original=day(_own(leaves, whole, "dateOfOriginalSubmission")),
        issuer_cik=issuer.get("issuerCik"),
        issuer_name=issuer.get("issuerName"),
        symbol=issuer.get("issuerTradingSymbol"),
        owners=tuple(_owner(leaves, i) for i in whole.get("reportingOwner", ())),
        plan=yes_no(plan),
        plan_cell=plan,
        rows=tuple(_rows(leaves, whole, footnotes)),
        footnotes=footnotes.texts,
        lost_notes=tuple(sorted({i for *_, i in footnotes.cited}.difference(footnotes.texts))),
        remarks=_own(leaves, whole, "remarks"),
        signed=tuple(_signed(leaves.below(i)) for i in whole.get("ownerSignature", ())),
    )


def _own(leaves: Leaves, within: Mapping[str, Sequence[int]], name: str) -> Cell | None:
    """The value of the first element of a name."""
    return leaves.cell(within[name][0]) if name in within else None


def _footnotes(leaves: Leaves, whole: Mapping[str, Sequence[int]]) -> _Footnotes:
    notes = [n for i in whole.get("footnotes", ()) for n in leaves.children(i).get("footnote", ())]
    return _Footnotes({leaves.mark(n): leaves.values[n] for n in notes}, leaves.notes)


def _owner(leaves: Leaves, at: int) -> Owner:
    said = leaves.below(at).get
    return Owner(
        name=text_of(said("rptOwnerName")) or "",
        cik=text_of(said("rptOwnerCik")),
        director=yes_no(said("isDirector")),
        officer=yes_no(said("isOfficer")),
        ten_percent=yes_no(said("isTenPercentOwner")),
        other=yes_no(said("isOther")),
        officer_title=text_of(said("officerTitle")),
        other_text=text_of(said("otherText")),
        place=leaves.place(at),
    )


def _rows(
    leaves: Leaves, whole: Mapping[str, Sequence[int]], footnotes: _Footnotes
) -> Iterator[Row]:
    for derivative, table in _TABLES:
        below = [leaves.children(i) for i in whole.get(table, ())]
        for kind in (table.replace("Table", "Transaction"), table.replace("Table", "Holding")):
            for rows in below:
                for count, at in enumerate(rows.get(kind, ()), 1):
                    element = f"{leaves.root}/{table}/{kind}[{count}]"
                    notes = _notes(leaves, at, footnotes) if footnotes.cited else {}
                    yield _row(leaves, at, element, notes, derivative=derivative)


def _row(
    leaves: Leaves, at: int, element: str, notes: Mapping[str, tuple[str, ...]], *, derivative: bool
) -> Row:
    cells = leaves.below(at)
    said = cells.get
    shares, code = said("transactionShares"), said("transactionCode")
    direction = said("transactionAcquiredDisposedCode")
    return Row(
        derivative=derivative,
        place=leaves.place(at),
        letter=letter_of(code),
        acquired=is_acquired(direction),
        notes=notes,
        element=element,
        line=leaves.line(leaves.names.index("transactionShares", at) if shares else at),
        title=said("securityTitle"),
        code=code,
        timeliness=said("transactionTimeliness"),
        swap=yes_no(said("equitySwapInvolved")),
        traded=day(said("transactionDate")),
        deemed=day(said("deemedExecutionDate")),
        shares=number(shares),
        amount=number(said("transactionTotalValue")),
        price=number(said("transactionPricePerShare")),
        direction=direction,
        owned_after=number(said("sharesOwnedFollowingTransaction")),
        value_after=number(said("valueOwnedFollowingTransaction")),
        held=said("directOrIndirectOwnership"),
        nature=said("natureOfOwnership"),
        exercise_price=number(said("conversionOrExercisePrice")),
        exercisable=day(said("exerciseDate")),
        expires=day(said("expirationDate")),
        underlying=said("underlyingSecurityTitle"),
        underlying_shares=number(said("underlyingSecurityShares")),
    )


def _notes(leaves: Leaves, at: int, footnotes: _Footnotes) -> dict[str, tuple[str, ...]]:
    """The texts of the footnotes that a row cites, by the element that cites them."""
    found: dict[str, list[str]] = {}
    stop = leaves.stop(at)
    for line, name, mark in footnotes.cited:
        if at < line < stop and footnotes.texts.get(mark):
            found.setdefault(name, []).append(footnotes.texts[mark])
    return {name: tuple(texts) for name, texts in found.items()}


def _signed(cells: Mapping[str, Cell]) -> tuple[Cell | None, Day]:
    return cells.get("signatureName"), day(cells.get("signatureDate"))
