"""The addresses behind the export menu: files, briefs, citations, short links; what is refused, and how."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask.testing import FlaskClient
from web_project import NANYANG, XINYANG, components, shipped, shipped_lookup

from dashboard.export import easel, stop_drawing
from dashboard.export.containers import read_container
from dashboard.export.csv_text import read_csv
from dashboard.export.opening import open_again
from dashboard.model import Selection
from dashboard.observations import cells_of
from dashboard.web import create_app
from dashboard.web.callbacks import show_page
from dashboard.web.components.exports import export_bar
from dashboard.web.pages import brief
from dashboard.web.pages.coverage import look_at
from dashboard.web.state import read_query

QUERY = f"?i=secondary_vocational_schools&p={NANYANG},{XINYANG}"


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    yield create_app(shipped(), "/board/").server.test_client()
    stop_drawing()


def _needs_drawing() -> None:
    if easel.browser_path() is None or not easel.has_chinese_font():
        pytest.skip("drawing needs chromium and a Chinese font (fonts-noto-cjk)")


def test_the_menu_offers_every_format_and_names_each() -> None:
    selection = Selection(("secondary_vocational_schools",), (NANYANG,))
    menu = export_bar(shipped_lookup(), selection, "trend")
    links = {part.id: part.href for part in components(menu) if getattr(part, "href", None) and hasattr(part, "id")}
    query = f"?i=secondary_vocational_schools&p={NANYANG}&chart=trend"
    assert links == {
        **{f"export-png-{scale}": f"/export/png{query}&scale={scale}" for scale in (1, 2, 4)},
        **{
            f"export-{form}": f"/export/{form}{query}"
            for form in ("svg", "pdf", "csv", "xlsx", "json", "parquet", "html")
        },
    }
    told = {key: value for key, value in menu.to_plotly_json()["props"].items() if key.startswith("data-")}
    assert set(told) == {f"data-{key}" for key in ("making", "waiting", "done", "failed", "lost", "copied", "uncopied")}


def test_files_come_with_names_and_types(client: FlaskClient) -> None:
    answer = client.get(f"/board/export/brief.html{QUERY}&charts=compare,trend")
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert "filename*=UTF-8''%E5%8D%97" in answer.headers["Content-Disposition"]
    assert answer.get_data(as_text=True).count("data-chart=") >= 1


def test_pictures_and_briefs_are_drawn_at_the_scale_asked_for(client: FlaskClient) -> None:
    _needs_drawing()
    small, large = (client.get(f"/board/export/png{QUERY}&scale={scale}").data for scale in (1, 4))
    assert int.from_bytes(large[16:20]) == 4 * int.from_bytes(small[16:20])
    assert client.get(f"/board/export/pdf{QUERY}").data.startswith(b"%PDF")
    assert client.get(f"/board/export/brief.docx{QUERY}").data.startswith(b"PK")


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        (f"export/png{QUERY}&scale=7", 400, "图片倍数 7 不可用，可用：1, 2, 4"),
        (f"export/png{QUERY}&scale=7&lang=en", 400, "cannot draw at scale 7; must be one of: 1, 2, 4"),
        ("export/brief.odt", 404, "没有 brief.odt 这种格式"),
        (f"export/brief.pdf{QUERY}&t=1900", 400, "未生成简报：所选范围没有数值"),
        ("s/c-zzzzz", 404, "短链接 /s/c-zzzzz 在本项目里对不上"),
        ("s/c-zzzzz", 404, "<h1>没有这一页</h1>"),
        ("s/%3Cscript%3E", 404, "&lt;script&gt;"),
    ],
)
def test_what_cannot_be_made_is_answered_with_what_to_do(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(f"/board/{address}")
    assert answer.status_code == status
    assert said in answer.get_data(as_text=True)


def test_a_short_link_leads_to_its_page_and_nowhere_else(client: FlaskClient) -> None:
    answer = client.get("/board/s/c-ohld5-8td08tik")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/board/compare?i=secondary_vocational_schools&p={NANYANG},{XINYANG}"
    assert client.get("/board/s/c-ohld5-8td08tik?next=//evil.example").headers["Location"].startswith("/board/compare")


def test_a_chart_is_cited_with_link_and_day(client: FlaskClient) -> None:
    cited = json.loads(client.get(f"/board/cite/compare{QUERY}").data)
    link = f"http://localhost/board/compare?i=secondary_vocational_schools&p={NANYANG},{XINYANG}"
    assert cited["reference"].startswith("南阳市人力资源和社会保障局, 信阳市教育体育局")
    assert re.search(rf"\[\d{{4}}-\d\d-\d\d\]\. {re.escape(link)}\.$", cited["reference"])
    assert "访问日期" in cited["sentence"]
    assert client.get("/board/cite/pie").status_code == 404


def test_twenty_pictures_at_once_are_made_or_asked_to_come_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One is made and one waits; the others get 503 and when to ask again, and nothing hangs."""
    at_once, most, lock, go = 0, 0, threading.Lock(), threading.Event()

    def slow(*_: Any) -> bytes:
        nonlocal at_once, most
        with lock:
            at_once += 1
            most = max(most, at_once)
        go.wait(10)
        with lock:
            at_once -= 1
        return b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xaeB`\x82"

    monkeypatch.setattr("dashboard.export.pictures.draw_chart", slow)
    server = client.application

    def ask(_: int) -> tuple[int, str | None]:
        answer = server.test_client().get(f"/board/export/png{QUERY}")
        if answer.status_code == 503:
            refused.append(1)
            if len(refused) == 18:
                go.set()
        return answer.status_code, answer.headers.get("Retry-After")

    refused: list[int] = []
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert sorted(answers, key=str) == [(200, None)] * 2 + [(503, "3")] * 18
    assert most == 1


def test_the_brief_page_keeps_its_choices_in_the_address() -> None:
    lookup = shipped_lookup()
    query = f"{QUERY}&charts=compare,trend&findings=nobody"
    page = brief.layout(
        lookup, Selection(("secondary_vocational_schools",), (NANYANG, XINYANG)), {"charts": "trend,compare"}
    )
    chosen = [part.id for part in components(page) if getattr(part, "aria-checked", "") == "true"]
    name = "secondary_vocational_schools"
    assert chosen == [f"on-{name}", f"all-{name}", f"place-{NANYANG}", f"place-{XINYANG}", "kind-compare", "kind-trend"]
    links = {part.id: part.href for part in components(page) if getattr(part, "id", "") and hasattr(part, "href")}
    assert links["kind-plan"].endswith("&charts=compare,trend,plan")
    assert links["kind-compare"].endswith("&charts=trend")
    assert links[f"place-{NANYANG}"] == f"/brief?i=secondary_vocational_schools&p={XINYANG}&charts=trend,compare"
    assert links["export-brief-pdf"].startswith(f"/export/brief.pdf{QUERY}&charts=")
    shown, state = show_page(lookup, "/brief", query, None)
    assert (state["path"], state["title"].partition(" · ")[0]) == ("/brief", "简报")
    assert shown


def test_a_finding_is_taken_in_and_left_out_again() -> None:
    lookup = shipped_lookup()
    selection = Selection(("secondary_vocational_schools",), (XINYANG,))
    name = next(n for n, each in zip(lookup.anchors, lookup.findings, strict=True) if each.code == "C08")

    def links(others: dict[str, str]) -> dict[str, str]:
        page = brief.layout(lookup, selection, others)
        return {
            p.id: p.href for p in components(page) if "finding-" in str(getattr(p, "id", "")) and hasattr(p, "href")
        }

    assert links({})[f"all-finding-{name}"].endswith(f"&findings={name}")
    taken = links({"findings": name})
    assert "findings" not in taken[f"on-finding-{name}"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_coverage_file_leads_back_to_its_view_and_names_what_changed(tmp_path: Path, form: str) -> None:
    project = shipped()
    client = create_app(project).server.test_client()
    path = tmp_path / f"coverage.{form}"
    with client.get(f"/export/{form}?chart=coverage&theme=providers&p=CN411300,CN411500&lang=en") as answer:
        path.write_bytes(answer.data)
    link = "/coverage?p=CN411300,CN411500&lang=en&theme=providers"
    same = open_again(str(path), project, "en")
    assert (same.link, same.said) == (link, (f"The data are the same (version {project.version}).",))
    frame = project.observations.copy()
    mine = frame["observation_id"] == next(kept.observation_id for kept in read_container(path).proof.values)
    frame.loc[mine, "printed"] = "99所"
    later = SimpleNamespace(
        catalogue=project.catalogue, cells=cells_of(frame), version="later0", findings=(), documents=()
    )
    changed = open_again(str(path), later, "en")
    assert (changed.link, changed.changed) == (link, True)
    assert changed.said[1].startswith("Changed: ")
    assert changed.said[1].endswith("is 99所.")
    assert len(changed.said) == 2


def test_the_coverage_file_has_the_cells_of_its_page() -> None:
    lookup = shipped_lookup()
    client = create_app(shipped()).server.test_client()
    for search in ("", "&p=CN411300&theme=providers"):
        reading = read_query(search, lookup.catalogue)
        view = look_at(lookup, reading.selection, reading.others.get("theme", ""))
        with client.get(f"/export/csv?chart=coverage{search}") as answer:
            lines = read_csv(answer.data)
        head, shown = lines[0], [(line[-7], line[-6]) for line in lines[1:]]
        assert head[-7:-5] == ["指标代码", "地区代码"]
        assert shown == [(entry.id, code) for entry in view.indicators for code in view.places]
