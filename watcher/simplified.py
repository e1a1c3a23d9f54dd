"""Simplified Chinese characters in their traditional form, of the same length. Pure.

Hong Kong documents are in traditional characters by rule; overseas regulatory announcements of
issuers that are listed on the mainland too, issuers from Singapore and mirrors of the venue use
simplified ones. Rules and lists of words are written once, in traditional characters.
"""

from __future__ import annotations

import re

_PAIRS = """
发發 东東 会會 为為 务務 执執 关關 总總 书書 议議 认認 与與 个個 国國 时時 长長 门門 开開 间間 问問 闻聞 阅閱 闭閉 订訂 计計 记記 讯訊 设設 许許 诉訴 证證 评評
词詞 试試 诚誠 话話 详詳 该該 语語 误誤 说說 请請 诺諾 课課 调調 谁誰 谅諒 谈談 谋謀 谓謂 谢謝 谨謹 识識 让讓 讨討 训訓 讲講 论論 诊診 译譯 询詢 谊誼 谐諧 谦謙
诗詩 讼訟 诈詐 谘諮 诸諸 贝貝 负負 贡貢 财財 责責 账賬 货貨 质質 贩販 贪貪 购購 贯貫 贱賤 贴貼 贵貴 贷貸 贸貿 费費 贺賀 资資 赁賃 赋賦 赎贖 赏賞 赔賠 赖賴 赚賺
赞贊 赠贈 赢贏 赵趙 贾賈 贤賢 员員 圆圓 损損 项項 顺順 须須 顾顧 顿頓 预預 领領 频頻 题題 额額 颜顏 愿願 页頁 颁頒 颖穎 类類 显顯 风風 飞飛 马馬 驱驅 驶駛 驻駐
骏駿 验驗 骗騙 冯馮 驳駁 鱼魚 鲁魯 鲜鮮 鸿鴻 鸣鳴 鹏鵬 鹤鶴 麦麥 黄黃 齐齊 齿齒 龙龍 龚龔 龄齡 龟龜 韦韋 韩韓 伟偉 卫衛 围圍 违違 伦倫 轮輪 车車 轨軌 转轉 软軟
轻輕 载載 较較 辅輔 辆輛 辉輝 输輸 辖轄 辑輯 连連 莲蓮 阵陣 库庫 军軍 运運 浑渾 挥揮 晖暉 轩軒 轴軸 轶軼 见見 观觀 规規 视視 览覽 觉覺 现現 亲親 岘峴 砚硯 钟鐘
钢鋼 钱錢 铁鐵 铃鈴 银銀 销銷 锁鎖 锋鋒 锐銳 错錯 锦錦 键鍵 镇鎮 镜鏡 针針 钧鈞 钦欽 钮鈕 铭銘 铝鋁 铜銅 铺鋪 链鏈 锡錫 钻鑽 钰鈺 铮錚 铎鐸 镍鎳 锂鋰 鉴鑒 签簽
险險 检檢 剑劍 俭儉 敛斂 纠糾 红紅 约約 级級 纪紀 纯純 纲綱 纳納 纵縱 纷紛 纸紙 纹紋 纺紡 线線 练練 组組 细細 织織 终終 绍紹 经經 结結 绕繞 给給 络絡 绝絕 统統
继繼 绩績 绪緒 续續 维維 绵綿 综綜 绿綠 缓緩 编編 缘緣 缩縮 缴繳 缔締 纽紐 绅紳 绑綁 绘繪 绒絨 绢絹 绮綺 缆纜 缅緬 缪繆 纾紓 紧緊 丝絲 乡鄉 县縣 悬懸 净淨 凉涼
减減 况況 决決 冲沖 冻凍 几幾 凤鳳 凯凱 击擊 划劃 刘劉 则則 刚剛 创創 删刪 别別 剂劑 剧劇 办辦 动動 劳勞 势勢 励勵 勋勳 劝勸 区區 医醫 华華 协協 单單 卖賣 卢盧
卤鹵 厂廠 历歷 压壓 厅廳 厉厲 厦廈 厨廚 参參 双雙 变變 叙敘 号號 叶葉 后後 吴吳 启啟 响響 唤喚 喷噴 园園 团團 图圖 圣聖 场場 坏壞 块塊 坚堅 坛壇 坝壩 坞塢 坟墳
垒壘 垦墾 垫墊 墙牆 壮壯 声聲 壳殼 处處 备備 复復 够夠 头頭 夹夾 夺奪 奋奮 奖獎 妆妝 妇婦 妈媽 娱娛 孙孫 学學 宁寧 宝寶 实實 审審 宪憲 宽寬 宾賓 对對 寻尋 导導
寿壽 将將 尔爾 尝嘗 尧堯 层層 属屬 届屆 岁歲 岗崗 岛島 岭嶺 峡峽 币幣 帅帥 师師 帐帳 带帶 帮幫 广廣 庄莊 庆慶 应應 废廢 庙廟 庞龐 强強 归歸 当當 录錄 彦彥 径徑
怀懷 态態 怜憐 恒恆 恳懇 恶惡 惊驚 惩懲 惯慣 忆憶 忧憂 悦悅 戏戲 战戰 户戶 扑撲 扩擴 扫掃 扬揚 扰擾 抚撫 抛拋 抢搶 护護 报報 担擔 拟擬 拥擁 择擇 挂掛 据據 捞撈
换換 掷擲 携攜 摄攝 摆擺 摇搖 撑撐 数數 斋齋 断斷 旧舊 旷曠 昙曇 晋晉 晓曉 暂暫 术術 机機 杀殺 杂雜 权權 条條 来來 杨楊 杰傑 极極 构構 枢樞 枣棗 标標 栋棟 栏欄
树樹 样樣 桥橋 档檔 桩樁 梦夢 椭橢 楼樓 榄欖 欢歡 欧歐 残殘 毁毀 毕畢 气氣 汇匯 汉漢 汤湯 沟溝 没沒 泪淚 泻瀉 泼潑 泽澤 洁潔 浅淺 测測 济濟 浓濃 涛濤 润潤 涨漲
渊淵 渐漸 渔漁 湾灣 湿濕 滚滾 满滿 滥濫 滨濱 滞滯 潜潛 灭滅 灯燈 灵靈 灾災 灿燦 炉爐 点點 炼煉 烁爍 烂爛 烧燒 热熱 焕煥 爱愛 爷爺 状狀 犹猶 独獨 狮獅 猎獵 献獻
环環 玛瑪 玮瑋 珑瓏 琐瑣 琼瓊 瑶瑤 电電 画畫 畅暢 疗療 疯瘋 盐鹽 监監 盖蓋 盘盤 睁睜 矿礦 码碼 砖磚 础礎 硕碩 确確 碍礙 礼禮 祸禍 离離 种種 积積 称稱 税稅 稳穩
穷窮 窃竊 竞競 笔筆 筑築 筛篩 筹籌 简簡 粮糧 罗羅 罚罰 罢罷 职職 联聯 聪聰 肃肅 肠腸 肤膚 肿腫 胜勝 胶膠 脑腦 脚腳 脱脫 脸臉 腾騰 舰艦 舱艙 艰艱 艺藝 节節 芦蘆
苏蘇 荐薦 荣榮 药藥 获獲 莹瑩 萧蕭 萨薩 蒋蔣 蓝藍 虏虜 虑慮 虽雖 蚁蟻 补補 装裝 袭襲 誉譽 赶趕 趋趨 跃躍 践踐 踪蹤 轿轎 边邊 辽遼 达達 过過 迈邁 还還 这這 进進
远遠 适適 选選 递遞 逻邏 遗遺 邓鄧 邮郵 邻鄰 郑鄭 酝醞 释釋 里裏 钥鑰 镑鎊 闪閃 闽閩 闯闖 闲閒 阁閣 阐闡 阔闊 阳陽 阴陰 阶階 际際 陆陸 陈陳 陕陝 随隨 隐隱 难難
雾霧 静靜 韵韻 顶頂 饮飲 饰飾 饱飽 饼餅 馆館 馈饋 驾駕 骆駱 体體 余餘 佣傭 侧側 侨僑 价價 众眾 优優 伤傷 传傳 债債 倾傾 偿償 储儲 儿兒 党黨 兰蘭 兴興 养養 兽獸
内內 冈岡 写寫 农農 于於 云雲 亚亞 产產 亩畝 仅僅 从從 仓倉 仪儀 们們 亿億 万萬 丰豐 临臨 丽麗 举舉 义義 乌烏 乐樂 习習 买買 乱亂 争爭 业業 专專 严嚴 丧喪 两兩
丢丟 并並 无無 兑兌 摊攤 涌湧 涡渦 浏瀏 潍濰 苍蒼 闫閆 阎閻 谭譚 邹鄒 祯禎 铠鎧 锴鍇 晔曄 烨燁 玺璽 珲琿 骁驍 骞騫 庐廬 艳艷 听聽 迟遲 遥遙 钊釗 钛鈦 铂鉑 镁鎂
侦偵 贞貞 桢楨 侣侶 闸閘 阀閥 阈閾 辞辭 营營 网網 尽盡 亏虧 峥崢 异異 弃棄 挚摯 拨撥 兹茲 岚嵐 谣謠 锣鑼 册冊 么麼 弥彌 厘釐 采採 占佔 叠疊 仑侖 侠俠 凑湊 劵券
坠墜 垄壟 尘塵 岂豈 峦巒 弯彎 恋戀 恼惱 拦攔 挡擋 摈擯 敌敵 斩斬 枪槍 柜櫃 橱櫥 殴毆 洒灑 涤滌 滩灘 澜瀾 炀煬 牵牽 牺犧 畴疇 痒癢 皱皺 矫矯 秽穢 窑窯 竖豎
粪糞 罂罌 翘翹 聋聾 肾腎 胆膽 脏臟 舍捨 虚虛 蚕蠶 衅釁 裤褲 觅覓 讶訝 赌賭 轰轟 轧軋 邝鄺 郁鬱 酱醬 钯鈀 铉鉉 锭錠 闹鬧 陇隴 隶隸 霁霽 顼頊 飓颶 骥驥 鲍鮑 鸟鳥
鸡雞 鸥鷗 鹰鷹 黾黽 炜煒 琏璉 钿鈿 镕鎔 铄鑠 锟錕 镔鑌 缙縉 纶綸 绎繹 缤繽 绫綾 缨纓 纬緯 缉緝 绚絢 绛絳 绥綏 绶綬 缇緹 缜縝 瑷璦 琎璡 玑璣 莺鶯 蔼藹 苇葦 荪蓀
荧熒 莼蒓 蕴蘊 薮藪 骐騏 骢驄 骅驊 骊驪 驹駒 鲲鯤 鹃鵑 鹭鷺 鸾鸞 鹊鵲 诠詮 诣詣 诩詡 谌諶 谟謨 谧謐 谱譜 贻貽 赟贇 轲軻 辂輅 颂頌 颉頡 颐頤 颢顥 飏颺 峤嶠 嵘嶸
栾欒 桦樺 榉櫸 泾涇 沪滬 沣灃 浔潯 涟漣 滢瀅 潇瀟 泷瀧 泸瀘 溆漵 炖燉 焘燾 烃烴 邬鄔 聂聶 丛叢 窦竇 巩鞏 蔺藺 郏郟 郧鄖 郦酈 阚闞 饶饒 乔喬 吕呂 娄婁 辩辯 杠槓
贮貯 贬貶 驰馳 骚騷 韧韌 顷頃 颇頗 鳌鰲 鳞鱗 鹅鵝 盗盜 瞒瞞 碱鹼 笼籠 篮籃 脉脈 荡蕩 荫蔭 萝蘿 虾蝦 蚀蝕 蛮蠻 触觸 谍諜 谎謊 谴譴 贫貧 贿賄 赂賂 赐賜 踊踴 躯軀
辈輩 辐輻 辗輾 邺鄴 钓釣 钙鈣 钠鈉 铅鉛 铲鏟 锌鋅 锤錘 锯鋸 镀鍍 镶鑲 陨隕 雏雛 靓靚 韬韜 颠顛 骄驕 骤驟 驭馭 诱誘 谕諭 诫誡 谬謬 赘贅 赡贍 缚縛 缠纏 缝縫 纱紗
顽頑 颗顆 馅餡 驴驢 鲸鯨 袜襪 衬襯 裆襠 诀訣 诂詁 诏詔 贲賁 郸鄲 钝鈍 铐銬 铬鉻 铵銨 锆鋯 锗鍺 锰錳 镭鐳 闷悶 闰閏 阉閹 阋鬩 韫韞 飘飄 饥飢 饲飼 馋饞 鸽鴿 麸麩
"""
_TABLE = {pair[0]: pair[1] for pair in _PAIRS.split()}
_WORDS = """
合并合併 注册註冊 注销註銷 标准標準 基准基準 准则準則 受托受託 信托信託 委托委託 编制編製 关系關係 联系聯繫 征费徵費 周年週年
"""
_PHRASES = {pair[:2]: pair[2:] for pair in _WORDS.split()}
"""Words in which a character that both scripts have stands for another one."""
_SURNAMES = "于余后云范钟党"
"""Words, and surnames too: what stands before a given name is left as it is printed."""
_COMMON = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁董苏叶吕魏蒋田杜丁沈姜"
    "江傅卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
