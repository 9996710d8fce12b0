"""Keys as the command line takes them."""

from __future__ import annotations

from numbers import Integral, Real
from typing import Union

from benignity import _core

Value = Union[str, int, float, list, tuple]


def text_of(value: Value) -> str:
    """As `--set key=value` would have it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return repr(float(value))
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(f'"{word}"' for word in value) + "]"
    raise TypeError(f"{value!r} is no number, word or list of words")


def texts(keys: dict[str, Value]) -> list[tuple[str, str]]:
    return [(key, text_of(value)) for key, value in keys.items()]


def keys() -> str:
    """One line a key: its default, symbol, meaning, unit and range, as `--help` shows them."""
    return _core.keys_help()
