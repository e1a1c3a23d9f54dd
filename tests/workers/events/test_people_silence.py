"""What names people and offices in Hong Kong documents and tells no change, in both languages."""

from __future__ import annotations

import pytest

from tests.support.people import read
from workers.events import Told

ON = "2025-09-12"
ANNOUNCEMENT = Told(source="hkexnews", headline_codes=("12350",))

CLOSING_LIST = (
    "As at the date of this announcement, the Board comprises Mr. Ting Ho Lam and Ms. Eva Strand as executive Directors; Mr. Ko Pui Sum as a non-executive Director; and Mr. Iu Wing Tat, Dr. Fiona Marsh and Ms. Siu Ka Po as independent non-executive Directors.",
    "於本公告日期，執行董事為丁浩林先生及施伊華女士；非執行董事為高沛森先生；而獨立非執行董事為姚永達先生、馬菲娜博士及蕭嘉寶女士。",
)
HISTORY_IN_RESULTS = (
    "INTERIM RESULTS FOR THE SIX MONTHS ENDED 30 JUNE 2025\n\nCORPORATE GOVERNANCE\n\nDuring the period, Mr. Ko Pui Sum resigned as a non-executive Director on 20 January 2025 and Ms. Siu Ka Po was appointed as an independent non-executive Director on 3 March 2025. Save as disclosed above, there was no change in the composition of the Board.",
    "截至二零二五年六月三十日止六個月之中期業績\n\n企業管治\n\n期內，高沛森先生於二零二五年一月二十日辭任非執行董事，而蕭嘉寶女士於二零二五年三月三日獲委任為獨立非執行董事。除上述披露者外，董事會組成並無變動。",
)
BIOGRAPHY = (
    "Mr. Iu Wing Tat, aged 58, was appointed as an independent non-executive Director in May 2019. He served as the chief financial officer of Lowmoor Shipping Limited from 2005 to 2014, when he retired, and was re-designated as its adviser. He obtained a master's degree in 1994.",
    "姚永達先生，58歲，於二零一九年五月獲委任為獨立非執行董事。彼於二零零五年至二零一四年擔任羅摩航運有限公司之首席財務官，並於二零一四年退任。彼於一九九四年取得碩士學位。",
)
OTHER_COMPANY = (
    "Pursuant to Rule 13.51B(1), Dr. Fiona Marsh, an independent non-executive Director, has resigned as an independent non-executive director of Lowmoor Shipping Limited (stock code: 8777) with effect from 10 September 2025.",
    "根據上市規則第13.51B(1)條，獨立非執行董事馬菲娜博士已辭任羅摩航運有限公司（股份代號：8777）之獨立非執行董事，自二零二五年九月十日起生效。",
)
AUDITOR = (
    "The Board announces that Hartwell, Poon & Partners CPA Limited has resigned as the auditor of the Company with effect from 10 September 2025 and Alder Birch CPA Limited has been appointed as the new auditor.",
    "董事會宣佈，赫潘會計師事務所有限公司已辭任本公司核數師，自二零二五年九月十日起生效，而楓樺會計師事務所有限公司已獲委任為新任核數師。",
)
REGISTRAR = (
    "With effect from 1 October 2025, Tidal Registrars Limited will be appointed as the branch share registrar of the Company in place of Harbour Investor Services Limited, which has resigned.",
    "自二零二五年十月一日起，潮汐證券登記有限公司將獲委任為本公司之香港股份過戶登記分處，以接替已辭任之海港投資者服務有限公司。",
)
RE_ELECTION = (
    "In accordance with article 105, Ms. Eva Strand and Mr. Iu Wing Tat will retire from office by rotation at the forthcoming annual general meeting and, being eligible, will offer themselves for re-election.",
    "根據組織章程細則第105條，施伊華女士及姚永達先生將於應屆股東週年大會上輪值退任，並符合資格且願意膺選連任。",
)
TERMS_OF_REFERENCE = (
    "TERMS OF REFERENCE OF THE AUDIT COMMITTEE\n\n1. The Committee shall be appointed by the Board from among the Directors. 2. The chairman of the Committee shall be appointed by the Board. 3. A member who ceases to be a Director shall cease to be a member of the Committee. 4. The Committee shall advise on the appointment, re-appointment and removal of the external auditor.",
    "審核委員會職權範圍\n\n1. 委員會成員由董事會從董事中委任。2. 委員會主席由董事會委任。3. 成員如不再擔任董事，即不再擔任委員會成員。4. 委員會就外聘核數師之委任、重新委任及罷免提供建議。",
)
DIRECTOR_LIST = (
    "LIST OF DIRECTORS AND THEIR ROLE AND FUNCTION\n\nThe members of the Board are set out below. Executive Directors: Mr. Ting Ho Lam (Chairman), Ms. Eva Strand (Chief Executive Officer). There are two Board committees. Mr. Iu Wing Tat is the chairman of the audit committee and Dr. Fiona Marsh is a member.",
    "董事名單與其角色和職能\n\n董事會成員載列如下。執行董事：丁浩林先生（主席）、施伊華女士（行政總裁）。董事會設有兩個委員會。姚永達先生為審核委員會主席，馬菲娜博士為成員。",
)
REPORTS = (
    "The Board noted media reports that Mr. Ting Ho Lam has resigned as the chairman. The Board clarifies that the reports are untrue and Mr. Ting continues to act as the chairman.",
    "董事會注意到有傳媒報道指丁浩林先生已辭任主席。董事會澄清該等報道並不屬實，丁先生繼續擔任主席。",
)
TRAPS = {
    "closing_list": CLOSING_LIST,
    "history_in_results": HISTORY_IN_RESULTS,
    "biography": BIOGRAPHY,
    "other_company": OTHER_COMPANY,
    "auditor": AUDITOR,
    "registrar": REGISTRAR,
    "re_election": RE_ELECTION,
    "terms_of_reference": TERMS_OF_REFERENCE,
    "director_list": DIRECTOR_LIST,
    "reports": REPORTS,
}


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("language", [0, 1], ids=["en", "zh"])
def test_it_tells_no_change(trap: str, language: int) -> None:
    assert read(TRAPS[trap][language], ON, told=ANNOUNCEMENT).told == []


NEWS = (
    "\n\nThe Board announces that Ms. Yeo Pik Ha has been appointed as an executive Director with effect from 12 September 2025.",
    "\n\n董事會宣佈，楊碧霞女士已獲委任為執行董事，自二零二五年九月十二日起生效。",
)


@pytest.mark.parametrize("trap", TRAPS)
@pytest.mark.parametrize("language", [0, 1], ids=["en", "zh"])
def test_beside_real_news_only_the_news_is_told(trap: str, language: int) -> None:
    name = ("Yeo Pik Ha", "楊碧霞")[language]
    text = TRAPS[trap][language] + NEWS[language]
    assert read(text, ON, told=ANNOUNCEMENT).told == [
        f"board appointment {name} +executive_director 2025-09-12"
    ]
