"""The data under /api/: the selections of the pages, tags, refusals that help, and nothing but reading."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from web_project import NANYANG, NANYANG_LETTER, XINYANG, XINYANG_LETTER, shipped

from dashboard.export.csv_text import csv_of, read_csv
from dashboard.export.json_text import json_of
from dashboard.web import create_app
from dashboard.web.api.resources import RESOURCES

AGENCIES = "evaluation_agencies"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(shipped()).server.test_client()


def ask(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (200, "application/json"), answer.get_data(as_text=True)[:300]
    return answer.json


def test_the_index_names_every_resource(client: FlaskClient) -> None:
    made = ask(client, "/api/")
    assert list(made["resources"]) == list(RESOURCES)
    assert ask(client, "/api") == made
    for address in (*made["resources"].values(), made["description"]):
        assert client.get(address).status_code == 200


def test_observations_are_those_of_the_selection(client: FlaskClient) -> None:
    made = ask(client, f"/api/observations?i={AGENCIES}&p=南阳市")
    stated = [(row["breakdown"], row["value"], row["printed"]) for row in made["rows"]]
    frame = shipped().observations
    wanted = frame[(frame["indicator"] == AGENCIES) & (frame["ref_area"] == NANYANG)]
    assert sorted(stated) == sorted(zip(wanted["breakdown"], wanted["value"], wanted["printed"], strict=True)) != []
    assert made["link"] == f"/api/observations?i={AGENCIES}&p={NANYANG}"
    assert (made["total"], made["next"], made["data_hash"]) == (len(wanted), None, shipped().version)


def test_without_a_selection_every_observation_is_there_page_by_page(client: FlaskClient) -> None:
    found, address = [], "/api/observations?limit=200"
    while address:
        page = ask(client, address)
        found += [row["observation_id"] for row in page["rows"]]
        address = page["next"]
    assert sorted(found) == sorted(shipped().observations["observation_id"])


def test_a_period_is_itself_or_a_year_it_ends_in(client: FlaskClient) -> None:
    frame = shipped().observations
    made = ask(client, "/api/observations?t=2022,2024-05&limit=5000")
    wanted = frame[(frame["year"] == 2022) | (frame["time_period"] == "2024-05")]
    assert sorted(row["observation_id"] for row in made["rows"]) == sorted(wanted["observation_id"])
    assert made["total"] == len(wanted) > 10


def test_a_part_of_an_indicator_may_be_asked_for(client: FlaskClient) -> None:
    made = ask(client, f"/api/observations?i={AGENCIES};agency_type=enterprise,graduates&limit=5000")
    kinds = {(row["indicator"], row["breakdown"] if row["indicator"] == AGENCIES else "") for row in made["rows"]}
    assert kinds == {(AGENCIES, "agency_type=enterprise"), ("graduates", "")}


@pytest.mark.parametrize("chart", ["compare", "trend", "composition", "plan"])
def test_a_chart_gives_the_rows_its_export_has(client: FlaskClient, chart: str) -> None:
    query = f"i={AGENCIES},training_person_times&p={NANYANG},{XINYANG}&chart={chart}"
    exported = json.loads(client.get(f"/export/json?{query}").get_data())["rows"]
    asked = ask(client, f"/api/observations?{query}")["rows"]
    assert [row["observation_id"] for row in asked] == [row["observation_id"] for row in exported]
    assert [row["printed"] for row in asked] == [row["printed"] for row in exported] != []


def test_csv_has_the_same_rows_and_ends_with_the_question_and_the_version(client: FlaskClient) -> None:
    query = f"p={XINYANG}&limit=3"
    answer = client.get(f"/api/observations?{query}&format=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))
    rows = ask(client, f"/api/observations?{query}")["rows"]
    assert [line["observation_id"] for line in lines] == [row["observation_id"] for row in rows]
    assert list(lines[0])[-2:] == ["selection", "data_hash"]
    link = f"/api/observations?p={XINYANG}&format=csv&limit=3"
    assert {(line["selection"], line["data_hash"]) for line in lines} == {(link, shipped().version)}


def test_answers_are_the_same_after_reading_and_writing_them(client: FlaskClient) -> None:
    table, tree = client.get("/api/mentions?format=csv").get_data(), client.get("/api/mentions").get_data()
    assert csv_of(read_csv(table)) == table
    assert json_of(json.loads(tree)) == tree


OTHERS = [
    (f"mentions?document={XINYANG_LETTER}", lambda row: row["document"], {XINYANG_LETTER}),
    (f"mentions?p={NANYANG}", lambda row: row["ref_area"], {NANYANG}),
    ("indicators?i=graduates", lambda row: row["id"], {"graduates"}),
    ("places?p=信阳市,Nanyang", lambda row: row["code"], {NANYANG, XINYANG}),
    (f"documents?p={NANYANG}", lambda row: row["name"], {NANYANG_LETTER}),
    ("findings?code=C08", lambda row: row["code"], {"C08"}),
    (f"findings?document={XINYANG_LETTER}&severity=warning", lambda row: row["severity"], {"warning"}),
    ("findings?i=secondary_vocational_schools", lambda row: row["indicator"], {"secondary_vocational_schools"}),
]


@pytest.mark.parametrize(("path", "read", "expected"), OTHERS)
def test_the_other_tables_follow_the_selection(client: FlaskClient, path: str, read: Any, expected: set[str]) -> None:
    made = ask(client, f"/api/{path}")
    assert {read(row) for row in made["rows"]} == expected
    assert made["total"] == len(made["rows"])


def test_findings_of_a_place_are_those_its_values_take_part_in(client: FlaskClient) -> None:
    here = ask(client, f"/api/findings?p={XINYANG}")["rows"]
    assert {"C08", "C09", "C13"} <= {row["code"] for row in here}
    assert len(here) < ask(client, "/api/findings")["total"]


def test_the_comparison_is_told_two_by_two(client: FlaskClient) -> None:
    made = ask(client, f"/api/compare?i=secondary_vocational_schools&p={NANYANG},{XINYANG}&lang=en")
    pair, *_ = (
        row for row in made["rows"] if row["a_text"].startswith("Nanyang") and row["b_text"].startswith("Xinyang")
    )
    assert (pair["a_text"], pair["b_text"]) == ("Nanyang 37 institutions", "Xinyang 15 institutions")
    assert (pair["verdict"], pair["reasons"]) == ("with_care", ["perimeter", "age", "conflict"])
    assert (round(pair["ratio"], 4), pair["ratio_text"]) == (2.4667, "Nanyang is 2.47 times Xinyang")
    assert made["total"] == len(made["rows"]) == 3


def test_pages_of_a_comparison_follow_each_other(client: FlaskClient) -> None:
    whole = ask(client, "/api/compare")
    first, second = ask(client, "/api/compare?limit=3"), ask(client, "/api/compare?limit=2&offset=3")
    assert first["rows"] + second["rows"] == whole["rows"][:5]
    assert whole["total"] == len(whole["rows"])


def test_a_value_a_document_and_a_chart_are_cited(client: FlaskClient) -> None:
    (row,) = ask(client, f"/api/citations?document={NANYANG_LETTER}")["rows"]
    assert row["of"] == "document"
    assert row["reference"].startswith("南阳市人力资源和社会保障局. ")
    assert f"http://localhost/documents/{NANYANG_LETTER}" in row["reference"]
    (key,) = (
        r["observation_id"]
        for r in ask(client, "/api/observations?t=2022-01-01/2022-05-15&i=training_person_times")["rows"]
    )
    (row,) = ask(client, f"/api/citations?o={key}")["rows"]
    assert "信阳市职业技能培训人次，2022年1月1日至5月15日" in row["zh"]
    (row,) = ask(client, f"/api/citations?chart=trend&i=graduates&p={NANYANG}")["rows"]
    assert row["of"] == "chart"
    assert "[DS/OL]" in row["reference"]


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    for headers in ({}, {"Accept-Encoding": "br"}):
        first = client.get("/api/observations", headers=headers)
        tag = first.headers["ETag"]
        assert shipped().version in tag
        again = client.get("/api/observations", headers={**headers, "If-None-Match": tag})
        assert (again.status_code, again.get_data()) == (304, b"")
    assert client.get("/api/observations", headers={"If-None-Match": '"other"'}).status_code == 200


REFUSED = [
    ("/api/observation", 404, "there is nothing at /api/observation", "observations"),
    ("/api/observations/1", 404, "there is nothing at /api/observations/1", "observations"),
    ("/api/observations?i=gradutes", 404, "there is no indicator 'gradutes'", "graduates"),
    ("/api/observations?p=南阳士", 404, "there is no place with the code or name '南阳士'", "南阳市"),
    ("/api/mentions?document=nanyang", 404, "there is no document called 'nanyang'", NANYANG_LETTER),
    ("/api/citations?o=0", 404, "there is no observation with the id '0'", None),
    ("/api/observations?limt=3", 400, "there is no query key called 'limt'", "limit"),
    ("/api/observations?t=lately", 400, "t must be written as 2024", None),
    ("/api/observations?limit=0", 400, "limit must be a whole number from 1 to 5000, not '0'", None),
    ("/api/observations?limit=٣", 400, "limit must be a whole number from 1 to 5000", None),
    ("/api/observations?offset=-1", 400, "offset must be a whole number from 0", None),
    ("/api/observations?i=", 404, "there is no indicator ''", None),
    ("/api/observations?p=信阳市,,南阳市", 404, "there is no place with the code or name ''", None),
    ("/api/mentions?document=", 404, "there is no document called ''", None),
    ("/api/observations?chart=pi", 400, "chart cannot be 'pi'", None),
    ("/api/observations?mode=indx", 400, "mode cannot be 'indx'", "index"),
    ("/api/findings?code=X", 400, "code cannot be 'X'", None),
    ("/api/observations?p=" + "a," * 200 + "a", 400, "one key takes at most 100 values", None),
    ("/api/observations?p=" + "a" * 9000, 400, "a query has at most 8000 characters", None),
]


@pytest.mark.parametrize(("path", "status", "detail", "nearest"), REFUSED)
def test_a_refusal_says_what_is_allowed_and_what_is_nearest(
    client: FlaskClient, path: str, status: int, detail: str, nearest: str | None
) -> None:
    mark = "&" if "?" in path else "?"
    answer = client.get(f"{path}{mark}lang=en" if len(path) < 5000 else path.replace("?", "?lang=en&"))
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    made = json.loads(answer.get_data())
    assert detail.lower() in made["detail"].lower()
    assert made.get("nearest") == nearest
    assert made["instance"] == path.partition("?")[0]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_but_reading_is_possible(client: FlaskClient, method: str) -> None:
    answer = client.open("/api/observations", method=method)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert json.loads(answer.get_data())["allowed"] == ["GET", "HEAD", "OPTIONS"]


def test_head_and_options_answer_without_a_body(client: FlaskClient) -> None:
    head, got = client.head("/api/places"), client.get("/api/places")
    assert (head.status_code, head.get_data(), head.headers["ETag"]) == (200, b"", got.headers["ETag"])
    options = client.options("/api/places")
    assert (options.status_code, options.headers["Allow"], options.get_data()) == (204, "GET, HEAD, OPTIONS", b"")


@pytest.mark.parametrize("path", ["/api/", "/api/observations", "/api/none", "/api/observations?limit=x"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_an_edition_may_be_asked_for_by_name(client: FlaskClient) -> None:
    version = shipped().version
    made = ask(client, f"/api/observations?at={version}&limit=1")
    assert (made["data_hash"], made["link"]) == (version, f"/api/observations?at={version}&limit=1")
    refused = client.get("/api/observations?at=000000000000&lang=en")
    assert (refused.status_code, refused.content_type) == (404, "application/problem+json")
    assert "000000000000" in json.loads(refused.get_data())["detail"]


def test_it_works_below_a_prefix() -> None:
    client = create_app(shipped(), "/vet/").server.test_client()
    made = ask(client, "/vet/api/observations?limit=1")
    assert made["next"] == "/vet/api/observations?limit=1&offset=1"
    assert ask(client, "/vet/api/openapi.json")["servers"] == [{"url": "/vet"}]


def test_a_failure_shows_nothing_of_the_inside(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from dashboard.web.api import routes

    def fail(_: object) -> Any:
        raise RuntimeError("secret")

    monkeypatch.setattr(routes, "RESOURCES", {**RESOURCES, "places": replace(RESOURCES["places"], answer=fail)})
    answer = client.get("/api/places")
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert b"secret" not in answer.get_data()


def test_the_description_has_the_keys_and_fields_the_answers_have(client: FlaskClient) -> None:
    described = ask(client, "/api/openapi.json")
    assert described["openapi"] == "3.1.0"
    assert list(described["paths"]) == [*(f"/api/{name}" for name in RESOURCES), "/api/", "/api/openapi.json"]
    for name in RESOURCES:
        properties = described["components"]["schemas"][f"{name.capitalize()}Row"]["properties"]
        row = ask(client, f"/api/{name}?limit=1")["rows"][0]
        assert set(row) == set(properties), name
