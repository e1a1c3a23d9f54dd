"""How Hong Kong issuers tell changes in office, in both languages, and what only looks so."""

from __future__ import annotations

import pytest

from tests.support.people import read
from workers.events import Told

ON = "2025-06-12"


TOLD: tuple[tuple[str, str, list[str]], ...] = (
    (
        "appointed_to_fill_those_positions",
        "CHANGE OF COMPANY SECRETARY, AUTHORISED REPRESENTATIVE AND PROCESS AGENT\n\nThe Board announces that Ms. Heung Pui Yan has resigned as the company secretary of the Company, an authorised representative of the Company under Rule 3.05 of the Listing Rules and the agent for the acceptance of service of process under Part 16 of the Companies Ordinance with effect from 13 June 2025. Mr. Ku Siu Ming has been appointed to fill those positions with effect from the same date.\n\nMr. Ku is an associate member of The Hong Kong Chartered Governance Institute.",
        [
            "officer departure Heung Pui Yan -company_secretary -authorised_representative -process_agent 2025-06-13",
            "officer appointment Ku Siu Ming +company_secretary +authorised_representative +process_agent 2025-06-13",
        ],
    ),
    (
        "nominated_and_resigned",
        "PROPOSED APPOINTMENT OF NON-EXECUTIVE DIRECTOR AND PROPOSED ELECTION OF SHAREHOLDER REPRESENTATIVE SUPERVISOR\n\nThe Board resolved on 12 June 2025 to nominate Mr. Dou Qinghe as a candidate for non-executive Director of the eighth session of the Board. The appointment is subject to the approval of the shareholders at the extraordinary general meeting of the Bank and the approval of his qualification by the National Financial Regulatory Administration.\n\nThe Board of Supervisors received the resignation of Ms. Shao Lifen on 11 June 2025, who resigned from her position as an external supervisor due to change of work arrangement, with immediate effect.",
        [
            "board appointment Dou Qinghe +non_executive_director undated",
            "board departure Shao Lifen -supervisor 2025-06-11",
        ],
    ),
    (
        "the_last_working_day",
        "RESIGNATION OF CHIEF FINANCIAL OFFICER\n\nThe Board hereby announces that Mr. Mok Ka Shing has submitted his resignation as the chief financial officer of the Company. His last working day will be 31 August 2025. The Company is identifying a suitable candidate and will make further announcement as and when appropriate.",
        ["officer departure Mok Ka Shing -chief_financial_officer 2025-08-31"],
    ),
    (
        "the_regulator_approves",
        "APPROVAL OF QUALIFICATION OF DIRECTOR\n\nReference is made to the announcement of the Bank dated 28 March 2025 in relation to the election of Mr. Dou Qinghe as non-executive Director. The Bank has recently received the approval from the regulator, according to which the qualification of Mr. Dou Qinghe as a Director has been approved. The term of office of Mr. Dou commenced on 10 June 2025.",
        ["board appointment Dou Qinghe +director 2025-06-10"],
    ),
    (
        "a_list_under_one_date",
        "CHANGE OF DIRECTORS\n\nThe Board hereby announces that, with effect from 1 July 2025:\n\n(i) Mr. Dermot Halloran has resigned as a non-executive Director due to his other personal commitments;\n\n(ii) Ms. Tse Ka Yan has been appointed as a non-executive Director; and\n\n(iii) Mr. Au Yeung Tak has been appointed as the chairman of the audit committee in place of Mr. Pang Chi Keung.",
        [
            "board departure Dermot Halloran -non_executive_director 2025-07-01",
            "board appointment Tse Ka Yan +non_executive_director 2025-07-01",
            "committee appointment Au Yeung Tak +committee_chair:audit 2025-07-01",
        ],
    ),
    (
        "a_supervisory_committee_is_cancelled",
        "CANCELLATION OF SUPERVISORY COMMITTEE AND CESSATION OF SUPERVISORS\n\nFollowing the approval of the amendments to the Articles of Association at the extraordinary general meeting held on 12 June 2025, the Supervisory Committee of the Company has been cancelled with effect from 12 June 2025. Mr. Ying Zhaoxi, Ms. Shao Lifen and Mr. Bian Guoqiang have ceased to be Supervisors of the Company with effect from the same date.",
        [
            "board departure Ying Zhaoxi -supervisor 2025-06-12",
            "board departure Shao Lifen -supervisor 2025-06-12",
            "board departure Bian Guoqiang -supervisor 2025-06-12",
        ],
    ),
    (
        "effect_upon_the_conclusion_of_the_meeting",
        "POLL RESULTS OF THE EXTRAORDINARY GENERAL MEETING AND CHANGE OF DIRECTORS\n\nAt the EGM held on 12 June 2025, the resolution in relation to the appointment of Mr. Dou Qinghe as a non-executive Director was duly passed by way of poll. The appointment of Mr. Dou as a non-executive Director took effect upon the conclusion of the EGM. Mr. Xu Langtian ceased to be a non-executive Director with effect from the conclusion of the EGM.",
        [
            "board appointment Dou Qinghe +non_executive_director 2025-06-12",
            "board departure Xu Langtian -non_executive_director 2025-06-12",
        ],
    ),
    (
        "a_resolution_to_remove",
        "REMOVAL OF DIRECTOR\n\nThe Board announces that at the extraordinary general meeting held on 12 June 2025, an ordinary resolution to remove Mr. Hung Pak Wai from office as an executive Director with immediate effect was passed by the shareholders by way of poll. Accordingly, Mr. Hung also ceased to be the chief executive officer.",
        [
            "board departure Hung Pak Wai -executive_director 2025-06-12",
            "officer departure Hung Pak Wai -chief_executive_officer 2025-06-12",
        ],
    ),
    (
        "three_offices_change_hands",
        "CHANGE OF CHAIRMAN, CHIEF EXECUTIVE OFFICER AND AUTHORISED REPRESENTATIVE\n\nMr. Tsui Kam Fai has stepped down from his position as the chairman of the Board and has been re-designated as a non-executive Director with effect from 12 June 2025. Ms. Lok Sze Wan, an executive Director and the chief executive officer, has been appointed as the chairlady of the Board in place of Mr. Tsui, and ceased to be the chief executive officer, with effect from the same date. Mr. Fok Chun Hin has been appointed as the chief executive officer with effect from 12 June 2025.",
        [
            "board role_change Tsui Kam Fai -chairman_of_board +non_executive_director 2025-06-12",
            "board role_change Lok Sze Wan +chairman_of_board 2025-06-12",
            "officer departure Lok Sze Wan -chief_executive_officer 2025-06-12",
            "officer appointment Fok Chun Hin +chief_executive_officer 2025-06-12",
        ],
    ),
    (
        "stays_until_a_successor_is_elected",
        "EXPIRY OF TERM AND RESIGNATION OF INDEPENDENT DIRECTOR\n\nAs Mr. Huo Jingtian has served as an independent non-executive Director for six consecutive years, he has tendered his resignation to the Board on 12 June 2025. Since his resignation will cause the number of independent non-executive Directors to fall below the statutory minimum, Mr. Huo will continue to perform his duties until a new independent non-executive Director is elected at the general meeting.",
        ["board departure Huo Jingtian -independent_non_executive_director undated"],
    ),
    (
        "同日起_in_the_next_sentence",
        "獨立非執行董事辭任及委任\n\n港燈籠控股有限公司（「本公司」）董事會（「董事會」）宣佈，趙永樂先生（「趙先生」）因希望投放更多時間於其他業務，已提出辭任獨立非執行董事、審核委員會成員及薪酬委員會主席，自二零二五年六月十二日起生效。趙先生已確認，彼與董事會並無意見分歧。\n\n董事會欣然宣佈，鍾曉嵐女士已獲委任為獨立非執行董事、審核委員會成員及薪酬委員會主席。上述委任自同日起生效。\n\n鍾女士，48歲，自二零一九年起擔任明桅控股有限公司（股份代號：1777）之獨立非執行董事，並於二零二三年辭任。",
        [
            "board departure 趙永樂 -independent_non_executive_director -committee_member:audit -committee_chair:compensation 2025-06-12",
            "board appointment 鍾曉嵐 +independent_non_executive_director +committee_member:audit +committee_chair:compensation 2025-06-12",
        ],
    ),
    (
        "a_rare_surname",
        "更換公司秘書及授權代表\n\n董事會宣佈，香佩欣女士已辭任本公司之公司秘書及上市規則第3.05條項下之授權代表，由2025年6月13日起生效。古小明先生已獲委任為公司秘書及授權代表，以填補香女士辭任後的空缺，由同日起生效。",
        [
            "officer departure 香佩欣 -company_secretary -authorised_representative 2025-06-13",
            "officer appointment 古小明 +company_secretary +authorised_representative 2025-06-13",
        ],
    ),
    (
        "提名_is_a_proposal",
        "建議委任非執行董事\n\n董事會於2025年6月12日決議提名竇慶和先生為本行第八屆董事會非執行董事候選人，惟須待股東於股東大會上批准及監管機構核准其任職資格後方可作實。",
        ["board appointment 竇慶和 +non_executive_director undated"],
    ),
    (
        "不再兼任",
        "行政總裁變更\n\n董事會宣佈，徐錦輝先生不再兼任本公司行政總裁，惟繼續擔任董事會主席及執行董事，而駱詩韻女士獲委任為行政總裁，均自二零二五年七月一日起生效。",
        [
            "officer departure 徐錦輝 -chief_executive_officer 2025-07-01",
            "officer appointment 駱詩韻 +chief_executive_officer 2025-07-01",
        ],
    ),
    (
        "核准任職資格",
        "副行長任職資格獲核准\n\n本行近日收到國家金融監督管理總局江南監管局的批覆，核准陸偉誠先生本行副行長的任職資格。陸偉誠先生自2025年6月10日起就任本行副行長。",
        ["officer appointment 陸偉誠 +vice_president 2025-06-10"],
    ),
    (
        "監事會取消",
        "監事會取消及監事離任\n\n根據於2025年6月12日舉行之臨時股東大會通過之決議案，本公司不再設置監事會，應兆熙先生、邵麗芬女士及卞國強先生自2025年6月12日起不再擔任本公司監事。",
        [
            "board departure 應兆熙 -supervisor 2025-06-12",
            "board departure 邵麗芬 -supervisor 2025-06-12",
            "board departure 卞國強 -supervisor 2025-06-12",
        ],
    ),
    (
        "書面辭呈",
        "執行董事辭任\n\n董事會謹此宣佈，高碩偉先生已向董事會提交書面辭呈，辭去本公司執行董事、副總經理及薪酬與考核委員會委員職務，該辭任自2025年6月12日起生效。董事會對高先生任職期間的貢獻表示衷心感謝。",
        [
            "board departure 高碩偉 -executive_director -committee_member:compensation 2025-06-12",
            "officer departure 高碩偉 -vice_president 2025-06-12",
        ],
    ),
    (
        "罷免",
        "罷免董事\n\n於二零二五年六月十二日舉行的股東特別大會上，罷免洪柏偉先生執行董事職務之普通決議案獲股東以投票方式正式通過，即時生效。",
        ["board departure 洪柏偉 -executive_director 2025-06-12"],
    ),
    (
        "調任_and_接替",
        "更換主席及行政總裁\n\n徐錦輝先生已辭任董事會主席，並由執行董事調任為非執行董事，自二零二五年六月十二日起生效。駱詩韻女士獲委任為董事會主席以接替徐先生，由同日起生效。",
        [
            "board role_change 徐錦輝 -chairman_of_board -executive_director +non_executive_director 2025-06-12",
            "board role_change 駱詩韻 +chairman_of_board 2025-06-12",
        ],
    ),
    (
        "the_title_names_the_office",
        "獨立非執行董事辭職\n\n霍敬天先生因連續任職滿六年，已於2025年6月12日向董事會提出辭職。由於其辭職將導致獨立非執行董事人數低於法定最低人數，霍先生將繼續履行職責，直至股東大會選舉產生新任獨立非執行董事為止。",
        ["board departure 霍敬天 -independent_non_executive_director undated"],
    ),
    (
        "均自_for_a_list",
        "執行董事及非執行董事變更\n\n董事會宣佈：(i) 沈天樂先生獲委任為執行董事；(ii) 何樂倫先生因專注其他事務已辭任非執行董事及薪酬委員會成員；及(iii) 駱詩韻女士已獲委任為董事會副主席，均自二零二五年六月十三日起生效。",
        [
            "board appointment 沈天樂 +executive_director 2025-06-13",
            "board departure 何樂倫 -non_executive_director -committee_member:compensation 2025-06-13",
            "board role_change 駱詩韻 +vice_chairman 2025-06-13",
        ],
    ),
    (
        "換屆_re_election_and_change",
        "董事會換屆選舉\n\n於2025年6月12日舉行之股東週年大會上，高碩偉先生、許浪天先生獲重選連任為執行董事，竇慶和先生獲選舉為第七屆董事會非執行董事，霍敬天先生因任期屆滿不再擔任獨立非執行董事，任期及離任均自2025年6月12日起生效。",
        [
            "board appointment 竇慶和 +non_executive_director 2025-06-12",
            "board departure 霍敬天 -independent_non_executive_director 2025-06-12",
        ],
    ),
    (
        "a_new_candidate_beside_re_elections",
        "PROPOSED RE-ELECTION OF DIRECTORS AND PROPOSED ELECTION OF DIRECTORS OF THE NEW SESSION OF THE BOARD\n\nThe term of the fifth session of the Board will expire. The Board proposes to nominate Mr. Geng Shuowei and Mr. Xu Langtian for re-election as executive Directors and Ms. Teng Yuhua as a new candidate for independent non-executive Director. The above are subject to shareholders' approval at the AGM.",
        ["board appointment Teng Yuhua +independent_non_executive_director undated"],
    ),
    (
        "工作調整",
        "總經理變更\n\n因工作調整，陸思遠先生不再擔任本公司總經理職務。經董事長提名，董事會同意聘任孟凱旋先生為本公司總經理，任期與本屆董事會一致，自2025年6月12日起生效。",
        [
            "officer departure 陸思遠 -chief_executive_officer undated",
            "officer appointment 孟凱旋 +chief_executive_officer 2025-06-12",
        ],
    ),
)

