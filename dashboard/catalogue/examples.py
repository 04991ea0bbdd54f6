"""Good and bad examples of what stands behind a key of indicators.yaml, as an editor shows them.

Places, documents and ids are examples of their own: the schema lists those of the moment. The bad ones are mistakes the
reading of the file refuses; the tests hold both lists to that.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["EXAMPLES", "Examples"]


class Examples(NamedTuple):
    """What to write and what not, as it would stand in the file."""

    good: tuple[str, ...]
    bad: tuple[str, ...]


_DATE = Examples(("2025", "2025-06", "2025-06-20"), ("2025年6月", "2025/6/20", "12:30"))
_SCALE = Examples(("1", "10000"), ("1万", "0", "1_000"))
_DECIMALS = Examples(("0", "2"), ("02", "-1", '"2"'))
_ADDRESS = Examples(("https://www.example.org/a.html",), ("www.example.org",))
_FLAG = Examples(("true", "false"), ("yes", '"true"', "1"))

EXAMPLES: dict[str, Examples] = {
    "indicator.id": Examples(("training_person_times",), ("Training-Times", "2nd_count", "no")),
    "indicator.zh": Examples(("培训人次",), ("no", "2025-06-20")),
    "indicator.aliases": Examples(("[培训, 培训人员]", '["1+X 证书"]'), ("培训", "[no]")),
    "indicator.core": _FLAG,
    "indicator.additive": Examples(("true", "[agency_type]"), ("maybe",)),
    "indicator.checks": Examples(("[C02, C05]",), ("[C99]", "C02")),
    "indicator.breaks": Examples(("[2019/2022]",), ("[2022/2019]",)),
    "indicator.decimals": _DECIMALS,
    "document.date_issued": _DATE,
    "document.url": _ADDRESS,
    "document.file": Examples(("letter-2025.md",), ("../letter.md", "/letter.md")),
    "observation.time_period": Examples((*_DATE.good, "2022-01-01/2022-05-15"), (*_DATE.bad, "2025/2024")),
    "observation.value": Examples(
        ("10.2万人", '"64.7%"', "60万人次以上", "8-10所"), ("很多", "12:30", "0377", '"12所和13所"')
    ),
    "observation.on": _DATE,
    "column.scale": _SCALE,
    "column.decimals": _DECIMALS,
    "changes.value": Examples(("17所", "5.2万人次", "17"), ("很多",)),
    "values.value": Examples(("17", "64.7"), ("17所", "1.7万", '"17"')),
    "correction.reject": _FLAG,
}
