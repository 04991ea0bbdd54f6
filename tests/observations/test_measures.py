"""Rates, indices and ratios as intervals: what is computed, what is refused and why."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from dashboard.catalogue import Catalogue, Population, Residents, Source
from dashboard.model import SWITCHES, Interval
from dashboard.observations.intervals import exact, ratio_of
from dashboard.observations.measures import (
    ABSOLUTE,
    INDEX,
    MODES,
    PER_10K,
    REFUSALS,
    Measure,
    Refused,
    index_base,
    measured,
    measured_verdict,
    ratio,
    shown_decimals,
)
from tests.observations.test_labelled_pairs import row as labelled

NANYANG, XINYANG = "CN411300", "CN411500"
SCHOOLS = {"indicator": "secondary_vocational_schools", "perimeter": "edu_only", "period_type": "as_of"}


def _population(place: str, year: int, value: float, half: float = 0) -> Population:
    interval = Interval(value - half, value + half, True, not half)
    return Population(place, year, value, interval, f"{value:.0f}人", Source("公报", "统计局", str(year + 1)))


@pytest.fixture(scope="module")
def known(catalogue: Catalogue) -> Catalogue:
    """The shipped catalogue with three populations of easy numbers."""
    counts = {
        NANYANG: (_population(NANYANG, 2010, 8_000_000), _population(NANYANG, 2020, 10_000_000)),
        XINYANG: (_population(XINYANG, 2020, 5_000_000, half=5_000),),
    }
    return replace(catalogue, residents=Residents(counts, stale_after=5))


def row(
    catalogue: Catalogue, printed: str, place: str = "南阳市", period: str = "2022", **said: object
) -> dict[str, object]:
    """A row of the frame; two rows are one observation only if they say the same."""
    given = {**SCHOOLS, "printed": printed, "place": place, "time_period": period, **said}
    made = labelled(given, catalogue)
    high = math.nan if "-" not in printed else made["high"]
    year = int(period[:4]) if period else 0
    more = {"value_high": high, "low_closed": True, "high_closed": True, "year": year}
    return {**made, **more, "observation_id": repr(sorted(given.items()))}


# ---- arithmetic ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "times", "expected"),
    [
        (exact(37), exact(15), 1, (37 / 15, 37 / 15)),
        (Interval(50_000, 60_000, False, False), exact(10_000_000), 10_000, (50, 60)),
        (Interval(51_500, 52_500, True, False), Interval(4_995_000, 5_005_000), 10_000, (102.897, 105.105)),
        (Interval(250_000, None), exact(5_000_000), 10_000, (500, None)),
        (Interval(None, 10), exact(5), 1, (None, 2)),
        (exact(5), Interval(0, 10), 1, (0.5, None)),
        (exact(5), Interval(10, None), 1, (None, 0.5)),
    ],
)
def test_a_quotient_has_the_ends_of_the_worst_cases(
    a: Interval, b: Interval, times: float, expected: tuple[float | None, float | None]
) -> None:
    found = ratio_of(a, b, times)
    assert found.low == (None if expected[0] is None else pytest.approx(expected[0], abs=1e-3))
    assert found.high == (None if expected[1] is None else pytest.approx(expected[1], abs=1e-3))


def test_an_open_end_stays_open() -> None:
    assert ratio_of(Interval(1, 2, False, True), Interval(4, 5, True, False)) == Interval(0.2, 0.5, False, True)


@pytest.mark.parametrize(
    ("value", "interval", "bound", "decimals"),
    [
        (0.0380928, exact(0.0380928), False, 4),  # three digits of an exact count
        (2.4666, exact(2.4666), False, 2),
        (1755.6, Interval(1755.58, 1755.62), False, 0),  # never a digit less than the whole number
        (83.41, Interval(82.6, 84.2), False, 0),  # 5.2万: the source prints two digits
        (83.41, Interval(83.40, 83.42), False, 1),
        (51.47, Interval(51.47, 61.77, False, False), True, 1),  # the ends of a bound are exact
        (0, exact(0), False, 0),
    ],
)
def test_no_more_digits_than_the_source_allows(value: float, interval: Interval, bound: bool, decimals: int) -> None:
    assert shown_decimals(value, interval, bound) == decimals


# ---- per 10,000 residents ------------------------------------------------------------------------------------------


def test_a_count_is_set_against_the_residents_of_its_place(known: Catalogue) -> None:
    rate = measured(row(known, "37所"), PER_10K, known)
    assert isinstance(rate, Measure)
    assert (rate.value, rate.interval, rate.decimals) == (0.037, exact(0.037), 4)
    assert rate.population == known.residents.counts[NANYANG][1]
    assert not rate.stale


def test_bounds_stay_bounds_and_rounding_stays_in_the_interval(known: Catalogue) -> None:
    said = {"indicator": "annual_skilled_graduates", "perimeter": "", "period_type": "rate"}
    more_than = measured(row(known, "5万多名", **said), PER_10K, known)
    at_least = measured(row(known, "5万名以上", **said), PER_10K, known)
    nearly = measured(row(known, "近5万名", **said), PER_10K, known)
    rounded = measured(row(known, "5.2万名", "信阳市", **said), PER_10K, known)
    assert all(isinstance(each, Measure) for each in (more_than, at_least, nearly, rounded))
    assert isinstance(more_than, Measure)
    assert more_than.bound
    assert (more_than.interval.low, more_than.interval.high) == (50, 60)
    assert isinstance(at_least, Measure)
    assert (at_least.interval.low, at_least.interval.high, at_least.bound) == (50, None, True)
    assert isinstance(nearly, Measure)
    assert nearly.bound
    assert nearly.interval.high == 50
    assert isinstance(rounded, Measure)
    assert not rounded.bound
    assert (rounded.interval.low, rounded.interval.high) == (
        pytest.approx(102.897, abs=1e-3),
        pytest.approx(105.105, abs=1e-3),
    )


@pytest.mark.parametrize(
    ("period", "year", "stale"),
    [("2021", 2020, False), ("2025", 2020, False), ("2026", 2020, True), ("2014", 2010, False), ("2015", 2010, False),
     ("2016", 2020, False), ("2004", 2010, True), ("", 2020, True)],
)  # fmt: skip
def test_the_nearest_population_is_taken_and_an_old_one_said_to_be(
    known: Catalogue, period: str, year: int, stale: bool
) -> None:
    rate = measured(row(known, "37所", period=period), PER_10K, known)
    assert isinstance(rate, Measure)
    assert rate.population is not None
    assert (rate.population.year, rate.stale) == (year, stale)


REFUSED = [
    ("no population", {}, "开封市", "37所", "population"),
    ("a share", {"indicator": "high_skilled_share", "perimeter": ""}, "南阳市", "35%", "kind"),
    ("a rank", {"indicator": "competition_rank", "perimeter": "", "rank_of": 23}, "南阳市", "第四名", "kind"),
    ("a capacity", {"indicator": "annual_training_capacity", "perimeter": ""}, "南阳市", "15.5万人", "kind"),
    ("money", {"indicator": "training_funds", "perimeter": ""}, "南阳市", "1亿元", "kind"),
    ("delegations", {"indicator": "competition_delegations", "perimeter": ""}, "南阳市", "23个", "kind"),
    ("units of the city government", {"scope": "municipal"}, "南阳市", "5所", "area"),
    ("one department's system", {"scope": "system"}, "南阳市", "5所", "area"),
    ("one institution", {"entity": "甲公司"}, "南阳市", "5所", "area"),
]


@pytest.mark.parametrize(
    ("said", "place", "printed", "reason"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_has_no_rate_says_why(
    known: Catalogue, said: dict[str, object], place: str, printed: str, reason: str
) -> None:
    assert measured(row(known, printed, place, **said), PER_10K, known) == Refused(reason)


def test_a_rate_keeps_the_verdict_on_the_counts_and_adds_its_own_reasons(known: Catalogue) -> None:
    a, b, nobody = row(known, "37所"), row(known, "15所", "信阳市"), row(known, "9所", "开封市")
    old = row(known, "15所", "信阳市", "2027")
    assert measured_verdict(a, b, PER_10K, known).verdict == "comparable"
    assert measured_verdict(a, nobody, ABSOLUTE, known).verdict == "comparable"
    missing = measured_verdict(a, nobody, PER_10K, known)
    assert (missing.verdict, missing.reasons) == ("not_comparable", ("population",))
    stale = measured_verdict(a, old, PER_10K, known)
    assert (stale.verdict, stale.reasons) == ("with_care", ("age", "population_age"))
    scope = measured_verdict(a, row(known, "5所", "信阳市", scope="municipal"), PER_10K, known)
    assert (scope.verdict, scope.reasons) == ("not_comparable", ("scope", "area"))


# ---- index ---------------------------------------------------------------------------------------------------------


def test_an_index_is_hundredths_of_the_base(known: Catalogue) -> None:
    base = row(known, "40所")
    own, other = measured(base, INDEX, known, base), measured(row(known, "15所", "信阳市"), INDEX, known, base)
    assert own == Measure(100, exact(100), base=base)
    assert other == Measure(37.5, exact(37.5), 1, base=base)


def test_a_base_that_is_a_bound_makes_every_index_one(known: Catalogue) -> None:
    said = {"indicator": "annual_skilled_graduates", "perimeter": "", "period_type": "rate"}
    base = row(known, "5万多名", **said)
    index = measured(row(known, "3万名", "信阳市", **said), INDEX, known, base)
    assert isinstance(index, Measure)
    assert index.bound
    assert index.interval.low == pytest.approx(2.5 / 6 * 100)
    assert index.interval.high == pytest.approx(3.5 / 5 * 100)


def test_what_has_no_index_says_why(known: Catalogue) -> None:
    base = row(known, "40所")
    target = measured(row(known, "50所", status="target"), INDEX, known, base)
    assert isinstance(target, Refused)
    assert (target.reason, target.verdict.reasons if target.verdict else ()) == ("not_comparable", ("status",))
    rank = {"indicator": "competition_rank", "perimeter": "", "rank_of": 23}
    fourth = row(known, "第四名", **rank)
    assert measured(fourth, INDEX, known, fourth) == Refused("rank")
    assert measured(base, INDEX, known, None) == Refused("base")
    assert measured(base, INDEX, known, row(known, "0所", "信阳市")) == Refused("base")
    before = row(known, "740所", period="2007", indicator="undergraduate_institutions", perimeter="")
    after = row(known, "1079所", period="2008", indicator="undergraduate_institutions", perimeter="")
    refused = measured(after, INDEX, known, before)
    assert isinstance(refused, Refused)
    assert refused.reason == "definition_break"


def test_every_refusal_is_among_the_reasons_that_are_worded() -> None:
    from dashboard.wording.charts import WORDS

    reasons = {case[4] for case in REFUSED} | {"not_comparable", "rank", "base", "definition_break"}
    assert reasons == set(REFUSALS)
    assert [reason for reason in (*REFUSALS, "population_age") if f"reason.{reason}" not in WORDS] == []


def test_the_base_is_the_first_value_of_the_place(known: Catalogue) -> None:
    rows = [row(known, "15所", "信阳市"), row(known, "37所"), row(known, "38所")]
    assert index_base(rows, NANYANG) == rows[1]
    assert index_base(rows, "CN410100") is None


# ---- ratios --------------------------------------------------------------------------------------------------------


def test_a_ratio_is_given_only_where_two_values_compare(known: Catalogue) -> None:
    a, b = row(known, "37所"), row(known, "15所", "信阳市")
    plain, rates = ratio(a, b, ABSOLUTE, known), ratio(a, b, PER_10K, known)
    assert plain is not None
    assert round(plain.value, 2) == 2.47
    assert rates is not None
    assert rates.value == pytest.approx(37 / 15 / 2)
    refused = [
        row(known, "15所", "信阳市", scope="municipal"),
        row(known, "15所", "信阳市", status="target"),
        row(known, "0所", "信阳市"),
        row(known, "2个", "信阳市", indicator="secondary_vocational_teaching_sites", perimeter=""),
    ]
    assert [ratio(a, other, ABSOLUTE, known) for other in refused] == [None] * 4
    assert ratio(a, row(known, "9所", "开封市"), PER_10K, known) is None
    shares = [row(known, text, indicator="high_skilled_share", perimeter="") for text in ("35%", "30%")]
    assert ratio(*shares, ABSOLUTE, known) is None


def test_the_modes_are_those_of_a_selection() -> None:
    assert MODES == SWITCHES["mode"] == ("absolute", "per_10k", "index")
