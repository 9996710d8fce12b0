"""Samples of one's own."""

from __future__ import annotations

from typing import Optional

import numpy as np

from benignity import _core


class Data:
    """Arrays to train on: tokens n x T x d and labels n ({-1, 1}, {0, 1} or 0..C-1).

    Optional: mask n x T (0 where a sample has no token); where the run starts: head (d, or C x d),
    weights (d x d, logits a = X W^T p), query (d); test_tokens, test_labels, test_mask. Arrays of any
    real, whole or boolean dtype and any strides are read where they lie. A shape that does not fit, a
    NaN or a label outside the classes raises ValueError with array, index and value.
    """

    def __init__(self, tokens: np.ndarray, labels: np.ndarray, *, mask: Optional[np.ndarray] = None,
                 head: Optional[np.ndarray] = None, weights: Optional[np.ndarray] = None,
                 query: Optional[np.ndarray] = None, test_tokens: Optional[np.ndarray] = None,
                 test_labels: Optional[np.ndarray] = None, test_mask: Optional[np.ndarray] = None):
        given = {"tokens": tokens, "labels": labels, "mask": mask, "head": head, "weights": weights,
                 "query": query, "test_tokens": test_tokens, "test_labels": test_labels,
                 "test_mask": test_mask}
        self._set = _core.DataSet({name: np.asarray(array) for name, array in given.items()
                                   if array is not None})


def core_set(data: Data) -> _core.DataSet:
    """As the engines read it."""
    if not isinstance(data, Data):
        raise TypeError(f"data is a {type(data).__name__}, but must be benignity.Data(tokens, labels)")
    return data._set
