"""simulate: summary.json, trajectory.csv, their schema, and what the engines agree on.

Usage: simulate_test.py PROGRAM SUMMARY_SCHEMA
"""

import csv
import json
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

import jsonschema

from program import ENVIRONMENT, NO_GNUPLOT, PROGRAM, FolderTest, output, run, settings, strict_json

SCHEMA = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
ROW_VALIDATOR = jsonschema.Draft7Validator(
    {"$ref": "#/definitions/trajectory_row", "definitions": SCHEMA["definitions"]})
# Figures of fresh data, which dense and gram draw alike and sampled by another law.
TEST_FIGURES = ["test_loss", "test_loss_stderr", "test_accuracy", "test_accuracy_stderr",
                "test_relevant_mean"]
SMALL = {"dimension": 200, "steps": 100}


def simulated(**keys):
    summary = strict_json(output("simulate", *settings(**keys)))
    VALIDATOR.validate(summary)
    return summary


def without(summary, *fields):
    return {key: without(value, *fields) if isinstance(value, dict) else value
            for key, value in summary.items() if key not in fields}


def objects(value):
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from objects(child)


class Schema(unittest.TestCase):
    def test_the_schema_is_valid_and_describes_every_field(self):
        jsonschema.Draft7Validator.check_schema(SCHEMA)
        for node in objects(SCHEMA):
            if not isinstance(node.get("properties"), dict):
                continue
            self.assertIs(node["additionalProperties"], False)
            optional = [name for name, field in node["properties"].items()
                        if "Absent without" in field.get("description", "")]
            self.assertEqual(node["required"] + optional, list(node["properties"]))
            for name, field in node["properties"].items():
                if "$ref" in field:
                    field = SCHEMA["definitions"][field["$ref"].rsplit("/", 1)[1]]
                self.assertTrue(field.get("description"), name)

    def test_a_field_less_or_more_is_refused(self):
        summary = simulated(steps=1)
        for node in list(objects(summary)):
            for name in list(node):
                value = node.pop(name)
                self.assertFalse(VALIDATOR.is_valid(summary), name)
                node[name] = value
            node["colour"] = 1
            self.assertFalse(VALIDATOR.is_valid(summary))
            del node["colour"]
        VALIDATOR.validate(summary)


class StalePictures(FolderTest):
    def test_without_gnuplot_no_picture_of_another_run_stays(self):
        words = ["simulate", *settings(**SMALL), "--out", str(self.out), "--png"]
        self.assertEqual(run(*words).returncode, 0)
        self.assertTrue((self.out / "trajectory.svg").is_file())
        (self.out / "mine.svg").write_text("<svg/>")
        self.assertEqual(run(*words, *settings(seed=2), PATH="/nowhere").returncode, 0)
        self.assertEqual(sorted(path.name for path in self.out.iterdir()),
                         ["mine.svg", "summary.json", "trajectory.csv"])


class Interruption(FolderTest):
    def test_a_run_that_is_stopped_writes_what_it_has(self):
        for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
            words = ["simulate", *settings(dimension=200, steps=10**9, test_samples=50),
                     "--out", str(self.out)]
            with subprocess.Popen([PROGRAM, *words], env=ENVIRONMENT, text=True,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                time.sleep(1)
                process.send_signal(number)
                stdout, stderr = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 130, stderr)
            self.assertIn("interrupted at step", stderr)
            summary = strict_json(stdout)
            VALIDATOR.validate(summary)
            self.assertEqual(summary, strict_json((self.out / "summary.json").read_text()))
            self.assertTrue(0 < summary["interrupted_at"] < 10**9)
            last = (self.out / "trajectory.csv").read_text().splitlines()[-1]
            self.assertEqual(float(last.split(",")[0]), summary["interrupted_at"])


