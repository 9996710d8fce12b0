"""The model trained by its definition, independently of the program: explicit W, p, nu in numpy.

Logits a = X W^T p (p a token of each sample where `query_token` says so), f = sum_t s_t nu^T x_t, mean
logistic loss of two classes (labels of +1 and -1), softmax cross-entropy of more (0..C-1).
"""

import numpy as np


def response(x, y, mask, w, p, nu, query_token):
    """Logits, softmax, head values, outputs, and -dloss/df of the mean loss."""
    queries = x[:, query_token] if query_token is not None else np.broadcast_to(p, x[:, 0].shape)
    logits = np.einsum("itd,ed,ie->it", x, w, queries)
    shifted = np.where(mask == 0, -np.inf, logits)
    softmax = np.exp(shifted - shifted.max(axis=1, keepdims=True))
    softmax /= softmax.sum(axis=1, keepdims=True)
    values = x @ nu.T  # n x T x K
    f = np.einsum("it,itk->ik", softmax, values)
    if f.shape[1] == 1:
        residual = y[:, None] / (1 + np.exp(y[:, None] * f)) / len(y)
    else:
        shares = np.exp(f - f.max(axis=1, keepdims=True))
        residual = (np.eye(f.shape[1])[y] - shares / shares.sum(axis=1, keepdims=True)) / len(y)
    return logits, softmax, values, f, residual, queries


def train(x, y, w, p, nu, *, mask=None, query_token=None, step_size, steps, trained=("weights", "query")):
    """The parameters after `steps` steps of gradient descent, all right sides old."""
    mask = np.ones(x.shape[:2]) if mask is None else mask
    w, nu = w.copy(), np.atleast_2d(nu).copy()
    for _ in range(steps):
        _, s, values, f, r, queries = response(x, y, mask, w, p, nu, query_token)
        c = s * np.einsum("ik,itk->it", r, values - f[:, None])
        v = np.einsum("it,itd->id", c, x)
        p_new = p + step_size * w @ v.sum(axis=0) if query_token is None and "query" in trained else p
        if "linear_head" in trained:
            nu += step_size * np.einsum("ik,it,itd->kd", r, s, x)
        if "weights" in trained:
            w += step_size * queries.T @ v
        p = p_new
    return w, p, nu
