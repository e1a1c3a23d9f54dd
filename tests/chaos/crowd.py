"""Invented small filings by the thousand: Form 144, Form 4, 8-Ks with news and without.

Every filing has an issuer and people of its own, so each tells exactly one alert, or
none, whatever order they are read in.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.support.form4 import Form4, Traded, xml_4
from tests.support.insiders import HARBOUR
from tests.support.recordings.report import Registrant, form_8k
from tests.support.recordings.sgml import Company, Part, Submission
from tests.support.street import NOTICE
from watcher.replay import Recorded, RecordedParty

GIVEN = ("Ada", "Bram", "Cleo", "Dorrit", "Emlyn", "Fenna", "Gideon", "Hester", "Idris", "Juno")
FAMILY = ("Abbotsley", "Brackenbury", "Corvane", "Dunmarrow", "Eddlestone", "Farthingale")
PLACES = ("Amber", "Bracken", "Cinder", "Drift", "Ember", "Fallow", "Gannet", "Heather")
TRADES = ("Instruments", "Therapeutics", "Freight", "Optics", "Foundries", "Seeds")


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a venue plays, and which accession numbers must be told."""

    recordings: tuple[Recorded, ...]
    told: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Made:
    submission: Submission
    parties: tuple[RecordedParty, ...]
    news: bool = True


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who appears in one filing."""

    number: int
    company: str
    person: str
    symbol: str

    @property
    def issuer(self) -> str:
        return f"{2_000_000 + self.number:010}"

    @property
    def owner(self) -> str:
        return f"{3_000_000 + self.number:010}"

    @property
    def accession(self) -> str:
        return f"0009991234-26-{self.number:06}"

    @property
    def insiders(self) -> tuple[RecordedParty, RecordedParty]:
        return (
            RecordedParty(role="Issuer", name=self.company, cik=self.issuer),
            RecordedParty(role="Reporting", name=self.person, cik=self.owner),
        )


def crowd(folder: Path, count: int, rate: float, seed: int) -> Crowd:
    """A baseline filing and ``count`` filings, ``rate`` a second, written into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    made = [_one(number, random) for number in range(count + 1)]
    return Crowd(
        recordings=tuple(_recorded(folder, one, i / rate) for i, one in enumerate(made)),
        told=frozenset(one.submission.accession for one in made[1:] if one.news),
    )


def _one(number: int, random: Random) -> _Made:
    words = _words(number)
    cast = _Cast(
        number=number,
        company=f"{random.choice(PLACES)} {words} {random.choice(TRADES)} Inc",
        person=f"{random.choice(FAMILY)} {random.choice(GIVEN)} {words}",
        symbol="".join(words[:4]).upper(),
    )
    makers = (_notice, _sale, _resignation, _quiet)
    (maker,) = random.choices(makers, (60, 20, 10, 10)) if number else (_notice,)
    return maker(cast, random)


def _words(number: int) -> str:
    """A word of its own for each number, so that no two names are alike."""
    syllables = ("ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su")
    return "".join(syllables[int(digit)] for digit in f"{number:04}").capitalize()


def _insider(cast: _Cast, form: str, text: str) -> _Made:
    companies = (
        Company(role="SUBJECT COMPANY", name=cast.company.upper(), cik=cast.issuer),
        Company(role="REPORTING OWNER", name=cast.person.upper(), cik=cast.owner, person=True),
    )
    submission = Submission(
        accession=cast.accession, form=form, accepted="20260324163000", companies=companies,
        parts=(Part(type=form, filename="primary_doc.xml", text=text),),
    )  # fmt: skip
    return _Made(submission, cast.insiders)


def _notice(cast: _Cast, random: Random) -> _Made:
    text = NOTICE.format(
        number=cast.number, issuer=cast.issuer, owner=cast.owner,
        units=random.randrange(20_000, 90_000), value=random.randrange(200_000, 9_000_000),
    )  # fmt: skip
    return _insider(cast, "144", text)


def _sale(cast: _Cast, random: Random) -> _Made:
    """A sale above the value below which nobody is told."""
    sold = Traded(
        units=str(random.randrange(20_000, 80_000)), price=f"{random.uniform(20, 90):.2f}"
    )
    owner = (cast.person, "<isOfficer>1</isOfficer><officerTitle>VP, Sales</officerTitle>")
    text = xml_4(Form4(rows=(sold,), owners=(owner,)))
    for old, new in (
        (HARBOUR.cik or "", cast.issuer), (HARBOUR.name, cast.company), ("HBC", cast.symbol),
        ("0001950000", cast.owner),
    ):  # fmt: skip
        text = text.replace(old, new)
    return _insider(cast, "4", text)


def _resignation(cast: _Cast, _random: Random) -> _Made:
    family, given, last = cast.person.split()
    said = (
        f"(b) On March 24, 2026, {given} {last} {family} notified {cast.company} (the “Company”) of a decision to "
        "resign as a director of the Company, effective immediately. The resignation was not the result of any "
        "disagreement with the Company on any matter relating to its operations, policies or practices."
    )
    return _report(cast, "5.02", "Departure of Directors or Certain Officers.", said, news=True)


def _quiet(cast: _Cast, _random: Random) -> _Made:
    said = (
        f"On March 24, 2026, {cast.company} (the “Company”) will present at a conference for investors. A copy of "
        "the presentation is available on the website of the Company."
    )
    return _report(cast, "7.01", "Regulation FD Disclosure.", said, news=False)


def _report(cast: _Cast, item: str, caption: str, said: str, *, news: bool) -> _Made:
    registrant = Registrant(
        name=cast.company, cik=cast.issuer, file_number=f"001-{cast.number + 40000}",
        symbol=cast.symbol,
    )  # fmt: skip
    text = form_8k(
        registrant, on="March 24, 2026", items=[(item, caption, [said])],
        signed="Rowan Ashdown, General Counsel",
    )  # fmt: skip
    submission = Submission(
        accession=cast.accession, form="8-K", accepted="20260324163000", items=(item,),
        companies=(registrant.company,), parts=(Part(type="8-K", filename="8k.htm", text=text),),
    )  # fmt: skip
    filer = RecordedParty(role="Filer", name=cast.company, cik=cast.issuer)
    return _Made(submission, (filer,), news=news)


def _recorded(folder: Path, made: _Made, at: float) -> Recorded:
    submission = made.submission
    path = folder / f"{submission.accession}.txt"
    path.write_text(submission.render(), encoding="utf-8")
    return Recorded(
        at=at, source="edgar", number=submission.accession, form=submission.form, path=path,
        parties=made.parties, items=submission.items,
    )  # fmt: skip
