"""The queue, its items, drafts and the log as plain data for the reviewer's page: every word ready, nothing but text."""

from __future__ import annotations

from collections import Counter
from typing import Any

from dashboard.catalogue.entries import Indicator
from dashboard.catalogue.names import theme_text
from dashboard.catalogue.sounds import spelled
from dashboard.charts.labels import (
    breakdown_text,
    has,
    indicator_name,
    period_text,
    place_name,
    status_text,
    unit_text,
)
from dashboard.curation.desk import Desk, Draft, Sitting, Writer, also_said, undone
from dashboard.curation.forms import (
    FIELDS,
    FILLED,
    ID_RULE,
    RESETS,
    begins,
    family_of,
    fixed_choices,
    parts_of,
    perimeters_of,
    words_of,
)
from dashboard.curation.queue import ANSWERS, CONFLICT, KINDS, Item
from dashboard.model import Selection
from dashboard.observations.decisions import Decision
from dashboard.web.components.evidence import digest_mark, passage_of
from dashboard.web.components.finding_card import check_name
from dashboard.web.components.passage import run_on
from dashboard.web.lookup import Lookup, Row
from dashboard.wording import charts as chart_words
from dashboard.wording import say
from dashboard.wording.curation import WORDS as CURATION
from dashboard.wording.extraction import say_reason

__all__ = ["choices_of", "draft_of", "history_of", "item_of", "queue_of"]

_MOST_LISTED = 300
_MOST_RIVALS = 9
_MOST_EDITS = 100
_UNSURE = 0.5
_FORMS = {
    kind: tuple(action for _, _, action in answers if action in ("correct", "define"))
    for kind, answers in ANSWERS.items()
}  # those that begin with what was read


def queue_of(lookup: Lookup, sitting: Sitting, lang: str, everything: bool) -> dict[str, Any]:
    """The queue in short: how many of each kind, and the first 300 items with a title each."""
    items = sitting.full if everything else sitting.short
    counts = Counter(item.kind for item in items)
    return {
        "count": len(items),
        "said": say(CURATION, "queue.count", lang, count=len(items)),
        "more": say(CURATION, "queue.shown", lang, shown=_MOST_LISTED, count=len(items))
        if len(items) > _MOST_LISTED
        else "",
        "kinds": [[kind, say(CURATION, f"kind.{kind}", lang), counts[kind]] for kind in KINDS if counts[kind]],
        "items": [_line(lookup, item, lang) for item in items[:_MOST_LISTED]],
    }


def item_of(lookup: Lookup, item: Item, lang: str) -> dict[str, Any]:
    """An item in full: where it stands, what was read and why, what can be done, what the forms begin with."""
    document = lookup.documents.get(item.document)
    anchor = f"m{item.rows[0]['start']}" if item.rows else ""
    target = lookup.href(f"/documents/{item.document}", Selection(lang=lang), anchor) if document else ""
    return {
        **_line(lookup, item, lang),
        "document": {
            "title": (document.title or document.name) if document else item.document,
            "href": target,
            "digest": digest_mark(document, lang)[0].children if document and digest_mark(document, lang) else "",
        },
        "said": _said(item, lang),
        "quotes": [_quote(lookup, row, item) for row in item.rows],
        "facts": _facts(lookup, item, lang),
        "doubt": _doubt(item, lang),
        "options": _options(lookup, item, lang),
        "begins": {action: _begins(lookup, action, item) for action in ("observe", *_FORMS[item.kind])},
        "words": words_of(item, document),
    }


def draft_of(draft: Draft, writer: Writer) -> dict[str, Any]:
    """What a decision would change: lines beginning with −, + or a blank, the reason, who, when, the version it is for."""
    signed = say(CURATION, "form.by", writer.lang, by=draft.signed.by, on=draft.signed.on)
    return {
        "version": draft.version,
        "lines": draft.lines,
        "reason": draft.wish.reason,
        "signed": signed,
        "also": also_said(draft, writer.lang),
    }


