"""Forms 3, 4 and 144 as the XML that EDGAR takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True, kw_only=True)
class Owner:
    """A reporting owner. ``name`` as EDGAR keeps it: surname first."""

    name: str
    cik: str
    director: bool = False
    title: str = ""
    ten_percent: bool = False


@dataclass(frozen=True, kw_only=True)
class Trade:
    """One row of Table I. ``note`` becomes a footnote of the price."""

    on: str
    code: str
    shares: str
    price: str
    after: str
    direction: str = "D"
    security: str = "Common Stock"
    note: str = ""
    held: str = "D"
    nature: str = ""


def ownership(
    form: str, issuer: tuple[str, str, str], owners: Sequence[Owner], trades: Sequence[Trade] = (),
    *, on: str, plan: bool = False, holdings: Sequence[tuple[str, str]] = (),
) -> str:  # fmt: skip
    """A Form 3 or 4. ``issuer``: name, CIK, symbol; ``holdings``: class and shares."""
    name, cik, symbol = issuer
    notes = [trade.note for trade in trades if trade.note]
    rows = "\n".join(_trade(form, trade, notes) for trade in trades)
    rows += "\n".join(_holding(*holding) for holding in holdings)
    footnotes = "".join(
        f'\n        <footnote id="F{n}">{escape(note)}</footnote>'
        for n, note in enumerate(notes, 1)
    )
    flag = f"\n    <aff10b5One>{int(plan)}</aff10b5One>\n" if form != "3" else ""
    return f"""<?xml version="1.0"?>
<ownershipDocument>

    <schemaVersion>X0508</schemaVersion>

    <documentType>{form}</documentType>

    <periodOfReport>{on}</periodOfReport>

    <issuer>
        <issuerCik>{cik}</issuerCik>
        <issuerName>{escape(name)}</issuerName>
        <issuerTradingSymbol>{symbol}</issuerTradingSymbol>
    </issuer>
{"".join(_owner(owner) for owner in owners)}{flag}
    <nonDerivativeTable>
{rows}
    </nonDerivativeTable>

    <footnotes>{footnotes}
    </footnotes>

    <ownerSignature>
        <signatureName>/s/ by attorney-in-fact</signatureName>
        <signatureDate>{on}</signatureDate>
    </ownerSignature>
</ownershipDocument>"""


def _owner(owner: Owner) -> str:
    return f"""
    <reportingOwner>
        <reportingOwnerId>
            <rptOwnerCik>{owner.cik}</rptOwnerCik>
            <rptOwnerName>{escape(owner.name)}</rptOwnerName>
        </reportingOwnerId>
        <reportingOwnerRelationship>
            <isDirector>{int(owner.director)}</isDirector>
            <isOfficer>{int(bool(owner.title))}</isOfficer>
            <isTenPercentOwner>{int(owner.ten_percent)}</isTenPercentOwner>
            <isOther>0</isOther>
            <officerTitle>{escape(owner.title)}</officerTitle>
        </reportingOwnerRelationship>
    </reportingOwner>
"""


def _trade(form: str, trade: Trade, notes: Sequence[str]) -> str:
    note = (
        f'\n                    <footnoteId id="F{notes.index(trade.note) + 1}"/>'
        if trade.note
        else ""
    )
    return f"""        <nonDerivativeTransaction>
            <securityTitle>
                <value>{trade.security}</value>
            </securityTitle>
            <transactionDate>
                <value>{trade.on}</value>
            </transactionDate>
            <transactionCoding>
                <transactionFormType>{form}</transactionFormType>
                <transactionCode>{trade.code}</transactionCode>
                <equitySwapInvolved>0</equitySwapInvolved>
            </transactionCoding>
            <transactionAmounts>
                <transactionShares>
                    <value>{trade.shares}</value>
                </transactionShares>
                <transactionPricePerShare>
                    <value>{trade.price}</value>{note}
                </transactionPricePerShare>
                <transactionAcquiredDisposedCode>
                    <value>{trade.direction}</value>
                </transactionAcquiredDisposedCode>
            </transactionAmounts>
            <postTransactionAmounts>
                <sharesOwnedFollowingTransaction>
                    <value>{trade.after}</value>
                </sharesOwnedFollowingTransaction>
            </postTransactionAmounts>
{_held(trade.held, trade.nature)}
        </nonDerivativeTransaction>"""


def _holding(security: str, shares: str) -> str:
    return f"""        <nonDerivativeHolding>
            <securityTitle>
                <value>{security}</value>
            </securityTitle>
            <postTransactionAmounts>
                <sharesOwnedFollowingTransaction>
                    <value>{shares}</value>
                </sharesOwnedFollowingTransaction>
            </postTransactionAmounts>
{_held("D", "")}
        </nonDerivativeHolding>"""


def _held(held: str, nature: str) -> str:
    by = (
        f"""
                <natureOfOwnership>
                    <value>{escape(nature)}</value>
                </natureOfOwnership>"""
        if nature
        else ""
    )
    return f"""            <ownershipNature>
                <directOrIndirectOwnership>
                    <value>{held}</value>
                </directOrIndirectOwnership>{by}
            </ownershipNature>"""
