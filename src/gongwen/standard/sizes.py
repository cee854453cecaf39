"""字号: the named type sizes. The standard gives the names only; the points are the convention of office software."""

from gongwen.lengths import Length, pt

SIZE_42 = pt(42)  # 初号
SIZE_36 = pt(36)  # 小初
SIZE_26 = pt(26)  # 一号
SIZE_24 = pt(24)  # 小一
SIZE_22 = pt(22)  # 二号
SIZE_18 = pt(18)  # 小二
SIZE_16 = pt(16)  # 三号
SIZE_15 = pt(15)  # 小三
SIZE_14 = pt(14)  # 四号
SIZE_12 = pt(12)  # 小四
SIZE_10_5 = pt(10.5)  # 五号
SIZE_9 = pt(9)  # 小五

#: Chinese name of each size, for messages and for the page of template styles.
NAMES: dict[Length, str] = {
    SIZE_42: "初号",
    SIZE_36: "小初",
    SIZE_26: "一号",
    SIZE_24: "小一",
    SIZE_22: "二号",
    SIZE_18: "小二",
    SIZE_16: "三号",
    SIZE_15: "小三",
    SIZE_14: "四号",
    SIZE_12: "小四",
    SIZE_10_5: "五号",
    SIZE_9: "小五",
}
