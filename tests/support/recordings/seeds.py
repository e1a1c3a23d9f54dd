"""The four seed filings inside submissions, with their reporting roles."""

from __future__ import annotations

from pathlib import Path

from tests.support.recordings.sgml import Company, Part, Submission

FILINGS = Path(__file__).parents[2] / "filings/sec"

ISSUER = Company(
    role="FILER", name="Kingsoft Cloud Holdings Ltd", cik="0001795589", file_number="001-39278"
)
SUBJECT = Company(
    role="SUBJECT COMPANY",
    name="Kingsoft Cloud Holdings Ltd",
    cik="0001795589",
    file_number="001-39278",
)
SELLER = Company(role="REPORTING OWNER", name="Liang Shouxing", cik="0001975877", person=True)


def seed_text(case: str) -> str:
    """The text of a seed: the input of the golden case of that name."""
    return (FILINGS / case / "input.txt").read_text(encoding="utf-8")


def seed_submissions() -> list[Submission]:
    """One submission for each seed."""

    def report(accession: str, accepted: str, name: str) -> Submission:
        return Submission(
            accession=accession, form="6-K", accepted=accepted, companies=(ISSUER,),
            parts=(Part(type="6-K", filename="form6-k.txt", text=seed_text(name)),),
        )  # fmt: skip

    return [
        Submission(
            accession="0001975877-23-000001", form="144", accepted="20230524163007",
            companies=(SUBJECT, SELLER),
            parts=(Part(type="144", filename="form144.txt", text=seed_text("form144-same-day-exercise")),),
        ),
        report("0001104659-24-115501", "20241106061512", "6k-monthly-return-from-ocr"),
        report("0001104659-23-093801", "20230822060844", "6k-interim-results-and-secretary"),
        report("0001104659-26-033101", "20260325061927", "6k-results-articles-board-scheme"),
    ]  # fmt: skip
