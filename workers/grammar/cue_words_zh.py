"""Chinese cue lists, as in ``cue_words``: direction, action, side of the person, noun, pattern."""

from __future__ import annotations

from workers.grammar.cue_words import Table

CHINESE: Table = (
    (
        "out",
        "non_re_election",
        "before",
        False,
        r"(?:不會|不再|並無|並不|無意|不擬|不願|決定不|將不|未有|(?<=且)不|(?<=，)不|(?<=而)不)(?:於[^，。；]{0,60}?)?(?:上)?(?:膺選連任|重選連任|應選連任|尋求連任|參選連任|重選)",
    ),
    (
        "again",
        "re_election",
        "before",
        False,
        r"膺選連任|重選連任|重選|輪值退任|輪席告退|輪值告退|連選連任|接受重選",
    ),
    (
        "out",
        "resignation",
        "before",
        False,
        (
            r"提出辭任|辭任|請辭|辭去|呈辭|提交辭呈|遞交辭呈|提呈辭任|提出辭呈"
            r"|辭職(?!(?:報告|信|函|書|申請)[^。；]{0,40}?(?:辭去|辭任|請辭))"
        ),  # the letter, then the office
    ),
    ("out", "retirement", "before", False, r"退任|退休|卸任|離任"),
    ("out", "departure", "before", False, r"離職(?![後補金福員率費時]|人員|安排|手續)"),
    (
        "out",
        "cessation",
        "before",
        False,
        r"職位(?:即時|已|[自由][^，。；]{4,20}起)?(?:懸空|出缺)|不再(?:擔任|出任|為|兼任|履行)|終止擔任|停止擔任|停任",
    ),
    (
        "out",
        "removal",
        "behind",
        False,
        r"(?:罷免|免去|免除|解聘|撤換|免任)(?=[\u3400-\u9fff]{1,6}(?:先生|女士|博士|教授))",
    ),
    ("out", "removal", "before", False, r"(?:被|獲)?(?:罷免|免任|免去|免除|撤換|解聘)"),
    ("out", "death", "before", False, r"辭世|逝世|仙逝|身故|離世|與世長辭"),
    (
        "out",
        "suspension",
        "behind",
        False,
        r"暫停(?=[\u3400-\u9fff]{2,5}(?:先生|女士|博士|教授)(?:之|的|作為|於)?[^，。；]{0,16}職[務權責])",
    ),
    (
        "out",
        "suspension",
        "before",
        False,
        r"停職|暫停(?:其)?(?:一切|所有)?(?:行政)?職[務權責]|(?<=起)(?:被)?暫停(?=[，。；])",
    ),
    ("out", "expiry", "before", False, r"任期屆滿(?!之?[日時]?為?止)"),
    (
        "stay",
        "continuing",
        "before",
        False,
        r"(?:將)?(?:繼續|仍|留任)(?:擔任|出任|為|任)?|留任",
    ),
    ("move", "redesignation", "before", False, r"(?:獲|已|將)*調任|調任"),
    ("in", "proposal", "behind", False, r"(?:建議|擬|提議)(?:委任|選舉|聘任|增補)"),
    ("in", "proposal", "before", False, r"(?:獲|被)提名|建議(?:獲|被)(?:委任|選舉)"),
    ("in", "proposal", "behind", False, r"提名(?!委員會|政策|為|人|程序|[之的](?!董事?候選))"),
    (
        "in",
        "election",
        "before",
        False,
        r"(?:獲|被|已|經)(?:正式|一致|董事會|監事會|股東大會|職工代表大會|股東|職工)*(?:(?:選舉|推選|推舉|選|增選|補選|選任)(?:為|出任|擔任)|選舉產生為?)|當選",
    ),
    ("in", "promotion", "before", False, r"(?:獲|已)?(?:晉升|擢升)"),
    (
        "in",
        "appointment",
        "before",
        False,
        r"(?:已|將)?(?:獲|被)(?:任|聘|續聘|指定)為|加入(?:本集團|本公司)(?=擔任)",
    ),
    (
        "in",
        "appointment",
        "before",
        False,
        r"(?:已|亦|現|將|同時)*(?:獲|被)(?:董事會|本公司|公司|股東大會|股東|正式|進一步|同時)*(?:委任|任命|聘任|委聘|聘請|增補)",
    ),
    ("in", "qualification", "behind", False, r"核准(?=[^，。；]{2,48}任職資格)"),
    (
        "in",
        "qualification",
        "before",
        False,
        r"任職資格(?:已|的申請)*獲(?:得)?[^，。；]{0,24}?核准",
    ),
    (
        "in",
        "appointment",
        "behind",
        False,
        r"委任|聘任|任命|委聘|推選|推舉|增補|增選|補選|選舉(?:產生)?(?!權)",
    ),
    ("in", "succession", "before", False, r"接任|接替"),
    (
        "in",
        "appointment",
        "before",
        False,
        r"(?<!期間)(?<!終止)(?<!不再)(?:將)?出任|將[^，。；將]{0,24}起擔任|(?<!為)署理|代行|暫代(?!理)|代為(?:履行|行使)",
    ),
)
