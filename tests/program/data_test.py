"""Arrays of one's own: training against numpy, hostile files, what is absent.

Usage: data_test.py PROGRAM SUMMARY_SCHEMA
"""

import json
import os
import pathlib
import re
import sys
import unittest

import jsonschema
import numpy as np

from arrays import ArraysTest
from program import output, run, settings, strict_json, without_pictures
from trainer import response, train

without_pictures()

VALIDATOR = jsonschema.Draft7Validator(json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")))
STEPS = 200
STEP_SIZE = 0.05


def made_up(samples, tokens, dimension, classes=2, seed=0):
    """Tokens whose first one leans to its class, and labels in the program's own code."""
    random = np.random.default_rng(seed)
    y = random.integers(classes, size=samples)
    means = random.normal(size=(classes, dimension))
    x = random.normal(size=(samples, tokens, dimension))
    x[:, 0] += 1.5 * means[y]
    return x, (2 * y - 1 if classes == 2 else y), means


class DataTest(ArraysTest):
    def simulated(self, folder, *words, **keys):
        summary = strict_json(output(
            "simulate", "--data", str(folder),
            *settings(**{"step_size": STEP_SIZE, "steps": STEPS, **keys}),
            *words, "--save-state", "--out", str(self.out)))
        VALIDATOR.validate(summary)
        return summary

    def left(self, name):
        return np.load(self.out / f"{name}.npy")

    def refused(self, folder, *names, words=()):
        done = run("simulate", "--data", str(folder), *words, "--out", str(self.out))
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for name in names:
            self.assertIn(name, done.stderr)


class Training(DataTest):
    def check(self, x, y, means, *, mask=None, query_token=None, trained=("weights", "query"),
              head=None, engine="auto", **keys):
        """Trains here and there from one start; everything that is left agrees."""
        n, _, d = x.shape
        random = np.random.default_rng(5)
        w = random.normal(size=(d, d)) / np.sqrt(3 * d)
        p = 0.1 * random.normal(size=d)
        arrays = {"tokens": x, "labels": y, "weights": w, "test_tokens": x[: n // 2] + 0.1,
                  "test_labels": y[: n // 2]}
        if query_token is None:
            arrays["query"] = p
        else:
            keys["query_token"] = query_token
        if mask is not None:
            arrays["mask"] = mask
            arrays["test_mask"] = mask[: n // 2]
        if head is not None:
            arrays["head"] = head
        if set(trained) != {"weights", "query"}:
            keys["trained"] = json.dumps(list(trained))
        folder = self.save(**arrays)
        summary = self.simulated(folder, engine=engine, **keys)
        if head is None:  # that which the run started from
            self.simulated(folder, engine=engine, **{**keys, "steps": 0})
            head = self.left("head")
            self.simulated(folder, engine=engine, **keys)
        w, p, nu = train(x, y, w, p, head, mask=mask, query_token=query_token, step_size=STEP_SIZE,
                         steps=STEPS, trained=trained)
        full = np.ones(x.shape[:2]) if mask is None else mask
        logits, softmax, values, *_ = response(x, y, full, w, p, np.atleast_2d(nu), query_token)
        self.assertLess(np.abs(self.left("logits") - logits).max(), 1e-10)
        self.assertLess(np.abs(self.left("softmax") - softmax).max(), 1e-10)
        self.assertLess(np.abs(self.left("head_values") - np.squeeze(values, 2)
                               if values.shape[2] == 1 else self.left("head_values") - values).max(),
                        1e-10)
        self.assertLess(np.abs(self.left("weights") - w).max(), 1e-10)
        self.assertLess(np.abs(np.atleast_2d(self.left("head")) - nu).max(), 1e-10)
        if query_token is None:
            self.assertLess(np.abs(self.left("query") - p).max(), 1e-10)
        half = slice(0, n // 2)
        *_, f, _, _ = response(x[half] + 0.1, y[half], full[half], w, p, nu, query_token)
        others = np.where(np.eye(f.shape[1], dtype=bool)[y[half]], -np.inf, f) if f.shape[1] > 1 else None
        margins = (y[half] * f[:, 0] if others is None
                   else f[np.arange(n // 2), y[half]] - others.max(axis=1))
        self.assertLess(np.abs(self.left("test_margins") - margins).max(), 1e-10)
        self.assertAlmostEqual(summary["test_accuracy"], (margins > 0).mean())
        return summary

    def test_several_shapes_by_either_engine(self):
        for shape in [(6, 3, 40), (12, 4, 7), (5, 9, 20)]:
            for engine in ("gram", "dense"):
                with self.subTest(shape, engine=engine):
                    x, y, means = made_up(*shape)
                    self.check(x, y, means, engine=engine, head=(means[1] - means[0]) / 5)

    def test_a_mask_a_query_token_and_both(self):
        x, y, means = made_up(9, 5, 12)
        mask = (np.arange(5) < np.random.default_rng(1).integers(1, 6, size=9)[:, None]).astype(float)
        for engine in ("gram", "dense"):
            for query_token in (None, 0, 3):
                for given in (None, mask):
                    with self.subTest(engine=engine, query_token=query_token, mask=given is not None):
                        self.setUp()
                        self.check(x, y, means, engine=engine, query_token=query_token, mask=given,
                                   head=means[1] - means[0],
                                   trained=("weights",) if query_token is not None else
                                   ("weights", "query"))

    def test_more_classes_and_a_linear_head_that_trains(self):
        x, y, means = made_up(12, 4, 10, classes=3)
        for engine in ("gram", "dense"):
            for trained in (("weights", "query"), ("weights", "query", "linear_head"), ("query",)):
                with self.subTest(engine=engine, trained=trained):
                    self.setUp()
                    self.check(x, y, means, engine=engine, head=means / 3, trained=trained)

    def test_without_a_head_it_is_fitted_or_trained_from_zero(self):
        x, y, means = made_up(10, 4, 15)
        summary = self.check(x, y, means)
        self.assertEqual(summary["data"]["linear_head"], "fitted to the training samples before flips")
        self.assertIn(summary["engine"], ("gram", "dense"))
        self.assertIn("multiplications a step", summary["engine_reason"])
        self.setUp()
        summary = self.check(x, y, means, trained=("weights", "query", "linear_head"))
        self.assertEqual(summary["data"]["linear_head"], "zero")

    def test_the_fitted_head_is_the_minimum_that_is_promised(self):
        x, y, _ = made_up(40, 4, 6)
        self.simulated(self.save(tokens=x, labels=y), steps=0)
        nu, mean = self.left("head"), x.mean(axis=1)
        ridge = 0.01 * (mean ** 2).sum(axis=1).mean()
        slope = -(y / (1 + np.exp(y * (mean @ nu)))) @ mean / len(y) + ridge * nu
        self.assertLess(np.abs(slope).max(), 1e-9)
        # scaled where its norm is chosen
        self.simulated(self.save(tokens=x, labels=y), steps=0, head_norm=0.25)
        np.testing.assert_allclose(self.left("head"), 0.25 * nu / np.linalg.norm(nu), rtol=1e-12)

    def test_drawn_starts_are_the_same_by_either_engine_whatever_the_model(self):
        x, y, _ = made_up(8, 4, 15)
        for keys in [{"heads": 2, "head_output": "mean"}, {"momentum": 0.5, "batch_size": 3},
                     {"init_weight_law": "identity", "trained": '["query"]', "init_query_std": 0.1},
                     {"weight_decay": 0.1, "init_head": "random", "head_norm": 0.3}]:
            with self.subTest(keys):
                self.setUp()
                folder = self.save(tokens=x, labels=y)
                self.simulated(folder, engine="gram", **keys)
                gram = {name: self.left(name) for name in ("logits", "query", "weights")}
                self.simulated(folder, engine="dense", **keys)
                for name, array in gram.items():
                    self.assertLess(np.abs(array - self.left(name)).max(), 1e-10, name)
        # key and query matrices: dense alone, and the query may be a token
        for keys in [{}, {"query_token": 1, "trained": '["weights"]'}]:
            self.simulated(folder, parameterization="key_query", key_dimension=3,
                           **({"init_query_std": 0.1} if not keys else {}), **keys)
            keys_queries = self.left("keys"), self.left("queries")
            q = x[:, 1] if keys else np.broadcast_to(self.left("query"), (8, 15))
            logits = np.einsum("itd,rd,re,ie->it", x, *keys_queries, q)
            self.assertLess(np.abs(logits - self.left("logits")).max(), 1e-10)


class Memory(DataTest):
    def test_a_start_from_the_identity_holds_no_matrix(self):
        x, y, _ = made_up(4, 2, 200_000)
        folder = self.save(tokens=x, labels=y, head=x[0, 0] / np.linalg.norm(x[0, 0]))
        start = {"init_weight_law": "identity", "engine": "gram", "step_size": 1e-9, "steps": 3,
                 "init_query_std": 1e-3}
        summary = strict_json(output("simulate", "--data", str(folder), *settings(**start)))
        self.assertTrue(np.isfinite(summary["train_loss"]))
        # W in full would be 298 GiB: named before anything runs.
        self.refused(folder, "save_state", "200000", "GiB", words=[*settings(**start), "--save-state"])
        self.refused(folder, "dimension is 200000", "GiB", "init_weight_law",
                     words=settings(**{**start, "init_weight_law": "gaussian"}))


class Files(DataTest):
    def test_every_version_order_and_type_of_numbers_gives_the_same_run(self):
        x, y, means = made_up(6, 3, 10)
        x = x.astype(np.float32)
        folder = self.save(tokens=x, labels=y, head=means[1] - means[0])
        self.simulated(folder)
        expected = self.left("logits")
        for version in [(1, 0), (2, 0), (3, 0)]:
            for array in [x, x.astype(">f4"), x.astype("<f8"), x.astype(">f8"), np.asfortranarray(x)]:
                with open(folder / "tokens.npy", "wb") as file:
                    np.lib.format.write_array(file, array, version=version)
                self.simulated(folder)
                np.testing.assert_array_equal(self.left("logits"), expected)
        for labels in [y.astype(np.int8), y.astype(">i4"), y.astype(float), (y + 1) // 2, y > 0]:
            self.save(labels=labels)
            self.simulated(folder)
            np.testing.assert_array_equal(self.left("logits"), expected)

    def test_ten_hostile_files(self):
        x, y, _ = made_up(6, 3, 10)
        folder = self.save(tokens=x, labels=y)
        tokens = folder / "tokens.npy"
        whole = tokens.read_bytes()

        def refused(content, *names):
            tokens.unlink()
            tokens.write_bytes(content)
            self.refused(folder, "tokens.npy", *names)

        def header(shape, descr="<f8"):
            text = f"{{'descr': '{descr}', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
            return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text

        refused(whole[:40], "40 bytes long")
        refused(header("(4611686018427387904, 8, 2)"), "(4611686018427387904, 8, 2)", "2^63")
        refused(header("(6, 3, 10)", "|O"), "dtype |O")
        refused(header("(-6, 3, 10)"), "(-6, 3, 10)", "at least 1")
        refused(header("(0, 3, 10)"), "(0, 3, 10)", "at least 1")
        bad = x.copy()
        bad[-1, -1, -1] = np.nan
        np.save(tokens, bad)
        self.refused(folder, "tokens.npy[5, 2, 9] is nan", "finite")
        refused(header("(1000000, 1000, 1000)"), "(1000000, 1000, 1000)", "8000000000000")
        refused(whole.replace(b"\n", b"\r\n"), "line feed")
        tokens.unlink()
        tokens.symlink_to("tokens.npy")
        self.refused(folder, "tokens.npy is unreadable", "symbolic links")
        tokens.unlink()
        tokens.mkdir()
        self.refused(folder, "tokens.npy is a folder")
        # A file of the size it says, but larger than the machine: sparse, so that it takes no disk.
        tokens.rmdir()
        with open(tokens, "wb") as file:
            file.write(header("(1000000, 1000, 1000)"))
            file.truncate(len(header("(1000000, 1000, 1000)")) + 8 * 10**12)
        self.refused(folder, "tokens.npy", "GiB", "the machine has")

    def test_arrays_that_do_not_fit_together(self):
        x, y, means = made_up(6, 3, 10)
        head = means[1] - means[0]
        good = {"tokens": x, "labels": y, "head": head}
        for bad, names in [
                ({"labels": y[:5]}, ["labels.npy", "(5,)", "6 samples"]),
                ({"labels": y + 0.5}, ["labels.npy[0]", "whole number"]),
                ({"labels": np.array([-1, 0, 1, 1, 1, 1])}, ["labels.npy[1] is 0", "-1, 1"]),
                ({"labels": np.array([0, 1, 0, 1, 0, -3])}, ["labels.npy", "-1, 1"]),
                ({"tokens": x[0]}, ["tokens.npy", "(3, 10)"]),
                ({"mask": np.ones((6, 2))}, ["mask.npy", "(6, 2)", "(6, 3)"]),
                ({"mask": 2 * np.ones((6, 3))}, ["mask.npy[0, 0] is 2"]),
                ({"mask": np.eye(6, 3)}, ["mask.npy[3, 2]", "at least once"]),
                ({"head": head[:4]}, ["head.npy", "(4,)", "10 numbers"]),
                ({"weights": np.ones((10, 9))}, ["weights.npy", "10 x 10"]),
                ({"query": np.ones(9)}, ["query.npy", "(9,)"]),
                ({"test_tokens": x}, ["test_tokens.npy", "test_labels.npy"]),
                ({"test_tokens": x[:, :2], "test_labels": y}, ["test_tokens.npy", "6 x 2" if 0 else "3 x 10"]),
                ({"test_tokens": x, "test_labels": 2 * y}, ["test_labels.npy[0]", "-1, 1"]),
                ({"labels": np.arange(6), "head": means}, ["head.npy", "(2, 10)", "6 x 10"])]:
            with self.subTest(names):
                self.setUp()
                self.refused(self.save(**{**good, **bad}), *names)

    def test_keys_that_given_data_do_not_take(self):
        x, y, means = made_up(6, 3, 10)
        folder = self.save(tokens=x, labels=y)
        for keys, names in [({"dimension": 10}, ["dimension"]), ({"kappa": 3}, ["kappa"]),
                            ({"engine": "sampled"}, ["engine is sampled", "gram or dense"]),
                            ({"engine": "mean_field"}, ["engine is mean_field"]),
                            ({"precision": "50"}, ["precision is 50", "double"]),
                            ({"samples": 7}, ["samples is 7", "at most 6"]),
                            ({"head_samples": 6}, ["head_samples is 6"]),
                            ({"query_token": 3}, ["query_token is 3", "0 to 2"]),
                            ({"query_token": 0, "trained": '["weights", "query"]'}, ["trained"]),
                            ({"init_head": "random"}, ["init_head", "head_norm"])]:
            self.refused(folder, *names, words=settings(**keys))
        for keys in [{"query_token": 0}, {"head_samples": 3}]:
            done = run("simulate", *settings(**keys))
            self.assertEqual(done.returncode, 2)
            self.assertIn("without data", done.stderr)
        done = run("predict", *settings(data=folder))
        self.assertEqual((done.returncode, done.stderr.count("\n")), (2, 1), done.stderr)
        self.assertIn("benignity measure", done.stderr)
        self.refused(self.folder / "nowhere", "data is", "tokens.npy")
        self.refused(self.folder, "tokens.npy", "unreadable")


class Recipe(DataTest):
    def test_the_recipe_of_the_readme_serves_a_transformer_s_states(self):
        readme = (pathlib.Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
        recipe = re.search(r"(?s)```python\n(.*?)```", readme.split("From a transformer", 1)[1]).group(1)
        x, y, _ = made_up(60, 6, 12)
        lengths = np.random.default_rng(4).integers(2, 7, size=60)
        mask = np.arange(6) < lengths[:, None]
        folder = self.save()
        exec(recipe, {"folder": folder, "train_states": x[:50], "train_mask": mask[:50],  # noqa: S102
                      "train_labels": (y[:50] + 1) // 2, "test_states": x[50:], "test_mask": mask[50:],
                      "test_labels": (y[50:] + 1) // 2})
        summary = self.simulated(folder, query_token=0, label_noise=0.1, head_samples=20, samples=30)
        self.assertEqual(summary["data"]["linear_head"], "fitted to 20 clean samples set aside")
        self.assertEqual((summary["flipped_labels"], summary["data"]["test_samples"]), (3, 10))
        self.assertLess(summary["train_loss"], summary["initial"]["train_loss"])
        softmax = self.left("softmax")
        absent = ~mask[summary["data"]["training_samples"]]
        self.assertEqual(np.abs(softmax[absent]).max(), 0)


class WhatIsKept(DataTest):
    def test_what_the_data_do_not_know_is_absent(self):
        x, y, _ = made_up(8, 3, 10)
        summary = self.simulated(self.save(tokens=x, labels=y))
        for figure in ("clean_relevant_mean", "lambda_plus", "test_loss", "test_accuracy"):
            self.assertIsNone(summary[figure], figure)
        self.assertEqual(summary["flipped_labels"], 0)
        self.assertIsNone(summary["parameters"]["signal_norm"])
        self.assertFalse((self.out / "test_margins.npy").exists())
        self.assertEqual(self.left("logits").dtype, np.float64)

    def test_flips_are_named_and_the_head_is_fitted_to_others(self):
        x, y, _ = made_up(40, 3, 10, classes=3)
        summary = self.simulated(self.save(tokens=x, labels=y), samples=20, head_samples=15,
                                 label_noise=0.25, steps=5)
        data = summary["data"]
        self.assertEqual(summary["flipped_labels"], 5)
        self.assertEqual(len(data["flipped_samples"]), 5)
        self.assertEqual(len(set(data["training_samples"])), 20)
        self.assertTrue(set(data["flipped_samples"]) <= set(data["training_samples"]))
        self.assertEqual(data["linear_head"], "fitted to 15 clean samples set aside")
        self.assertEqual(self.left("logits").shape, (20, 3))
        again = self.simulated(self.folder / "data", samples=10, head_samples=15, label_noise=0.25,
                               steps=5)["data"]
        self.assertEqual(again["training_samples"], data["training_samples"][:10])
        other = self.simulated(self.folder / "data", samples=20, head_samples=15, label_noise=0.25,
                               steps=5, seed=2)["data"]
        self.assertNotEqual(other["training_samples"], data["training_samples"])

    def test_a_run_on_data_goes_on_to_the_bit(self):
        x, y, _ = made_up(8, 3, 10)
        folder = self.save(tokens=x, labels=y)
        for keys in [{"engine": "gram"}, {"engine": "dense", "label_noise": 0.3},
                     {"query_token": 1}, {"samples": 5, "momentum": 0.5}]:
            with self.subTest(keys):
                self.simulated(folder, **keys, steps=30)
                whole = self.left("logits")
                self.simulated(folder, **keys, steps=12)
                output("simulate", "--from-state", str(self.out), *settings(steps=18), "--save-state",
                       "--out", str(self.folder / "on"))
                np.testing.assert_array_equal(np.load(self.folder / "on" / "logits.npy"), whole)

    def test_attention_is_kept_at_each_recorded_step(self):
        x, y, _ = made_up(8, 3, 10)
        folder = self.save(tokens=x, labels=y)
        self.simulated(folder, "--save-attention", record_every=50)
        attention = self.left("attention")
        self.assertEqual(attention.shape, (5, 8, 3))
        np.testing.assert_array_equal(attention[-1], self.left("softmax"))
        np.testing.assert_allclose(attention.sum(axis=2), 1, rtol=1e-14)
        rows = (self.out / "trajectory.csv").read_text().splitlines()
        self.assertEqual(len(rows), 6)
        self.assertNotIn("nan", "".join(rows))


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    unittest.main(argv=sys.argv[:1])
