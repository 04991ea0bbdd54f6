"""The overview of fifty places by sixty indicators, measured against a bare table in the same run; what its answer weighs."""

from __future__ import annotations

from full_project import full_lookup, full_project
from measure_home import answer_bytes, bare_table, first_and_next
from web_project import shipped

from dashboard.web import create_app


def test_a_full_overview_costs_a_few_bare_tables_at_first_and_less_than_two_afterwards() -> None:
    lookup = full_lookup()
    assert len(lookup.cells) == 3000
    first, again = first_and_next(lookup)
    plain = bare_table(lookup)
    assert first / plain < 8
    assert again / plain < 2


def test_the_answer_of_the_overview_stays_small() -> None:
    assert answer_bytes(create_app(shipped()).server.test_client()) < 24 * 1024
    assert answer_bytes(create_app(full_project()).server.test_client()) < 96 * 1024
