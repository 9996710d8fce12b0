"""A grid of runs, by any executor."""

from __future__ import annotations

import functools
import io
import json
import os
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from csv import reader
from typing import Any, Optional, Union

import numpy as np

from benignity import _core
from benignity._settings import Value


@functools.lru_cache(maxsize=4)
def _plan(document: str) -> _core.Plan:
    return _core.Plan(json.loads(document))


def _run_cell(document: str, cell: int):
    """In a worker, which knows the plan by its text."""
    return _plan(document).run_cell(cell)


def _plain(value: Any) -> Any:
    """As TOML has it: numpy's numbers and arrays as Python's."""
    if isinstance(value, (np.generic, np.ndarray)):
        return value.tolist()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, range)):
        return [_plain(each) for each in value]
    return value


def sweep(*, sweep: Optional[dict[str, Any]] = None, cell: Optional[list[dict[str, Value]]] = None,
          executor: Optional[Executor] = None, store: Union[str, os.PathLike, None] = None,
          **keys: Any):
    """Every run of a grid: the rows of the command line's sweep.csv, a pandas DataFrame where pandas
    is installed and a dict of numpy arrays where not.

    `sweep` gives the swept keys a list or a {"from", "to", "step"} each (the last one varies
    fastest); or `cell` is a list of dicts with the same keys. Other keys are shared; `replicates`
    runs each setting so many times. `executor` is any concurrent.futures executor (default: threads,
    one a core): a process pool, Dask's, mpi4py's; the rows do not depend on it. `store` is a path for
    the command line's SQLite store: what it holds already is not run again.
    """
    given = {"sweep": sweep, "cell": cell}
    document = json.dumps(_plain(keys | {name: value for name, value in given.items() if value}))
    plan = _plan(document)
    kept = None if store is None else _core.Store(os.fspath(store))
    outcomes = [kept.find(plan, index) if kept else None for index in range(len(plan))]
    missing = [index for index, outcome in enumerate(outcomes) if outcome is None]
    own = ThreadPoolExecutor(os.cpu_count()) if executor is None else None
    try:
        futures = {(executor or own).submit(_run_cell, document, index): index for index in missing}
        for future in as_completed(futures):
            index = futures[future]
            outcomes[index] = future.result()
            if kept:
                kept.add(plan, index, outcomes[index])
    finally:
        if own:
            own.shutdown(cancel_futures=True)
    return _table(plan.csv(outcomes))


def _table(csv: str):
    try:
        import pandas
    except ImportError:
        names, *rows = reader(csv.splitlines())
        return {name: _column(column) for name, column in zip(names, zip(*rows))}
    return pandas.read_csv(io.StringIO(csv))


def _column(cells: tuple[str, ...]) -> np.ndarray:
    try:
        return np.array([float(cell or "nan") for cell in cells])
    except ValueError:
        return np.array(cells)
