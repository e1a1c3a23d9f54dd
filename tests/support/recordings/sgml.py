"""Full EDGAR submissions: the SGML envelope around documents, as the archive serves it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Company:
    """Somebody in the header. ``role`` as the header titles it (FILER, ISSUER, …)."""

    role: str
    name: str
    cik: str
    file_number: str = ""
    person: bool = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """One ``<DOCUMENT>``."""

    type: str
    filename: str
    text: str
    description: str = ""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """One accession. ``accepted`` is Eastern time as YYYYMMDDhhmmss."""

    accession: str
    form: str
    accepted: str
    period: str = ""
    companies: tuple[Company, ...] = ()
    parts: tuple[Part, ...] = ()
    items: tuple[str, ...] = field(default=())

    def render(self) -> str:
        """The ``.txt`` of the submission."""
        day = self.accepted[:8]
        lines = [
            f"<SEC-DOCUMENT>{self.accession}.txt : {day}",
            f"<SEC-HEADER>{self.accession}.hdr.sgml : {day}",
            f"<ACCEPTANCE-DATETIME>{self.accepted}",
            f"ACCESSION NUMBER:\t\t{self.accession}",
            f"CONFORMED SUBMISSION TYPE:\t{self.form}",
            f"PUBLIC DOCUMENT COUNT:\t\t{len(self.parts)}",
        ]
        if self.period:
            lines.append(f"CONFORMED PERIOD OF REPORT:\t{self.period}")
        lines += [f"ITEM INFORMATION:\t\t{item}" for item in self.items]
        lines.append(f"FILED AS OF DATE:\t\t{day}")
        for company in self.companies:
            lines += ["", f"{company.role}:", "", *_company(company, self.form)]
        lines.append("</SEC-HEADER>")
        for number, part in enumerate(self.parts, 1):
            lines += _part(number, part)
        return "\n".join([*lines, "</SEC-DOCUMENT>", ""])


def _company(company: Company, form: str) -> list[str]:
    kind = "OWNER DATA" if company.person else "COMPANY DATA"
    lines = [
        f"\t{kind}:\t",
        f"\t\tCOMPANY CONFORMED NAME:\t\t\t{company.name}",
        f"\t\tCENTRAL INDEX KEY:\t\t\t{company.cik}",
        "",
        "\tFILING VALUES:",
        f"\t\tFORM TYPE:\t\t{form}",
    ]
    return (
        [*lines, f"\t\tSEC FILE NUMBER:\t{company.file_number}"] if company.file_number else lines
    )


def _part(number: int, part: Part) -> list[str]:
    lines = [
        "<DOCUMENT>",
        f"<TYPE>{part.type}",
        f"<SEQUENCE>{number}",
        f"<FILENAME>{part.filename}",
    ]
    if part.description:
        lines.append(f"<DESCRIPTION>{part.description}")
    body = f"<XML>\n{part.text}\n</XML>" if part.filename.endswith(".xml") else part.text
    return [*lines, "<TEXT>", body, "</TEXT>", "</DOCUMENT>"]
