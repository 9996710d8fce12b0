"""Certificates: proofs that another program repeats, ten that check, ten that were edited.

Usage: certificate_test.py PROGRAM
"""

import copy
import json
import math
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

import plain_intervals
from program import (ENVIRONMENT, PROGRAM, FolderTest, output, run, settings, strict_json,
                     without_pictures)

without_pictures()

SMALL = {"samples": 3, "tokens": 3, "dimension": 60, "signal_norm": 8, "step_size": 0.02,
         "label_noise": 1 / 3, "test_samples": 10}
EVENTS = ["fit_all", "select_clean", "select_noisy", "exit_noisy", "generalize"]


def refused(*words):
    """The one line of a run that ends with 2."""
    done = run(*words)
    assert done.returncode == 2, f"{words}: exit {done.returncode}\n{done.stderr}"
    assert done.stdout == "" and done.stderr.count("\n") == 1, done.stderr
    return done.stderr


class Certificates(FolderTest):
    def certify(self, **keys):
        """The folder's certificate.json and summary.json."""
        output("simulate", "--certify", *settings(**{**SMALL, **keys}), "--out", str(self.out))
        return (strict_json((self.out / "certificate.json").read_text()),
                strict_json((self.out / "summary.json").read_text()))

    def test_whole_numbers_of_python_enclose_the_same_run_at_every_step(self):
        for keys in ({}, {"init_query_std": 0.2, "seed": 5}, {"engine": "gram", "dimension": 14}):
            with self.subTest(keys):
                certificate, _ = self.certify(steps=100, record_every=1, **keys)
                records = certificate["proof"]["records"]
                self.assertEqual([record["step"] for record in records], list(range(101)))
                enclosed = plain_intervals.Run(certificate["draw"])
                moved = plain_intervals.Run(certificate["draw"])
                apart = 0
                for record in records:
                    margins, relevant, _ = enclosed.response()
                    for name, intervals in (("margin", margins), ("relevant", relevant)):
                        for interval, decimals in zip(intervals, record[name]):
                            self.assertLess(interval[1] - interval[0], plain_intervals.ONE >> 80)
                            self.assertTrue(plain_intervals.overlaps(interval, decimals),
                                            f"{name} at step {record['step']}")
                    for interval, name in zip(enclosed.logits[-2:], ("lambda_plus", "lambda_minus")):
                        self.assertTrue(plain_intervals.overlaps(interval, record[name]))
                    apart += not plain_intervals.overlaps(moved.logits[-2], record["lambda_plus"])
                    enclosed.step()
                    # The control: one coefficient of the first step moved by 1e-12.
                    moved.step(plain_intervals.ONE // 10**12 if record["step"] == 0 else 0)
                self.assertEqual(apart, 100)
                # The plain form has lost digits; what is left is compared above.
                self.assertGreater(enclosed.width().bit_length(), 20)

    def test_events_are_those_of_the_run_and_the_summary_says_what_they_took(self):
        certificate, summary = self.certify(steps=300)
        proof = summary["proof"]
        self.assertEqual(proof["stopping_times"], summary["stopping_times"])
        self.assertEqual(proof["steps"], 300)
        self.assertIsNone(proof["undecided_at"])
        self.assertGreater(proof["digits"], 30)
        for event in EVENTS:
            claimed = certificate["proof"]["events"][event]
            step = summary["stopping_times"][event]
            self.assertEqual(claimed, {"not_up_to": 300} if step is None else {"at": step})
        bounds = certificate["proof"]["fresh"]["error"]
        self.assertLessEqual(bounds["at_least"], bounds["at_most"])
        self.assertTrue(any(word.startswith("fit_all: certainly") for word in certificate["words"]))

    def test_ten_certificates_check(self):
        for seed in range(1, 9):
            # Bounds for fresh samples, most of a certificate's work, grow with T: two are the fewest.
            self.certify(steps=60, tokens=2, seed=seed, init_query_std=0.1 * (seed % 2))
            text = output("check", str(self.out / "certificate.json"))
            self.assertIn("proved again", text)
        self.certify(steps=40, engine="gram", dimension=30)
        self.assertIn("proved again", output("check", str(self.out / "certificate.json")))
        self.certify(steps=0)
        self.assertIn("proved again", output("check", str(self.out / "certificate.json")))

    def test_ten_edited_certificates_are_refused_at_the_first_place_that_does_not_fit(self):
        original, _ = self.certify(steps=60, tokens=2)
        path = self.out / "certificate.json"

        def last_digit_of(line):
            """The line with its first number one unit in the last place larger."""
            words = line.split()
            words[0] = math.nextafter(float.fromhex(words[0]), math.inf).hex()
            return " ".join(words)

        def edit(place):
            document = copy.deepcopy(original)
            place(document)
            path.write_text(json.dumps(document))
            return refused("check", str(path))

        def narrower(document):
            record = document["proof"]["records"][3]
            middle, _ = record["margin"][1].strip("[]").split(" +/- ")
            record["margin"][1] = f"[{middle} +/- 1e-60]"

        def event(document):
            document["proof"]["events"]["select_clean"] = {"at": 7}

        def row(document):
            document["draw"]["rows"][2] = last_digit_of(document["draw"]["rows"][2])

        def weight(document):
            document["draw"]["weights"][0] = last_digit_of(document["draw"]["weights"][0])

        def assign(*keys):
            *path_to, last, value = keys

            def place(document):
                for key in path_to:
                    document = document[key]
                document[last] = value
            return place

        self.assertIn("proof.events", edit(event))
        self.assertIn("proof.records[3].margin[1]", edit(narrower))
        # The draw decides: what no longer follows from it is refused, wherever it comes first.
        self.assertIn("proof.", edit(row))
        self.assertIn("proof.", edit(weight))
        self.assertIn("proof.fresh.error.at_most", edit(assign("proof", "fresh", "error", "at_most", 1e-9)))
        self.assertIn("draw.query", edit(assign("draw", "query", "0x1p+0")))
        self.assertIn("draw.observed_labels[1]", edit(assign("draw", "observed_labels", 1, 3)))
        self.assertIn("draw.step_size", edit(assign("draw", "step_size", "0.02")))
        self.assertIn("format", edit(assign("format", "benignity certificate 99")))
        self.assertIn("digest", edit(assign("drawn_by", "seed", 17)))
        # What is cut off, or no certificate at all.
        path.write_text(json.dumps(original)[:5000])
        self.assertIn("not a JSON document", refused("check", str(path)))
        self.assertIn("FILE", refused("check", str(self.folder / "nowhere.json")))

    def test_bounds_of_an_explicit_draw_are_proved_again_and_hold_only_for_it(self):
        original, summary = self.certify(steps=60, engine="gram", dimension=30)
        fresh = original["proof"]["fresh"]
        self.assertEqual(summary["proof"]["fresh"], fresh)
        self.assertEqual(summary["proof"]["fresh_absent_because"], "")
        self.assertIsNone(original["draw"]["unseen_chi_squared"])
        for ends in fresh.values():
            self.assertLess(ends["at_least"], ends["at_most"])
        path = self.out / "certificate.json"
        for change in (lambda proof: proof["fresh"]["error"].update(at_most=fresh["error"]["at_least"]),
                       lambda proof: proof["fresh"]["selected"].update(at_least=1.0),
                       lambda proof: proof.update(fresh=None),
                       lambda proof: proof.update(fresh_absent_because="no time")):
            document = copy.deepcopy(original)
            change(document["proof"])
            path.write_text(json.dumps(document))
            self.assertIn("proof.fresh", refused("check", str(path)))
        # p = 0 looks nowhere.
        first = self.certify(steps=0, engine="gram", dimension=30)[0]
        self.assertIsNone(first["proof"]["fresh"])
        self.assertIn("not certainly above 0", first["proof"]["fresh_absent_because"])

    def test_what_has_no_certified_form_is_refused_in_one_line(self):
        for keys, word in (({"precision": "50"}, "precision"), ({"engine": "flow"}, "engine"),
                           ({"engine": "dense"}, "engine"), ({"engine": "mean_field"}, "engine"),
                           ({"heads": 2}, "heads"), ({"momentum": 0.5}, "momentum"),
                           ({"batch_size": 1}, "batch_size"),
                           ({"optimizer": "adamw", "engine": "dense"}, "engine"),
                           ({"samples": 5000, "dimension": 1e9}, "samples")):
            line = refused("simulate", "--certify", *settings(**{**SMALL, **keys}))
            self.assertIn(word, line)
        self.assertNotEqual(run("simulate", "--certify", "--from-state", str(self.folder)).returncode, 0)


class Interrupted(unittest.TestCase):
    """The last class: a proof says how far it is after 10 s, which the tests before it fill. It takes no
    processor from them meanwhile: it is stopped after two seconds, when the ordinary run is over, and goes
    on when its time has come."""

    @classmethod
    def start(cls):
        folder = tempfile.TemporaryDirectory()
        unittest.addModuleCleanup(folder.cleanup)
        cls.out = pathlib.Path(folder.name)
        words = settings(samples=20, tokens=8, steps=20_000, record_every=100, test_samples=10)
        cls.process = subprocess.Popen([PROGRAM, "simulate", "--certify", *words, "--out", str(cls.out)],
                                       env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, text=True)
        unittest.addModuleCleanup(cls.process.kill)
        time.sleep(2)
        cls.process.send_signal(signal.SIGSTOP)

    def test_an_interruption_leaves_what_is_proved_so_far(self):
        self.process.send_signal(signal.SIGCONT)
        for line in self.process.stderr:
            if line.startswith("prove: step"):
                break
        self.process.send_signal(signal.SIGINT)
        rest = self.process.stderr.read()
        self.process.stderr.close()
        self.assertEqual(self.process.wait(timeout=120), 130)
        self.assertIn("certainly", rest)
        certificate = strict_json((self.out / "certificate.json").read_text())
        proved = certificate["proof"]["steps"]
        self.assertGreater(proved, 0)
        self.assertLess(proved, 20_000)
        self.assertEqual(certificate["proof"]["records"][-1]["step"], proved)


def setUpModule():
    Interrupted.start()


if __name__ == "__main__":
    unittest.main(argv=["certificate_test.py"])
