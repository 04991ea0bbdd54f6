"""Read-only data under `/api/`: the selections of the pages as JSON and CSV, described by OpenAPI."""

from __future__ import annotations

from dashboard.web.api.resources import completed
from dashboard.web.api.routes import add_api

__all__ = ["add_api", "completed"]
