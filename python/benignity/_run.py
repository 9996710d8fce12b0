"""One run of the dynamics."""

from __future__ import annotations

import json
from typing import Any, Callable, Optional

import numpy as np

from benignity import _core
from benignity._data import Data, core_set
from benignity._fields import Fields, table
from benignity._settings import Value, texts


class Run(Fields):
    """The fields of summary.json, with `trajectory` and `arrays` beside them.

    stopping_times are in steps, None where an event did not happen.
    """

    def __init__(self, summary: dict[str, Any], csv: str,
                 make_arrays: Callable[[], dict[str, np.ndarray]]):
        super().__init__(summary)
        header, *rows = csv.splitlines()
        numbers = np.array([[float(cell or "nan") for cell in row.split(",")] for row in rows])
        self._trajectory = dict(zip(header.split(","), numbers.T))
        self._make_arrays = make_arrays
        self._arrays: Optional[dict[str, np.ndarray]] = None

    @property
    def trajectory(self) -> dict[str, np.ndarray]:
        """A column of trajectory.csv a key.

        trajectory["step"] and every other column are float64 arrays over the recorded times (steps
        of gradient descent); losses in nats, shares and softmax probabilities in [0, 1], logits;
        NaN where a figure is absent.
        """
        return self._trajectory

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """Of the last step, float64: logits and softmax (n x T), head_values (n x T), test_margins,
        and the trained query (d), weights (d x d) and head (d), where the run knows them; with H
        heads an axis of H in front.

        Made when first read, for W costs more than a thousand steps in Gram space.
        """
        if self._arrays is None:
            self._arrays = self._make_arrays()
        return self._arrays

    def __getstate__(self) -> dict[str, Any]:
        return vars(self) | {"_arrays": self.arrays, "_make_arrays": None}

    def _repr_html_(self) -> str:
        return table({name: value for name, value in self._fields().items() if name != "parameters"})

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


def simulate(data: Optional[Data] = None, **keys: Value) -> Run:
    """One run by the engine of the key `engine` (default sampled; with data, the cheapest exact one),
    recorded every `record_every` steps.

    Works without the interpreter's lock and heeds Ctrl-C. Raises ValueError for a key that is
    unknown, out of its range, or not to be had together with the others.
    """
    summary, csv, make_arrays = _core.simulate_texts(texts(keys), None if data is None else core_set(data))
    return Run(json.loads(summary), csv, make_arrays)
