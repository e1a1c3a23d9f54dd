"""Short given names and the full ones they stand for: ``Bill`` is ``William``.

Press releases print a person's full name once and a short one in the quotes. Only short
names that stand for one full name are listed; ``Pat`` and ``Terry`` stand for several.
"""

from __future__ import annotations

_PAIRS = """
abe abraham al albert alex alexander andy andrew art arthur barb barbara becky rebecca ben benjamin
bernie bernard beth elizabeth betsy elizabeth betty elizabeth bill william billy william bob robert
bobby robert brad bradley cathy catherine charlie charles chip charles chris christopher chuck charles
cindy cynthia cliff clifford dan daniel danny daniel dave david deb deborah debbie deborah debra deborah
dick richard don donald donnie donald doug douglas ed edward eddie edward fran frances fred frederick
gabe gabriel gene eugene geoff geoffrey greg gregory gus august hal harold hank henry jack john
jeff jeffrey jen jennifer jenny jennifer jerry gerald jim james jimmy james joe joseph joey joseph
jon jonathan josh joshua judy judith kate katherine kathy katherine ken kenneth kim kimberly
larry lawrence lenny leonard leo leonard les leslie liz elizabeth lou louis maggie margaret matt matthew
meg margaret mel melvin mick michael mike michael mitch mitchell nate nathan nick nicholas norm norman
pam pamela patti patricia peg margaret peggy margaret pete peter phil philip ray raymond rich richard
rick richard ricky richard rob robert ron ronald ronnie ronald russ russell sandy sandra stan stanley
steph stephanie steve steven stephen steven stu stuart sue susan ted theodore tim timothy
tom thomas tommy thomas tony anthony trish patricia vic victor vicki victoria vince vincent walt walter
wes wesley will william zach zachary
"""
_WORDS = _PAIRS.split()
FULL = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True))
"""The full form by the short one, lower case."""


def full_form(word: str) -> str:
    """``william`` for ``bill``; any other word as it stands."""
    return FULL.get(word, word)
