"""Arrays of one's own, beside ten lines of numpy that train the same attention."""

import benignity
import numpy as np
import pytest

N, T, D, STEPS, ALPHA = 6, 4, 5, 200, 0.1


def arrays(seed=1):
    random = np.random.default_rng(seed)
    return {"tokens": random.normal(size=(N, T, D)), "labels": np.array([1, -1] * (N // 2)),
            "head": random.normal(size=D), "weights": random.normal(size=(D, D)),
            "query": random.normal(size=D) / 10}


def trained(tokens, labels, head, weights, query):
    """Logits after STEPS steps of gradient descent on W and p, from the definition."""
    w, p, gamma = weights.copy(), query.copy(), tokens @ head
    for _ in range(STEPS):
        logits = tokens @ (w.T @ p)
        s = np.exp(logits - logits.max(axis=1, keepdims=True))
        s /= s.sum(axis=1, keepdims=True)
        f = (s * gamma).sum(axis=1)
        c = (labels / (1 + np.exp(labels * f)) / N)[:, None] * s * (gamma - f[:, None])
        v = np.einsum("it,itd->d", c, tokens)
        w, p = w + ALPHA * np.outer(p, v), p + ALPHA * w @ v
    return tokens @ (w.T @ p)


@pytest.mark.parametrize("engine", ["dense", "gram", "auto"])
def test_logits_are_numpys(engine):
    given = arrays()
    run = benignity.simulate(benignity.Data(**given), engine=engine, steps=STEPS, step_size=ALPHA)
    assert np.abs(run.arrays["logits"] - trained(**given)).max() < 1e-10


def test_arrays_are_read_as_they_lie():
    given = arrays()
    expected = benignity.simulate(benignity.Data(**given), steps=20).arrays["logits"]
    strided = given | {"tokens": np.asfortranarray(given["tokens"]), "labels": given["labels"][::-1][::-1],
                       "weights": given["weights"].T.copy().T, "head": given["head"].astype(">f8")}
    assert np.array_equal(benignity.simulate(benignity.Data(**strided), steps=20).arrays["logits"], expected)


@pytest.mark.parametrize("wrong", [{"labels": np.array([1, -1, 1])}, {"labels": np.full(N, 0.5)},
                                   {"tokens": np.full((N, T, D), np.nan)}, {"tokens": np.zeros((N, T))},
                                   {"head": np.zeros(D + 1)}, {"tokens": np.zeros((N, T, D), object)},
                                   {"tokens": np.zeros((0, T, D))}])
def test_what_does_not_fit_is_refused_with_its_name(wrong):
    [name] = wrong
    with pytest.raises(ValueError, match=name):
        benignity.Data(**arrays() | wrong)


@pytest.mark.parametrize("command", [benignity.simulate, benignity.measure])
def test_a_bare_array_is_told_what_to_become(command):
    with pytest.raises(TypeError, match=r"ndarray, but must be benignity.Data\(tokens, labels\)"):
        command(arrays()["tokens"])
