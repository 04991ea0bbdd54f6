"""Every kind of mark answers a click with what it rests on; the exported page does so without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import go_on

pytestmark = pytest.mark.browser

CITIES = "CN411300,CN411500"
COLLEGES, SCHOOLS = "higher_vocational_colleges", "secondary_vocational_schools"
KINDS = [
    ("bar", SCHOOLS, ".barlayer .point path", "37所", "南阳市"),
    ("diamond", COLLEGES, ".scatterlayer .points path", "6所", "教育部"),
    ("target", f"{COLLEGES}&t=2025", ".scatterlayer .points path >> nth=1", "8-10所", "目标，到2025年"),
    ("lost value", SCHOOLS, ".scatterlayer .points path", "17所", "下列原句所载为17所"),
    ("rank", "competition_rank", ".scatterlayer .points path", "第四名", "所在句子"),
    ("refused", "training_person_times", ".scatterlayer .text text", "10.2万人", "河南经济报"),
    ("derived", "skills_revitalisation_projects", ".scatterlayer .points path", "68个", "44个 ÷ 64.7%"),
]


def _open(reader: Page, address: str) -> None:
    """Go to a page and bring its first chart into view."""
    go_on(reader, address)
    reader.wait_for_selector(".panel .js-plotly-plot .xy")
    reader.locator(".chart").first.scroll_into_view_if_needed()


def _said_by(reader: Page, boxes: list[dict[str, float]]) -> list[str]:
    """What the drawer says after a click in the middle of each box; it is closed again each time."""
    drawer = reader.locator("dialog#drawer")
    said: list[str] = []
    for box in boxes:
        reader.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(drawer).to_be_visible()
        said.append(drawer.inner_text())
        reader.keyboard.press("Escape")
        expect(drawer).to_be_hidden()
    return said


def _visible(marks: Locator, width: float = 4) -> list[dict[str, float]]:
    """The boxes of the marks that have a size: those of the legend have none, and a stem is no mark but leads to one."""
    boxes = [mark.bounding_box() for mark in marks.all()]
    return [dict(box) for box in boxes if box and box["width"] > width and box["height"] > 3]


@pytest.mark.parametrize(("kind", "indicator", "marks", "value", "evidence"), KINDS)
def test_a_click_on_every_kind_of_mark_opens_its_ground(
    walker: Page, address: str, kind: str, indicator: str, marks: str, value: str, evidence: str
) -> None:
    reader = walker
    _open(reader, f"{address}/compare?i={indicator}&p={CITIES}")
    boxes = _visible(reader.locator(f".chart .cartesianlayer {marks.partition(' >> ')[0]}"))
    said = _said_by(reader, boxes)
    assert [text for text in said if value in text and evidence in text], (kind, said)


STRIPS = [
    ("part", "/composition?i=competition_medals&p=CN411300", ".barlayer .point path", "9铜", "所在句子"),
    ("rest", "/composition?i=competition_medals&p=CN411300", ".barlayer .point path", "2银", "金未注明"),
    (
        "total",
        "/composition?i=higher_education_institutions&p=CN411500",
        ".scatterlayer .points path",
        "5所",
        "高等学校数",
    ),
    ("result", "/plan?i=training_person_times&p=CN411500", ".barlayer .point path", "5.2万人次", "所在句子"),
    (
        "implied plan",
        "/plan?i=training_person_times&p=CN411500",
        ".scatterlayer .points path",
        "9.81–10.19万人次",
        "5.2万人次 ÷ 52%",
    ),
    (
        "target",
        "/plan?i=higher_vocational_colleges&p=CN411300",
        ".scatterlayer .points path",
        "8-10所",
        "目标，到2025年",
    ),
    ("words", "/plan?i=enrolment&p=CN411300", ".scatterlayer .text text", "25万人", "南阳网"),
]


@pytest.mark.parametrize(("kind", "path", "marks", "value", "evidence"), STRIPS)
def test_a_click_on_a_mark_of_parts_and_plans_opens_its_ground(
    walker: Page, address: str, kind: str, path: str, marks: str, value: str, evidence: str
) -> None:
    reader = walker
    _open(reader, f"{address}{path}")
    boxes = _visible(reader.locator(f".chart .cartesianlayer {marks}"), width=-1)  # a stroke has no width of its own
    said = _said_by(reader, boxes)
    assert [text for text in said if value in text and evidence in text], (kind, said)


def test_enter_on_a_row_opens_the_same_as_its_mark(reader: Page, address: str) -> None:
    for path, value in (
        ("/composition?i=competition_medals&p=CN411300", "2银"),
        ("/plan?i=enrolment&p=CN411300", "25万人"),
    ):
        reader.goto(f"{address}{path}")
        reader.locator(".panel .twin summary").first.click()
        reader.locator(".panel .twin .cell").first.focus()
        reader.keyboard.press("Enter")
        expect(reader.locator("dialog#drawer .big")).to_contain_text(value)
        reader.keyboard.press("Escape")


def test_an_entry_that_settles_a_conflict_is_copied_whole(reader: Page, address: str) -> None:
    reader.context.grant_permissions(["clipboard-read", "clipboard-write"])
    reader.goto(f"{address}/findings?code=C08")
    reader.locator(".settle summary").first.click()
    reader.locator(".settle .way button").first.click()
    expect(reader.locator("#announce")).to_have_text("已复制")
    copied = reader.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("  - document: ")
    assert copied.rstrip() == reader.locator(".settle .way pre").first.inner_text().rstrip()
