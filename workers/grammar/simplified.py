"""Simplified characters in words of offices and of their changes.

Hong Kong documents are in traditional characters by rule; dual-listed mainland issuers and
companies from Singapore also file simplified ones. Folding keeps every offset.
"""

from __future__ import annotations

_SIMPLIFIED = (
    "执获终职辞调选举独监总经财务书长级审员会战联续担将时离满届拟议补请环"
    "计当产举险规营运术顾问为于从后与继应对发认关无换变动现并责权资证暂罢"
)
_TRADITIONAL = (
    "執獲終職辭調選舉獨監總經財務書長級審員會戰聯續擔將時離滿屆擬議補請環"
    "計當產舉險規營運術顧問為於從後與繼應對發認關無換變動現並責權資證暫罷"
)
_TABLE = str.maketrans(_SIMPLIFIED, _TRADITIONAL)


def traditional(text: str) -> str:
    """The text with those characters in their traditional form, of the same length."""
    return text.translate(_TABLE)
