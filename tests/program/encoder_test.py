"""The one-layer encoder through the program, against a numpy implementation of its own.

Usage: encoder_test.py PROGRAM
"""

import itertools
import math
import pathlib
import unittest

import numpy as np

from program import FolderTest, output, run, settings, strict_json, without_pictures

without_pictures()

SMALL = {"model": "one_layer_encoder", "engine": "dense", "samples": 5, "tokens": 4, "dimension": 21,
         "signal_norm": 3, "label_noise": 0.2, "mlp_width": 17, "test_samples": 70, "seed": 3}
PARAMETERS = ["class_token", "query_weights", "key_weights", "value_weights", "hidden_weights", "hidden_bias",
              "output_weights", "output_bias", "mlp_norm_scale", "mlp_norm_shift", "token_norm_scale",
              "token_norm_shift", "head_norm_scale", "head_norm_shift", "head", "head_bias"]
Phi = np.vectorize(lambda x: 0.5 * math.erfc(-x / math.sqrt(2)))


def arrays(folder):
    return {path.stem: np.load(path) for path in pathlib.Path(folder).glob("*.npy")}


class Norm:
    """LayerNorm of the last axis with its way back."""

    def __init__(self, x, scale, shift, present):
        self.present = present
        self.scale = scale
        self.standard, self.deviation = x, 1.0
        if present:
            centred = x - x.mean(-1, keepdims=True)
            self.deviation = np.sqrt((centred ** 2).mean(-1, keepdims=True) + 1e-5)
            self.standard = centred / self.deviation
        self.out = self.standard * scale + shift if present else x

    def back(self, g):
        """dL/dx, dL/dscale, dL/dshift."""
        if not self.present:
            return g, 0, 0
        axes = tuple(range(g.ndim - 1))
        own = (g * self.standard).sum(axes), g.sum(axes)
        g = g * self.scale
        along = (g * self.standard).mean(-1, keepdims=True)
        return (g - g.mean(-1, keepdims=True) - self.standard * along) / self.deviation, *own


def reference(p, labels, skip, norm):
    """Every token is carried through every projection, as the definition has it: margins, logits, softmax of
    the class token over the T tokens, and the gradient of every parameter."""
    tokens = p["tokens"]
    n, T, d = tokens.shape
    everything = np.concatenate([np.broadcast_to(p["class_token"], (n, 1, d)), tokens], 1)
    first = Norm(everything, p["token_norm_scale"], p["token_norm_shift"], norm)
    u = first.out
    q, k, v = (u @ p[name].T for name in ("query_weights", "key_weights", "value_weights"))
    a = np.einsum("id,itd->it", q[:, 0], k) / math.sqrt(d)
    s = np.exp(a - a.max(1, keepdims=True))
    s /= s.sum(1, keepdims=True)
    attended = np.einsum("it,itd->id", s, v)
    h = attended + (p["class_token"] if skip else 0)
    has_mlp = "hidden_weights" in p
    state = h
    if has_mlp:
        second = Norm(h, p["mlp_norm_scale"], p["mlp_norm_shift"], norm)
        z = second.out @ p["hidden_weights"].T + p["hidden_bias"]
        active = z * Phi(z)
        m = active @ p["output_weights"].T + p["output_bias"]
        state = h + m if skip else m
    third = Norm(state, p["head_norm_scale"], p["head_norm_shift"], norm)
    f = third.out @ p["head"] + p["head_bias"]
    margins = labels * f

    g = {}
    df = -labels / (1 + np.exp(margins)) / n
    g["head"], g["head_bias"] = third.out.T @ df, np.array([df.sum()])
    ds, g["head_norm_scale"], g["head_norm_shift"] = third.back(np.outer(df, p["head"]))
    dh = ds
    if has_mlp:
        g["output_weights"], g["output_bias"] = ds.T @ active, ds.sum(0)
        dz = (ds @ p["output_weights"]) * (Phi(z) + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi))
        g["hidden_weights"], g["hidden_bias"] = dz.T @ second.out, dz.sum(0)
        dy, g["mlp_norm_scale"], g["mlp_norm_shift"] = second.back(dz @ p["hidden_weights"])
        dh = ds + dy if skip else dy
    dv = s[:, :, None] * dh[:, None, :]
    pull = np.einsum("id,itd->it", dh, v)
    da = s * (pull - (s * pull).sum(1, keepdims=True)) / math.sqrt(d)
    dq = np.zeros_like(q)
    dq[:, 0] = np.einsum("it,itd->id", da, k)
    dk = da[:, :, None] * q[:, :1]
    du = np.zeros_like(u)
    for name, out in (("query_weights", dq), ("key_weights", dk), ("value_weights", dv)):
        g[name] = np.einsum("ito,itd->od", out, u)
        du += out @ p[name]
    dx, g["token_norm_scale"], g["token_norm_shift"] = first.back(du)
    g["class_token"] = dx[:, 0].sum(0) + (dh.sum(0) if skip else 0)
    return margins, a[:, 1:], s[:, 1:], g