class Watched(unittest.TestCase):
    """The last class: a run says how far it is after 10 s, which the tests before it fill. It takes no
    processor from them meanwhile: it is stopped after half a second and goes on when its time has come."""

    words = ["simulate", *settings(dimension=200, steps=10**9, test_samples=50)]

    @classmethod
    def start(cls):
        cls.long_run = subprocess.Popen([PROGRAM, *cls.words], env=ENVIRONMENT, text=True,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(0.5)
        cls.long_run.send_signal(signal.SIGSTOP)
        unittest.addModuleCleanup(cls.long_run.kill)

    def test_a_long_run_says_how_far_it_is(self):
        self.long_run.send_signal(signal.SIGCONT)
        self.assertRegex(self.long_run.stderr.readline(), r"^simulate: step \S+ of 1e\+09, about .* left$")
        self.long_run.send_signal(signal.SIGTERM)
        self.long_run.communicate(timeout=60)


def setUpModule():
    Watched.start()


class Summary(unittest.TestCase):
    def test_defaults_are_resolved(self):
        parameters = simulated(steps=0)["parameters"]
        expected = {"samples": 20, "tokens": 8, "dimension": 2000, "signal_norm": 20,
                    "noise_std": 1, "weak_signal": 0.1, "label_noise": 0.2,
                    "label_noise_kind": "fixed", "confusing_tokens": 1, "aligned_tokens": 1,
                    "head_norm": 1 / 20, "step_size": 0.005, "steps": 0, "init_query_std": 0,
                    "init_weight_law": "gaussian", "failure_probability": 0.05,
                    "selection_threshold": 0.5}
        for key, value in expected.items():
            self.assertEqual(parameters[key], value, key)
        self.assertAlmostEqual(parameters["init_weight_std"], 6000 ** -0.5, delta=1e-17)
        self.assertAlmostEqual(parameters["target_gap"], 1.9459101490553132, delta=1e-15)

    def test_the_flips_of_the_run_and_the_shares_that_are_fitted(self):
        for noise, flips, effective in [(0.2, 4, 0.2), (0.01, 1, 0.05), (0, 0, 0)]:
            summary = simulated(label_noise=noise, steps=1000)
            self.assertEqual((summary["flipped_labels"], summary["effective_label_noise"]),
                             (flips, effective))
            self.assertEqual(summary["flipped_plus"] + summary["flipped_minus"], flips)
            self.assertEqual(summary["clean_fitted"], 1)
            self.assertEqual(summary["noisy_fitted"] is None, flips == 0)
            fitted = 20 - flips + flips * (summary["noisy_fitted"] or 0)
            self.assertAlmostEqual(summary["train_accuracy"], fitted / 20, delta=1e-12)
        drawn = [simulated(label_noise_kind="bernoulli", steps=0, seed=seed)["flipped_labels"]
                 for seed in range(8)]
        self.assertGreater(len(set(drawn)), 1)
        self.assertIsNone(simulated(label_noise_kind="bernoulli", engine="mean_field")
                          ["flipped_labels"])

    def test_before_training_attention_is_uniform(self):
        summary = simulated(steps=0)
        for figure, value in summary["initial"].items():
            self.assertEqual(summary[figure], value, figure)
        for figure in ["clean_relevant_min", "noisy_relevant_max", "test_relevant_mean"]:
            self.assertEqual(summary[figure], 1 / 8)
        self.assertEqual(summary["query_norm_squared"], 0)
        self.assertEqual(set(summary["stopping_times"].values()), {None})

    def test_a_run_depends_on_its_seed_alone(self):
        first = simulated(steps=50)
        self.assertEqual(without(first, "wall_seconds"),
                         without(simulated(steps=50), "wall_seconds"))
        self.assertEqual(first["seed"], 1)
        self.assertNotEqual(first["train_loss"], simulated(steps=50, seed=2)["train_loss"])
        self.assertEqual(simulated(steps=0, seed=2**64 - 1)["seed"], 2**64 - 1)

    def test_the_papers_setting_overfits_benignly(self):
        for seed in [1, 2]:
            summary = simulated(engine="gram", seed=seed)
            self.assertGreaterEqual(summary["clean_relevant_min"], 0.9)
            self.assertTrue(0.44 <= summary["train_loss"] <= 0.47, summary["train_loss"])
            self.assertTrue(0.43 <= summary["test_loss"] <= 0.48, summary["test_loss"])
            self.assertEqual(summary["train_accuracy"], 1)
            times = summary["stopping_times"]
            self.assertTrue(all(times[name] == int(times[name]) for name in
                                ["fit_all", "select_clean", "generalize"]), times)

    def test_dense_and_gram_are_one_run(self):
        gram = simulated(engine="gram", init_query_std=0.05, **SMALL)
        dense = simulated(engine="dense", init_query_std=0.05, **SMALL)
        self.assertGreater(abs(gram["train_loss"] - gram["initial"]["train_loss"]), 0.01)
        fields = [name for name in gram["initial"] if name not in TEST_FIGURES]
        for here, there in [(gram, dense), (gram["initial"], dense["initial"])]:
            for name in fields:
                self.assertAlmostEqual(here[name], there[name], delta=1e-8, msg=name)
            for name in TEST_FIGURES:  # the same fresh tokens, too
                self.assertAlmostEqual(here[name], there[name], delta=1e-8, msg=name)
        self.assertEqual(gram["stopping_times"], dense["stopping_times"])

    def test_sampled_takes_any_dimension(self):
        start = time.monotonic()
        simulated()
        default = time.monotonic() - start
        start = time.monotonic()
        summary = simulated(dimension="1000000000000", signal_norm=400000)
        self.assertLess(time.monotonic() - start, 2 * default + 1)
        self.assertEqual(summary["parameters"]["dimension"], 10**12)
        self.assertLess(summary["train_loss"], summary["initial"]["train_loss"])
        self.assertEqual(simulated(dimension="1e15", signal_norm="1e7", steps=5)
                         ["parameters"]["dimension"], 10**15)

    def test_every_precision_runs_and_the_digits_agree(self):
        losses = {precision: simulated(precision=precision, steps=20, samples=4, dimension=64)
                  ["train_loss"] for precision in ["float", "double", "long_double", "50", "100"]}
        for precision, loss in losses.items():
            delta = 1e-4 if precision == "float" else 1e-12
            self.assertAlmostEqual(loss, losses["100"], delta=delta, msg=precision)

    def test_the_flow_reports_its_drift_and_takes_real_steps(self):
        summary = simulated(engine="flow", steps=100.5, samples=4, dimension=64)
        self.assertEqual(summary["steps"], 100.5)
        self.assertIsNone(summary["parameters"]["record_every"])
        self.assertLess(summary["conserved_drift"]["trace_balance"], 1e-9)
        self.assertIsNone(summary["conserved_drift"]["log_determinant"])  # p0 = 0
        drift = simulated(engine="flow", samples=4, dimension=64, init_query_std=0.1)
        self.assertLess(drift["conserved_drift"]["log_determinant"], 1e-6)
        self.assertIsNone(simulated(steps=1)["conserved_drift"])

    def test_the_mean_field_has_the_shape_of_a_run_and_a_second_order(self):
        summary = simulated(engine="mean_field")
        sampled = simulated()
        for name in ["clean_relevant_mean", "noisy_relevant_mean", "train_loss", "lambda_plus"]:
            self.assertAlmostEqual(summary["second_order"][name], sampled[name], delta=0.08)
        self.assertIsNone(sampled["second_order"])

    def test_the_mean_field_of_a_family_is_that_of_its_plain_equivalent(self):
        one = simulated(engine="mean_field", steps=1000)
        four = simulated(engine="mean_field", heads=4, head_output="mean", steps=4000)
        for event, time in one["stopping_times"].items():
            if time is None:
                self.assertIsNone(four["stopping_times"][event])
            else:
                self.assertAlmostEqual(four["stopping_times"][event], 4 * time, delta=1e-6 * time)
        self.assertAlmostEqual(four["train_loss"], one["train_loss"], delta=1e-9)
        self.assertAlmostEqual(four["second_order"]["train_loss"],
                               one["second_order"]["train_loss"], delta=1e-6)

    def test_what_trains_is_a_list_and_a_kernel_that_stands_still_has_no_second_order(self):
        alone = simulated(engine="mean_field", trained='["query"]', init_weight_law="identity")
        self.assertEqual(alone["parameters"]["trained"], ["query"])
        self.assertEqual(simulated(steps=0)["parameters"]["trained"], ["weights", "query"])
        self.assertAlmostEqual(alone["parameters"]["init_weight_std"], 2000 ** -0.5, delta=1e-15)
        self.assertIsNone(alone["second_order"])
        # |p|^2 = |w|^2 on the span of the data where W = I.
        both = simulated(engine="mean_field", steps=3000)
        self.assertAlmostEqual(alone["train_loss"], both["train_loss"], delta=1e-9)
        self.assertAlmostEqual(alone["query_norm_squared"], both["query_norm_squared"] / 3,
                               delta=1e-9)

    def test_a_kind_of_sample_that_is_absent_is_null(self):
        summary = simulated(label_noise=0, steps=1)
        self.assertIsNone(summary["noisy_relevant_max"])
        self.assertIsNone(summary["noisy_relevant_mean"])
        self.assertIsNone(summary["stopping_times"]["select_noisy"])

    def test_every_instruction_set_stops_at_the_same_steps(self):
        def on(instruction_set):
            done = run("simulate", BENIGNITY_INSTRUCTION_SET=instruction_set)
            return strict_json(done.stdout) if done.returncode == 0 else None
        baseline = on("x86-64")
        self.assertIsNotNone(baseline["stopping_times"]["select_clean"])
        for instruction_set in ["avx2", "avx512"]:
            other = on(instruction_set)
            if other is None:
                continue  # this processor lacks it
            self.assertEqual(other["stopping_times"], baseline["stopping_times"])
            self.assertAlmostEqual(other["train_loss"], baseline["train_loss"], delta=1e-9)
            self.assertNotEqual(without(other, "wall_seconds"), without(baseline, "wall_seconds"))

    def test_an_instruction_set_that_is_none_is_refused(self):
        done = run("simulate", BENIGNITY_INSTRUCTION_SET="mmx")
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1))
        self.assertRegex(done.stderr, "BENIGNITY_INSTRUCTION_SET is mmx, but must be x86-64")

    def test_a_toml_file_and_set_with_set_in_front(self):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder) / "setting.toml"
            config.write_text('engine = "gram"\ndimension = 2e2\nsteps = 0x3\nprecision = 50\n'
                              'label_noise_kind = "bernoulli"\nseed = 1e3\nlabel_noise = 0.1\n')
            words = ["simulate", "--config", str(config), *settings(steps=2, label_noise=0.3)]
            summary = strict_json(output(*words))
        VALIDATOR.validate(summary)
        self.assertEqual([summary[key] for key in ["engine", "precision", "steps", "seed"]],
                         ["gram", "50", 2, 1000])
        self.assertEqual(summary["parameters"]["dimension"], 200)
        self.assertEqual(summary["parameters"]["label_noise"], 0.3)
        self.assertEqual(summary["parameters"]["label_noise_kind"], "bernoulli")


