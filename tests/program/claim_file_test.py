"""verify --claim-file: a claim of the user's own.

Usage: claim_file_test.py PROGRAM FOLDER_OF_EXAMPLES REPORT_SCHEMA DOCUMENT
"""

import json
import pathlib
import re
import shlex
import sys
import unittest

import jsonschema

from program import FolderTest, output, run, strict_json

EXAMPLES = pathlib.Path(sys.argv[2])
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(pathlib.Path(sys.argv[3]).read_text(encoding="utf-8")))
SELECT = (EXAMPLES / "select_time_dimension.toml").read_text(encoding="utf-8")
MEMORISE = (EXAMPLES / "paper_memorisation.toml").read_text(encoding="utf-8")
WHOLE, RATIO = re.findall(r"(?ms)^```toml\n(.*?)^```", pathlib.Path(sys.argv[4]).read_text(encoding="utf-8"))
FAST = SELECT.replace("replicates = 8", "replicates = 3")
EXPONENT = "exponent = -1\n"
VALUES = "[1e10, 2e10, 4e10]"


class ClaimFile(FolderTest):
    def setUp(self):
        super().setUp()
        self.file = self.folder / "claim.toml"

    def edited(self, text, *replacements):
        """Writes the claim file with each (old, new) put in."""
        for old, new in replacements:
            self.assertIn(old, text)
            text = text.replace(old, new)
        self.file.write_text(text, encoding="utf-8")
        return str(self.file)

    def verified(self, *files, words=(), code=0):
        """The report of a run with this exit code."""
        files = [word for file in files for word in ("--claim-file", str(file))]
        self.table = output("verify", "--out", str(self.out), *files, *words, code=code)
        report = strict_json((self.out / "report.json").read_text(encoding="utf-8"))
        VALIDATOR.validate(report)
        return report

    def found(self, text, *replacements, code=0):
        """What the only claim of an edited file found."""
        return self.verified(self.edited(text, *replacements), code=code)["claims"][0]

    def refused(self, text, *replacements, names, words=()):
        """Exit 2, nothing on stdout, one line on stderr that names all this, no file in --out."""
        file = self.edited(text, *replacements)
        done = run("verify", "--claim-file", file, "--out", str(self.out), *words)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        for name in names:
            self.assertIn(name, done.stderr)
        self.assertFalse(self.out.exists())

    def test_the_documents_claims_pass_as_they_stand(self):
        self.assertEqual(self.found(WHOLE)["verdict"], "PASS")
        setting = ('engine = "flow"\nkappa = 4\ntokens = 4\ndimension = 1e10\ninit_weight_std = 1\n'
                   "steps = 1e-2\ntest_samples = 1\n[sweep]\nlabel_noise = [0.1, 0.2]\n")
        self.assertEqual(self.found(setting + RATIO)["verdict"], "PASS")

    def test_the_examples_pass(self):
        report = self.verified(*sorted(EXAMPLES.glob("*.toml")))
        self.assertEqual(report["battery"], "own")
        self.assertEqual([claim["id"] for claim in report["claims"]],
                         ["own.paper_memorisation", "own.select_time_dimension"])
        for claim in report["claims"]:
            self.assertEqual((claim["verdict"], claim["kind"]), ("PASS", "own"), claim)
            self.assertTrue(claim["margins"] and claim["measurements"])
            self.assertEqual(claim["test"]["alpha"], 0.005)
        memorise, select = report["claims"]
        self.assertEqual(select["engine"], "flow")
        self.assertEqual(select["measurements"][0]["accept"], {"lower": -1.02, "upper": -0.98})
        self.assertIn("margins that do not exceed 1", memorise["explanation"])
        self.assertEqual(self.table.splitlines()[-1], "2 claims: 2 PASS")
        self.assertIn("own.select_time_dimension", (self.out / "junit.xml").read_text())

    def test_the_replay_line_repeats_a_claim_of_two_files_at_the_same_level(self):
        quoted = self.folder / "it's mine.toml"
        quoted.write_text(FAST + 'id = "own.mine"\n', encoding="utf-8")
        report = self.verified(self.edited(FAST), quoted, words=["--seed", "3"])
        claim = report["claims"][1]
        words = shlex.split(claim["replay"])
        self.assertEqual(words[:2], ["benignity", "verify"])
        again = self.verified(words=words[2:])["claims"]
        self.assertEqual(len(again), 1)
        for field in ["id", "seeds", "measurements", "test", "explanation"]:
            self.assertEqual(again[0][field], claim[field])

    def test_an_exponent_that_is_off_by_a_tenth_fails(self):
        for wrong in ["-1.1", "-0.9"]:
            claim = self.found(FAST, (EXPONENT, f"exponent = {wrong}\n"), code=1)
            self.assertEqual(claim["verdict"], "FAIL")
            self.assertLess(claim["test"]["p_adjusted"], 0.01)
            self.assertAlmostEqual(claim["measurements"][0]["observed"], -1, delta=0.01)

    def test_a_bound_that_is_too_tight_fails(self):
        claim = self.found(MEMORISE, ("at_least = 0.95", "at_most = 0.9"),
                           ("replicates = 64", "replicates = 16"), code=1)
        self.assertEqual(claim["verdict"], "FAIL")
        self.assertEqual(claim["measurements"][0]["accept"], {"lower": 0.9, "upper": 1.0})

    def test_a_bound_that_held_before_training_is_vacuous(self):
        claim = self.found(MEMORISE, ("at_least = 0.95", "at_least = 0.5"),
                           ("steps = 1000", "steps = 10"))
        self.assertEqual(claim["verdict"], "VACUOUS")

    def test_a_stopping_time_has_bounds(self):
        interval = (EXPONENT + "tolerance = 0.02", "at_least = 15800\nat_most = 16130\n"
                    "probability = 0.5")
        one = (VALUES, "[1e10]")
        self.assertEqual(self.found(SELECT, interval, one, ("replicates = 8", "replicates = 16"))
                         ["verdict"], "PASS")
        early = (EXPONENT + "tolerance = 0.02", "at_most = 15000")
        self.assertEqual(self.found(FAST, early, one, code=1)["verdict"], "FAIL")

    def test_at_least_needs_the_event_unless_never_is_meant(self):
        # kappa = 4 is far below kappa*: no noisy sample selects the relevant token, so none leaves it.
        exits = ('"train_accuracy"', '"exit_noisy"')
        claim = self.found(MEMORISE, exits, ("at_least = 0.95", "at_least = 500"))
        self.assertEqual(claim["verdict"], "INCONCLUSIVE")
        self.assertIn("exit_noisy did not happen", claim["explanation"])
        claim = self.found(MEMORISE, exits, ("at_least = 0.95", "at_least = 500\nor_never = true"))
        self.assertEqual(claim["verdict"], "PASS")

    def test_an_event_that_never_happens_is_inconclusive_with_its_cell(self):
        claim = self.found(FAST, ("steps = 20000", "steps = 10000"))
        self.assertEqual((claim["verdict"], claim["test"]), ("INCONCLUSIVE", None))
        self.assertIn("select_clean did not happen within 10000 steps at dimension = 10000000000, "
                      "replicate 0", claim["explanation"])
        claim = self.found(MEMORISE, ("label_noise = 0.2", "label_noise = 0"),
                           ('"train_accuracy"', '"noisy_relevant_max"'))
        self.assertEqual(claim["verdict"], "INCONCLUSIVE")
        self.assertIn("noisy_relevant_max does not exist", claim["explanation"])

    JOINT = (SELECT.split("[sweep]")[0] + """
[[cell]]
samples = 20
dimension = 1e10
[[cell]]
samples = 40
dimension = 2e10
[[cell]]
samples = 80
dimension = 4e10
[claim]
observable = "select_clean"
exponent = -1
along = "dimension"
tolerance = 0.05
""")

    def test_several_keys_vary_together_and_one_is_named(self):
        # n and d double together and kappa is held: the unit of time, n/d^2, halves.
        claim = self.found(self.JOINT, ("signal_norm = 2.236e7", "kappa = 1000000"),
                           ("replicates = 8", "replicates = 3"))
        self.assertIn("select_clean is proportional to dimension^-1", claim["statement"])
        self.assertAlmostEqual(claim["measurements"][0]["observed"], -1, delta=0.05)

    def test_an_abscissa_that_is_none_is_refused(self):
        self.refused(self.JOINT, ('along = "dimension"\n', ""),
                     names=["sweep is 2 keys", "claim.along"])
        self.refused(self.JOINT, ('"dimension"', '"volume"'), names=["volume is no number"])
        self.refused(self.JOINT, ('"dimension"', '"tokens"'), names=["tokens is one value"])
        self.refused(self.JOINT.replace("[claim]", "[[cell]]\nsamples = 81\ndimension = 4e10\n[claim]"),
                     names=["claim.along is dimension", "each cell"])

    DELAY = """
engine = "flow"
tokens = 4
dimension = 1e10
init_weight_std = 1
steps = 1e-9
replicates = 8
[sweep]
kappa = [0.35, 0.5, 0.7]
[claim]
observable = "generalize"
"""

    def test_a_slope_in_one_over_kappa_and_a_ratio_to_the_prediction(self):
        slope = self.DELAY + 'exponent = 4.2\nalong = "exp(1/kappa)"\ntolerance = 0.9\n'
        claim = self.found(slope)
        self.assertIn("generalize is proportional to exp(1/kappa)^4.2", claim["statement"])
        self.assertIn(claim["verdict"], ["PASS", "INCONCLUSIVE"])
        self.assertAlmostEqual(claim["measurements"][0]["observed"], 4.2, delta=0.9)
        ratio = (self.DELAY + 'relative_to = "predicted.generalize"\nat_least = 0.9\n'
                 "at_most = 1.1\nprobability = 0.5\n").replace("replicates = 8", "replicates = 16")
        claim = self.found(ratio)
        self.assertEqual(claim["verdict"], "PASS", claim)
        self.assertIn("0.9 <= generalize / predicted.generalize <= 1.1", claim["statement"])
        self.assertEqual(self.found(ratio, ("at_least = 0.9", "at_least = 1.05"), code=1)["verdict"],
                         "FAIL")

    def test_a_ratio_to_what_is_not_predicted_is_refused(self):
        ratio = (self.DELAY + 'relative_to = "predicted.generalize"\nat_least = 0.9\n'
                 "at_most = 1.1\nprobability = 0.5\n")
        self.refused(ratio, ('"predicted.generalize"', '"predicted.all"'),
                     names=["claim.relative_to is predicted.all", "predicted.fit"])
        self.refused(ratio, ('"predicted.generalize"', '"predicted.exit"'),
                     names=["claim.relative_to is predicted.exit", "mean field", "kappa = 0.35"])
        self.refused(ratio, ('"generalize"', '"train_accuracy"'), names=["beside a stopping time"])
        self.refused(ratio, ("at_most = 1.1", "at_most = 1e9"), names=["steps is 1e-09"])
        decaying = ratio.replace('"flow"', '"sampled"\nweight_decay = 0.1').replace("1e-9", "10")
        self.refused(decaying, ("at_least = 0.9", "at_least = 0.8"),
                     names=["weight_decay is 0.1, but must be 0 where the mean field is asked"])
        self.refused(decaying, ('relative_to = "predicted.generalize"', "require_margins = true"),
                     names=["weight_decay is 0.1, but must be 0 where the mean field is asked"])

    def test_the_flow_has_no_margin_of_its_step(self):
        margins = [margin["name"] for margin in self.found(FAST)["margins"]]
        self.assertTrue(margins)
        self.assertNotIn("small_step", margins)

    def test_margins_are_required_where_the_file_says_so(self):
        claim = self.found(MEMORISE + "require_margins = true\n")
        self.assertEqual((claim["verdict"], claim["replicates"]), ("OUT_OF_REGIME", 0))
        self.assertIn("entrywise_near_orthogonality", claim["explanation"])

    def test_claims_that_say_too_little_or_too_much(self):
        for old, new, names in [
                (EXPONENT, "", ["claim is without a prediction", "exponent", "at_least"]),
                (EXPONENT, EXPONENT + "at_most = 3\n", ["claim is an exponent and a bound"]),
                (EXPONENT, EXPONENT + "probability = 0.9\n", ["claim.probability", "absent"]),
                (EXPONENT, 'exponent = "-1"\n', ["claim.exponent is -1", "a number"]),
                (EXPONENT, "exponent = nan\n", ["claim.exponent is nan", "finite"]),
                (EXPONENT, EXPONENT + "colour = 3\n", ["claim.colour is 3", "known keys: id"]),
                ("tolerance = 0.02", "tolerance = 0", ["claim.tolerance is 0", "between 0 and 1"]),
                ('"select_clean"', '"select"', ["claim.observable is select", "select_clean"]),
                ('observable = "select_clean"\n', "", ["claim.observable is absent", "fit_all"]),
                ("[claim]", "[claims]", ["claim is absent", "[claim]"]),
                ("require_margins = true", "require_margins = 1",
                 ["claim.require_margins is 1", "true or false"]),
                (EXPONENT, EXPONENT + 'id = "theorem.regime"\n',
                 ["claim.id is theorem.regime", "built-in"]),
                (EXPONENT, EXPONENT + 'id = "two words"\n', ["claim.id is two words", "letters"])]:
            self.refused(SELECT, (old, new), names=names)

    def test_sweeps_that_decide_nothing(self):
        for old, new, names in [
                (VALUES, "[1e10, 2e10, 10000000000]", ["dimension is 10000000000", "value 1"]),
                (VALUES, "[1e10]", ["dimension is one value", "three"]),
                (VALUES, "[1e10, 2e10]", ["dimension is two values", "three"]),
                (VALUES, "[]", ["dimension", "empty"]),
                (VALUES, VALUES + "\nsamples = [20, 40]", ["sweep is 2 keys", "one key"]),
                ("dimension = " + VALUES, 'init_weight_law = ["gaussian"]',
                 ["init_weight_law is gaussian", "positive number"]),
                ("[sweep]\ndimension = " + VALUES, "", ["sweep is absent"]),
                ("replicates = 8", "replicates = 2", ["replicates is 2", "at least 3"]),
                ("replicates = 8", "replicates = 1000000", ["replicates", "10^6 runs"]),
                ("replicates = 8", "replicates = 8\nseed = 3", ["seed is 3", "--seed"]),
                ("tokens = 4", "volume = 11", ["volume is 11", "known keys"]),
                ("tokens = 4", "tokens = 1", ["tokens is 1", "from 2"]),
                ('"flow"', '"mean_field"', ["engine is mean_field", "sampled, gram, dense, flow"])]:
            self.refused(SELECT, (old, new), names=names)

    def test_bounds_that_decide_nothing(self):
        for old, new, names in [
                ("at_least = 0.95", "at_least = 2\nat_most = 1", ["claim.at_least is 2", "1"]),
                ("at_least = 0.95", "at_least = -inf", ["claim.at_least is -inf", "finite"]),
                ("at_least = 0.95", "at_least = 5", ["claim.at_least is 5", "share in [0, 1]"]),
                ("at_least = 0.95", "at_most = -0.1", ["claim.at_most is -0.1", "share in [0, 1]"]),
                ("probability = 0.9", "probability = 1", ["claim.probability is 1", "between"]),
                ("probability = 0.9", "tolerance = 1", ["claim.tolerance", "absent"])]:
            self.refused(MEMORISE, (old, new), names=names)
        self.refused(SELECT, (EXPONENT + "tolerance = 0.02", "at_most = 1e9"),
                     names=["steps is 20000", "select_clean", "1e+09"])

    def test_files_that_are_none(self):
        for path, reason in [(self.folder / "absent.toml", "readable TOML"),
                             (self.folder, "folder"), ("", "readable TOML")]:
            done = run("verify", "--claim-file", str(path))
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
            self.assertIn("claim-file is", done.stderr)
            self.assertIn(reason, done.stderr)
        self.refused(SELECT, ("[claim]", "[claim"), names=["claim-file", "line"])
        self.refused(SELECT, names=["--battery", "--claim-file"], words=["--battery", "smoke"])
        self.refused(SELECT, names=["own.claim", "two files"],
                     words=["--claim-file", str(self.file)])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
