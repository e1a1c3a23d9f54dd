"""The Latin key of a person whom a text names in Chinese only.

Names from the mainland are written in Latin letters by Hanyu Pinyin, surname and given name
one word each (GB/T 28039-2011: 李小明 is Li Xiaoming), so that the key of both versions of an
announcement can be equal. Hong Kong, Taiwan and overseas spellings (Lee Siu Ming) follow the
bearer's wish and cannot be told from the characters: their key is simply another one.
"""

from __future__ import annotations

from functools import lru_cache

from workers.grammar.name_words import ZH_COMPOUND
from workers.grammar.names import person_key

LONGEST = 4
"""Characters of a Chinese name; what is longer is a transcription of a foreign one."""
_AS_A_SURNAME = {
    **dict.fromkeys("單单", "shan"), **dict.fromkeys("曾", "zeng"), **dict.fromkeys("仇", "qiu"),
    **dict.fromkeys("解", "xie"), **dict.fromkeys("查", "zha"), **dict.fromkeys("區区", "ou"),
    **dict.fromkeys("朴", "piao"), **dict.fromkeys("覃", "qin"), **dict.fromkeys("繆缪", "miao"),
    **dict.fromkeys("蓋盖", "ge"), "尉遲": "yuchi",
}  # fmt: skip
"""Characters that are read otherwise where they are a surname."""


@lru_cache(maxsize=4096)
def latin_key(name: str) -> str | None:
    """The person key of the pinyin of a Chinese name; None for anything else.

    >>> latin_key("李小明") == person_key("Li Xiaoming")
    True
    """
    import anyascii  # noqa: PLC0415 - only Chinese filings need it

    if not 1 < len(name) <= LONGEST or not all("\u3400" <= c <= "\u9fff" for c in name):
        return None
    size = 2 if name[:2] in ZH_COMPOUND and len(name) > 2 else 1
    parts = name[:size], name[size:]
    read = [anyascii.anyascii(part).lower() for part in parts]
    read[0] = _AS_A_SURNAME.get(parts[0], read[0])
    return person_key(" ".join(read)) if all(map(str.isalpha, read)) else None
