"""What no callback hears of goes to the browser as plain data, and says there what it said here."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dash import dcc, html
from flask.testing import FlaskClient
from plotly.utils import PlotlyJSONEncoder
from web_project import NANYANG, XINYANG, shipped, shipped_lookup, words

from dashboard.web import create_app
from dashboard.web.callbacks import show_page
from dashboard.web.components.still import Still, stilled
from tests.asking import page_asked

HEARD = {"heard"}


def _plain(parts: list[Any]) -> Any:
    return json.loads(json.dumps(parts, cls=PlotlyJSONEncoder))


def _said(node: Any) -> str:
    """All text of a page as it is sent, still parts and live ones."""
    if isinstance(node, list):
        return "".join(map(_said, node))
    if isinstance(node, dict):
        props = node["props"]
        return "".join(map(_still_text, props["tree"])) if node["type"] == "Still" else _said(props.get("children"))
    return "" if node is None else str(node)


def _still_text(node: Any) -> str:
    if isinstance(node, list):
        return "".join(map(_still_text, node[2:]))
    return "" if node is None else str(node)


def test_elements_become_tags_props_and_children() -> None:
    tree = html.P(["a", html.B("b", className="x", **{"data-open": "o:1"}), None, 3], tabIndex=0, hidden=True)
    (still,) = stilled([tree, "tail"], HEARD)
    assert isinstance(still, Still)
    assert _plain([still]) == [
        {
            "type": "Still",
            "namespace": "station_components",
            "props": {
                "tree": [
                    [
                        "p",
                        {"tabIndex": 0, "hidden": True},
                        "a",
                        ["b", {"className": "x", "data-open": "o:1"}, "b"],
                        None,
                        3,
                    ],
                    "tail",
                ]
            },
        }
    ]


LIVE = [dcc.Store(id="s"), html.Div(id="heard"), html.Div(id={"type": "t", "index": 1})]


@pytest.mark.parametrize("live", LIVE)
def test_what_is_heard_of_stays_live_and_what_surrounds_it_too(live: Any) -> None:
    before, box, after = stilled(
        [html.I("1"), html.Div([html.B("2"), live, html.B("3")], id="box"), html.I("4")], HEARD
    )
    assert (type(before), type(after)) == (Still, Still)
    assert type(box).__name__ == "Div"
    assert [type(part) for part in box.children] == [Still, type(live), Still]
    assert box.children[1] is live
    assert stilled(box.children, HEARD) == box.children


def test_markup_in_texts_is_text() -> None:
    (still,) = stilled([html.P("<script>alert(1)</script>")], HEARD)
    assert still.tree == [["p", {}, "<script>alert(1)</script>"]]


PAGES = ["/", "/compare", f"/compare?p={NANYANG},{XINYANG}&by=place", "/trend", "/findings", "/documents"]


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(shipped()).server.test_client()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_the_same_either_way_with_few_live_parts(client: FlaskClient, address: str) -> None:
    path, _, search = address.partition("?")
    page, _ = show_page(shipped_lookup(), path, f"?{search}", None)
    said = words(page)
    body = page_asked(path, f"?{search}")
    sent = client.post("/_dash-update-component", json=body).json["response"]["page"]["children"]  # type: ignore[index]
    assert len(said) > 200
    assert _said(sent) == said
    live = json.dumps(sent).count('"namespace"')
    assert live < 60


def test_the_script_draws_every_kind_of_still_part() -> None:
    script = (client_assets() / "station.js").read_text("utf-8")
    assert "station_components" in script
    assert "dangerouslySetInnerHTML" not in script
    assert "innerHTML" not in script


def client_assets() -> Any:
    from pathlib import Path

    import dashboard.web.app as app

    return Path(app.__file__).parent / "assets"
