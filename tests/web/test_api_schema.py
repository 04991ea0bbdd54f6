"""Schemathesis asks everything the description allows and much it does not, and finds no answer that breaks it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from web_project import shipped

from dashboard.web import create_app

schemathesis = pytest.importorskip("schemathesis", reason="needs `pip install .[standards]`")
pytestmark = pytest.mark.filterwarnings("default")  # what the library warns of in itself is not ours

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", create_app(shipped()).server)


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case: Any) -> None:
    case.call_and_validate(
        headers={"Accept-Encoding": "identity"}
    )  # it does not unpack what it is sent without a socket
