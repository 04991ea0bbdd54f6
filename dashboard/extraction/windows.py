"""A quantity with the stretch of its sentence that is its own, and how strongly a noun there belongs to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.catalogue.lookup import NounMatch
from dashboard.model import Quantity, Span

__all__ = ["FILLER", "PARTICIPATIONS", "Candidate", "Window", "phrase_start"]

SEPARATOR = re.compile(r"[，。；;：:、（）()\t\n！？|]")
_CLAUSE_END = re.compile(r"[，。；;：:、（()）\t\n！？|]")
FILLER = re.compile(
    r"(?:总量|总数|总人数|人数|数量|规模|总计|合计|累计|共计|共有|共|已达到|已达|可达到|可达|达到|达|已有|已|保持在|稳定在|稳定|始终在|为|有|是|首次|约为|约|近|接近|超过|过|任务|突破|超|不少于|不低于|至少"
    r"|增至|增加到|增长到|提高到|发展到|扩大到|由|从|的|占|了|：|:|\t|（|\(|成果|各|建成|只有|仅有)*"
)
_CHANGE = re.compile(
    r"(?:增加|增长|新增|净增|减少|下降|提高|上升|增幅|降幅|增|减|降|多|少|同比|比上年|较上年)(?:了|约|近|超过)?$"
)
_RESULT = re.compile(r"(?:增加|增长|提高|上升|减少|下降|增|减|降)(?:到|至|为)$")
_NORM = re.compile(r"(?:每|至少|确保|不少于)[^，。；]{0,8}$")
_DUTY = re.compile(r"(?:应当|应具有|应具备|应达到|应不|必须|须具备|须达到)[^，。；]{0,40}$")
_THRESHOLD = re.compile(r"(?:以上|以下|以内)?的(?:规模)?[，。；、]")
_CONCERNED = re.compile(
    r"(?:发给|发放给|资助|补贴|奖励|表彰|来自|面向|服务|惠及|覆盖|走访|选派|吸引|邀请|联合|参赛|组织|带动|支持)(?:了|过|省内|全国|市内)?$"
)
_ROOM = re.compile(r"(?:满足|容纳|接纳|容)$")
_RATE = re.compile(
    r"每(?:一|百|千|万|十万|百万|亿)?(?:名|个|位|人|户|所|家|元|平方公里)|人均|生均|户均|校均|班均|平均每"
)
_AVERAGES = re.compile(r"^(?:校均|生均|班均|人均|户均)")
_DIGIT = re.compile(r"\d")
_TRAINED = re.compile(r"培育|培训(?!机构|基地|学校|中心)")
_NEW = re.compile(
    r"撤并|撤销|关停|停办|注销|新建|新设|新增|新成立|新组建|新认定|新获批|新引|引进|引育|改建|扩建|遴选|净增|培养|改善|推动|支持建设|共建|在建|拟建"
)
_SELECTED = re.compile(
    r"\d|的\d|[^，。；]{0,16}(?:入选|升格|升为|结对|之一)|(?:“[^”]{1,10}”)?[^，。；、]{0,4}(?:入选|升格|升为|升本|获批|获评|得[“《]|获[“《]|进入|入围|通过|达标|开设|参加|参与|参赛|被|列入|加入|纳入|实现|创建|建设|获得|获奖|享受|之一)"
)
_JOINED = re.compile(
    r"(?:、|和|与|及|以及)(?![一二两三四五六七八九十]+[所家个])[\u4e00-\u9fff]{0,8}?(?:院校|学校|高校|大学|学院|企业|公司|机构|单位|基地|中心|集团|组织|园区|医院|院所)"
)
_AWARDED = re.compile(r"[^，。；、]{0,4}(?:得|获|荣获|被授予)(?:评为)?[“《]")
_QUALIFIED = re.compile(
    r"(?:参加|入选|获批|通过|试点|具备|符合|升格|升为|升本|享受|持有|荣获)[^，。；]{0,20}的[^，。；]{2,8}$"
)
_ASIDE = re.compile(r"[（(][^（）()]*[)）]|(?:截至|截止)?\d{4}年(?:底|末|度)?")
_BECOMES = re.compile(r"升格|升为|升本")  # 1所职业院校升格为本科 counts what it was
_OF_LEVELS = re.compile(
    r"[^，。；]{0,4}(?:国家|省|市|自治区)、(?:省|市|县)级?"
    r"|省(?:、自治区|、直辖市|、兵团|和计划单列市|和新疆生产建设兵团|和兵团|（区、市）|\(区、市\))+的?"
)
_CHOSEN = re.compile(
    r"(?:示范性?|重点|优质|高水平|特色|双高|骨干|一流|达标|龙头|名牌|虚拟仿真)(?:计划|建设|的|”)*$"
)  # 5所省级优质技工院校
_OTHER_VERB = re.compile(
    r"[获得拿夺派]|新建|新设|新认定|示范|重点|骨干|优质|创业|升学|留在|落户|务工|返乡|入伍|签约|(?<!初次)就业(?!率)|出战|参加|参赛|选送|惠及|吸引|接收"
)
_VERBS = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:申报|获批|立项|备案|现有|共有|建成|达到|达)")
_SHARE = re.compile(r"占|比例|占比")
PARTICIPATIONS = {"人次"}
_TAKING_PART = re.compile(r"选手|参赛|参加[^，。；]{0,12}(?:大赛|竞赛|比赛|大会|论坛)")
_MODIFIERS = 12
_CLOSE = 3
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun that may be what a quantity counts; `strength` 0–1."""

    strength: float
    noun: NounMatch
    reason: str


