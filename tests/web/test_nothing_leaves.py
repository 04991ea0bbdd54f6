"""Nothing leaves the machine: no page, export, style or script names another host to ask, and every answer forbids it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from dash.development.base_component import Component
from flask.testing import FlaskClient
from web_project import NANYANG, NANYANG_LETTER, ROOT, XINYANG, components, shipped, shipped_lookup

from dashboard.charts import CONFIG
from dashboard.export import FORMATS, export_selection
from dashboard.export.bundle import BASIC_SHA256, BASIC_VERSION, basic_bundle, plotly_js
from dashboard.model import Selection
from dashboard.web import create_app
from dashboard.web.callbacks import open_value, show_page
from dashboard.web.pages import PAGES
from dashboard.web.routes import PLOTLY
from tests.asking import page_asked

LOOKUP = shipped_lookup()
ASSETS = ROOT / "dashboard" / "web" / "assets"
HOST = re.compile(r"""(?:https?:|wss?:|["'(=\s])//[\w.-]+\.\w""")
NAMES_OF_LANGUAGES = ("http://www.w3.org/", "http://schemas.openxmlformats.org/", "http://purl.org/dc/")
POLICY = {
    "default-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


@cache
def client() -> FlaskClient:
    return create_app(shipped()).server.test_client()


def addresses() -> list[str]:
    """Every kind of page, each in both languages; pages of one thing with a thing of theirs."""
    names = {"/documents/<name>": f"/documents/{NANYANG_LETTER}", "/indicator/<name>": "/indicator/evaluation_agencies"}
    names["/place/<name>"] = f"/place/{NANYANG}"
    plain = [names.get(str(page.PATH), str(page.PATH)) for page in PAGES]
    assert not [path for path in plain if "<" in path]
    return [f"{path}?lang={lang}" for path in (*plain, "/nowhere") for lang in ("zh", "en")]


def _asked(kind: str) -> Any:
    """One answer of each kind the server gives."""
    selection = f"i=evaluation_agencies&p={NANYANG}"
    gets = {
        "page": "/compare",
        "no page": "/nowhere",
        "health": "/health",
        "style": "/assets/station.css",
        "no asset": "/assets/none.css",
        "library": "/_dash-component-suites/dash/deps/react@18.3.1.min.js",
        "no library": "/_dash-component-suites/dash/none.js",
        "plotly": f"/{PLOTLY}",
        "layout": "/_dash-layout",
        "dependencies": "/_dash-dependencies",
        "icon": "/_favicon.ico",
        "no export": "/export/zip",
        **{f"export {name}": f"/export/{name}?{selection}" for name in ("csv", "xlsx", "html")},
    }
    if kind in gets:
        return client().get(gets[kind])
    if kind == "unchanged":
        packed = {"Accept-Encoding": "br"}
        tag = client().get(gets["plotly"], headers=packed).headers["ETag"]
        return client().get(gets["plotly"], headers={**packed, "If-None-Match": tag})
    send = client().post
    return {
        "head": lambda: client().head("/"),
        "wrong method": lambda: client().delete("/health"),
        "callback": lambda: send("/_dash-update-component", json=page_asked("/", "")),
        "malformed": lambda: send("/_dash-update-component", data=b"{", content_type="application/json"),
        "foreign": lambda: send("/_dash-update-component", json={}, headers={"Origin": "https://example.org"}),
        "too large": lambda: send("/_dash-update-component", data=b"x" * 300_000, content_type="application/json"),
    }[kind]()


KINDS = {
    "page": 200, "no page": 404, "health": 200, "style": 200, "no asset": 404, "library": 200, "no library": 404,
    "plotly": 200, "unchanged": 304, "layout": 200, "dependencies": 200, "icon": 200, "no export": 404, "export csv": 200,
    "export xlsx": 200, "export html": 200, "head": 200, "wrong method": 405, "callback": 200, "malformed": 400,
    "foreign": 403, "too large": 413,
}  # fmt: skip


@pytest.mark.parametrize(("kind", "status"), KINDS.items())
def test_every_kind_of_answer_carries_the_whole_policy(kind: str, status: int) -> None:
    with _asked(kind) as answer:
        assert answer.status_code == status
        headers = answer.headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    scripts = policy.pop("script-src")
    assert policy == POLICY
    assert re.fullmatch(r"'self' 'sha256-[A-Za-z0-9+/=]+'", scripts)
    assert "unsafe" not in scripts
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("address", addresses())
def test_the_first_answer_of_a_page_names_no_host_at_all(address: str) -> None:
    page = client().get(address).get_data(as_text=True)
    config = json.loads(re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert HOST.findall(page) == []
    assert [value for value in map(str, config.values()) if "//" in value.replace("\\u002f", "/")] == []


LOADING = ("src", "srcSet", "data", "poster", "action", "formAction", "background", "cite", "ping", "manifest")


def _quiet(part: Component) -> str:
    """What is wrong with an element: it loads something, or leads away and tells where from; empty where nothing is."""
    kind, href = type(part).__name__, str(getattr(part, "href", ""))
    if kind == "Form" and re.match(r"/(?!/)", str(getattr(part, "action", ""))):
        return ""  # what is typed goes to a page of ours
    if kind in LOADERS or (kind != "Store" and any(isinstance(getattr(part, name, None), str) for name in LOADING)):
        return f"{kind} loads"
    if "url(" in str(getattr(part, "style", "")):
        return f"{kind} has a style that loads"
    keeps = (getattr(part, "target", ""), getattr(part, "rel", "")) == ("_blank", "noopener noreferrer nofollow")
    return f"{href} is told where the reader comes from" if "//" in href and not keeps else ""


LOADERS = {"Script", "Link", "Iframe", "Img", "Embed", "ObjectEl", "Video", "Audio", "Source", "Base", "Markdown"}


@pytest.mark.parametrize("address", addresses())
def test_no_part_of_a_page_loads_from_elsewhere(address: str) -> None:
    path, _, search = address.partition("?")
    page, _ = show_page(LOOKUP, path, f"?{search}", None)
    parts = list(components(page))
    assert len(parts) > 20
    assert [fault for part in parts if (fault := _quiet(part))] == []


def test_no_drawer_loads_from_elsewhere_and_links_out_are_told_to_keep_quiet() -> None:
    keys = [*(f"o:{key}" for key in LOOKUP.observations), *(f"m:{key}" for key in LOOKUP.mentions)]
    parts = [part for key in keys for part in components(open_value(LOOKUP, {"key": key}, ""))]
    assert any("//" in str(getattr(part, "href", "")) for part in parts)
    assert [fault for part in parts if (fault := _quiet(part))] == []


def graphs() -> list[Component]:
    """Every chart of every page in both languages, in each of its modes."""
    ways = ("", "&by=place", "&axis=shared", "&mode=per_10k", "&mode=index", f"&p={NANYANG},{XINYANG}", "&t=2024")
    found: list[Component] = []
    for address in addresses():
        path, _, search = address.partition("?")
        for way in ways if path in {"/compare", "/trend", "/composition", "/plan"} else ways[:1]:
            page, _ = show_page(LOOKUP, path, f"?{search}{way}", {"theme": "dark", "width": 400})
            found += [part for part in components(page) if type(part).__name__ == "Graph"]
    return found


def test_no_chart_has_a_button_that_sends_it_anywhere() -> None:
    charts = graphs()
    assert len(charts) > 30
    for chart in charts:
        config: Any = chart.config  # type: ignore[attr-defined]
        assert config["showSendToCloud"] is False
        assert config["displaylogo"] is False
        assert not {"plotlyServerURL", "topojsonURL", "mapboxAccessToken", "sendData", "showEditInChartStudio"} & set(
            config
        )
        assert {trace["type"] for trace in chart.figure["data"]} <= {"bar", "scatter"}  # type: ignore[attr-defined]
        assert "//" not in json.dumps(chart.figure["layout"])  # type: ignore[attr-defined]
    for config in CONFIG.values():
        assert (config["showSendToCloud"], config["displaylogo"]) == (False, False)


def test_only_one_place_makes_charts() -> None:
    """So that no chart can be shown without the configuration above."""
    makers = [
        path.name for path in (ROOT / "dashboard" / "web").rglob("*.py") if "dcc.Graph(" in path.read_text("utf-8")
    ]
    assert makers == ["panels.py"]


ASKING = {
    "live.js": ["fetch(address("],
    "exports.js": ["fetch(href", "fetch(row.dataset.cite"],
    "review.js": ["fetch(address(name", "fetch(address(name"],
}
"""Which scripts ask for something, and how: for addresses the page itself was given by its server."""


def test_our_own_styles_and_scripts_name_no_host() -> None:
    files = sorted(path for path in ASSETS.iterdir() if path.is_file())
    assert {path.suffix for path in files} == {".css", ".js"}
    for path in files:
        text = path.read_text("utf-8")
        assert HOST.findall(text) == [], path.name
        assert "@import" not in text
        assert [
            url for url in re.findall(r"url\(\s*['\"]?([^)'\"]*)", text) if not url.startswith(("data:", "#"))
        ] == []
        asking = r"\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|eval)\s*\([^,)]*"
        assert re.findall(asking, text) == ASKING.get(path.name, []), path.name


LOADED = (
    r"""(?<![\w-])(?:src|srcset|poster|action|background|xlink:href)\s*=\s*["']?([^"'\s>]+)""",
    r"""<(?:link|image|use|base)\b[^>]*\bhref\s*=\s*["']?([^"'\s>]+)""",
    r"""<object\b[^>]*\bdata\s*=\s*["']?([^"'\s>]+)""",
    r"""@import\s+["']?([^"'\s;]+)""",
    r"""\burl\(\s*["']?([^"')\s]+)""",
)


def _links_of(text: str) -> list[str]:
    """What a browser would load of a page or picture: not the text of it, and not what it links to."""
    return [link for pattern in LOADED for link in re.findall(pattern, text)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chart", ["compare", "trend"])
def test_no_export_loads_or_links_to_anything_outside_itself(lang: str, chart: str) -> None:
    selection = Selection(("evaluation_agencies", "higher_vocational_colleges"), (NANYANG, XINYANG), lang=lang)
    made = {
        form: export_selection(shipped(), selection, form, chart=chart)
        for form in FORMATS
        if form not in ("png", "svg", "pdf")
    }
    assert set(made) == {"csv", "xlsx", "html", "json", "parquet"}
    page = made["html"].decode().replace(plotly_js().decode().replace("</script", "<\\/script"), "")
    assert len(page) < 400_000
    assert "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:" in page
    head, scripts = re.sub(r"(?s)<script>.*?</script>", "", page), re.findall(r"(?s)<script>(.*?)</script>", page)
    assert _links_of(head) == []
    assert "<a " not in head
    assert all('"showSendToCloud":false' in script and '"displaylogo":false' in script for script in scripts if script)
    with zipfile.ZipFile(io.BytesIO(made["xlsx"])) as book:
        for name in book.namelist():
            text = book.read(name).decode("utf-8")
            assert 'TargetMode="External"' not in text
            for known in NAMES_OF_LANGUAGES:
                text = text.replace(known, "")
            assert name.endswith("sharedStrings.xml") or HOST.findall(text) == [], name
    assert b"=HYPERLINK" not in made["csv"].replace(b"'=HYPERLINK", b"")


def test_a_picture_loads_nothing() -> None:
    from dashboard.export.pictures import browser_path, has_chinese_font

    if browser_path() is None or not has_chinese_font():
        pytest.skip("needs Chromium and a Chinese font")
    selection = Selection(("evaluation_agencies",), (NANYANG, XINYANG))
    svg = export_selection(shipped(), selection, "svg").decode()
    for known in NAMES_OF_LANGUAGES:
        svg = svg.replace(known, "")
    assert HOST.findall(re.sub(r"(?s)<desc>.*?</desc>", "", svg)) == []
    assert [link for link in _links_of(svg) if not link.startswith(("#", "data:", "&quot;#"))] == []


def test_the_searches_above_find_what_they_look_for() -> None:
    for text in ('<script src="https://x.org/a.js">', "@import '//x.org/a.css'", 'href="//cdn.x.org"', "wss://x.org/"):
        assert HOST.findall(text), text
    assert not HOST.findall("https:// and a // comment, http://")
    for text in ('<img src="http://x.org/a.png">', "background:url(http://x.org)", '<link rel="x" href="a.css">'):
        assert _links_of(text), text


def test_the_small_plotly_is_taken_by_version_and_hash_and_never_kept_in_the_repository() -> None:
    import subprocess

    setup = (ROOT / "setup.py").read_text("utf-8")
    assert f"plotly.js-basic-dist-min@{BASIC_VERSION}" in setup
    assert re.search(r'INTEGRITY = "[A-Za-z0-9+/]{86}=="', setup)
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not re.search(r"plotly[\w.-]*\.js\b", tracked)
    assert len(BASIC_SHA256) == 64


def test_a_bundle_that_is_not_the_one_expected_is_not_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dashboard.export import bundle

    planted = tmp_path / "plotly-basic.min.js"
    planted.write_bytes(b"alert(1)")
    monkeypatch.setattr(bundle, "_BASIC", planted)
    assert basic_bundle() is None
    plotly_js.cache_clear()
    full = plotly_js()
    plotly_js.cache_clear()
    assert len(full) > 4_000_000
