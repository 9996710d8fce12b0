"""One run of the dynamics."""

from __future__ import annotations

import json
from typing import Any, Optional

import numpy as np

from benignity import _core
from benignity._data import Data
from benignity._fields import Fields
from benignity._settings import Value, texts


class Run(Fields):
    """The fields of summary.json, and `trajectory`: a column of trajectory.csv a key.

    trajectory["step"] and every other column are float64 arrays over the recorded times (steps of
    gradient descent); losses in nats, shares and softmax probabilities in [0, 1], logits; NaN where
    a figure is absent. stopping_times are in steps, None where an event did not happen.
    `arrays`, of a run on data: logits, softmax, head_values, test_margins of the last step, and the
    trained query, head and weights, where the run has them.
    """

    trajectory: dict[str, np.ndarray]
    arrays: dict[str, np.ndarray]

    def __init__(self, summary: dict[str, Any], csv: str, arrays: dict[str, np.ndarray]):
        super().__init__(summary)
        self.arrays = arrays
        header, *rows = csv.splitlines()
        table = np.array([[float(cell or "nan") for cell in row.split(",")] for row in rows])
        self.trajectory = dict(zip(header.split(","), table.T))

    def _repr_html_(self) -> str:
        shown = {k: v for k, v in vars(self).items() if k not in ("trajectory", "arrays", "parameters")}
        return Fields._repr_html_(_Shown(shown))

    def plot(self, axes=None):
        """Softmax of clean, noisy and fresh samples on x_1, and both losses, against steps.

        Needs matplotlib; returns the two axes.
        """
        import matplotlib.pyplot as plt

        if axes is None:
            _, axes = plt.subplots(2, 1, sharex=True, layout="constrained")
        step = self.trajectory["step"]
        for name, label in (("clean_relevant_mean", "clean"), ("noisy_relevant_mean", "noisy"),
                            ("test_relevant_mean", "fresh")):
            axes[0].plot(step, self.trajectory[name], label=label)
        for name, label in (("train_loss", "training"), ("test_loss", "test")):
            axes[1].plot(step, self.trajectory[name], label=label)
        axes[0].set(ylabel="softmax of $x_1$", ylim=(0, 1))
        axes[1].set(xlabel="step", ylabel="loss [nats]", yscale="log")
        for panel in axes:
            panel.legend()
        return axes


class _Shown(Fields):
    def __init__(self, fields: dict[str, Any]):
        vars(self).update(fields)


def simulate(data: Optional[Data] = None, **keys: Value) -> Run:
    """One run by the engine of the key `engine` (default sampled; with data, the cheapest exact one),
    recorded every `record_every` steps.

    Works without the interpreter's lock and heeds Ctrl-C. Raises ValueError for a key that is
    unknown, out of its range, or not to be had together with the others.
    """
    summary, csv, arrays = _core.simulate_texts(texts(keys), data and data._set)
    return Run(json.loads(summary), csv, arrays)
