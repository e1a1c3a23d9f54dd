"""A family name alone, as newspapers and US press releases write: ``Forbes will retire``.

It names a person only as the subject of a verb that people take, when one single
person of the filing bears it and the issuer's own name does not hold it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from workers.grammar.names import is_chinese
from workers.people.model import Person

_SUFFIX = re.compile(r"(?i)^(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|cpa|esq)\.?$")
_TITLED = re.compile(r"\b(?:Mr|Ms|Mrs|Miss|Dr|Messrs|Prof|Madam)\.?\s+(?P<name>[\w’'-]+)")
_VERB = (
    r"(?:has|had|is|was|will|would|also|plans|intends|decided|agreed|remains|continues|becomes|became|resign(?:s|ed)|retire[sd]"
    r"|step(?:s|ped)|succeed(?:s|ed)|replace[sd]|join(?:s|ed)|assume[sd]|takes|took|leaves|left|serve[sd])\b"
)
_NOUN = r"(?:retirement|resignation|appointment|departure|election|promotion|death|passing|successor|decision|employment)\b"
_ALONE = re.compile(
    rf"(?:^[“\"]?|[,;:—–]\s|\b(?:and|that|while|when|as|until|said|with|because|after|of)\s)(?P<name>[A-Z][a-z’']?[A-Z]?[a-z]+(?:-[A-Z][a-z]+)?)(?=\s+{_VERB}|[’'](?:s\s+|\s+){_NOUN})"
)
_WORDS_OF_BODIES = frozenset(
    re.findall(
        r"\w+",
        "company board bank group committee corporation trust fund partnership management council"
        " association institute university foundation agreement director chairman chair president"
        " officer inc ltd llc corp plc may june april march august",
    )
)


def family_names(
    people: Mapping[str, Person], issuer: Iterable[str], texts: Iterable[str]
) -> dict[str, Person]:
    """The family names that one single person bears, that the issuer's name does not hold, and
    that the texts nowhere write behind an honorific: those tell the news by ``Mr. Forbes``.
    """
    found: dict[str, Person | None] = {}
    for person in people.values():
        words = [w for w in re.split(r"[ ,]+", person.name) if w and not _SUFFIX.match(w)]
        if len(words) > 1 and not is_chinese(person.name):
            found[words[-1]] = None if words[-1] in found else person
    naming = (text for text in texts if any(name in text for name in found))
    titled = {m["name"] for text in naming for m in _TITLED.finditer(text)}
    none = _WORDS_OF_BODIES.union(*(name.split() for name in issuer))
    return {k: p for k, p in found.items() if p and k not in titled and k.lower() not in none}


def alone(text: str, families: Mapping[str, Person]) -> Iterator[tuple[int, int, Person]]:
    """Where a family name stands alone as the subject of a verb."""
    for found in _ALONE.finditer(text) if any(name in text for name in families) else ():
        person = families.get(found["name"])
        if person is not None:
            yield found.start("name"), found.end("name"), person
