"""The traps of personnel news in Chinese: rotation, 於…後, several seats, other companies."""

from __future__ import annotations

import pytest

from tests.support.people import line, read
from workers.events import Told

DIRECTORATE = Told(headline_codes=("12350",))
FROM = "，自二零二五年三月十日起生效。"
ON = "2025-03-10"


QUIET = {
    "REELECTION_ONLY rotation": "根據組織章程細則第84條，馮樂先生及溫雪女士將於股東週年大會上輪值退任，並符合資格且願意膺選連任。",
    "REELECTION_ONLY vote": "重選馮樂先生為執行董事；重選溫雪女士為獨立非執行董事。",
    "ROSTER": "於本公告日期，本公司董事會成員包括執行董事馮樂先生（主席）及譚怡女士；非執行董事魏坤先生；以及獨立非執行董事薛明博士、湯耀先生及溫雪女士。",
    "OTHER_ISSUER seat": "獨立非執行董事關逸先生自二零二五年三月一日起辭任銀鶴控股有限公司（股份代號：3777）之獨立非執行董事。",
}


@pytest.mark.parametrize(("reason", "text"), QUIET.items(), ids=QUIET.keys())
def test_what_only_looks_like_a_change_is_dropped_with_its_reason(reason: str, text: str) -> None:
    read_ = read(text, ON)
    assert read_.told == []
    assert ("board_change", reason.split(maxsplit=1)[0]) in read_.dropped


def test_an_officer_of_a_subsidiary_is_not_ours() -> None:
    read_ = read("本公司附屬公司藍灣科技有限公司委任陸遠先生為行政總裁" + FROM, ON)
    assert read_.told == []
    assert ("officer_change", "OTHER_ISSUER") in read_.dropped


SILENT = {
    "auditors": "董事會宣佈，正德會計師事務所有限公司已辭任本公司核數師，自二零二五年三月十日起生效，並已委任衡信會計師事務所為新任核數師以填補臨時空缺。",
    "a reference to a departure": "於馬驥先生辭任後，本公司將物色合適人選填補空缺。",
    "a committee for a deal": "董事會已成立獨立董事委員會，成員包括薛明博士、湯耀先生及溫雪女士，以就該交易向獨立股東提供意見，並已委任澳寶資本有限公司為獨立財務顧問。",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_is_no_news_of_people_raises_nothing(text: str) -> None:
    assert read(text, ON, told=DIRECTORATE).told == []


STORIES = {
    "several seats with committees": (
        "董事會宣佈，羅安女士獲委任為獨立非執行董事、審核委員會主席、薪酬委員會成員及提名委員會成員" + FROM,
        ["board appointment 羅安 +independent_non_executive_director +committee_chair:audit +committee_member:compensation +committee_member:nomination 2025-03-10"],
    ),
    "losses in the next sentence, committees defined": (
        "董事會宣佈，馬驥先生已辭任執行董事" + FROM + "其亦不再擔任董事會主席、本公司提名委員會（「提名委員會」）主席及薪酬委員會（「薪酬委員會」）成員。",
        ["board departure 馬驥 -executive_director -chairman_of_board -committee_chair:nomination -committee_member:compensation 2025-03-10"],
    ),
    "a vacancy filled": (
        "董事會欣然宣佈，羅安女士（「羅女士」）已獲委任為獨立非執行董事，以填補因馬驥先生辭任而產生之空缺" + FROM,
        ["board appointment 羅安 +independent_non_executive_director 2025-03-10"],
    ),
    "於…後 refers to the leaver": (
        "董事會宣佈，馬驥先生已辭任執行董事" + FROM + "於馬先生辭任後，羅安女士獲委任為執行董事" + FROM,
        ["board departure 馬驥 -executive_director 2025-03-10", "board appointment 羅安 +executive_director 2025-03-10"],
    ),
    "an office given from hand to hand": (
        "董事會宣佈，戴明女士已辭任本公司公司秘書及授權代表，而方珊女士已獲委任為公司秘書及授權代表" + FROM,
        ["officer departure 戴明 -company_secretary -authorised_representative 2025-03-10", "officer appointment 方珊 +company_secretary +authorised_representative 2025-03-10"],
    ),
    "an office lost, a seat kept": (
        "董事會宣佈，魏坤先生辭任行政總裁，惟將繼續擔任執行董事" + FROM,
        ["officer departure 魏坤 -chief_executive_officer 2025-03-10"],
    ),
    "分別 parts the offices": (
        "董事會宣佈，馬驥先生及戴明女士已分別辭任執行董事及公司秘書" + FROM,
        ["board departure 馬驥 -executive_director 2025-03-10", "officer departure 戴明 -company_secretary 2025-03-10"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), STORIES.values(), ids=STORIES.keys())
def test_a_change_in_chinese_is_read_with_all_offices(text: str, told: list[str]) -> None:
    assert read(text, ON, told=DIRECTORATE).told == told


def test_an_appointee_to_committees_is_no_list_of_their_members() -> None:
    text = "董事會宣佈，羅安女士獲委任為獨立非執行董事、審核委員會主席及提名委員會成員" + FROM
    assert ("committee_change", "ROSTER") not in read(text, ON).dropped


def test_the_members_of_a_committee_are_a_state() -> None:
    text = "審核委員會成員包括薛明博士、湯耀先生及溫雪女士。"
    read_ = read(text, ON)
    assert read_.told == []
    assert ("committee_change", "ROSTER") in read_.dropped


def test_who_will_not_stand_again_leaves_at_the_meeting() -> None:
    text = "魏坤先生將於股東週年大會結束時退任非執行董事，並將不膺選連任。"
    (draft,) = read(text, "2025-04-25", told=DIRECTORATE).drafts
    assert line(draft) == "board departure 魏坤 -non_executive_director undated"


def test_a_death_takes_all_seats_beside_the_name() -> None:
    text = "董事會沉痛宣佈，主席兼執行董事魏坤先生於二零二五年五月八日辭世。"
    (draft,) = read(text, "2025-05-09", told=DIRECTORATE).drafts
    assert line(draft) == "board departure 魏坤 -chairman_of_board -executive_director 2025-05-08"
    assert draft.fields["action"] == "death"


def test_text_broken_by_a_typesetter_reads_the_same() -> None:
    text = "董 事 會 宣 佈 ， 羅 安 女 士 獲 委 任 為 獨 立 非 執 行 董 事 ， 自 二 零 二 五 年 三 月 十 日 起 生 效 。"
    assert read(text, ON, told=DIRECTORATE).told == [
        "board appointment 羅安 +independent_non_executive_director 2025-03-10"
    ]
