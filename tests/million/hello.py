"""Dash's hello world, the measure of a start: `python -m tests.million.hello PORT`."""

from __future__ import annotations

import sys

from dash import Dash, html

if __name__ == "__main__":
    app = Dash(__name__)
    app.layout = html.Div("Hello World")
    app.run(port=sys.argv[1], debug=False)
