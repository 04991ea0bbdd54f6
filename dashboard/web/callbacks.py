"""What happens when the address changes or a value is opened: thin callbacks around the plain functions below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.export import CHARTS
from dashboard.model import Selection
from dashboard.web.components.broken import broken_banner, live_shell
from dashboard.web.components.drawer import drawer_content, drawer_shell
from dashboard.web.components.frame import framed, ignored_notice
from dashboard.web.components.picker import INDICATORS, PLACES, indicator_chips, place_chips
from dashboard.web.components.still import stilled
from dashboard.web.frozen import FrozenViews
from dashboard.web.live import Served, heard_of, name_served
from dashboard.web.lookup import Choices, Lookup
from dashboard.web.pages import compare, find_page, unknown_words
from dashboard.web.screen import read_screen
from dashboard.web.state import read_language, read_query
from dashboard.wording import say
from dashboard.wording.web import WORDS

__all__ = ["base_layout", "failure_text", "open_list", "open_value", "page_title", "register", "show_page"]

_LONGEST_KEY = 600
LISTS: dict[Any, Callable[[Lookup, Selection, str, Choices], Sequence[Component]]] = {
    INDICATORS: lambda lookup, full, path, offered: indicator_chips(lookup, full, path, offered.indicators),
    PLACES: lambda lookup, full, path, offered: place_chips(lookup, full, path, offered.places),
}


def base_layout() -> Component:
    """What is on every page: the address, the page, the drawer, and the stores that pass messages."""
    return html.Div(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="screen"),
            dcc.Store(id="page-state"),
            dcc.Store(id="open-request"),
            dcc.Store(id="settled"),
            dcc.Store(id="news"),
            *live_shell(),
            html.Div(id="page"),
            *drawer_shell(),
            html.Div(id="toast", hidden=True),
        ]
    )


def show_page(
    lookup: Lookup, pathname: Any, search: Any, screen: Any, notices: Sequence[Component] = ()
) -> tuple[list[Component], dict[str, str]]:
    """The visible page, below `notices`, and what the document should be called.

    Arguments come from a browser and may be anything.
    """
    pathname, search = (text if isinstance(text, str) else "" for text in (pathname, search))
    path = _below_prefix(lookup, pathname or "/")
    reading = read_query(search, lookup.catalogue)
    selection, others = reading.selection, dict(reading.others)
    visit = find_page(lookup, path)
    body = visit.draw(lookup, selection, read_screen(screen), others)
    ignored = (*reading.ignored, *unknown_words(lookup, visit, others))
    said = [*notices, *ignored_notice(ignored, selection.lang)]
    page = framed(lookup, selection, visit.path, others, [*said, *body])
    lang = "zh-CN" if selection.lang == "zh" else "en"
    title = page_title(lookup, path, selection.lang)
    return page, {"title": title, "lang": lang, "path": visit.path, "asked": pathname + search}


def open_value(lookup: Lookup, request: Any, search: Any, pathname: Any = compare.PATH) -> list[Component]:
    """The drawer's content for a request `{"key": "o:…"}` from a page; anything else is answered with "not found"."""
    key = request.get("key") if isinstance(request, dict) else None
    selection = read_query(search if isinstance(search, str) else "", lookup.catalogue).selection
    page = find_page(lookup, _below_prefix(lookup, pathname if isinstance(pathname, str) else "/")).page
    chart = page.PATH.removeprefix("/") if page.PATH.removeprefix("/") in CHARTS else CHARTS[0]
    full = page.completed(lookup, selection) if hasattr(page, "completed") else selection
    return drawer_content(lookup, key[:_LONGEST_KEY] if isinstance(key, str) else "", full, chart)


def open_list(lookup: Lookup, name: Any, pathname: Any, search: Any) -> Sequence[Component]:
    """The chips of a list too long to come with the page, for the page of that address; none for any other."""
    visit = find_page(lookup, _below_prefix(lookup, pathname if isinstance(pathname, str) else "/"))
    if name not in LISTS or not hasattr(visit.page, "choices"):
        return ()
    selection = read_query(search if isinstance(search, str) else "", lookup.catalogue).selection
    full = visit.page.completed(lookup, selection)
    return LISTS[name](lookup, full, visit.page.PATH, visit.page.choices(lookup))