class Encoder(FolderTest):
    def saved(self, name, **keys):
        folder = str(self.folder / name)
        summary = strict_json(output("simulate", *settings(**{**SMALL, **keys}), "--save-state", "--out", folder))
        return arrays(folder), summary

    def test_forward_and_gradients_are_those_of_numpy(self):
        labels = np.array([-1, -1, 1, -1, 1])  # +1, -1, ... with the first flipped: ceil(5 0.2)
        choices = itertools.product((17, 0), ("true", "false"), ("pre", "none"))
        for number, (width, skip, norm) in enumerate(choices):
            with self.subTest(mlp_width=width, skip_connection=skip, norm=norm):
                keys = {"mlp_width": width, "skip_connection": skip, "norm": norm}
                # Trained a little first, so that norms and biases are not those of the start.
                before, summary = self.saved(f"{number}a", steps=30, step_size=0.05, **keys)
                margins, logits, softmax, gradient = reference(before, labels, skip == "true", norm == "pre")
                np.testing.assert_allclose(before["train_margins"], margins, rtol=0, atol=1e-10)
                apart = (before["logits"] - logits) - (before["logits"] - logits).mean(1, keepdims=True)
                np.testing.assert_allclose(apart, 0, atol=1e-10)  # softmax knows no constant
                np.testing.assert_allclose(before["softmax"], softmax, rtol=0, atol=1e-10)
                self.assertAlmostEqual(summary["train_loss"], np.log1p(np.exp(-margins)).mean(), delta=1e-10)
                after = self.folder / f"{number}b"
                output("simulate", "--from-state", str(self.folder / f"{number}a"), "--set", "steps=1",
                       "--save-state", "--out", str(after))
                after = arrays(after)
                for name in PARAMETERS:
                    if name not in before or (norm == "none" and "norm" in name):
                        continue
                    found = (before[name] - after[name]) / 0.05
                    np.testing.assert_allclose(found, gradient[name], rtol=0, atol=1e-10, err_msg=name)
                    self.assertGreater(np.abs(gradient[name]).max(), 1e-6, name)

    def test_what_does_not_train_stays(self):
        start, _ = self.saved("start", steps=0)
        for word, names in {"class_token": ["class_token"], "query_key": ["query_weights", "key_weights"],
                            "value": ["value_weights"], "mlp": ["hidden_weights", "output_bias"],
                            "norms": ["token_norm_scale", "head_norm_shift", "mlp_norm_scale"],
                            "linear_head": ["head", "head_bias"]}.items():
            end, _ = self.saved(word, steps=3, trained=f'["{word}"]')
            for name in PARAMETERS:
                moved = not np.array_equal(start[name], end[name])
                belongs = name in names or (name.startswith(("hidden", "output")) and word == "mlp") or (
                    "norm" in name and word == "norms")
                self.assertEqual(moved, belongs, f"{word}: {name}")

    def test_float_is_double_rounded(self):
        double, _ = self.saved("double", steps=20)
        single, _ = self.saved("single", steps=20, precision="float")
        for name in ("train_margins", "softmax", "head", "value_weights"):
            np.testing.assert_allclose(double[name], single[name], rtol=0, atol=2e-5, err_msg=name)
            self.assertFalse(np.array_equal(double[name], single[name]))

    def test_readings_are_there(self):
        _, summary = self.saved("read", steps=40)
        for figure in ("train_loss", "test_loss", "clean_relevant_mean", "noisy_relevant_max", "test_relevant_mean",
                       "noisy_fitted", "lambda_plus"):
            self.assertIsInstance(summary[figure], (int, float), figure)
        self.assertEqual(summary["parameters"]["model"], "one_layer_encoder")
        self.assertIs(summary["parameters"]["skip_connection"], True)
        self.assertEqual(len(summary["parameters"]["trained"]), 6)

    def test_two_runs_end_where_one_would_have_to_the_bit(self):
        keys = {"dimension": 70, "mlp_width": 40, "precision": "float"}
        whole, _ = self.saved("whole", steps=13, **keys)
        self.saved("first", steps=6, **keys)
        folder = str(self.folder / "second")
        output("simulate", "--from-state", str(self.folder / "first"), "--set", "steps=7", "--save-state",
               "--out", folder)
        second = arrays(folder)
        for name in whole:
            self.assertTrue(np.array_equal(whole[name], second[name]), name)

    def test_every_number_of_jobs_gives_the_same_bits(self):
        # Large enough that products of matrices are shared out.
        config = self.folder / "sweep.toml"
        config.write_text('model = "one_layer_encoder"\nengine = "dense"\nprecision = "float"\nsteps = 6\n'
                          "mlp_width = 700\ntest_samples = 20\n[sweep]\nsignal_norm = [10, 40]\n"
                          "dimension = [600, 300]\nskip_connection = [true, false]\n")
        tables = []
        for jobs in ("1", "2", "5"):
            folder = self.folder / jobs
            output("sweep", "--config", str(config), "--jobs", jobs, "--out", str(folder))
            tables.append((folder / "sweep.csv").read_bytes())
        self.assertEqual(tables[0], tables[1])
        self.assertEqual(tables[0], tables[2])
        self.assertEqual(tables[0].count(b"\n"), 9)

    def test_what_it_does_not_take_is_refused(self):
        encoder = {"model": "one_layer_encoder", "engine": "dense"}
        for keys, words in [
                ({"model": "one_layer_encoder"}, ("model is one_layer_encoder", "engine dense does")),
                ({**encoder, "engine": "gram"}, ("model is one_layer_encoder", "attention with engine gram")),
                ({**encoder, "engine": "mean_field"}, ("model is one_layer_encoder", "engine dense does")),
                ({**encoder, "heads": 2}, ("heads is 2", "1 with model one_layer_encoder")),
                ({**encoder, "momentum": 0.5}, ("momentum is 0.5", "0 with model")),
                ({**encoder, "batch_size": 5}, ("batch_size is 5", "20 with model")),
                ({**encoder, "optimizer": "adamw"}, ("optimizer is adamw", "descent with model")),
                ({**encoder, "classes": 3}, ("classes is 3", "2 with model")),
                ({**encoder, "precision": "50"}, ("precision is 50", "float or double")),
                ({**encoder, "trained": '["weights"]'}, ("trained is with", '"class_token"')),
                ({**encoder, "trained": "[]"}, ("trained is []", '"class_token"')),
                ({**encoder, "trained": '["mlp"]', "mlp_width": 0}, ("trained", "with a part that it has")),
                ({"trained": '["mlp"]'}, ("trained is with", '"weights", "query", "linear_head"')),
                ({"mlp_width": 5}, ("mlp_width is 5", "2000 where model is not one_layer_encoder")),
                ({"skip_connection": "false"}, ("skip_connection is false", "true where model")),
                ({**encoder, "skip_connection": "no"}, ("skip_connection is no", "one of true, false")),
                ({**encoder, "norm": "post"}, ("norm is post", "one of pre, none")),
                ({**encoder, "mlp_width": -1}, ("mlp_width is -1", "from 0")),
                ({**encoder, "step_size": 1e6}, ("step_size", "small enough"))]:
            with self.subTest(keys):
                extra = {"steps": 30, "dimension": 100, "test_samples": 10} if "step_size" in keys else {}
                done = run("simulate", *settings(**{**keys, **extra}))
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertEqual(done.stdout, "")
                for word in words:
                    self.assertIn(word, done.stderr.splitlines()[-1])


if __name__ == "__main__":
    unittest.main(argv=["encoder_test"])