def history_of(desk: Desk, lang: str) -> list[dict[str, Any]]:
    """The newest hundred changes: what, who, when, and whether they can be taken back."""
    history = desk.history()
    taken = undone(history)
    return [
        {
            "id": edit.id,
            "said": say(
                CURATION,
                "history.line",
                lang,
                when=edit.when.replace("T", " ").replace("Z", " UTC"),
                by=edit.by,
                action=say(CURATION, f"action.{edit.action}", lang)
                if f"action.{edit.action}" in CURATION
                else edit.action,
                summary=edit.summary.partition(" ")[2] if edit.action == "undo" else edit.summary,
            ),
            "undone": edit.id in taken,
            "undo": edit.id not in taken and edit.action != "undo",
        }
        for edit in history[:_MOST_EDITS]
    ]


def choices_of(lookup: Lookup, lang: str) -> dict[str, Any]:
    """What the forms offer: indicators with their names, sounds, parts and perimeters; places; fixed lists."""
    catalogue = lookup.catalogue
    return {
        "indicators": [_choice(lookup, entry, lang) for entry in catalogue.indicators.values()],
        "places": [place.name_zh for place in lookup.places_with_values()],
        **fixed_choices(catalogue, lang),
        "family": {unit: family_of(unit, catalogue) for unit in catalogue.units},
        "fields": FIELDS,
        "filled": FILLED,
        "resets": {action: {name: RESETS[action, name]} for action, name in RESETS},
        "id_rule": ID_RULE._asdict(),
        "begins": {"observe": _begins(lookup, "observe")},
    }


def _begins(lookup: Lookup, action: str, item: Item | None = None) -> dict[str, str]:
    name = item.document if item is not None else ""
    rows = lookup.mentions_of.get(name, ())
    return begins(action, item, lookup.documents.get(name), rows, lookup.catalogue)


def _choice(lookup: Lookup, entry: Indicator, lang: str) -> dict[str, Any]:
    catalogue = lookup.catalogue
    return {
        "id": entry.id,
        "name": indicator_name(entry.id, catalogue, lang),
        "unit": unit_text(entry.unit, catalogue, lang),
        "theme": theme_text(entry.theme, lang),
        "names": list(dict.fromkeys((entry.zh, entry.en, entry.id, *entry.aliases))),
        "spelled": list(dict.fromkeys(map(spelled, (entry.zh, *entry.aliases)))),
        "breakdown": parts_of(entry, catalogue, lang),
        "perimeter": perimeters_of(entry),
    }


# --- one item --------------------------------------------------------------------------------------------------------


def _line(lookup: Lookup, item: Item, lang: str) -> dict[str, Any]:
    document = lookup.documents.get(item.document)
    return {
        "key": item.key,
        "kind": item.kind,
        "kind_said": say(CURATION, f"kind.{item.kind}", lang),
        "title": _title(lookup, item, lang),
        "where": (document.title or document.name) if document else item.document,
    }


def _title(lookup: Lookup, item: Item, lang: str) -> str:
    if item.correction is not None:
        return item.correction.quote
    if item.finding is not None:
        values = dict.fromkeys(run_on(str(row["surface"])) for row in item.rows)
        name = check_name(item.finding.code, lang) or item.finding.code
        return f"{('、' if lang == 'zh' else ', ').join(values)} · {name}"
    row = item.rows[0]
    surface = run_on(str(row["surface"]))
    if row["indicator"]:
        return f"{surface} · {indicator_name(str(row['indicator']), lookup.catalogue, lang)}"
    return f"…{row['prefix'][-8:]}{surface}{row['suffix'][:8]}…".replace("\n", "")


def _said(item: Item, lang: str) -> str:
    """What a check or the file's reader says about it."""
    told = item.finding or item.problem
    return "" if told is None else told.zh if lang == "zh" else told.en


def _quote(lookup: Lookup, row: Row, item: Item) -> dict[str, Any]:
    """The sentence in its surroundings, cut at the figure; `sides` are the ways out that keep it."""
    passage = passage_of(lookup, row, row)
    sides = [n for n, way in enumerate(item.ways, 1) if any(k["mention_id"] == row["mention_id"] for k in way.kept)]
    if passage is None:
        return {"before": "", "lead": "", "span": run_on(str(row["surface"])), "rest": "", "after": "", "sides": sides}
    parts = (passage.before, passage.lead, passage.span, passage.rest, passage.after)
    return {**dict(zip(("before", "lead", "span", "rest", "after"), parts, strict=True)), "sides": sides}


