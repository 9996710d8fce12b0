"""JSON objects whose fields are attributes."""

from __future__ import annotations

import math
from html import escape
from typing import Any


class Fields:
    """A JSON object: every field an attribute, absent values None; a table in a notebook.

    Attributes with an underscore in front are no fields.
    """

    def __init__(self, document: dict[str, Any]):
        for name, value in document.items():
            setattr(self, name, wrapped(value))

    def _fields(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if not name.startswith("_")}

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._fields().items())})"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._fields() == other._fields()

    def __dir__(self):
        return sorted([*object.__dir__(self), *self._fields()])

    def to_dict(self) -> dict[str, Any]:
        """The document, plain dicts and lists."""
        return {name: plain(value) for name, value in self._fields().items()}

    def _repr_html_(self) -> str:
        return table(self._fields())


def table(fields: dict[str, Any]) -> str:
    """Two columns: names and values."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th><td style='text-align:left'>"
        f"{html(value)}</td></tr>"
        for name, value in fields.items())
    return f"<table>{rows}</table>"


def wrapped(value: Any) -> Any:
    if isinstance(value, dict):
        return Fields(value)
    if isinstance(value, list):
        return [wrapped(each) for each in value]
    return value


def plain(value: Any) -> Any:
    if isinstance(value, Fields):
        return value.to_dict()
    if isinstance(value, list):
        return [plain(each) for each in value]
    return None if isinstance(value, float) and math.isinf(value) else value  # as JSON has it


def html(value: Any) -> str:
    if isinstance(value, Fields):
        return value._repr_html_()
    if isinstance(value, list):
        return ", ".join(html(each) for each in value)
    if value is None:
        return "–"
    return escape(f"{value:.6g}" if isinstance(value, float) else str(value))
