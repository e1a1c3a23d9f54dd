"""Chinese names in a sentence: by the register of surnames, and by the short forms defined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workers.grammar.name_words import ZH_COMPOUND, ZH_SURNAMES
from workers.grammar.worded import Worded

_CJK = "\u3400-\u9fff"
ZH_HONORIFICS = ("先生", "女士", "博士", "教授", "小姐", "太太", "院士", "同志")
_HAN = re.compile(rf"[{_CJK}]")
_ZH_MENTION = Worded(
    re.compile(rf"((?:(?!{'|'.join(ZH_HONORIFICS)})[{_CJK}]){{1,8}})({'|'.join(ZH_HONORIFICS)})"),
    *ZH_HONORIFICS,
)
_ZH_LEAD = re.compile(
    r"^(?:.*(?:宣佈|宣布|公佈|公布|委任|聘任|任命|選舉|推選|提名|調任|歡迎|感謝|批准|建議|接替|取代|董事長|董事|主席|監事|秘書|總裁|總經理|代表|成員|首席[\u3400-\u9fff]{2,4}官|總監|行長|工程師|會計師|律師|負責人|"
    r"有關|關[於于]|[鑒鑑][於于]|獲悉|接獲|同意|接納|以及|包括|分別|致謝|為|向|由|及|與|而|對|就|之|的|是|並|即|除|彼|因)|[和兼])(?=.)"
)
_ZH_MIDDLE = re.compile(
    r"(?:^|而|及|與|和|由|即|董事|主席|董事長|監事|秘書|總裁|總經理|經理|總監|委任|聘任|選舉|推選|提名)([\u3400-\u9fff][向為之就由彼對因即是][\u3400-\u9fff])$"
)
_ZH_DOTTED = Worded(
    re.compile(
        rf"((?:(?!{'|'.join(ZH_HONORIFICS)})[{_CJK}]){{1,8}})((?:[‧·・•．∙]\s?[{_CJK}]{{1,8}}?){{1,3}})({'|'.join(ZH_HONORIFICS)})"
    ),
    "‧",
    "·",
    "・",
    "•",
    "．",
    "∙",
)
"""Names of other tongues in Chinese characters, set apart by dots."""
_ZH_CHOSEN = re.compile(
    rf"(?:選舉|推選|推舉|聘任|委任|任命|增補)([{_CJK}]{{2,3}}?)(?=(?:為|擔任|出任)[{_CJK}]{{0,16}}?(?:董事|主席|監事長|監事(?!會)|總裁|總經理|秘書|總監|負責人|財務官|執行官))"
)
"""Who is chosen for an office, in resolutions without honorifics (選舉方遠為董事長)."""
_DEFINED = re.compile(
    rf"(?:[，,][^，,。；（(]{{1,12}})?[（(](?:[^（）()]{{0,24}}?[，,、])?[「“‘『](?P<short>[{_CJK}]{{1,3}}?)(?:{'|'.join(ZH_HONORIFICS)})[」”’』]"
)
_STOPS = frozenset("，。；：、）)」 ")
_MARRIED = frozenset({"女士", "太太"})
_NO_NAME = frozenset(
    "惟則故亦且現在於待若如倘經按當據令讓使其此該各另至自以到等仍均或獲請聘是指稱悉料僅只副原前長兼和同時但隨繼後即含括"
)
"""What may stand alone between a stop and a name of three characters."""
Mention = tuple[int, int, str, str]


def mentions(text: str) -> Iterator[Mention]:
    """Start, end, name without honorific, honorific of each person named in Chinese."""
    for m in _ZH_DOTTED.finditer(text):
        name = _bare(m.group(1)) + m.group(2)
        yield m.start(3) - len(name), m.end(), name, m.group(3)
    for m in _ZH_CHOSEN.finditer(text):
        if chinese_name(m.group(1)) == m.group(1) and m.group(1) not in ZH_COMPOUND:
            yield m.start(1), m.end(1), m.group(1), ""
    for m in _ZH_MENTION.finditer(text):
        defined = _DEFINED.match(text, m.end())
        short = defined["short"] if defined else None
        alone = m.start() == 0 or text[m.start() - 1] in _STOPS
        name = _name(m.group(1), m.group(2), short, alone=alone)
        if name:
            yield m.end(1) - len(name), m.end(), name, m.group(2)


def _name(run: str, honorific: str, short: str | None, *, alone: bool) -> str:
    """The name that ends a run of characters; a short form defined behind it tells its surname."""
    bare = _bare(run)
    name = chinese_name(bare)
    if short and not (name.startswith(short) and len(name) > len(short)):
        sizes = (n for n in (4, 3, 2) if len(run) >= n > len(short))
        return next((run[-n:] for n in sizes if run[-n:].startswith(short)), name)
    if len(bare) == 4 and len(name) == 3 and _four(bare, honorific, alone=alone, led=bare != run):
        return bare
    if len(bare) == 3 and len(name) == 1 and alone and bare[0] not in _NO_NAME:
        return bare
    return _with_its_middle(run, name)


def _bare(run: str) -> str:
    """A run of characters without the office or verb that leads it."""
    lead = _ZH_LEAD.match(run)
    bare = run[lead.end() :] if lead else run
    return bare.lstrip("指稱")


def _four(bare: str, honorific: str, *, alone: bool, led: bool) -> bool:
    """A married name (陳林美玉女士), behind a stop or an office; behind a stop also a name from
    abroad with a surname not in the register.
    """
    if bare[0] in ZH_SURNAMES:
        return (alone or led) and bare[1] in ZH_SURNAMES and honorific in _MARRIED
    return alone and bare[0] not in _NO_NAME


def _with_its_middle(run: str, cut: str) -> str:
    """``總經理林向東``: behind an office 向, 為 or 之 between a surname and a last character
    belongs to the name; a preposition would stand behind ``本公司`` or a verb.
    """
    middle = _ZH_MIDDLE.search(run) if len(cut) <= 1 else None
    whole = middle.group(1) if middle else ""
    return whole if whole[:1] in ZH_SURNAMES else cut


def is_chinese(text: str) -> bool:
    """Whether a text holds Chinese characters."""
    return not text.isascii() and _HAN.search(text) is not None


def chinese_name(characters: str) -> str:
    """The name at the end of a run of Chinese characters, or ``""``.

    The longest of two to four characters that begins with a surname wins, where the
    rest before it is not itself part of a name; else a lone surname.
    """
    for size in (4, 3, 2):
        cut = characters[-size:]
        if len(cut) == size and (
            cut[:2] in ZH_COMPOUND
            if size == 4
            else cut[0] in ZH_SURNAMES or (size == 3 and cut[:2] in ZH_COMPOUND)
        ):
            if size == 2 and len(characters) == 2 and cut in ZH_COMPOUND:
                return cut
            return cut
    return characters[-1:] if characters[-1:] in ZH_SURNAMES else ""