def _facts(lookup: Lookup, item: Item, lang: str) -> list[list[str]]:
    """What was read, as names and values; of a decision that does not fit, what it expects."""
    if item.correction is not None:
        reason = (item.correction.reason_en if lang == "en" else "") or item.correction.reason
        expected = "，".join(f"{name}={value}" for name, value in item.correction.expect.items())
        return [
            [say(CURATION, "read.expected", lang), expected],
            [say(CURATION, "form.reason", lang), reason],
        ]
    if item.kind == CONFLICT:
        return []
    row = item.rows[0]
    part = breakdown_text(str(row["indicator"]), str(row["breakdown"]), lookup.catalogue, lang)
    name = indicator_name(str(row["indicator"]), lookup.catalogue, lang) if row["indicator"] else ""
    rivals = [indicator_name(rival, lookup.catalogue, lang) for rival in item.rivals]
    told = (
        ("read.indicator", " · ".join(filter(None, (name, part))) or say(CURATION, "read.nothing", lang)),
        ("read.value", _value(row)),
        (
            "read.place",
            place_name(str(row["ref_area"]), lookup.catalogue, lang) if row["ref_area"] else row["area_name"],
        ),
        ("read.period", period_text(row, lang)),
        ("read.scope", say(chart_words.WORDS, f"scope.{row['scope']}", lang) if row["scope"] else ""),
        ("read.entity", row["entity"]),
        ("read.status", status_text(row, lang)),
        ("read.confidence", f"{float(row['confidence']):.2f}" if row["indicator"] else ""),
        ("read.reason", say_reason(str(row["reason"]), lang)),
        ("read.rivals", ("、" if lang == "zh" else ", ").join(rivals)),
    )
    return [[say(CURATION, key, lang), str(value)] for key, value in told if value]


def _value(row: Row) -> str:
    """The value behind the print, where the print is not plainly it: 5.2万人次 is 52,000."""
    printed, number = run_on(str(row["surface"])), f"{float(row['value']):,.10g}"
    high = f"–{float(row['value_high']):,.10g}" if has(row["value_high"]) else ""
    plain = f"{number}{row['unit']}".replace(",", "") == "".join(printed.split())
    return printed if plain else f"{printed} = {number}{high} {row['unit']}".strip()


def _doubt(item: Item, lang: str) -> str:
    row = item.rows[0] if item.rows else None
    low = row is not None and row["indicator"] and float(row["confidence"]) < _UNSURE
    return say(CURATION, "read.unsure", lang) if low else ""


def _options(lookup: Lookup, item: Item, lang: str) -> list[dict[str, Any]]:
    """What can be done with it: the key to press, the words, and the decision that it is."""
    numbered = _sides(lookup, item, lang) if item.kind == CONFLICT else _rivals(lookup, item, lang)
    return [
        *({"press": str(number), **option} for number, option in enumerate(numbered, 1)),
        *(
            {"press": key, "text": say(CURATION, f"do.{word}", lang), "action": action}
            for key, word, action in ANSWERS[item.kind]
        ),
    ]


def _sides(lookup: Lookup, item: Item, lang: str) -> list[dict[str, Any]]:
    ways = item.ways[:_MOST_RIVALS]
    return [{"text": _way(lookup, way, lang), "action": "keep", "option": n} for n, way in enumerate(ways, 1)]


def _rivals(lookup: Lookup, item: Item, lang: str) -> list[dict[str, Any]]:
    return [
        {
            "text": say(CURATION, "do.assign_to", lang, indicator=indicator_name(rival, lookup.catalogue, lang)),
            "action": "assign",
            "fields": {"indicator": rival},
        }
        for rival in item.rivals[:_MOST_RIVALS]
    ]


def _way(lookup: Lookup, way: Decision, lang: str) -> str:
    """What a way out keeps and rejects; indicators are named where the sides are of different ones."""
    several = len({row["indicator"] for row in (*way.kept, *way.rejected)}) > 1

    def named(rows: tuple[Row, ...]) -> str:
        texts = (
            f"{indicator_name(str(row['indicator']), lookup.catalogue, lang)} {run_on(str(row['surface']))}"
            if several
            else run_on(str(row["surface"]))
            for row in rows
        )
        return ("、" if lang == "zh" else ", ").join(dict.fromkeys(texts))

    return say(CURATION, "do.keep", lang, kept=named(way.kept), lost=named(way.rejected))
