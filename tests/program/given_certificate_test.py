"""Certificates of runs on arrays of one's own: what is proved of them, what is refused.

Usage: given_certificate_test.py PROGRAM SUMMARY_SCHEMA
"""

import copy
import json
import pathlib
import sys
import unittest

import jsonschema
import numpy as np

import plain_intervals
from arrays import ArraysTest
from program import output, run, settings, strict_json, without_pictures

without_pictures()

VALIDATOR = jsonschema.Draft7Validator(json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8")))
KEYS = {"step_size": 0.05, "steps": 100, "record_every": 1}


def refused(*words):
    """The one line of a run that ends with 2."""
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, ""), f"{words}: exit {done.returncode}\n{done.stderr}"
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


def samples(random, count, means):
    labels = random.integers(2, size=count)
    tokens = random.normal(size=(count, 3, means.shape[1]))
    tokens[:, 0] += means[labels]
    return tokens, labels


def middle(decimals):
    return float(decimals.strip("[]").split(" +/- ")[0])


class GivenCertificates(ArraysTest):
    def setUp(self):
        super().setUp()
        self.random = np.random.default_rng(11)
        means = 2 * self.random.normal(size=(2, 7))
        tokens, labels = samples(self.random, 3, means)
        test_tokens, test_labels = samples(self.random, 6, means)
        # Nine tokens in seven dimensions: K is singular.
        self.data = self.save(tokens=tokens, labels=labels, test_tokens=test_tokens,
                              test_labels=test_labels)

    def certify(self, *words, **keys):
        summary = strict_json(output("simulate", "--data", str(self.data), "--certify",
                                     *settings(**{**KEYS, **keys}), *words, "--save-state", "--out",
                                     str(self.out)))
        VALIDATOR.validate(summary)
        return strict_json((self.out / "certificate.json").read_text()), summary

    def given(self):
        """W, p and nu of one's own."""
        self.save(weights=self.random.normal(size=(7, 7)) / 2, query=self.random.normal(size=7) / 9,
                  head=self.random.normal(size=7))

    def test_whole_numbers_of_python_enclose_the_same_run_at_every_step(self):
        for start in ("drawn", "given"):
            with self.subTest(start):
                if start == "given":
                    self.given()
                certificate, summary = self.certify(**({"init_query_std": 0.1} if start == "drawn" else {}))
                enclosed = plain_intervals.Run(certificate["draw"])
                moved = plain_intervals.Run(certificate["draw"])
                apart = 0
                for record in certificate["proof"]["records"]:
                    self.assertNotIn("relevant", record)
                    for other in (enclosed, moved):
                        fits = [plain_intervals.overlaps(interval, decimals)
                                for interval, decimals in zip(other.response()[0], record["margin"])]
                        if other is enclosed:
                            self.assertTrue(all(fits), f"step {record['step']}")
                        else:
                            apart += not all(fits)
                    enclosed.step()
                    # The control: one coefficient of the first step moved by 1e-12.
                    moved.step(plain_intervals.ONE // 10**12 if record["step"] == 0 else 0)
                self.assertEqual(apart, 100)
                self.assertEqual(len(certificate["proof"]["records"]), 101)
                self.assertEqual(summary["engine"], "gram")

    def test_what_is_proved_is_what_the_run_in_double_shows(self):
        for start in ("drawn", "given"):
            with self.subTest(start):
                if start == "given":
                    self.given()
                certificate, summary = self.certify(steps=300)
                self.assertEqual(summary["proof"]["stopping_times"], summary["stopping_times"])
                self.assertEqual(list(certificate["proof"]["events"]), ["fit_all"])
                margins = np.load(self.out / "test_margins.npy")
                test = certificate["proof"]["test"]
                proved = np.array([middle(decimals) for decimals in test["margin"]])
                self.assertLess(abs(margins - proved).max(), 1e-10)
                self.assertEqual((test["samples"], test["right_at_least"]), (6, (margins > 0).sum()))
                self.assertEqual(summary["proof"]["test"]["right_at_most"], (margins > 0).sum())
                # W at the end is another way to the same margins.
                w = np.load(self.out / "weights.npy").T @ np.load(self.out / "query.npy")
                logits = np.load(self.data / "test_tokens.npy") @ w
                softmax = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
                values = np.load(self.data / "test_tokens.npy") @ np.load(self.out / "head.npy").ravel()
                signs = 2 * np.load(self.data / "test_labels.npy") - 1
                self.assertLess(abs(signs * (softmax * values).sum(1) - proved).max(), 1e-10)
                self.assertIn("proved again", output("check", str(self.out / "certificate.json")))

    def test_without_test_tokens_nothing_is_said_of_them(self):
        for name in ("test_tokens", "test_labels"):
            (self.data / f"{name}.npy").unlink()
        certificate, summary = self.certify(steps=20)
        self.assertIsNone(certificate["proof"]["test"])
        self.assertIsNone(summary["proof"]["test"])
        self.assertIn("proved again", output("check", str(self.out / "certificate.json")))

    def test_an_edited_certificate_is_refused_at_the_first_place_that_does_not_fit(self):
        original, _ = self.certify(steps=20)
        path = self.out / "certificate.json"

        def edit(*keys):
            *places, last, value = keys
            document = copy.deepcopy(original)
            at = document
            for place in places:
                at = at[place]
            at[last] = value
            path.write_text(json.dumps(document))
            return refused("check", str(path))

        given = original["draw"]["given"]
        self.assertIn("proof.test.right_at_least", edit("proof", "test", "right_at_least", 7))
        self.assertIn("proof.test.margin[0]", edit("proof", "test", "margin", 0, "[1 +/- 1e-30]"))
        self.assertIn("proof.test", edit("draw", "given", "test_labels",
                                         [-label for label in given["test_labels"]]))
        self.assertIn("draw.given.linear_head", edit("draw", "given", "linear_head", "0x1p+0"))
        self.assertIn("draw.given.test_rows", edit("draw", "given", "test_rows", given["test_rows"][1:]))
        self.assertIn("draw.rows", edit("draw", "given", None))
        self.assertIn("draw.unseen_chi_squared", edit("draw", "unseen_chi_squared", "0x1p+0"))

    def test_arrays_that_have_no_certified_form_are_refused_in_one_line(self):
        def words(**keys):
            return ("simulate", "--data", str(self.data), "--certify",
                    *settings(**{**KEYS, "steps": 5, **keys}))

        self.assertIn("dense", refused(*words(engine="dense")))
        self.assertIn("query_token", refused(*words(query_token=0)))
        self.assertIn("momentum", refused(*words(momentum=0.5)))
        self.save(mask=np.array([[1, 1, 0]] * 3))
        self.assertIn("mask", refused(*words()))
        (self.data / "mask.npy").unlink()
        self.save(labels=np.array([0, 1, 2]), test_labels=np.array([0, 1, 2, 0, 1, 2]))
        self.assertIn("classes", refused(*words()))


if __name__ == "__main__":
    unittest.main(argv=["given_certificate_test.py"])
