"""The dashboard in the browser: the only station that knows Dash and Flask."""

from __future__ import annotations

from dashboard.web.app import create_app, create_server
from dashboard.web.serving import serve

__all__ = ["create_app", "create_server", "serve"]
