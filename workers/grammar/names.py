"""Names of people, recognised by shape: honorifics, capitals, Chinese surnames.

No list of known people. A Latin name needs an honorific, or two to five capitalised
words none of which belongs to companies, offices or calendars. A Chinese name needs a
surname of the traditional register and an honorific behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_uppercase

from workers.grammar.name_words import ALSO_NAMES, NOT_NAMES, ORG_WORDS, ZH_COMPOUND
from workers.grammar.names_wordy import wordy_names
from workers.grammar.names_zh import ZH_HONORIFICS, chinese_name, is_chinese, mentions
from workers.grammar.worded import Worded

__all__ = ["Name", "chinese_name", "find_names", "is_chinese", "person_key", "tidy"]

_UP, _LOW = "A-ZÀ-ÖØ-Þ", "a-zà-öø-ÿ"
_TOKEN = (
    rf"(?:St\.(?=\s)|[{_UP}][{_LOW}]*[’'][{_UP}][{_LOW}]+|[{_UP}][{_LOW}]+(?:[{_UP}][{_LOW}]+)?"
    rf"(?:[’'\-][{_UP}]?[{_LOW}]{{2,}})*|[{_UP}]{{2,}}(?:-[{_UP}]+)*|(?:[{_UP}]\.){{1,3}}|[{_UP}](?=\s))"
)
_PARTICLE = r"(?:de|del|della|di|da|dos|la|le|van|von|der|den|bin|binti|al|el|ter|ten)"
_NICKNAME = rf"[“\"‘'(]+(?!Dato[’'])[{_UP}][{_LOW}.]+[”\"’')]+"
"""``Theodora “Teddi” Blackwood``."""
_SUFFIX = re.compile(r"(?:,?\s+(?:Jr|Sr)\.?|,?\s+(?:II|III|IV)\b)")
_INITIALS = re.compile(rf"(?:[{_UP}]\.)+")
"""``C.K.`` in ``Thomas C.K. Moor``."""
_LISTED_ON = re.compile(r"\s*(?:,\s*and|,|and|&)\s+")
_GIVEN_FIRST = re.compile(rf"\s*,\s+{_TOKEN}(?=\s*[(（])")
_GIVEN_LAST = re.compile(
    rf"\s*,\s+(?P<given>[{_UP}][{_LOW}]{{2,}})(?=\s+(?:and\s+(?:M[rs]|Dr|Mrs|Miss)\b|has|have|had|was|were|will|resigned|retired|stepped|ceased)\b)"
)
"""``Mr. Kwan Hung Sang, Francis has resigned``: the English name behind three of another."""
_RUN = re.compile(
    rf"(?<![{_UP}{_LOW}])(?=[{_UP}]){_TOKEN}(?:[ \n](?:{_NICKNAME} )?(?:{_PARTICLE} ){{0,2}}{_TOKEN}){{0,8}}"
)
_LETTERS = re.compile(
    r"(?:,?\s+(?:M\.D|Ph\.?\s?D|Pharm\.?D|J\.D|D\.Phil|D\.V\.M|D\.D\.S|D\.O|D\.Sc|Sc\.D|Dr\.P\.H|M\.P\.H|M\.B\.A|M\.S|B\.S|R\.N|P\.E|C\.P\.A|P\.Geo|P\.Eng|Esq"
    r"|MD|PhD|PharmD|JD|DPhil|DVM|MBA|CPA|CFA|CA|MBBS|FACC|FACP|FACS|FRCP|MPH|MSc|RN|PE|ICD\.D)\b\.?)+(?=\s*[,;:(.]|\s+[a-z]|\s*$)"
)
"""Degrees and professions behind a name: ``, M.D., Ph.D.``."""
_SEVERAL = re.compile(r"[ \n]")
_HONORIFIC = re.compile(
    r"\b(Mr|Ms|Mrs|Miss|Mdm|Madam|Dr|Prof|Professor|Sir|Dame|Hon|Rev|General|Admiral|Ambassador|Ir|"
    r"Dato[’']?|Datuk|Tan Sri)(?!\w)\.?(?:\s*\(Ret\.?\))?\s+(?:(?:Dato[’']?|Datuk|Sri|Seri|Dr|Prof|Professor|Ir)(?!\w)\.?\s+)*(?=[A-ZÀ-ÖØ-Þ])"
)
_AT = re.compile(r"\b(?:at|with|join|joined|joining|left)\s+$")
"""``at General Merchants``: a company, not an officer of an army."""
_AUDITS = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?,?\s*(?:LLP\b|(?:(?:has|have|had|was|were|be|been|is|are|will|shall|retire|retired|retires|resign|resigned|re-?appointed|appointed)\s+){0,4}"
    r"(?:as\s+)?(?:the\s+|our\s+|its\s+)?(?:Company[’']s\s+)?(?:new\s+|existing\s+|retiring\s+|external\s+|independent\s+){0,2}(?:auditors?|certified\s+public\s+accountants|solicitors)\b)",
    re.IGNORECASE,
)
"""Behind ``Messrs. Harlan Moor``: a firm of auditors or solicitors."""
_MESSRS = Worded(re.compile(r"\b(?:Messrs|Mses|Mmes|Drs)\b\.?\s+"), "messrs", "mses", "mmes", "drs")
_ZH_LATIN = re.compile(rf"({_TOKEN}(?: {_TOKEN}){{1,3}})\s?({'|'.join(ZH_HONORIFICS)})")
_ORG_NEXT = re.compile(
    r"\s*,?\s*(?:&|(?:Inc|Corp|Ltd|LLC|LLP|L\.?P|PLC|plc|Co|Company|Corporation|Limited|Group|Holdings?|Bank|Capital|"
    r"Partners|Fund|Trust|University|College|Agreement|Plan|Stock|Parkway|Street|Avenue|N\.A)\b)"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|at|its|our|than|in|joined|joining|de|&|and\s+the)\s+|"
    r"(?<![Aa]ppointment )(?<!employment )(?<![Ee]lection )(?<![Rr]esignation )(?<![Rr]etirement )(?<![Dd]eparture )(?<![Rr]emoval )"
    r"(?<![Dd]eath )(?<!passing )(?<![Pp]romotion )(?<!selection )(?<!hiring )(?<!termination )(?<!separation )"
    r"(?<!consisting )(?<!transition )(?<!role )(?<!each )(?<!office )(?<!term )(?<!nomination )(?<!services )(?<!position )(?<!place )(?<!lieu )(?<!stead )(?<!well as )\bof\s+)$",
)

_DIVISION_OF = re.compile(
    rf"(?:[{_UP}][{_LOW}]+ ){{1,3}}?[{_UP}][{_LOW}]+,\s+(?:(?:currently|presently|formerly|previously|most recently|our|its|the Company[’']s)\s+)?(?:[{_UP}][{_LOW}]+ ){{0,3}}?(?:President|Director|Officer|Manager|Head),\s+$"
)
_ASIDE_ENDS = re.compile(r",\s+(?:to|who|was|were|has|is|will|effective|as)\b")
"""``elected A. Moor, Vice President, Aqua Systems, to``: a division ends what describes A."""


@dataclass(frozen=True, slots=True)
class Name:
    """A mention of a person: ``text`` as printed without honorific, span with it.

    ``full`` is false for a bare surname behind an honorific (``Mr. Lei``, 莊先生).
    """

    start: int
    end: int
    text: str
    honorific: str | None
    full: bool
    chinese: bool = False


@lru_cache(maxsize=8192)
def person_key(name: str) -> str:
    """Sorted lower-case name words joined by ``+``; Chinese names stand as they are.

    >>> person_key("Shouxing Liang") == person_key("LIANG Shouxing")
    True
    """
    words = re.findall(r"[^\W\d_]+", name.replace("’", "").replace("'", "").lower())
    return "+".join(sorted(words))


def tidy(name: str) -> str:
    """The name on one line; a surname in capitals gets ordinary spelling."""
    words = name.replace("\n", " ").replace("’", "'").split()
    plain = [
        w.capitalize() if len(w) > 2 and w.isupper() and "." not in w and w != "III" else w
        for w in words
    ]
    return " ".join(plain).strip(" ,")


@lru_cache(maxsize=2048)
def find_names(text: str) -> tuple[Name, ...]:
    """All mentions of people in one sentence, in order, without overlaps."""
    found: list[Name] = []
    taken = _firms(text)
    for name in (*_honoured(text), *_listed(text), *_chinese(text), *_wordy(text), *_bare(text)):
        if not any(s < name.end and name.start < e for s, e in taken):
            found.append(name)
            taken.append((name.start, name.end))
    return tuple(sorted((_with_letters(text, n) for n in found), key=lambda n: n.start))


def _with_letters(text: str, name: Name) -> Name:
    letters = None if name.chinese else _LETTERS.match(text, name.end)
    return replace(name, end=letters.end()) if letters else name


def _honoured(text: str) -> list[Name]:
    names = []
    for m in _HONORIFIC.finditer(text):
        run = _RUN.match(text, m.end())
        cut = _trim(run.group()) if run else ""
        if not cut or (
            m.group(1) == "General" and (" " not in cut or _AT.search(text, 0, m.start()))
        ):
            continue
        end = m.end() + len(cut)
        english = _GIVEN_FIRST.match(text, end)
        last = _GIVEN_LAST.match(text, end) if cut.count(" ") > 1 or "-" in cut else None
        if last and not _never(last["given"]):
            english = last
        if english and " " in cut:
            cut, end = text[m.end() : english.end()].replace(",", ""), english.end()
        honorific = m.group(1) + (
            "." if m.group(1) in {"Mr", "Ms", "Mrs", "Dr", "Prof", "Hon", "Rev"} else ""
        )
        names.append(Name(m.start(), end, tidy(cut), honorific, full=" " in cut.strip()))
    return names


def _listed(text: str) -> list[Name]:
    """``Messrs. Moor and Harlan``, ``Messrs. Adam E. and Adam C. Moor``."""
    names: list[Name] = []
    for runs in _behind_messrs(text):
        if _is_firm(text, runs):
            continue
        family = runs[-1][2].split()[-1] if " " in runs[-1][2] else ""
        for start, end, cut in runs:
            whole = f"{cut} {family}" if family and re.search(r"\b[A-Z]\.$", cut) else cut
            names.append(Name(start, end, tidy(whole), "Mr.", full=" " in whole))
    return names


def _firms(text: str) -> list[tuple[int, int]]:
    """Where firms stand behind ``Messrs.``; nothing in them is a person."""
    return [(r[0][0], r[-1][1]) for r in _behind_messrs(text) if _is_firm(text, r)]


def _behind_messrs(text: str) -> Iterator[list[tuple[int, int, str]]]:
    """Start, end and words of each name of a list that ``Messrs.`` begins."""
    for m in _MESSRS.finditer(text):
        at, runs = m.end(), []
        while run := _RUN.match(text, at):
            cut = _trim(run.group())
            if not cut:
                break
            runs.append((at, at + len(cut), cut))
            joint = _LISTED_ON.match(text, at + len(cut))
            if not joint:
                break
            at = joint.end()
        if runs:
            yield runs


def _is_firm(text: str, runs: list[tuple[int, int, str]]) -> bool:
    start, end = runs[0][0], runs[-1][1]
    return bool(_AUDITS.match(text, end)) or "&" in text[start:end]


def _wordy(text: str) -> list[Name]:
    """``Ada May notified``: names of words that are no shape of a name."""
    return [Name(a, b, tidy(text[a:b]), None, full=True) for a, b in wordy_names(text)]


def _bare(text: str) -> list[Name]:
    names = []
    for m in _RUN.finditer(text):
        if not _SEVERAL.search(m.group()):
            continue
        for start, words in _pieces(m.group(), m.start()):
            cut = " ".join(words)
            end = start + len(cut)
            if (
                _looks_like_a_person(words)
                and not _ORG_NEXT.match(text, end)
                and not _NOT_BEFORE.search(text[max(0, start - 30) : start])
                and not (_ASIDE_ENDS.match(text, end) and _DIVISION_OF.search(text, 0, start))
            ):
                suffix = _SUFFIX.match(text, end)
                end = suffix.end() if suffix else end
                names.append(Name(start, end, tidy(text[start:end]), None, full=True))
    return names


def _pieces(run: str, offset: int) -> list[tuple[int, list[str]]]:
    """The stretches of a run of capitalised words between words that no name holds."""
    pieces: list[tuple[int, list[str]]] = []
    current: list[str] = []
    at = start = 0
    for word in run.replace("\n", " ").split(" "):
        if _never(word):
            company = word.strip(".,") in ORG_WORDS
            pieces.append((offset + start, [] if company else current))
            current = []
        else:
            start = start if current else at
            current.append(word)
        at += len(word) + 1
    pieces.append((offset + start, current))
    return [(s, words) for s, words in pieces if words]


def _never(word: str) -> bool:
    """Whether no name holds the word; an initial such as ``A.`` may always stand in one."""
    initial = len(word) == 2 and word[1] == "." and word[0] in ascii_uppercase
    return not initial and (word in NOT_NAMES or word.strip(".,") in NOT_NAMES)


def _looks_like_a_person(words: list[str]) -> bool:
    solid = [
        w for w in words if len(w.strip(".,")) > 1 and w[0].isupper() and not _INITIALS.fullmatch(w)
    ]
    capitals = [w for w in solid if w.isupper() and len(w) > 2]
    return (
        2 <= len(solid) <= 4
        and not words[-1].endswith(".")
        and not capitals
        and words[0][0].isupper()
    )


def _trim(run: str) -> str:
    """A run after an honorific up to the first word that no name holds."""
    kept: list[str] = []
    for word in run.replace("\n", " ").split(" "):
        if _never(word) and word not in ALSO_NAMES:
            break
        kept.append(word)
    return " ".join(kept).rstrip(" ,") if kept else ""


def _chinese(text: str) -> list[Name]:
    names: list[Name] = []
    if not is_chinese(text):
        return names
    for start, end, name, honorific in mentions(text):
        whole = len(name) > 1 and name not in ZH_COMPOUND
        names.append(Name(start, end, name, honorific, full=whole, chinese=True))
    names += [
        Name(m.start(), m.end(), tidy(m.group(1)), m.group(2), full=True)
        for m in _ZH_LATIN.finditer(text)
    ]
    return names
