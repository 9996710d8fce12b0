"""Models and optimisers of the family through the program: engines that agree, states that go on.

Usage: family_test.py PROGRAM
"""

import pathlib
import unittest

import numpy as np

from program import FolderTest, output, run, settings, strict_json, without_pictures

without_pictures()

SMALL = {"samples": 6, "tokens": 4, "dimension": 120, "signal_norm": 8, "step_size": 0.05,
         "label_noise": 1 / 3, "test_samples": 100}
MODELS = [
    {"heads": 2, "linear_heads": "independent", "head_alignment": 0.7},
    {"heads": 3, "head_output": "mean", "momentum": 0.5, "weight_decay": 0.1},
    {"trained": '["query"]', "init_weight_law": "identity", "init_query_std": 0.02},
    {"trained": '["weights", "query", "linear_head"]', "init_head": "random", "head_step_size": 0.1},
    {"parameterization": "key_query", "key_dimension": 5, "init_query_std": 0.1,
     "init_weight_std": 0.2},
    {"classes": 3, "batch_size": 4},
    {"optimizer": "adamw", "weight_decay": 0.01, "step_size": 0.001},
    {},
]
FIGURES = ["train_loss", "test_loss", "clean_relevant_mean", "test_relevant_mean", "query_norm_squared",
           "lambda_plus"]


def refused(*words):
    """The one line of a run that ends with 2."""
    done = run(*words)
    assert done.returncode == 2, f"{words}: exit {done.returncode}\n{done.stderr}"
    assert done.stdout == "" and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


