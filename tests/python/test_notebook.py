"""The notebook's cells, run in order, give what the page shows."""

import ast
import json
import os
import pathlib

NOTEBOOK = pathlib.Path(os.environ["BENIGNITY_EXAMPLES"]) / "story.ipynb"


def value_of(source, names):
    """What a notebook shows of a cell: the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<cell>", "exec"), names)
    return None if last is None else eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)


def test_every_cell_shows_what_it_gives():
    names = {}
    cells = [cell for cell in json.loads(NOTEBOOK.read_text())["cells"] if cell["cell_type"] == "code"]
    assert len(cells) >= 7
    for cell in cells:
        shown = "".join("".join(output["data"]["text/plain"]) for output in cell["outputs"])
        value = value_of("".join(cell["source"]), names)
        assert repr(value) == shown
