"""--version, --help, claims, explain and predict.

Usage: commands_test.py PROGRAM
"""

import json
import math
import pathlib
import re
import sys
import tempfile
import unittest

from program import output, run, settings, strict_json

COMMANDS = ["claims", "explain", "predict", "simulate", "check", "measure", "sweep", "verify", "compare"]
PAPER = settings(samples=20, tokens=8, dimension=2000, signal_norm=20)


def predicted(*words):
    return strict_json(output("predict", "--json", *words))


class Help(unittest.TestCase):
    def test_the_version_is_three_numbers_and_what_tells_builds_apart(self):
        self.assertRegex(output("--version"),
                         r"^\d+\.\d+\.\d+\ncommit \S+\ncompiler \S.*\nflags .*-ffp-contract=off.*\n"
                         r"instruction set \S+\n$")

    def test_help_names_every_command(self):
        text = output("--help")
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^\s+{command}\b")
        self.assertEqual(output("-h"), text)
        self.assertIn("Exit codes: 0 no claim failed; 1 ", text)

    def test_each_command_explains_its_options(self):
        options = {"claims": ["--json"], "explain": ["ID"],
                   "predict": ["--config", "--set", "--json"],
                   "simulate": ["--config", "--set", "--certify", "--out", "--data", "--save-state",
                                "--save-attention"],
                   "check": ["FILE"],
                   "measure": ["--data", "--set", "--json"],
                   "sweep": ["--config", "--set", "--jobs", "--resume", "--yes", "--out"],
                   "verify": ["--battery", "--claim-file", "--claim", "--seed", "--jobs", "--strict", "--out"],
                   "compare": ["OLD", "NEW", "--common-only", "--accept"]}
        for command in COMMANDS:
            text = output(command, "--help")
            for option in options[command] + ["--help"]:
                self.assertIn(option, text, command)

    def test_commands_that_take_keys_list_each_with_its_default_and_range(self):
        summary = strict_json(output("simulate", *settings(steps=0)))
        keys = list(summary["parameters"]) + ["engine", "precision", "seed"]
        texts = [output(command, "--help") for command in ["predict", "simulate", "sweep"]]
        for text in texts:
            listed = re.findall(r"(?m)^  (\w+) +\S.*; default .+$", text)
            self.assertEqual(sorted(listed), sorted(keys + ["kappa", "snr"]))
            for line in ["n, training samples; a whole number from 1 to 10^18; default 20",
                         "τ, steps [steps]; 0 or a number between 1e-60 and 1e60 (whole, but for "
                         "flow and mean_field); default 1000",
                         "‖ν‖, head norm; 0 or a number between 1e-60 and 1e60 (0 only where the linear "
                         "head trains); default 1/signal_norm",
                         'what trains; a list ["..."] out of weights | query | linear_head | class_token | '
                         'query_key | value | mlp | norms (the last five of one_layer_encoder, all by '
                         'default); default ["weights", "query"]',
                         "in [0, 1); default 0.9",
                         "; fixed | bernoulli; default fixed"]:
                self.assertIn(line, text)

    def test_nothing_goes_to_stderr(self):
        for words in [["--version"], ["--help"], ["verify", "--help"], ["claims"], ["predict"]]:
            self.assertEqual(run(*words).stderr, "", words)


