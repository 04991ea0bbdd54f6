"""A page asked for as a browser does it: the body of the request for its callback."""

from __future__ import annotations

from typing import Any

CALLBACK = "/_dash-update-component"


def page_asked(path: object, search: object, screen: object = None) -> dict[str, Any]:
    """What is posted to CALLBACK; the values may be such as no browser sends."""
    return {
        "output": "..page.children...page-state.data..",
        "outputs": [{"id": "page", "property": "children"}, {"id": "page-state", "property": "data"}],
        "inputs": [
            {"id": "url", "property": "pathname", "value": path},
            {"id": "url", "property": "search", "value": search},
            {"id": "screen", "property": "data", "value": screen},
        ],
        "changedPropIds": ["url.search"],
    }