@dataclass(frozen=True, slots=True)
class Window:
    """A quantity in clean text; `left` and `right` are the ends of its neighbours, or of the sentence."""

    text: str
    sentence: Span
    quantity: Quantity
    left: int
    right: int

    @property
    def before(self) -> str:
        """The text between the quantity before and this one."""
        return self.text[self.left : self.quantity.span.start]

    def after(self) -> Span:
        """From the quantity to the end of its clause or the next quantity."""
        end = self.quantity.span.end
        stop = _CLAUSE_END.search(self.text, end, self.right)
        return Span(end, stop.start() if stop else self.right)

    def is_change(self) -> bool:
        """Whether the number is a difference (增加3所) or room for so many, not a level (增加到3所)."""
        if self.quantity.unit == "百分点" or _ROOM.search(self.before):
            return True
        return bool(_CHANGE.search(self.before)) and not _RESULT.search(self.before)

    def is_norm(self) -> bool:
        """Whether the number is a rule's (应当配备二人, 少于200人次的，), or 一 or 两 are (至少取得一本), not a count."""
        said = self.text[self.sentence.start : self.quantity.span.start]
        if _DUTY.search(said) or _THRESHOLD.match(self.text, self.quantity.span.end):
            return True
        return self.quantity.surface[0] in "一两" and bool(_NORM.search(said))

    def is_rate(self) -> bool:
        """Whether the number is so many for each of something else (每万名劳动者)."""
        said = self.text[self.sentence.start : self.quantity.span.start]
        if not _RATE.search(said):
            return False
        clauses = re.split(r"[，。；;]", said)
        opening = clauses[-2] if len(clauses) > 1 and not _DIGIT.search(clauses[-2]) else ""  # 校均规模，高职7776人
        return bool(_RATE.search(clauses[-1]) or _AVERAGES.search(opening))

    def is_new(self, noun: Span) -> bool:
        """Whether the clause speaks, before noun and number, of newly made or gained ones, which are no level."""
        end = min(noun.start, self.quantity.span.start)
        clauses = re.split(r"[，。；;：]", self.text[self.sentence.start : end])
        said = clauses[-2:] if clauses[-1].startswith("其中") else clauses[-1:]
        return any(_NEW.search(clause) for clause in said)

    def is_trained(self, noun: Span) -> bool:
        """Whether people are trained or raised (培育技工20万人，其中高技能人才7.5万人), not how many there are."""
        clauses = re.split(r"[，。；;：]", self.text[self.sentence.start : min(noun.start, self.quantity.span.start)])
        said = clauses[-2:] if clauses[-1].startswith("其中") else clauses[-1:]
        return any(_TRAINED.search(clause) for clause in said)

    def is_selected(self, noun: Span) -> bool:
        """Whether those counted are some that were chosen or did something (7所高校入选…), not all there are."""
        phrase = self.text[phrase_start(self.text, noun.start, self.sentence.start) : noun.start]
        if _CHOSEN.search(phrase):
            return True
        return noun.start >= self.quantity.span.end and bool(_SELECTED.match(self.text, noun.end, self.sentence.end))

    def is_awarded(self, noun: Span) -> bool:
        """Whether those counted are some that won something (16个代表团得“特别贡献奖”), not all that came."""
        return noun.start >= self.quantity.span.end and bool(_AWARDED.match(self.text, noun.end, self.sentence.end))

    def is_joint(self, noun: Span) -> bool:
        """Whether the number before a noun counts it together with others joined to it: 43所高校、职业院校、企业结对."""
        return noun.start >= self.quantity.span.end and bool(_JOINED.match(self.text, noun.end, self.sentence.end))

    def is_concerned(self, behind: bool) -> bool:
        """Whether the number says who was served, invited, rewarded or took part, not how many there are.

        `behind`: the noun stands behind the number, so that what stands before it is its verb.
        """
        said = self.text[self.sentence.start : self.quantity.span.start]
        return bool(
            (behind and _CONCERNED.search(self.before)) or _TAKING_PART.search(said) or _QUALIFIED.search(self.before)
        )

    def names(self, indicator: str, nouns: Sequence[NounMatch]) -> bool:
        """Whether the quantity's own clause names this indicator behind the number."""
        after = self.after()
        return any(n.indicator == indicator and after.start <= n.span.start < after.end for n in nouns)

    def candidate(self, noun: NounMatch, fitting: Sequence[NounMatch]) -> Candidate | None:
        """How strongly a noun of the sentence belongs to the quantity; None where it cannot."""
        span = self.quantity.span
        if noun.span.start >= span.end:
            return self._behind(noun, fitting)
        return self._before(noun) if noun.span.end <= span.start else None

    def _behind(self, noun: NounMatch, fitting: Sequence[NounMatch]) -> Candidate | None:
        """Behind the number the last noun of a chain is its head: 2所〔中职学校〕〔社评类认证中心〕."""
        if noun.span.end > self.right:
            return None
        gap = self.text[self.quantity.span.end : noun.span.start]
        if (
            noun.span.end > self.right
            or (SEPARATOR.search(gap) and not _OF_LEVELS.fullmatch(gap))
            or self.quantity.unit == "%"
            or _BECOMES.search(gap)
        ):
            return None
        own = self.quantity.span.end
        modifiers = [n.span.end for n in fitting if own <= n.span.start < n.span.end <= noun.span.start]
        apart = noun.span.start - max(modifiers, default=own)
        strength = 0.93 if apart <= _CLOSE else 0.86 if apart <= _NEAR else 0.7
        return Candidate(strength + 0.001 * noun.span.start / (self.sentence.end + 1), noun, "noun behind the number")

    def _before(self, noun: NounMatch) -> Candidate | None:
        if noun.span.end < self.left:
            return None
        gap = _ASIDE.sub("", self.text[noun.span.end : self.quantity.span.start])
        if FILLER.fullmatch(gap):
            return Candidate(0.95, noun, "noun before the number")
        if noun.span.end < self.left:
            return None
        apart = SEPARATOR.findall(gap)
        if _OTHER_VERB.search(gap):
            return None
        if apart and not (self.quantity.unit in PARTICIPATIONS and set(apart) == {"、"}):
            return self._across(noun, gap, apart)
        return Candidate(0.8 if len(gap) <= 6 else 0.66, noun, "noun earlier in the clause")

    def _across(self, noun: NounMatch, gap: str, apart: Sequence[str]) -> Candidate | None:
        """A noun in the clause before: for a share of it (双师型教师538人，占36.3%), else only for review."""
        if len(apart) > 1:
            return None
        clause = gap.split(apart[0])[-1]
        share = self.quantity.unit == "%" and _SHARE.match(clause)
        verb = apart[0] == "，" and clause and _VERBS.fullmatch(clause)
        return Candidate(0.75 if share else 0.6 if verb else 0.45, noun, "noun in an earlier clause")

    def phrase(self, noun: Span) -> Span:
        """The noun phrase: the noun with its modifiers, the number not included."""
        if noun.start >= self.quantity.span.end:
            return Span(phrase_start(self.text, noun.start, self.quantity.span.end), noun.end)
        return Span(phrase_start(self.text, noun.start, min(self.left, noun.start)), self._phrase_end(noun))

    def _phrase_end(self, noun: Span) -> int:
        """Modifiers may also stand between the noun and its number: 工作室国家级3个."""
        gap = self.text[noun.end : self.quantity.span.start]
        return noun.end if SEPARATOR.search(gap) else self.quantity.span.start

    def predicate(self) -> Span:
        """The clause around the number, without what stands before the clause."""
        stops = _CLAUSE_END.finditer(self.text, self.left, self.quantity.span.start)
        return Span(max((m.end() for m in stops), default=self.left), self.after().end)


def phrase_start(text: str, start: int, floor: int) -> int:
    """How far back a noun's modifiers may reach: to a separator, and a dozen characters at most."""
    begin = max(floor, start - _MODIFIERS)
    stops = [m.end() for m in SEPARATOR.finditer(text, begin, start)]
    return stops[-1] if stops else begin
