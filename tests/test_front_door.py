"""What a program may import from the package."""

from __future__ import annotations

import pytest

import dashboard


def test_every_public_name_resolves() -> None:
    assert [name for name in dashboard.__all__ if getattr(dashboard, name, None) is None] == []


def test_an_unknown_name_is_named() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dashboard.nothing
