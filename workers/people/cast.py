"""Who is who in a filing: full names, and the short forms that the text defines.

``Mr. Wen Hao (“Mr. Wen”)`` defines ``Mr. Wen``. Where a text defines nothing, as in
most US filings, an honorific and a family name stand for the only full name that
fits; two that fit, and nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from workers.grammar.names import Name, find_names, is_chinese, person_key
from workers.grammar.nicknames import full_form
from workers.people.model import Person

WORDS_OF_A_NAME = 2
MOST_PAIRS = 50
MOST_PEOPLE = 1000
"""No filing tells of more people; a longer list of names is not read further."""
_BRACKETS = re.compile(r"\s*[(（]\s*([^()（）]{0,60})\s*[)）]")
_AGED = re.compile(
    r"^\s*(?:[(（][^()（）]{0,60}[)）]\s*)*[,，]?\s*(?:\(?aged?\s+|\(age\s+)?(\d\d)(?:\s*歲|(?=\s*[,)，]))"
)
_AGED_WORD = re.compile(r"^[^.;。]{0,60}?\b(?:aged?|age\s+of)\s+(\d\d)\b")
_BARE_AGE = re.compile(r"\d\d\s*[,)，]")
_QUOTED = re.compile(r"[“\"「‘『'’]+\s*([^”\"」’』]{1,40}?)\s*[”\"」’』]+")
_KNOWN_AS = re.compile(
    r"(?i)\s*(?:(?:also|formerly|previously|otherwise)\s+(?:known|named)\s+as|alias|a\.?k\.?a\.?)\s+[“\"]?"
)
_SAME_SEX = (
    {"Mr.", "先生", "Sir"},
    {"Ms.", "Mrs.", "Miss", "女士", "小姐", "太太", "Madam", "Mdm", "Dame"},
)


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a filing by key, and what each defined short form means."""

    people: Mapping[str, Person]
    shorts: Mapping[str, str]
    lost_chinese: tuple[tuple[str, int], ...] = ()
    """Names whose Chinese form was dropped, ``Ko Mei Lan ()``, and where."""

    _known: dict[tuple[str, str | None], Person | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def resolve(self, name: Name) -> Person | None:
        """The person a mention means; None when more than one fits."""
        form = (name.text, name.honorific)
        if form not in self._known:
            self._known[form] = self._resolved(name)
        return self._known[form]

    def _resolved(self, name: Name) -> Person | None:
        alias = self.shorts.get(_short(name.honorific, name.text))
        if name.full and alias is None:
            return self.people.get(_same(name.text, self.people) or "") or _person(name)
        if alias is not None:
            return self.people.get(alias)
        fits = [p for p in self.people.values() if _fits(name, p)]
        titled = [p for p in fits if p.honorific == name.honorific] if name.honorific else []
        fits = titled if len(titled) == 1 else fits
        return fits[0] if len(fits) == 1 else (None if fits else _person(name))

    def mentions(self, person: Person) -> re.Pattern[str]:
        """A pattern of every form in which the text names a person."""
        forms = [re.escape(person.name).replace("\\ ", r"\s+")]
        for short, key in self.shorts.items():
            if key == person.key:
                honorific, _, name = short.partition(" ")
                chinese = is_chinese(name)
                forms.append(
                    f"{name}{honorific}" if chinese else rf"{honorific}\.?\s+{re.escape(name)}\b"
                )
        if len(forms) == 1 and not is_chinese(person.name):
            forms.append(rf"(?:Mr|Ms|Mrs|Miss|Dr|Prof)\.?\s+{re.escape(person.name.split()[-1])}\b")
        elif len(forms) == 1:
            forms.append(f"{person.name[0]}(?:先生|女士|博士|教授|小姐)")
        return re.compile("|".join(forms), re.IGNORECASE)

    def collisions(self) -> list[tuple[Person, Person]]:
        """Pairs of people whom a bare family name would confuse, ``MOST_PAIRS`` of them."""
        short = {s.split(" ", 1)[-1] for s in self.shorts}
        people = [p for p in self.people.values() if p.honorific and _family(p) & short]
        pairs = (
            (a, b)
            for i, a in enumerate(people)
            for b in people[i + 1 :]
            if (_family(a) & _family(b)) & short
        )
        return list(islice(pairs, MOST_PAIRS))


def cast_of(paragraphs: Iterable[tuple[str, int]]) -> Cast:
    """Read the people and definitions of paragraphs given with their offsets."""
    people: dict[str, Person] = {}
    shorts: dict[str, str] = {}
    lost: list[tuple[str, int]] = []
    for text, offset in paragraphs:
        for name in find_names(text):
            if not name.full or _short(name.honorific, name.text) in shorts:
                continue
            key = _same(name.text, people) or person_key(name.text)
            if key not in people and len(people) >= MOST_PEOPLE:
                continue
            zh, own, empty = _brackets(text, name.end)
            latin = _latin_beside(text, name) if name.chinese else None
            if empty:
                lost.append((name.text, offset + name.start))
            people[key] = _merged(people.get(key), _person(name, zh, _age(text, name.end), latin))
            for short in own:
                shorts.setdefault(short, key)
    return Cast(people, shorts, tuple(lost))


def read_ages(cast: Cast, paragraphs: Iterable[tuple[str, int]]) -> Cast:
    """Ages that stand behind a short form: ``Mr. Lin, aged 26``, 「林先生，26歲」."""
    people = dict(cast.people)
    for text, _ in paragraphs:
        if not ("age" in text.lower() or "歲" in text or _BARE_AGE.search(text)):
            continue
        for name in find_names(text):
            age = _age(text, name.end)
            person = cast.resolve(name) if age else None
            if person and person.key in people and people[person.key].age is None:
                people[person.key] = replace(people[person.key], age=age)
    return replace(cast, people=people)


def _person(
    name: Name, zh: str | None = None, age: int | None = None, latin: str | None = None
) -> Person:
    return Person(name.text, name.honorific, name.text if name.chinese else zh, age, latin)


def _merged(old: Person | None, new: Person) -> Person:
    if old is None:
        return new
    longer = old.name if len(old.name) >= len(new.name) else new.name
    return Person(
        longer, old.honorific or new.honorific, old.name_zh or new.name_zh, old.age or new.age,
        old.latin or new.latin,
    )  # fmt: skip


def _age(text: str, end: int) -> int | None:
    found = _AGED.match(text[end : end + 80]) or _AGED_WORD.match(text[end : end + 70])
    age = int(found.group(1)) if found else 0
    return age if 18 <= age <= 99 else None


def _brackets(text: str, end: int) -> tuple[str | None, list[str], bool]:
    """Chinese name, defined short forms, and whether empty brackets follow a name."""
    zh, shorts, empty = None, [], False
    at = end
    while found := _BRACKETS.match(text, at):
        inside = found.group(1)
        quoted = _QUOTED.search(inside)
        mention = next(iter(find_names(inside)), None)
        if not inside.strip():
            empty = True
        elif quoted is None and mention is None and is_chinese(inside):
            zh = inside.strip()
        elif mention is not None and mention.chinese and mention.full and not quoted:
            zh = mention.text
            shorts.append(_short(mention.honorific, mention.text))
        elif mention is not None and (
            not mention.full or (quoted and mention.honorific) or _also_called(inside, mention)
        ):
            shorts.append(_short(mention.honorific, mention.text))
        at = found.end()
    return zh, shorts, empty


def _also_called(inside: str, name: Name) -> bool:
    """``Mr. Ho Tak Wai (Mr. Alvin Ho)``, ``(also known as Mr. Alvin Ho)``: another name."""
    lead = inside[: name.start]
    plain = name.honorific is not None and not lead.strip()
    return inside[name.end :].strip(' .”"') == "" and bool(plain or _KNOWN_AS.fullmatch(lead))


def _latin_beside(text: str, name: Name) -> str | None:
    """The Latin name in brackets behind a Chinese one: ``李文浩先生(Mr. Lee Man Ho)``."""
    found = _BRACKETS.match(text, name.end)
    inside = found.group(1) if found else ""
    mention = next(iter(find_names(inside)), None) if inside.isascii() else None
    return mention.text if mention is not None and mention.full else None


def _short(honorific: str | None, text: str) -> str:
    return f"{(honorific or '').rstrip('.').lower()} {text.lower()}"


def _same(name: str, people: Mapping[str, Person]) -> str | None:
    """The key under which a name is known, middle names, initials and nicknames left aside."""
    key = person_key(name)
    if key in people:
        return key
    words, initials = _solid(name), _initials(name)
    if len(words) < WORDS_OF_A_NAME or is_chinese(name):
        return None
    for known, person in people.items():
        other, theirs = _solid(person.name), _initials(person.name)
        alike = len(other) >= WORDS_OF_A_NAME and (words <= other or other <= words)
        alike = alike and not _generations_differ(name, person.name)
        if alike and not (initials and theirs and initials != theirs):
            return known
    return None


_SENIOR, _JUNIOR = frozenset({"sr"}), frozenset({"jr", "ii", "iii", "iv"})


def _generations_differ(one: str, other: str) -> bool:
    """``Sr.`` and ``Jr.`` part a father from his son; a name without either may be both."""
    mine, theirs = (
        frozenset(person_key(name).split("+")) & (_SENIOR | _JUNIOR) for name in (one, other)
    )
    return bool(mine and theirs and mine != theirs)


@lru_cache(maxsize=4096)
def _initials(name: str) -> frozenset[str]:
    return frozenset(w for w in person_key(name).split("+") if len(w) == 1)


@lru_cache(maxsize=4096)
def _solid(name: str) -> frozenset[str]:
    return frozenset(
        full_form(w)
        for w in person_key(name).split("+")
        if len(w) > 1 and w not in _SENIOR | _JUNIOR
    )


@lru_cache(maxsize=4096)
def _family(person: Person) -> frozenset[str]:
    if is_chinese(person.name):
        return frozenset((person.name[0], person.name[:2]))
    words = [
        w.lower()
        for w in re.split(r"[ ,]+", person.name)
        if len(w.strip(".")) > 1 and w not in {"Jr.", "Sr.", "II", "III", "IV", "Jr", "Sr"}
    ]
    return frozenset((words[0], words[-1])) if words else frozenset()


def _fits(name: Name, person: Person) -> bool:
    if is_chinese(name.text) != is_chinese(person.name):
        return False
    if name.text.lower() not in _family(person) and not person.name.lower().endswith(
        " " + name.text.lower()
    ):
        return False
    a, b = name.honorific, person.honorific
    return (
        a is None
        or b is None
        or a == b
        or not any(
            (a in one and b in other) or (b in one and a in other) for one, other in (_SAME_SEX,)
        )
    )