SILENT: tuple[tuple[str, str], ...] = (
    (
        "a_director_of_a_subsidiary",
        "RESIGNATION OF AN INDEPENDENT NON-EXECUTIVE DIRECTOR OF A SUBSIDIARY\n\nThe Board was informed by Golden Quay Limited, a listed subsidiary of the Company, that Mr. Wat Yiu Fai resigned as its independent non-executive director with effect from 12 June 2025.",
    ),
    (
        "a_director_of_another_company",
        "ANNOUNCEMENT PURSUANT TO RULE 13.51(2) - UPDATE ON DIRECTOR\n\nMr. Dermot Halloran, a non-executive Director, has been named as a defendant in a petition against Bright Mast Holdings Limited, of which he was a director until he resigned on 3 May 2025.",
    ),
    (
        "why_results_are_late",
        "DELAY IN PUBLICATION OF ANNUAL RESULTS\n\nThe delay was due to the resignation of Chadwick & Ng as auditor in March 2025 and the departure of the former chief financial officer, Mr. Mok Ka Shing, in January 2025.",
    ),
    (
        "a_consultant",
        "VOLUNTARY ANNOUNCEMENT - STRATEGIC COOPERATION\n\nThe Company has appointed Dr. Gareth Munro as its senior technical consultant and honorary adviser. Dr. Munro was formerly the chief technology officer of Nordhavn Pumps A/S.",
    ),
    (
        "a_director_who_cannot_be_reached",
        "INSIDE INFORMATION - DIRECTOR ASSISTING IN INVESTIGATION\n\nThe Board has been unable to contact Ms. Lok Sze Wan, the chief executive officer and an executive Director, since 10 June 2025. The Board considers that the operations of the Group remain normal. Ms. Lok was appointed as an executive Director on 3 April 2018.",
    ),
    (
        "option_terms",
        "GRANT OF SHARE OPTIONS\n\nOn 12 June 2025 the Company granted 2,000,000 share options to Ms. Lok Sze Wan, the chief executive officer. Options lapse upon the grantee ceasing to be an employee by reason of resignation, retirement or termination. Mr. Fok Chun Hin, who resigned as the chief financial officer on 2 January 2025, is not a grantee.",
    ),
    (
        "業績延遲的原因",
        "延遲刊發年度業績\n\n延遲乃由於卓吳會計師事務所於二零二五年三月辭任核數師，以及前財務總監莫嘉誠先生於二零二五年一月離任所致。",
    ),
    (
        "顧問",
        "自願公告－戰略合作\n\n本公司已聘任文嘉理博士為高級技術顧問及榮譽顧問。文博士曾任北港泵業公司首席技術官。",
    ),
    (
        "購股權條款",
        "授出購股權\n\n於二零二五年六月十二日，本公司向行政總裁駱詩韻女士授出2,000,000份購股權。倘承授人因辭任、退休或終止僱傭而不再為僱員，購股權將告失效。",
    ),
    (
        "further_to_an_announcement",
        'FURTHER ANNOUNCEMENT IN RELATION TO THE RESIGNATION OF DIRECTOR\n\nReference is made to the announcement of the Company dated 2 June 2025 in relation to the resignation of Mr. Chiu Wing Lok as an independent non-executive Director (the "Announcement"). The Company wishes to provide supplemental information that Mr. Chiu resigned due to his health.',
    ),
    (
        "a_contract_renewed",
        "RENEWAL OF SERVICE CONTRACT AND CONTINUING APPOINTMENT\n\nThe Company has renewed the service contract with Mr. Tsui Kam Fai, the chairman and executive Director, for a further term of three years commencing from 12 June 2025.",
    ),
    (
        "a_nomination_that_lapses",
        "LAPSE OF PROPOSED APPOINTMENT OF DIRECTOR\n\nAs Mr. Dou Qinghe has informed the Board that he will no longer accept the nomination as a candidate for non-executive Director due to work arrangement, the proposed appointment of Mr. Dou will not proceed and the relevant resolution has been withdrawn.",
    ),
    (
        "an_independent_committee",
        "CONTINUING CONNECTED TRANSACTIONS\n\nMr. Tsui Kam Fai, the chairman and executive Director, holds 60% of Lantern Tours. Mr. Tsui has abstained from voting on the Board resolutions. The Company has appointed an independent board committee comprising Mr. Pang Chi Keung and Dr. Yiu Mei Fong, and Sunmount Capital Limited has been appointed as independent financial adviser.",
    ),
    (
        "an_honorary_title",
        "APPOINTMENT OF HONORARY CHAIRMAN\n\nThe Board announces that Mr. Leung Pok Man, the founder of the Group, has been conferred the title of Honorary Chairman of the Company with effect from 12 June 2025. The honorary chairman is not a Director or a member of senior management.",
    ),
    (
        "progress_of_resumption",
        "UPDATE ON RESUMPTION PROGRESS\n\nAs disclosed in the announcement dated 5 March 2025, Mr. Chiu Wing Lok resigned as an independent non-executive Director on 5 March 2025. The Company is identifying a suitable candidate to fill the vacancy and expects to appoint a new independent non-executive Director in due course.",
    ),
    (
        "名譽主席",
        "委任名譽主席\n\n董事會宣佈，本集團創辦人梁博文先生獲授予本公司名譽主席稱號，自二零二五年六月十二日起生效。名譽主席並非董事或高級管理人員。",
    ),
    (
        "復牌進展",
        "復牌進展\n\n誠如日期為二零二五年三月五日之公告所披露，趙永樂先生已於二零二五年三月五日辭任獨立非執行董事。本公司正物色合適人選填補空缺。",
    ),
)


@pytest.mark.parametrize(("text", "expected"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_it_is_told(text: str, expected: list[str]) -> None:
    assert read(text, ON, told=Told(source="hkexnews")).told == expected


@pytest.mark.parametrize("text", [t[1] for t in SILENT], ids=[t[0] for t in SILENT])
def test_it_moves_nobody(text: str) -> None:
    assert read(text, ON, told=Told(source="hkexnews")).told == []
