"""The page one writes first: Dash, pandas with text columns, plotly.express: `python -m tests.million.stock DIR PORT`.

Six places of one indicator as bars, over the same observations; a dropdown chooses the indicator. What it sends is
compressed, and it answers from as many threads as Dash's own server has.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.express as px
from dash import Dash, Input, Output, dcc, html

from tests.million.generate import FIRST_YEAR, Size, indicator_id, place_code

YEAR = str(FIRST_YEAR + Size().years - 1)
CHOSEN = [place_code(number) for number in range(0, 60, 10)]


def frame_of(folder: Path) -> pd.DataFrame:
    """The observations as pandas reads them where nothing is said: every text a Python object."""
    frame = pd.read_parquet(folder / "data" / "observations" / "letters.parquet")
    texts = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    return frame.astype(dict.fromkeys(texts, "object"))


def make_app(frame: pd.DataFrame) -> Dash:
    """The page."""
    app = Dash(__name__, compress=True)
    names = sorted(frame["indicator"].unique())
    app.layout = html.Div([dcc.Dropdown(names, names[0], id="indicator"), dcc.Graph(id="chart")])

    @app.callback(Output("chart", "figure"), Input("indicator", "value"))
    def draw(indicator: str) -> Any:
        rows = frame[
            (frame["indicator"] == indicator) & frame["ref_area"].isin(CHOSEN) & (frame["time_period"] == YEAR)
        ]
        return px.bar(rows, x="value", y="ref_area", color="ref_area", hover_data=["quote"], title=indicator)

    return app


def facets(frame: pd.DataFrame, indicators: int, places: int) -> Any:
    """Lines of places over the years in facets of indicators, as plotly.express makes them of rows already chosen."""
    chosen = [indicator_id(number) for number in range(indicators)]
    codes = [place_code(number) for number in range(places)]
    rows = frame[frame["indicator"].isin(chosen) & frame["ref_area"].isin(codes)].sort_values("time_period")
    return px.line(
        rows, x="time_period", y="value", color="ref_area", facet_col="indicator", facet_col_wrap=2, markers=True
    ).to_plotly_json()


if __name__ == "__main__":
    make_app(frame_of(Path(sys.argv[1]))).run(port=sys.argv[2], debug=False)
