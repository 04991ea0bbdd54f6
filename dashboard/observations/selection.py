"""Which of several mentions an observation keeps (domain handbook 1.1; architecture, Frames).

Mentions of one document with one key share a slot; a dated and an undated stock are one key there. The kept mention is
the one a curator chose, else the dated before the undated, then the value mentioned more often, then the earlier. Of
several documents with one key the newest is kept. What is not kept stays in the frame.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

import pandas as pd

from dashboard.catalogue.entries import Catalogue
from dashboard.observations.columns import KEY

__all__ = ["DATED", "assign_observations", "keys_filled", "observation_ids", "selected"]

DATED = ("text", "inherited")  # period_basis of a period the text itself states
_STOCK_TYPES = ("as_of", "unknown")
_SLOT = ["document", *(c for c in KEY if c not in ("period_type", "time_period"))]


def keys_filled(rows: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """The rows with scope and perimeter complete: a place's own level, and `unstated` where the indicator has perimeters."""
    levels = {code: "county" if p.level == "zone" else p.level for code, p in catalogue.places.items()}
    scope = rows["scope"].where(rows["scope"] != "", rows["ref_area"].map(levels).fillna("").astype("str"))
    scope = scope.where(rows["entity"] == "", "entity")
    split = [i.id for i in catalogue.indicators.values() if i.perimeter_codes]
    unstated = (rows["perimeter"] == "") & rows["indicator"].isin(split)
    return rows.assign(scope=scope, perimeter=rows["perimeter"].mask(unstated, "unstated"))


def observation_ids(rows: pd.DataFrame) -> list[str]:
    """A short stable hash of key and origin for each row: twelve hexadecimal digits."""
    columns = [rows[name].to_list() for name in (*KEY, "origin")]
    return [blake2b("\x1f".join(parts).encode(), digest_size=6).hexdigest() for parts in zip(*columns, strict=True)]


def selected(mentions: pd.DataFrame, catalogue: Catalogue, issued: Mapping[str, str]) -> pd.DataFrame:
    """The mentions that state an observation's value, with what was decided about each.

    Same index as `mentions`, key columns filled, and: `slot` (number), `dated`, `kept` (of its slot), `main` (of its
    observation), `lost` (its interval does not meet the kept one), `conflict` (of the observation), `observation_id`.
    `issued` gives each document's date; a slot whose mentions are all rejected is left out.
    """
    rows = mentions[(mentions["indicator"] != "") & mentions["value"].notna()]
    rows = keys_filled(rows, catalogue)
    rows = rows.assign(dated=rows["period_basis"].isin(DATED), _rejected=rows["review_state"] == "rejected")
    rows = rows.assign(slot=_slots(rows))
    rows = _kept(rows, issued)
    return _judged(rows.drop(columns=[c for c in rows.columns if c.startswith("_") and c != "_rejected"]))


def _slots(rows: pd.DataFrame) -> pd.Series:
    """A number for each slot: an undated stock joins the latest dated one of its document."""
    stock = rows["period_type"].isin(_STOCK_TYPES)
    kind = rows["period_type"].mask(stock, "as_of")
    base = rows.assign(_kind=kind).groupby([*_SLOT, "_kind"], sort=False, observed=True).ngroup()
    codes = pd.Series(pd.factorize(rows["time_period"], sort=True)[0], index=rows.index)
    latest = codes.where(rows["dated"] & stock, -1).groupby(base).transform("max")
    period = codes.mask(stock & ~rows["dated"], latest)
    return pd.DataFrame({"base": base, "period": period}).groupby(["base", "period"], sort=False).ngroup()


def _kept(rows: pd.DataFrame, issued: Mapping[str, str]) -> pd.DataFrame:
    """Mark the kept mention of each slot and the main one of each observation; name the observations."""
    same = ["slot", "_rejected", "value", "value_high", "qualifier"]
    rows = rows.assign(
        _chosen=rows["review_state"] == "confirmed",
        _often=rows.groupby(same, dropna=False)["slot"].transform("size"),
        _issued=rows["document"].map(dict(issued)).fillna("").astype("str"),
    )
    order = ["slot", "_rejected", "_chosen", "dated", "_often", "start"]
    first = rows.sort_values(order, ascending=[True, True, False, False, False, True], kind="stable").drop_duplicates(
        "slot"
    )
    first = first[~first["_rejected"]]
    first = first.assign(observation_id=observation_ids(first))
    newest = first.sort_values(["_issued", "document"], ascending=[False, True], kind="stable")
    main = newest.drop_duplicates("observation_id").index
    named = rows["slot"].map(first.set_index("slot")["observation_id"])
    rows = rows.assign(kept=rows.index.isin(first.index), main=rows.index.isin(main), observation_id=named)
    return rows[rows["observation_id"].notna()]


def _judged(rows: pd.DataFrame) -> pd.DataFrame:
    """Mark what lost against the main mention, and the observations whose own document contradicts itself."""
    main = rows[rows["main"]].set_index("observation_id")
    against = {
        name: rows["observation_id"].map(main[name])
        for name in ("low", "high", "low_closed", "high_closed", "document", "review_state")
    }
    above = (rows["low"] > against["high"]) | (
        (rows["low"] == against["high"]) & ~(rows["low_closed"] & against["high_closed"].astype(bool))
    )
    below = (rows["high"] < against["low"]) | (
        (rows["high"] == against["low"]) & ~(rows["high_closed"] & against["low_closed"].astype(bool))
    )
    lost = (above | below) & ~rows["main"]
    open_loss = (
        lost & ~rows["_rejected"] & (rows["document"] == against["document"]) & (against["review_state"] != "confirmed")
    )
    conflict = open_loss.groupby(rows["observation_id"]).transform("any")
    return rows.assign(lost=lost, conflict=conflict, observation_id=rows["observation_id"].astype("str"))


def assign_observations(mentions: pd.DataFrame, catalogue: Catalogue, issued: Mapping[str, str]) -> pd.DataFrame:
    """The mentions with `observation_id` set anew: "" for leftovers, claims and what was rejected altogether."""
    named = selected(mentions, catalogue, issued)["observation_id"]
    return mentions.assign(observation_id=named.reindex(mentions.index).fillna("").astype("str"))