class Family(FolderTest):
    def test_gram_leaves_the_parameters_of_dense_and_sampled_its_inner_products(self):
        for model in MODELS:
            if "optimizer" in model:
                continue
            left = {}
            for engine in self.engines(model):
                folder = self.folder / f"{MODELS.index(model)}{engine}"
                output("simulate", *settings(**SMALL | model | {"engine": engine, "steps": 7}),
                       "--save-state", "--out", str(folder))
                left[engine] = {file.stem: np.load(file) for file in folder.glob("*.npy")}
            with self.subTest(model):
                self.assertEqual(set(left["sampled"]), {"logits", "softmax", "head_values"})
                parameters = {"head"} if "parameterization" in model else {"head", "query", "weights"}
                self.assertEqual(set(left["gram"]), set(left["sampled"]) | parameters)
                for name, array in left["gram"].items():
                    wanted = left["dense"][name]
                    self.assertEqual(array.shape, wanted.shape)
                    np.testing.assert_allclose(array, wanted, rtol=0, atol=1e-11 * max(1, abs(wanted).max()))
                if "query" in parameters and "trained" not in model:
                    self.assertGreater(abs(left["gram"]["query"]).max(), 1e-6)

    def engines(self, model):
        return ["dense"] if "optimizer" in model else ["dense", "gram", "sampled"]

    def test_dense_and_gram_are_the_same_run_whatever_the_model(self):
        for model in MODELS:
            if "optimizer" in model:
                continue
            with self.subTest(model):
                keys = {**SMALL, "steps": 60, **model}
                dense = strict_json(output("simulate", *settings(engine="dense", **keys)))
                gram = strict_json(output("simulate", *settings(engine="gram", **keys)))
                for figure in FIGURES:
                    # 60 steps of rounding, relative to figures of order one
                    self.assertAlmostEqual(dense[figure], gram[figure], delta=1e-9, msg=figure)
                self.assertNotAlmostEqual(dense["train_loss"], dense["initial"]["train_loss"],
                                          delta=1e-3)
                self.assertEqual(dense["stopping_times"], gram["stopping_times"])

    def test_two_runs_end_where_one_would_have_to_the_bit(self):
        for model in MODELS:
            for engine in self.engines(model):
                with self.subTest(model, engine=engine):
                    keys = settings(**{**SMALL, "engine": engine, **model})
                    whole, first, second = (str(self.folder / name) for name in ("w", "a", "b"))
                    save = ["--save-state", "--out"]
                    output("simulate", *keys, "--set", "steps=23", *save, whole)
                    output("simulate", *keys, "--set", "steps=9", *save, first)
                    output("simulate", "--from-state", first, "--set", "steps=14", *save, second)
                    states = [(pathlib.Path(f) / "state.txt").read_text() for f in (whole, second)]
                    self.assertEqual(states[0], states[1])
                    summaries = [strict_json((pathlib.Path(f) / "summary.json").read_text())
                                 for f in (whole, second)]
                    for figure in ("stopping_times", "train_loss", "query_norm_squared", "clean_fitted"):
                        self.assertEqual(summaries[0][figure], summaries[1][figure])

    def test_a_state_is_refused_where_it_does_not_fit(self):
        folder = str(self.folder / "state")
        keys = settings(**SMALL)
        output("simulate", *keys, "--set", "steps=3", "--save-state", "--out", folder)
        self.assertIn("samples", refused("simulate", "--from-state", folder, "--set", "samples=7"))
        self.assertIn("from-state", refused("simulate", "--from-state", str(self.folder)))
        self.assertIn("from-state", refused("simulate", "--from-state", "/nowhere"))
        self.assertIn("engine", refused("simulate", *keys, "--set", "engine=flow", "--save-state",
                                        "--out", folder))
        state = pathlib.Path(folder) / "state.txt"
        text = state.read_text()
        state.write_text(text[: len(text) // 2])
        self.assertIn("from-state", refused("simulate", "--from-state", folder))
        self.assertIn("benignity state ", text)
        state.write_text(text.replace("benignity state ", "benignity state 9"))
        self.assertIn("from-state", refused("simulate", "--from-state", folder))
        self.assertNotEqual(run("simulate", *keys, "--save-state").returncode, 0)

    def test_a_dense_state_leaves_the_arrays_of_the_model(self):
        out = self.folder / "out"
        for model in MODELS:
            with self.subTest(model):
                heads, r, d = model.get("heads", 1), model.get("key_dimension"), SMALL["dimension"]
                output("simulate", *settings(**{**SMALL, "steps": 5, "engine": "dense", **model}),
                       "--save-state", "--save-attention", "--out", str(out))
                shapes = {"logits": (6, 4), "softmax": (6, 4), "query": (d,)}
                shapes |= {"keys": (r, d), "queries": (r, d)} if r else {"weights": (d, d)}
                for name, shape in shapes.items():
                    array = np.load(out / f"{name}.npy")
                    self.assertEqual(array.shape, shape if heads == 1 else (heads, *shape), name)
                parts = {name: np.load(out / f"{name}.npy") for name in shapes}
                shifted = np.exp(parts["logits"] - parts["logits"].max(axis=-1, keepdims=True))
                np.testing.assert_allclose(parts["softmax"], shifted / shifted.sum(axis=-1, keepdims=True),
                                           rtol=1e-12)
                np.testing.assert_array_equal(np.load(out / "attention.npy")[-1], parts["softmax"])
                if not r:  # mu_+ = signal_norm e_1 has the logit that the summary says
                    summary = strict_json((out / "summary.json").read_text())
                    w = np.einsum("...ed,...e->...d", parts["weights"], parts["query"])
                    lambdas = SMALL["signal_norm"] * np.atleast_2d(w)[:, 0]
                    self.assertAlmostEqual(lambdas.mean(), summary["lambda_plus"], delta=1e-9)
        for engine in ("gram", "sampled"):
            output("simulate", *settings(**{**SMALL, "steps": 5, "engine": engine}), "--save-state",
                   "--out", str(self.folder / engine))
            self.assertEqual(np.load(self.folder / engine / "softmax.npy").shape, (6, 4))

    def test_what_gram_space_cannot_follow_is_refused_with_the_engine_that_can(self):
        for engine in ("gram", "sampled", "flow"):
            line = refused("simulate", *settings(engine=engine, optimizer="adamw"))
            self.assertIn("optimizer", line)
            self.assertIn("dense", line)
        self.assertIn("precision", refused("simulate", *settings(heads=2, precision="float")))
        self.assertIn("batch_size", refused("simulate", *settings(engine="flow", batch_size=5)))


if __name__ == "__main__":
    unittest.main(argv=["family_test.py"])
