"""What insiders file: Forms 144, 144/A, 3 and 4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tests.support.recordings.companies import (
    COPPERLINE,
    HARBOR,
    MARROW,
    OSPREY,
    QUARRY,
    SANDPIPER,
    WRENFIELD,
)
from tests.support.recordings.notice144 import Lot, Sold, notice144
from tests.support.recordings.ownership import Owner, Trade, ownership
from tests.support.recordings.report import Registrant
from tests.support.recordings.sgml import Company, Part, Submission

_PLAN_NOTE = "The sale was effected pursuant to a Rule 10b5-1 trading plan adopted by the reporting person on September 9, 2025."
_AVERAGE = (
    "The price is a weighted average. The shares were sold in several transactions at prices from $61.02 to $62.10. "
    "The reporting person undertakes to provide full information on request."
)


def _notice(serial: int, issuer: Registrant, seller: tuple[str, str, str], xml: str) -> Submission:
    form = "144/A" if "144/A</" in xml else "144"
    return Submission(
        accession=f"0009990002-26-{serial:06}", form=form, accepted="20260325161500",
        companies=(
            replace(issuer.company, role="SUBJECT COMPANY"),
            Company(role="REPORTING OWNER", name=seller[0].upper(), cik=seller[1], person=True),
        ),
        parts=(Part(type=form, filename="primary_doc.xml", text=xml),),
    )  # fmt: skip


def notices() -> list[Submission]:
    """Proposed sales: two classes, a trading plan, an ordinary one and its correction."""
    two = ("Ysolde Marchetti-Brandt", "0009922001", "Officer")
    planned = ("Anselm Okonkwo-Reyes", "0009922002", "Director")
    corrected = ("Perpetua Lindqvist", "0009922003", "Officer")
    lot = Lot(units="40000", value="1320000.00", outstanding="88400210", sale="03/25/2026", acquired="06/14/2022",
              how="Exercise of Stock Options", payment="Cash")  # fmt: skip
    return [
        _notice(1, COPPERLINE, two, notice144(COPPERLINE, two, [
            Lot(units="52000", value="3172000.00", outstanding="61820400", sale="03/25/2026", acquired="02/18/2024",
                how="Restricted Stock Vesting", security="Class A Common Stock", exchange="NYSE"),
            Lot(units="18000", value="1098000.00", outstanding="9150000", sale="03/25/2026", acquired="11/03/2019",
                how="Founders shares", security="Class B Common Stock", payment="Cash", exchange="NYSE"),
        ], notice="03/25/2026", spelling="own")),
        _notice(2, HARBOR, planned, notice144(HARBOR, planned, [
            Lot(units="7500", value="461250.00", outstanding="41090332", sale="03/25/2026", acquired="08/01/2023",
                how="Restricted Stock Units"),
        ], notice="03/25/2026", plan="09/09/2025", sold=[Sold(on="01/26/2026", units="7500", proceeds="438075.00")])),
        _notice(3, WRENFIELD, corrected, notice144(
            WRENFIELD, corrected, [lot], notice="03/25/2026", spelling="ns2",
        )),
        _notice(4, WRENFIELD, corrected, notice144(
            WRENFIELD, corrected, [replace(lot, units="14000", value="462000.00")], notice="03/25/2026",
            corrects="0009990002-26-000003", remarks="Amended to correct the number of shares to be sold.",
            spelling="ns2",
        )),
    ]  # fmt: skip


def _report(
    serial: int, form: str, issuer: Registrant, owners: list[Owner], trades: list[Trade], *,
    plan: bool = False, holdings: Sequence[tuple[str, str]] = (),
) -> Submission:  # fmt: skip
    on = trades[-1].on if trades else "2026-03-24"
    names = (issuer.name, issuer.cik, issuer.symbol)
    xml = ownership(form, names, owners, trades, on=on, plan=plan, holdings=holdings)
    return Submission(
        accession=f"0009990003-26-{serial:06}", form=form, accepted="20260325170300", period=on.replace("-", ""),
        companies=(
            *(Company(role="REPORTING OWNER", name=owner.name, cik=owner.cik, person=True) for owner in owners),
            replace(issuer.company, role="ISSUER"),
        ),
        parts=(Part(type=form, filename=f"form{form}.xml", text=xml),),
    )  # fmt: skip


def reports() -> list[Submission]:
    """Forms 4 with each code that matters, and a Form 3."""
    chief = Owner(
        name="Varga-Ellison Corwin",
        cik="0009922010",
        title="Chief Executive Officer",
        director=True,
    )
    counsel = Owner(name="Achterberg Noor", cik="0009922011", title="General Counsel")
    outsider = Owner(name="Delacroix-Umar Bettina", cik="0009922012", director=True)
    fund = Owner(name="Thistledown Growth Partners IV, L.P.", cik="0009922013", ten_percent=True)
    manager = Owner(name="Thistledown Management LLC", cik="0009922014", ten_percent=True)
    partner = Owner(name="Rosewarne Caspian", cik="0009922015", director=True, ten_percent=True)
    return [
        _report(1, "4", HARBOR, [chief], [
            Trade(on="2026-03-24", code="M", shares="60000", price="12.40", after="391204", direction="A"),
            Trade(on="2026-03-24", code="S", shares="60000", price="61.55", after="331204", note=_AVERAGE),
        ]),
        _report(2, "4", QUARRY, [counsel], [
            Trade(on="2026-03-24", code="S", shares="3000", price="18.02", after="41870", note=_PLAN_NOTE),
        ], plan=True),
        _report(3, "4", OSPREY, [outsider], [
            Trade(on="2026-03-23", code="P", shares="150000", price="4.15", after="480000", direction="A"),
            Trade(on="2026-03-24", code="P", shares="100000", price="4.22", after="580000", direction="A"),
        ]),
        _report(4, "4", MARROW, [replace(counsel, name="Pemberton-Sato Iris", cik="0009922016")], [
            Trade(on="2026-03-24", code="F", shares="4120", price="61.05", after="88310"),
        ]),
        _report(5, "4", SANDPIPER, [replace(outsider, name="Halloran Meinrad", cik="0009922017")], [
            Trade(on="2026-03-24", code="G", shares="10000", price="0", after="212000", held="I",
                  nature="By family trust"),
        ]),
        _report(6, "4", COPPERLINE, [replace(outsider, name="Quiroga-Penn Alba", cik="0009922018")], [
            Trade(on="2026-03-24", code="A", shares="3650", price="0", after="15210", direction="A"),
        ]),
        _report(7, "4", OSPREY, [fund, manager, partner], [
            Trade(on="2026-03-24", code="S", shares="900000", price="4.30", after="6100000", held="I",
                  nature="By Thistledown Growth Partners IV, L.P."),
        ]),
        _report(8, "3", MARROW, [replace(outsider, name="Abernathy-Cho Lucan", cik="0009922019")], [],
                holdings=[("Common Stock", "1200")]),
    ]  # fmt: skip