def page_title(lookup: Lookup, path: str, lang: str) -> str:
    """`page · project`, as the browser's tab shows it."""
    project = lookup.catalogue.project
    name = project.title_zh if lang == "zh" else project.title_en
    return say(WORDS, "title", lang, page=find_page(lookup, path).title(lookup, lang), project=name)


def failure_text(search: str, number: str) -> str:
    """What a reader is told when a callback failed."""
    return say(WORDS, "failed", read_language(search), number=number)


def register(app: Dash, get: Callable[[int], Served], frozen: FrozenViews) -> None:
    """Wire the callbacks. `get` returns what the app serves, at least as new as what the browser knows to be there."""
    marks = {"type": "chart", "index": ALL}
    heard: set[str] = set()
    _in_browser(app, "measured", Output("screen", "data"), Input("url", "pathname"), State("screen", "data"))
    _in_browser(app, "drawn", Output("settled", "data"), Input("page-state", "data"))
    _in_browser(app, "opened", Output("announce", "title"), Input("drawer-body", "children"))
    tables = {"type": "matrix", "index": ALL}
    _in_browser(app, "drawn", Output(tables, "modified_timestamp"), Input(tables, "data"), where="matrix")
    _in_browser(app, "clicked", Output(marks, "clickData"), Input(marks, "clickData"), prevent_initial_call=True)

    @app.callback(
        Output("page", "children"),
        Output("page-state", "data"),
        Input("url", "pathname"),
        Input("url", "search"),
        Input("screen", "data"),
    )
    def _show(pathname: Any, search: Any, screen: Any) -> Any:
        known = heard_of(screen)
        served = get(known)
        name_served(served)
        if served.seen < known and ctx.triggered_id == "screen":
            return no_update, no_update  # the page there is newer than this process
        lookup, notices = frozen.shown(served.lookup, pathname, search)
        page, state = show_page(lookup, pathname, search, screen, notices)
        return stilled(page, heard), {**state, "version": served.state.version, "seen": served.seen}

    @app.callback(
        Output("broken", "children"), Input("news", "data"), State("url", "search"), prevent_initial_call=True
    )
    def _tell(news: Any, search: Any) -> Any:
        known = heard_of(news)
        served = get(known)
        lang = read_language(search if isinstance(search, str) else "")
        return stilled(broken_banner(served.state.problems, lang), heard) if served.seen >= known else no_update

    @app.callback(
        Output("drawer-body", "children"),
        Input("open-request", "data"),
        State("url", "search"),
        State("url", "pathname"),
        prevent_initial_call=True,
    )
    def _open(request: Any, search: Any, pathname: Any) -> list[Component]:
        lookup = frozen.lookup(get(heard_of(request)).lookup, search)
        return stilled(open_value(lookup, request, search, pathname), heard)

    @app.callback(
        Output({"type": "pick-list", "index": MATCH}, "children"),
        Input({"type": "pick-list", "index": MATCH}, "n_clicks"),
        State({"type": "pick-list", "index": MATCH}, "id"),
        State("url", "pathname"),
        State("url", "search"),
        prevent_initial_call=True,
    )
    def _list(_clicks: Any, asked: Any, pathname: Any, search: Any) -> Sequence[Component]:
        name = asked.get("index") if isinstance(asked, dict) else None
        lookup = frozen.lookup(get(0).lookup, search)
        return stilled(open_list(lookup, name if isinstance(name, str) else None, pathname, search), heard)

    heard |= _heard_of(app)


def _heard_of(app: Dash) -> set[str]:
    """The plain ids that callbacks read or write; patterns are told by their shape."""
    found: set[str] = set()
    for wires in app.callback_map.values():
        outputs = wires["output"] if isinstance(wires["output"], list) else [wires["output"]]
        found |= {wire["id"] for wire in (*wires["inputs"], *wires["state"])}
        found |= {output.component_id for output in outputs if isinstance(output.component_id, str)}
    return found


def _in_browser(app: Dash, name: str, *wires: Any, where: str = "station", **options: bool) -> None:
    """Wire a function of our own scripts (`window.dash_clientside.station`, `.matrix`)."""
    app.clientside_callback(ClientsideFunction(where, name), *wires, **options)  # type: ignore[no-untyped-call]  # dash


def _below_prefix(lookup: Lookup, pathname: str) -> str:
    """The path without the prefix the app is served under."""
    prefix = lookup.prefix.rstrip("/")
    return pathname[len(prefix) :] if prefix and pathname.startswith(prefix + "/") else pathname
