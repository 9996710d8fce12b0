"""measure: known laws come back, any unit gives the same ratios, what cannot be measured is refused.

Usage: measure_test.py PROGRAM
"""

import sys
import unittest

import numpy as np

from arrays import ArraysTest
from program import output, run, settings, strict_json

FIGURES = ["cosine", "angle_degrees", "selection_length_squared", "class_length_squared", "noise_std",
           "noise_trace", "effective_dimension", "common_share", "signal_to_noise_ratio", "kappa"]


def drawn(samples, dimension, classes=2, seed=0, weight=0.0):
    """The signal |mu_k| = 8 + k at the second of three tokens, `weight` of it at the third."""
    random = np.random.default_rng(seed)
    y = np.arange(samples) % classes
    means = (8 + np.arange(classes))[:, None] * np.eye(classes, dimension)
    x = random.normal(size=(samples, 3, dimension))
    x[:, 1] += means[y]
    x[:, 2] += weight * means[y]
    return x, y


class Measure(ArraysTest):
    def measured(self, *words, **arrays):
        return strict_json(output("measure", "--json", "--data", str(self.save(**arrays)), *words))

    def near(self, figure, truth):
        self.assertLess(abs(figure["value"] - truth), 4.5 * figure["standard_error"], figure)

    def test_a_known_law_comes_back(self):
        x, y = drawn(120, 200, weight=-0.4)
        found = self.measured(*settings(samples=30, label_noise=0.1), tokens=x, labels=y)
        self.assertEqual((found["signal_place"], found["measured_samples"], found["samples"]), (1, 120, 30))
        for figure, truth in [("noise_std", 1), ("noise_trace", 200), ("effective_dimension", 200),
                              ("cosine", 0), ("selection_length_squared", (64 + 81) / 2),
                              ("class_length_squared", (64 + 81) / 2), ("kappa", 30 * 72.5 / 200)]:
            with self.subTest(figure):
                self.near(found[figure], truth)
        self.near(found["mean_norm"][0], 9)  # class +1 is label 1
        self.near(found["mean_norm"][1], 8)
        self.near(found["place_weight"][2], -0.4)
        self.assertAlmostEqual(found["weak_signal"], 0.4, delta=0.1)
        self.assertIn(found["prediction"]["regime"], ("not_overfitting", "benign_overfitting",
                                                      "harmful_overfitting", "boundary"))
        self.assertIs(found["prediction"]["guaranteed"], False)
        self.assertIn("entrywise_near_orthogonality", found["prediction"]["unmet_margins"])

    def test_the_unit_of_the_tokens_is_nobody_s_business(self):
        x, y = drawn(40, 50)
        head = x[y == 1, 1].mean(axis=0) - x[y == 0, 1].mean(axis=0)
        one = self.measured(tokens=x, labels=y, head=head)
        ten = self.measured(tokens=10 * x, labels=y, head=head / 10)
        for figure in ("cosine", "effective_dimension", "kappa", "common_share"):
            self.assertAlmostEqual(one[figure]["value"], ten[figure]["value"],
                                   delta=1e-9 * abs(one[figure]["value"]))
        self.assertAlmostEqual(one["head_gap"], ten["head_gap"], places=9)
        self.assertEqual(one["prediction"]["regime"], ten["prediction"]["regime"])
        for name, margin in one["margins"].items():
            self.assertAlmostEqual(margin["measured"], ten["margins"][name]["measured"],
                                   delta=1e-6 * abs(margin["measured"]))

    def test_the_margins_are_those_of_the_gram_matrix(self):
        x, y = drawn(16, 60)
        found = self.measured(tokens=x, labels=y)
        rows = x.reshape(48, 60)
        means = np.stack([x[y == k, 1].mean(axis=0) for k in (1, 0)])
        plane, _ = np.linalg.qr(means.T)
        noise = rows - rows @ plane @ plane.T
        departure = noise @ noise.T / found["noise_trace"]["value"] - np.eye(48)
        self.assertAlmostEqual(found["margins"]["entrywise_near_orthogonality"]["measured"],
                               0.1 / np.abs(departure).sum(axis=0).max(), places=9)
        self.assertAlmostEqual(found["margins"]["spectral_near_orthogonality"]["measured"],
                               0.1 / np.abs(np.linalg.eigvalsh(departure)).max(), places=4)

    def test_more_classes_are_measured_and_not_predicted(self):
        x, y = drawn(60, 40, classes=3)
        found = self.measured(tokens=x, labels=y)
        self.assertEqual(len(found["mean_norm"]), 3)
        self.near(found["selection_length_squared"], 2 / 9 * (64 + 81 + 100))
        self.assertIsNone(found["prediction"]["regime"])
        self.assertIn("two classes", found["prediction"]["reason"])

    def test_tokens_without_a_signal_have_no_law(self):
        x, y = drawn(60, 40)
        found = self.measured(tokens=np.random.default_rng(3).normal(size=x.shape), labels=y)
        self.assertIn("not told from the noise", found["prediction"]["reason"])

    def test_own_coordinates_tell_how_a_run_goes(self):
        x, y = drawn(80, 60)
        folder = self.save(tokens=x, labels=y, head=0.1 * np.r_[-1, 1, np.zeros(58)])
        keys = settings(samples=20, label_noise=0.2, steps=400, step_size=0.02, init_weight_law="identity")
        own = strict_json(output("measure", "--json", "--data", str(folder), *keys))["own_coordinates"]
        output("simulate", "--data", str(folder), *keys, "--out", str(self.out))
        exact = strict_json((self.out / "summary.json").read_text())
        self.assertEqual(own["means_of"], "samples that do not train")
        for kept, tolerance in (("whole_gram", 0.005), ("place_means", 0.05), ("class_means", 0.05)):
            with self.subTest(kept):
                self.assertEqual(own[kept]["step"], 400)
                self.assertAlmostEqual(own[kept]["train_loss"], exact["train_loss"], delta=tolerance)
                self.assertAlmostEqual(sum(own[kept]["clean_softmax"]), 1, places=9)
        self.assertGreater(own["whole_gram"]["clean_softmax"][1], 0.6)
        self.assertLess(exact["train_loss"], exact["initial"]["train_loss"] - 0.1)

    def test_masked_tokens_are_left_out_of_every_figure(self):
        x, y = drawn(120, 200, weight=-0.4)
        mask = np.ones((120, 3))
        mask[::3, 0] = 0  # every third sample has no first token, and its numbers are nonsense
        x[mask == 0] = 1000
        found = self.measured(*settings(samples=30, label_noise=0.1), tokens=x, labels=y, mask=mask)
        self.assertEqual(found["signal_place"], 1)
        for figure, truth in [("noise_trace", 200), ("effective_dimension", 200),
                              ("selection_length_squared", (64 + 81) / 2), ("kappa", 30 * 72.5 / 200)]:
            with self.subTest(figure):
                self.near(found[figure], truth)
        self.near(found["place_weight"][2], -0.4)
        self.near(found["place_weight"][0], 0)
        self.assertEqual(len(found["own_coordinates"]["class_means"]["clean_softmax"]), 3)

    def test_a_place_that_all_have_masked_might_as_well_not_be(self):
        x, y = drawn(60, 50)
        without = self.measured(tokens=x, labels=y)
        wider = np.concatenate([x, np.full((60, 1, 50), 7.0)], axis=1)
        masked = self.measured(tokens=wider, labels=y, mask=np.ones((60, 4)) * (np.arange(4) < 3))
        for figure in FIGURES:
            self.assertAlmostEqual(without[figure]["value"], masked[figure]["value"], places=9)
        for name, margin in without["margins"].items():
            if name != "visible_signal_under_uniform_attention":  # its bound counts places
                self.assertAlmostEqual(margin["measured"], masked["margins"][name]["measured"], places=9)
        self.assertIsNone(masked["place_weight"][3]["value"])
        for kept in ("class_means", "whole_gram"):
            self.assertAlmostEqual(without["own_coordinates"][kept]["train_loss"],
                                   masked["own_coordinates"][kept]["train_loss"], places=4)

    def test_where_own_coordinates_have_no_mean_field_the_reason_is_said(self):
        x, y = drawn(40, 50)
        for arrays, words, reason in [({}, settings(query_token=0), "token of its own"),
                                      ({"query": np.ones(50)}, [], "query.npy"),
                                      ({"labels": np.arange(40) % 3}, [], "two classes")]:
            found = self.measured(*words, **{"tokens": x, "labels": y, **arrays})
            self.assertIn(reason, found["own_coordinates"]["reason"])
            (self.folder / "data" / "query.npy").unlink(missing_ok=True)

    def test_the_table_tells_the_same(self):
        x, y = drawn(40, 50)
        text = output("measure", "--data", str(self.save(tokens=x, labels=y)))
        for words in ("effective dimension", "kappa", "angle between class means", "regime",
                      "without guarantee"):
            self.assertIn(words, text)

    def test_what_cannot_be_measured_is_refused(self):
        x, y = drawn(40, 50)
        for arrays, words, names in [
                ({"labels": np.r_[np.ones(4), np.zeros(36)]}, [], ["labels.npy", "4 samples", "at least 8"]),
                ({"mask": np.arange(40)[:, None] % 3 == np.arange(3)}, [], ["mask.npy", "16 samples"]),
                ({}, settings(dimension=3), ["dimension"])]:
            done = run("measure", "--data", str(self.save(**{"tokens": x, "labels": y, **arrays})), *words)
            self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)
            for name in names:
                self.assertIn(name, done.stderr)
        self.assertEqual(run("measure").returncode, 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
