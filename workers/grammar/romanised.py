"""One key for a person whose name one text writes in Chinese and another by Hanyu Pinyin.

Names from the mainland are written in Latin letters by pinyin (GB/T 28039-2011), the given name
as one word or as two: 李文浩 is Li Wenhao or Li Wen Hao. So the syllables are the key. Hong Kong,
Taiwan and overseas spellings (Lee Man Ho) follow the bearer's wish and cannot be told from the
characters: nothing is guessed for them.
"""

from __future__ import annotations

from functools import lru_cache

from workers.grammar.name_words import ZH_COMPOUND
from workers.grammar.names import is_chinese, person_key

LONGEST = 4
"""Characters of a Chinese name; what is longer is a transcription of a foreign one."""
LONGEST_WORD = 18
"""Letters of three syllables at most."""
_AS_A_SURNAME = {
    **dict.fromkeys("單单", "shan"), **dict.fromkeys("曾", "zeng"), **dict.fromkeys("仇", "qiu"),
    **dict.fromkeys("解", "xie"), **dict.fromkeys("查", "zha"), **dict.fromkeys("區区", "ou"),
    **dict.fromkeys("朴", "piao"), **dict.fromkeys("覃", "qin"), **dict.fromkeys("繆缪", "miao"),
    **dict.fromkeys("蓋盖", "ge"), "尉遲": "yuchi",
}  # fmt: skip
"""Characters that are read otherwise where they are a surname."""
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei eng i ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo ue v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    **dict.fromkeys("jqx", "i ia ian iang iao ie in ing iong iu u uan ue un"),
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u uan ui un uo",
    **dict.fromkeys("zcs", "a ai an ang ao e en eng i ong ou u uan ui un uo"),
    "y": "a an ang ao e i in ing ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
_SYLLABLES = frozenset(
    initial + final for initial, finals in _FINALS.items() for final in finals.split()
)
_LONGEST_SYLLABLE = max(map(len, _SYLLABLES))


@lru_cache(maxsize=4096)
def latin_key(name: str) -> str | None:
    """The sorted syllables of a name in Chinese or in pinyin; None for any other name.

    >>> latin_key("李文浩") == latin_key("Li Wenhao") == latin_key("LI Wen Hao")
    True
    """
    words = _read(name) if is_chinese(name) else person_key(name).split("+")
    found = [_syllables(word) for word in words if len(word) <= LONGEST_WORD]
    if len(found) < len(words) or len(words) == 1 or not all(found):
        return None
    return "+".join(sorted(s for syllables in found for s in syllables or ()))


def _read(name: str) -> list[str]:
    """Surname and given name of a Chinese name in pinyin; nothing for what is none."""
    import anyascii  # noqa: PLC0415 - only Chinese filings need it

    if len(name) > LONGEST or not all("\u3400" <= c <= "\u9fff" for c in name):
        return [""]
    size = 2 if name[:2] in ZH_COMPOUND and len(name) > 2 else 1
    parts = [name[:size], name[size:]]
    read = [anyascii.anyascii(part).lower() for part in parts]
    return [_AS_A_SURNAME.get(parts[0], read[0]), *read[1:]]


def _syllables(word: str) -> tuple[str, ...] | None:
    """A word in syllables, the longest first; None where it is no pinyin."""
    if not word:
        return None
    for size in range(min(_LONGEST_SYLLABLE, len(word)), 0, -1):
        if word[:size] in _SYLLABLES:
            rest = _syllables(word[size:]) if word[size:] else ()
            if rest is not None:
                return word[:size], *rest
    return None
