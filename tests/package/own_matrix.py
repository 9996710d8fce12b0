"""What examples/own_matrix.cpp prints, from explicit W and p: a = X W^T p, gradient descent on both."""

import numpy as np

n, T, d, alpha = 4, 3, 5, 0.1
row, column = np.meshgrid(np.arange(n * T), np.arange(d), indexing="ij")
x = np.sin(1.0 + 7 * row + 3 * column * column).reshape(n, T, d)
y = np.array([1, -1, 1, -1])
gamma = x[:, :, 0]
w, p = np.eye(d), np.zeros(d)


def response():
    a = x @ (w.T @ p)
    s = np.exp(a - a.max(axis=1, keepdims=True))
    s /= s.sum(axis=1, keepdims=True)
    return s, (s * gamma).sum(axis=1)


for _ in range(100):
    s, f = response()
    c = (y / (1 + np.exp(y * f)) / n)[:, None] * s * (gamma - f[:, None])
    v = np.einsum("it,itd->d", c, x)
    w, p = w + alpha * np.outer(p, v), p + alpha * w @ v
_, f = response()
print(f"mean loss {np.mean(np.log1p(np.exp(-y * f))):.6f}, |p|^2 {p @ p:.6f}, margins",
      *(f"{margin:.4f}" for margin in y * f))
