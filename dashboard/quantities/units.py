"""Measure words: the words behind a number, and the canonical word each stands for.

`GENERAL` holds the measure words of the language that no statistic of ours is counted in, so that 387万亩 is never
read as a bare 387万. The measure words that matter are data: `units:` in indicators.yaml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.catalogue.entries import Unit

__all__ = ["GENERAL", "MEASURES", "MEDAL_SHORTHAND", "MINOR", "MONEY", "MeasureWords", "measure_words"]

_LENGTHS = "公里 千米 米 cm CM 厘米 毫米 公分 分米 英里 英尺 英寸 海里 光年 里"
_AREAS = "平方公里 平方千米 平方米 平方厘米 平方英里 公顷 英亩 亩"
_WEIGHTS = "公斤 千克 克 毫克 微克 吨 斤 两 磅 盎司 克拉"
_VOLUMES = "立方米 立方厘米 毫升 升 加仑 桶"
_POWERS = "千瓦时 千瓦 兆瓦 瓦 千伏 伏 度 摄氏度 华氏度 马力 千米每小时 公里每小时"
_MONEY = (
    "人民币 元人民币 美元 美圆 欧元 日元 英镑 港元 港币 台币 新台币 澳元 加元 韩元 卢布 法郎 瑞士法郎 奈拉 卢比 泰铢 比索 里拉 "
    "比特币 个比特币 块钱 角 毛 美分"
)
_DATA = "TB GB MB KB 兆 千比特 千字节 比特 字节"
_COUNTERS = "人日 平方米 头 只 辆 艘 架 栋 幢 座 条 棵 株 篇 幅 首 部 册 期 亩 声 步 颗 杯 瓶 张 把 匹 根 片 滴 双 对 批 组 排 层 间 处 口 则 章 节 句 字 例 档 起"
_COUNTED = "人次 人 名 位 员 家 所 个 项 件 支 次 份 本 枚 块 元 % ‰ 个百分点 百分点 场 户 台 套 种 类 门 学时 课时 倍"
_TIMES = "个月 个工作日 个小时 小时 分钟 秒 周 天 日 月 年 年级 学年 周年 岁 世纪"
_ORDINALS = "号 届 级 期 等奖 等 线 点 楼 室 路 页 卷"

GENERAL = tuple(
    sorted(
        {
            w
            for group in (
                _LENGTHS,
                _AREAS,
                _WEIGHTS,
                _VOLUMES,
                _POWERS,
                _MONEY,
                _DATA,
                _COUNTERS,
                _COUNTED,
                _TIMES,
                _ORDINALS,
            )
            for w in group.split()
        },
        key=lambda w: (-len(w), w),
    )
)

_FRACTIONS_OF_YUAN = {"角": 0.1, "毛": 0.1, "分": 0.01}
MINOR = {
    "元": _FRACTIONS_OF_YUAN, "块": _FRACTIONS_OF_YUAN, "块钱": _FRACTIONS_OF_YUAN, "美元": {"美分": 0.01},
    "欧元": {"欧分": 0.01}, "日元": {"日本銭": 0.01, "钱": 0.01},
}  # fmt: skip
"""The smaller units money is counted in behind a larger one, and their part of it."""

MONEY = frozenset({*_MONEY.split(), "元", "块", "$", "¥", "€", "£"})
"""The words and signs of money."""

MEASURES = frozenset(w for group in (_LENGTHS, _AREAS, _WEIGHTS, _VOLUMES, _POWERS, _DATA) for w in group.split())
"""The words of length, area, weight, volume, power and data."""

_PART_OF = {"角": frozenset("大星形度色落")}  # 五角大楼 and 三角形 are no money

MEDAL_SHORTHAND = {"优胜": "个", "優勝": "个", "金": "枚", "银": "枚", "銀": "枚", "铜": "枚", "銅": "枚"}


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """The measure words known, longest first.

    `canonical` maps a printed word to its unit, or to "" for a word of the language in which no statistic is counted.
    """

    canonical: Mapping[str, str]
    by_first: Mapping[str, tuple[str, ...]]

    def at(self, text: str, position: int) -> str | None:
        """The longest measure word that starts at `position`, or None."""
        if position >= len(text):
            return None
        for word in self.by_first.get(text[position], ()):
            if text.startswith(word, position) and (word not in _PART_OF or not _is_part(text, word, position)):
                return word
        return None


def _is_part(text: str, word: str, position: int) -> bool:
    """Whether a measure word goes on as another word: 角 of 五角大楼."""
    end = position + len(word)
    return text[end : end + 1] in _PART_OF[word]


def measure_words(units: Iterable[Unit] = ()) -> MeasureWords:
    """The general measure words with those of the catalogue over them."""
    canonical = dict.fromkeys(GENERAL, "")
    for unit in units:
        for word in (unit.id, *unit.words):
            canonical[word] = unit.id
    grouped: dict[str, list[str]] = {}
    for word in sorted(canonical, key=lambda w: (-len(w), w)):
        grouped.setdefault(word[0], []).append(word)
    return MeasureWords(canonical, {first: tuple(words) for first, words in grouped.items()})
