"""What both venues list before the play begins: a first poll takes it as known and keeps quiet."""

from __future__ import annotations

from tests.support.recordings.announcement import Listed, Notice, english
from tests.support.recordings.ownership import Owner, Trade, ownership
from tests.support.recordings.pdf import Text
from tests.support.recordings.report import Registrant, form_8k, html, paragraph
from tests.support.recordings.sgml import Company, Part, Submission

_DAIRY = Registrant(
    name="Alder Creek Dairies, Inc.", cik="0009912090", file_number="001-99190", symbol="ACDY"
)
_BANK = Company(
    role="FILER", name="Quillmark Structured Notes LLC", cik="0009912091", file_number="333-299191"
)
_OWNER = Company(role="REPORTING OWNER", name="Tamsin Orla", cik="0009922090", person=True)
_MILLS = Listed(
    name="Eastern Plover Mills Limited", name_zh="東鴴紡織有限公司", codes=(("07961", "E PLOVER MILLS"),), place="Bermuda"
)  # fmt: skip


def submissions() -> list[Submission]:
    """Three ordinary entries of the kinds that fill getcurrent."""
    return [
        Submission(
            accession="0009990001-26-000090", form="424B2", accepted="20260324090500", companies=(_BANK,),
            parts=(Part(type="424B2", filename="notes.htm", text=html("424B2", [
                paragraph("PRICING SUPPLEMENT", centre=True, strong=True),
                paragraph("Autocallable notes linked to an index, due March 30, 2029."),
            ])),),
        ),
        Submission(
            accession="0009990001-26-000091", form="8-K", accepted="20260324091000", period="20260323",
            companies=(_DAIRY.company,), items=("7.01",),
            parts=(Part(type="8-K", filename="acdy-8k.htm", text=form_8k(
                _DAIRY, on="March 23, 2026", signed="Petra Holloway, General Counsel",
                items=[("7.01", "Regulation FD Disclosure.", [
                    "On March 23, 2026, the Company posted to its website the slides for an investor conference.",
                ])],
            )),),
        ),
        Submission(
            accession="0009990001-26-000092", form="4", accepted="20260324091500", period="20260320",
            companies=(Company(role="ISSUER", name=_DAIRY.name, cik=_DAIRY.cik, file_number=_DAIRY.file_number), _OWNER),
            parts=(Part(type="4", filename="form4.xml", text=ownership(
                "4", (_DAIRY.name, _DAIRY.cik, _DAIRY.symbol), [Owner(name=_OWNER.name, cik=_OWNER.cik, director=True)],
                [Trade(on="2026-03-20", code="A", shares="2150", price="0", after="9400", direction="A")],
                on="2026-03-20",
            )),),
        ),
    ]  # fmt: skip


def notices() -> list[Notice]:
    """One ordinary announcement."""
    body = english(
        _MILLS, "DATE OF BOARD MEETING",
        [Text("The board of directors (the “Board”) of Eastern Plover Mills Limited (the “Company”) announces that a "
              "meeting of the Board will be held on Thursday, 9 April 2026 for the purpose of, among other matters, "
              "considering the final results of the Company and its subsidiaries for the year ended "
              "31 December 2025 and the recommendation of a final dividend, if any.")],
        on="24 March 2026", signed="Fong Yee Lam, Company Secretary",
        board="the executive Directors are Mr. Cheuk Ho Pang and Ms. Fong Yee Lam, and the independent "
              "non-executive Directors are Mr. Aldous Yim, Ms. Ruby Tsang Wai and Mr. Keung Siu Fai.",
    )  # fmt: skip
    return [
        Notice(
            news_id="19900001",
            listed=_MILLS,
            title="DATE OF BOARD MEETING",
            codes=("10000", "13150"),
            body=body,
        )
    ]