class Claims(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.claims = strict_json(output("claims", "--json"))

    def test_every_claim_has_its_fields(self):
        self.assertGreaterEqual(len(self.claims), 13)
        for claim in self.claims:
            self.assertEqual(list(claim), ["id", "statement", "source", "kind", "theorem", "batteries"])
            batteries = claim.pop("batteries")
            self.assertTrue(batteries and set(batteries) <= {"smoke", "standard", "full", "controls", "hunt",
                                                                "proof", "encoder", "real"})
            self.assertTrue(all(isinstance(value, str) and value for value in claim.values()))
            claim["batteries"] = batteries
        ids = [claim["id"] for claim in self.claims]
        self.assertEqual(len(set(ids)), len(ids))

    def test_the_text_lists_the_same(self):
        text = output("claims")
        for claim in self.claims:
            self.assertIn(f"{claim['id']}  [{claim['kind']}]  {', '.join(claim['batteries'])}  "
                          f"({claim['theorem']})\n"
                          f"    {claim['statement']}\n"
                          f"    {claim['source']}\n", text)

    def test_the_claims_of_a_theorem_are_listed_alone(self):
        theorems = {claim["theorem"] for claim in self.claims}
        self.assertIn("token_selection", theorems)
        for theorem in theorems:
            self.assertEqual(strict_json(output("claims", "--json", "--theorem", theorem)),
                             [claim for claim in self.claims if claim["theorem"] == theorem])

    def test_explain_tells_what_decides_a_claim_of_each_kind_and_theorem(self):
        # "every claim of every battery is described in full" asks each of them, in one process.
        one_of_each = {claim[field]: claim for field in ("theorem", "kind") for claim in self.claims}
        for claim in one_of_each.values():
            with self.subTest(claim=claim["id"]):
                text = output("explain", claim["id"])
                self.assertTrue(text.startswith(claim["id"] + "\n"))
                for field in ["Statement", "Source", "Kind", "Theorem", "Hypotheses", "Method", "Decided by",
                              "Engine", "Precision"]:
                    self.assertRegex(text, rf"(?m)^{field} +\S")
                for field in ["statement", "source", "kind", "theorem"]:
                    self.assertIn(claim[field], text)


class Predict(unittest.TestCase):
    def test_the_papers_setting(self):
        prediction = predicted(*PAPER)
        self.assertAlmostEqual(prediction["kappa"], 4, delta=1e-12)
        self.assertAlmostEqual(prediction["signal_to_noise_ratio"] ** 2, 0.2, delta=1e-15)
        self.assertAlmostEqual(prediction["mean_field"]["critical_kappa"], 22.7, delta=0.1)
        self.assertEqual(prediction["regime"], "benign_overfitting")
        self.assertAlmostEqual(prediction["tau_select"], 1.5, delta=1e-12)
        self.assertAlmostEqual(prediction["tau_memorize"], 6, delta=1e-12)
        self.assertAlmostEqual(prediction["tau_benign"], 6 * math.exp(0.25), delta=1e-12)
        self.assertEqual(prediction, predicted())  # they are the defaults

    def test_the_fields_are_those_of_the_contract(self):
        prediction = predicted()
        for field in ["signal_to_noise_ratio", "kappa", "regime", "tau_select", "tau_memorize",
                      "tau_benign", "margins", "mean_field"]:
            self.assertIn(field, prediction)
        for field in ["select", "fit", "exit", "generalize", "critical_kappa", "log_time_slope"]:
            self.assertIn(field, prediction["mean_field"])
        self.assertTrue(prediction["margins"])
        for name, value in prediction["margins"].items():
            self.assertTrue(value is None or isinstance(value, (int, float)), name)

    def test_kappa_against_its_critical_value_decides_the_regime(self):
        critical = predicted()["mean_field"]["critical_kappa"]
        for share, regime in [(0.5, "benign_overfitting"), (1, "boundary"),
                              (2, "not_overfitting")]:
            norm = math.sqrt(share * critical * 2000 / 20)
            prediction = predicted(*settings(signal_norm=norm))
            self.assertEqual(prediction["regime"], regime)
            self.assertAlmostEqual(prediction["kappa"], share * critical, delta=1e-9 * critical)

    def test_a_setting_with_the_mean_field_of_a_plain_one_says_which(self):
        summed = predicted(*settings(heads=2))
        self.assertAlmostEqual(summed["mean_field"]["critical_kappa"], 44.4, delta=0.1)
        self.assertEqual(summed["equivalent"], {"head_norm": 0.1, "step_size": 0.0025, "memory": 0.0,
                                                "kernel": "grows"})
        self.assertIsNone(summed["mean_field_reason"])
        one, four = predicted(), predicted(*settings(heads=4, head_output="mean"))
        self.assertIsNone(one["equivalent"])
        for event in ["select", "fit", "generalize"]:
            self.assertAlmostEqual(four["mean_field"][event], 4 * one["mean_field"][event],
                                   delta=1e-9 * four["mean_field"][event])
        query = ["--set", 'trained=["query"]', "--set", "init_weight_law=identity"]
        alone = predicted(*query)
        self.assertAlmostEqual(alone["mean_field"]["select"], one["mean_field"]["select"] / 3,
                               delta=1e-6)
        self.assertEqual(alone["equivalent"], {"memory": 0.0, "kernel": "frozen"})
        self.assertFalse(alone["mean_field_applies"])  # K's off-diagonal noise, at d = 2000
        self.assertIn("a kernel that stands still", output("predict", *query))
        self.assertIn("by the order of 9 steps", output("predict", *settings(momentum=0.9)))

    def test_a_setting_without_one_gets_no_number_but_a_reason(self):
        names = predicted()
        for keys, reason in [({"weight_decay": 0.1}, "weight_decay is 0.1: decay forgets"),
                             ({"classes": 3}, "classes is 3: "),
                             ({"batch_size": 5}, "batch_size is 5: the full batch is its limit"),
                             ({"parameterization": "key_query"}, "parameterization is key_query"),
                             ({"trained": '["linear_head"]'}, 'trained is ["linear_head"]: ')]:
            prediction = predicted(*settings(**keys))
            self.assertEqual(prediction.keys(), names.keys())
            self.assertEqual(prediction["mean_field"].keys(), names["mean_field"].keys())
            self.assertEqual(prediction["kappa"], names["kappa"])
            self.assertTrue(prediction["mean_field_reason"].startswith(reason))
            for field in ["regime", "tau_select", "log_tau_benign", "mean_field_applies"]:
                self.assertIsNone(prediction[field], keys)
            for group in ["mean_field", "closed_forms", "margins"]:
                self.assertEqual(set(prediction[group].values()), {None}, keys)
            text = output("predict", *settings(**keys))
            self.assertIn("No regime, times or margins: " + reason, text)

    def test_what_does_not_happen_is_null(self):
        prediction = predicted(*settings(label_noise=0, dimension="1e12", signal_norm=20))
        self.assertIsNone(prediction["mean_field"]["critical_kappa"])
        self.assertIsNone(prediction["tau_benign"])  # exp(1/kappa) is beyond double
        self.assertTrue(math.isfinite(prediction["log_tau_benign"]))

    def test_critical_kappa_says_which_of_four_it_is(self):
        for status, text, keys in [
                ("found", "critical 22.", {}),
                ("never", "critical never", {"label_noise": 0.6}),
                ("no_noisy_samples", "no noisy samples", {"label_noise": 0}),
                ("outside_solved_range", "outside the solved range", {"tokens": 1000002})]:
            mean_field = predicted(*settings(**keys))["mean_field"]
            self.assertEqual(mean_field["critical_kappa_status"], status)
            self.assertEqual(mean_field["critical_kappa"] is None, status != "found")
            self.assertIn(text, output("predict", *settings(**keys)))

    def test_a_slope_or_the_reason_why_there_is_none(self):
        for keys in [{}, {"label_noise": 0}, {"tokens": 2}, {"tokens": 12, "aligned_tokens": 4}]:
            mean_field = predicted(*settings(**keys))["mean_field"]
            self.assertEqual(mean_field["log_time_slope"] is None,
                             bool(mean_field["log_time_slope_reason"]), keys)

    def test_labels_that_were_never_unfitted_and_a_threshold_that_is_met_at_once(self):
        self.assertRegex(output("predict", *settings(label_noise=0)),
                         r"(?m)^fit +fitted from the start$")
        self.assertNotIn("from the start", output("predict"))
        self.assertIn("degenerate", output("predict", *settings(tokens=2)))
        self.assertNotIn("degenerate", output("predict", *settings(tokens=3)))

    def test_the_flow_has_no_margin_of_its_step(self):
        flow = {"engine": "flow", "step_size": 1e9}
        self.assertNotIn("small_step", predicted(*settings(**flow))["margins"])
        self.assertNotIn("small_step", output("predict", *settings(**flow)))
        self.assertLess(predicted(*settings(step_size=1e9))["margins"]["small_step"], 1)

    def test_the_flips_are_told_and_a_difference_from_label_noise_once(self):
        fields = ["flipped_labels", "effective_label_noise", "flipped_plus", "flipped_minus"]
        for keys, expected, is_told in [({}, [4, 0.2, 2, 2], False),
                                        ({"label_noise": 0.01}, [1, 0.05, 1, 0], True),
                                        ({"label_noise": 0.15, "samples": 40}, [6, 0.15, 3, 3], False),
                                        ({"label_noise_kind": "bernoulli"}, [None] * 4, False)]:
            done = run("predict", "--json", *settings(**keys))
            self.assertEqual([strict_json(done.stdout)[field] for field in fields], expected)
            self.assertEqual(done.stderr.count("\n"), is_told, done.stderr)
        done = run("predict", *settings(label_noise=0.12))
        self.assertRegex(done.stdout, r"(?m)^labels flipped +3 of 20 \(a share of 0\.15: 2 of class "
                                      r"\+1, 1 of class -1\)$")
        self.assertIn("label_noise is 0.12, but 3 of 20 labels are flipped", done.stderr)

    def test_kappa_and_snr_stand_for_the_signal_norm(self):
        for keys in [{"kappa": 4}, {"snr": 0.2 ** 0.5}, {"kappa": 4, "dimension": 8000},
                     {"snr": 0.1, "samples": 400, "noise_std": 3}]:
            expected = keys.get("kappa", keys.get("snr", 0) ** 2 * keys.get("samples", 20))
            self.assertAlmostEqual(predicted(*settings(**keys))["kappa"], expected, delta=1e-12)
        self.assertAlmostEqual(predicted(*settings(kappa=4))["tau_select"], 1.5, delta=1e-12)
        for first, second in [("kappa", "snr"), ("kappa", "signal_norm"), ("signal_norm", "snr")]:
            done = run("predict", *settings(**{first: 3, second: 2}))
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(f"{second} is 2, but must be the only one of kappa, snr and signal_norm",
                          done.stderr)
        for value in ["0", "-1", "nan", "x"]:
            done = run("predict", *settings(kappa=value))
            self.assertEqual(done.returncode, 2)
            self.assertIn(f"kappa is {value}, but must be", done.stderr)
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "setting.toml"
            config.write_text("kappa = 4\n")
            self.assertAlmostEqual(predicted("--config", str(config), *settings(signal_norm=40))
                                   ["kappa"], 16, delta=1e-12)
            config.write_text("kappa = 4\nsnr = 1\n")
            self.assertEqual(run("predict", "--config", str(config)).returncode, 2)

    def test_the_text_says_the_same(self):
        text = output("predict", *PAPER)
        self.assertRegex(text, r"(?m)^kappa +4 +\(critical 22\.[67]\d*\)$")
        self.assertRegex(text, r"(?m)^regime +benign_overfitting$")
        self.assertRegex(text, r"(?m)^tau_select +1\.5$")
        for margin in predicted(*PAPER)["margins"]:
            self.assertRegex(text, rf"(?m)^[ !] {re.escape(margin)} ")
        self.assertNotIn("\x1b", text)

    def test_a_config_and_set_with_set_in_front(self):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "setting.toml"
            config.write_text('signal_norm = 40 # twice\nsamples = 2e1\nengine = "gram"\n')
            self.assertAlmostEqual(predicted("--config", str(config))["kappa"], 16, delta=1e-12)
            words = ["--config", str(config), *settings(signal_norm=10)]
            self.assertAlmostEqual(predicted(*words)["kappa"], 1, delta=1e-12)
            self.assertAlmostEqual(predicted(*words[2:], *words[:2])["kappa"], 1, delta=1e-12)
        self.assertAlmostEqual(predicted(*settings(signal_norm=10), *settings(signal_norm=40))
                               ["kappa"], 16, delta=1e-12)

    def test_json_comes_in_one_document(self):
        json.loads(output("predict", "--json"))


class PredictedSweep(unittest.TestCase):
    """predict over a sweep's file, beside predict of each of its cells."""

    def predicted(self, text, *words):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "grid.toml"
            config.write_text(text)
            return run("predict", "--config", str(config), *words)

    def test_a_row_is_what_predict_says_of_its_cell(self):
        done = self.predicted("label_noise = 0.1\n[sweep]\nkappa = [2, 4]\ntokens = [4, 8]\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        header, *rows = (line.split(",") for line in done.stdout.splitlines())
        self.assertEqual(header[:5], ["kappa", "tokens", "signal_to_noise_ratio", "regime", "tau_select"])
        self.assertEqual([row[:2] for row in rows], [["2", "4"], ["2", "8"], ["4", "4"], ["4", "8"]])
        for row in rows:
            cell = json.loads(output("predict", "--json", *settings(label_noise=0.1, kappa=row[0],
                                                                    tokens=row[1])))
            named = dict(zip(header, row))
            self.assertEqual(named["regime"], cell["regime"])
            for name in ("select", "fit", "generalize", "critical_kappa"):
                expected = cell["mean_field"][name]
                self.assertEqual(float(named[name]) if named[name] else None, expected)
            self.assertEqual(float(named["tau_memorize"]), cell["tau_memorize"])

    def test_where_no_mean_field_is_derived_the_row_has_what_the_data_say(self):
        done = self.predicted('trained = ["weights", "query", "linear_head"]\n[sweep]\nkappa = [4]\n')
        [_, row] = done.stdout.splitlines()
        self.assertRegex(row, r"^4,0\.4\d*,+$")

    def test_json_of_a_sweep_is_refused(self):
        done = self.predicted("[sweep]\nkappa = [1, 2]\n", "--json")
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