"""Frequent surnames: before ``马先生`` stands a word, no surname."""
_ODD = re.compile(
    rf"(?![{_SURNAMES}](?![{_COMMON}])[\u3400-\u9fff]{{1,2}}(?:先生|女士|博士|教授))(?:{'|'.join(_PHRASES)}|[{''.join(_TABLE)}])"
)
_PLAIN = _PHRASES | _TABLE
_WORDS_OF_BOTH = frozenset("于余后云里几干范钟党")
_SIMPLIFIED = frozenset(_TABLE) - _WORDS_OF_BOTH
_TRADITIONAL = frozenset(plain for odd, plain in _TABLE.items() if odd in _SIMPLIFIED)
_FREQUENT = "爲啓衆会为务发关东书认与国时这职辞"


VARIANTS = str.maketrans("爲啓衆羣裡", "為啟眾群裏")
"""Other forms of traditional characters, as converters of text write them."""


def may_be_simplified(text: str) -> bool:
    """Whether a document is worth asking paragraph by paragraph: it has simplified or variant
    characters. Costs next to nothing.
    """
    return not text.isascii() and any(character in text for character in _FREQUENT)


def is_simplified(text: str) -> bool:
    """Whether a paragraph has more simplified characters than such as have a simplified form."""
    characters = set(text)
    return len(characters & _SIMPLIFIED) > len(characters & _TRADITIONAL)


def traditional(text: str) -> str:
    """The text in traditional characters, every one at its place."""
    return text if text.isascii() else _ODD.sub(lambda odd: _PLAIN[odd.group()], text)