class Files(FolderTest):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "new" / "out"

    def rows(self):
        with open(self.out / "trajectory.csv", newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            rows = [{name: None if text == "" else float(text) for name, text in row.items()}
                    for row in reader]
            return reader.fieldnames, rows

    def test_the_summary_file_is_what_stdout_said(self):
        stdout = output("simulate", *settings(steps=45, record_every=10), "--out", str(self.out))
        self.assertEqual((self.out / "summary.json").read_text(encoding="utf-8"), stdout)
        self.assertEqual(sorted(path.name for path in self.out.iterdir()),
                         ["summary.json", "trajectory.csv", "trajectory.svg", "trajectory_data.csv"])
        columns, rows = self.rows()
        self.assertEqual(columns, list(SCHEMA["definitions"]["trajectory_row"]["properties"]))
        self.assertEqual([row["step"] for row in rows], [0, 10, 20, 30, 40, 45])
        for row in rows:
            ROW_VALIDATOR.validate(row)
        summary = strict_json(stdout)
        for name in columns[1:]:
            self.assertEqual(rows[0][name], summary["initial"][name], name)
            self.assertEqual(rows[-1][name], summary[name], name)

    def test_absent_figures_are_empty_fields(self):
        output("simulate", *settings(steps=3, label_noise=0), "--out", str(self.out))
        for row in self.rows()[1]:
            ROW_VALIDATOR.validate(row)
            self.assertIsNone(row["noisy_relevant_max"])

    def test_a_run_that_leaves_the_range_of_its_scalar_writes_nothing(self):
        done = run("simulate", *settings(precision="float", step_size="1e30", head_norm="1e20"),
                   "--out", str(self.out))
        self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1))
        self.assertRegex(done.stderr, "step_size is .* but must be small enough")
        self.assertEqual(list(self.out.iterdir()), [])

    def test_older_files_are_replaced_and_others_left_alone(self):
        output("simulate", *settings(steps=1), "--out", str(self.out))
        (self.out / "notes.txt").write_text("mine")
        output("simulate", *settings(steps=2), "--out", str(self.out))
        self.assertEqual(strict_json((self.out / "summary.json").read_text())["steps"], 2)
        self.assertEqual((self.out / "notes.txt").read_text(), "mine")
        self.assertEqual(len(list(self.out.iterdir())), 5)

    def picture(self, *words):
        """The texts of trajectory.svg."""
        output("simulate", *words, "--out", str(self.out))
        return [text.strip() for text in
                ElementTree.parse(self.out / "trajectory.svg").getroot().itertext() if text.strip()]

    def test_the_picture_has_every_kind_of_sample_and_the_mean_field(self):
        texts = self.picture(*settings(steps=50))
        for label in ["clean training samples", "noisy training samples", "fresh samples",
                      "mean field, second order", "τ [steps]", "mean s₁"]:
            self.assertIn(label, texts)
        self.assertIn("50", texts)  # of a linear axis

    def test_the_picture_of_a_flow_has_logarithmic_time_and_png_is_for_the_asking(self):
        texts = self.picture(*settings(engine="flow", steps=1e5, samples=4, dimension=64,
                                       label_noise=0), "--png")
        self.assertNotIn("noisy training samples", texts)
        self.assertFalse([text for text in texts if "no place" in text])
        png = (self.out / "trajectory.png").read_bytes()
        self.assertTrue(png.startswith(b"\x89PNG"))

    def test_where_the_mean_field_is_not_integrated_the_caption_says_so(self):
        texts = self.picture(*settings(steps=2, signal_norm="1e6", engine="gram"))
        self.assertIn("The mean field is not integrated at this setting.", " ".join(texts))
        self.assertNotIn("mean field", texts)

    def test_without_gnuplot_a_run_has_its_numbers_and_one_line_of_regret(self):
        done = run("simulate", *settings(steps=2), "--out", str(self.out), PATH="/nowhere")
        self.assertEqual((done.returncode, done.stderr), (0, NO_GNUPLOT))
        self.assertEqual(len(list(self.out.iterdir())), 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
