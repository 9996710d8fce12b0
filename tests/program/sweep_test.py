"""sweep: its CSV, and bad input.

Usage: sweep_test.py PROGRAM CONFIGS
"""

import os
import pathlib
import resource
import sqlite3
import sys
import unittest

from program import run, settings
from sweeps import GRID, MANY, SMALL, SweepTest, rows_of

CONFIGS = pathlib.Path(sys.argv[2])
# Enough to fill some pages of the store.
SOME = MANY.replace("steps = 6000", "steps = 20")


class Csv(SweepTest):
    def test_swept_keys_first_in_the_files_order_then_the_figures(self):
        text = self.sweep(GRID).decode()
        header = text.splitlines()[0]
        self.assertTrue(header.startswith("dimension,signal_norm,train_loss,test_loss,"), header)
        rows = rows_of(text)
        self.assertEqual([(row["dimension"], row["signal_norm"]) for row in rows],
                         [(d, m) for d in ("100", "200", "300") for m in ("5", "10")])
        swapped = GRID.split("[sweep]\n")[0] + "[sweep]\nsignal_norm = [5, 10]\ndimension = [100]\n"
        header = self.sweep(swapped, out=self.folder / "swapped").decode()
        self.assertTrue(header.startswith("signal_norm,dimension,train_loss"), header)

    def test_a_row_is_what_simulate_says(self):
        import json
        row = rows_of(self.sweep(GRID).decode())[3]
        keys = ["samples", "tokens", "dimension", "signal_norm", "steps", "test_samples",
                "record_every", "seed"]
        summary = json.loads(run("simulate", *settings(**{key: row[key] for key in keys})).stdout)
        for figure in ["train_loss", "test_loss", "train_accuracy", "test_accuracy",
                       "clean_relevant_min", "noisy_relevant_max", "test_relevant_mean"]:
            self.assertEqual(float(row[figure]), summary[figure], figure)
        for time_name, value in summary["stopping_times"].items():
            self.assertEqual(row[time_name], "" if value is None else f"{value:g}", time_name)
        self.assertAlmostEqual(float(row["kappa"]), 4 * 100 / 200, delta=1e-12)

    def test_decimal_ranges_have_no_drift(self):
        text = SMALL + "dimension = 100\n[sweep]\nlabel_noise = {from = 0, to = 0.9, step = 0.1}\n"
        rows = rows_of(self.sweep(text).decode())
        self.assertEqual([row["label_noise"] for row in rows],
                         ["0"] + [f"0.{i}" for i in range(1, 10)])

    def test_a_list_of_cells_and_replicates(self):
        text = (SMALL + 'replicates = 2\n[[cell]]\nengine = "gram"\ndimension = 50\n'
                '[[cell]]\ndimension = 60\nengine = "mean_field"\n')
        rows = rows_of(self.sweep(text).decode())
        self.assertEqual([(row["engine"], row["dimension"], row["replicate"]) for row in rows],
                         [("gram", "50", "0"), ("gram", "50", "1"),
                          ("mean_field", "60", "0"), ("mean_field", "60", "1")])
        self.assertNotEqual(rows[0]["train_loss"], rows[1]["train_loss"])
        self.assertEqual(rows[2]["train_loss"], rows[3]["train_loss"])  # no randomness in it

    def test_the_flips_stand_beside_the_label_noise_and_a_difference_is_told(self):
        text = (SMALL + "samples = 20\nlabel_noise_kind = \"fixed\"\ndimension = 100\n[sweep]\n"
                "label_noise = [0.01, 0.05, 0.2, 0.21]\n").replace("samples = 4\n", "", 1)
        rows = rows_of(self.sweep(text).decode())
        self.assertEqual([(row["flipped_labels"], row["effective_label_noise"], row["flipped_plus"],
                           row["flipped_minus"]) for row in rows],
                         [("1", "0.05", "1", "0"), ("1", "0.05", "1", "0"), ("4", "0.2", "2", "2"),
                          ("5", "0.25", "3", "2")])
        notes = [line for line in self.stderr.splitlines() if "label_noise" in line]
        self.assertEqual(len(notes), 1)
        self.assertIn("in 2 of 4 cells", notes[0])
        self.assertIn("one setting: 0.01 = 0.05", notes[0])

    def test_bernoulli_flips_are_those_of_each_run(self):
        text = SMALL + 'label_noise_kind = "bernoulli"\nreplicates = 20\n[sweep]\ndimension = [100]\n'
        rows = rows_of(self.sweep(text).decode())
        flips = [int(row["flipped_labels"]) for row in rows]
        self.assertGreater(len(set(flips)), 1)
        for row in rows:
            self.assertEqual(int(row["flipped_labels"]),
                             int(row["flipped_plus"]) + int(row["flipped_minus"]))

    def test_kappa_is_swept_across_dimensions(self):
        text = SMALL + "[sweep]\ndimension = [100, 300]\nkappa = [0.1, 4]\n"
        rows = rows_of(self.sweep(text).decode())
        self.assertEqual([(row["dimension"], row["kappa"]) for row in rows],
                         [("100", "0.1"), ("100", "4"), ("300", "0.1"), ("300", "4")])
        for row in rows:
            kappa = int(row["samples"]) * float(row["signal_norm"]) ** 2 / int(row["dimension"])
            self.assertAlmostEqual(kappa, float(row["kappa"]), delta=1e-12)

    def test_a_list_of_words_varies_like_any_key(self):
        text = SMALL + ('dimension = 100\nengine = "mean_field"\nhead_output = "mean"\n[sweep]\n'
                        'trained = [["query"], ["weights", "query"]]\nheads = [1, 3]\n')
        rows = rows_of(self.sweep(text).decode())
        self.assertEqual([(row["trained"], row["heads"]) for row in rows],
                         [('["query"]', "1"), ('["query"]', "3"),
                          ('["weights", "query"]', "1"), ('["weights", "query"]', "3")])
        self.assertEqual([row["failure"] for row in rows], [""] * 4)
        self.assertNotEqual(rows[0]["train_loss"], rows[1]["train_loss"])
        self.assertEqual(rows[0]["train_loss"], rows[2]["train_loss"])  # the lazy one, at p_0 = 0

    def test_a_cell_that_leaves_the_range_is_told_and_the_others_stand(self):
        text = SMALL + ('dimension = 100\nprecision = "float"\nengine = "gram"\n[sweep]\n'
                        "step_size = [0.005, 1e30]\n")
        rows = rows_of(self.sweep(text, code=1).decode())
        self.assertTrue(rows[0]["train_loss"] and not rows[0]["failure"])
        self.assertTrue(rows[1]["failure"] and not rows[1]["train_loss"])

    def test_the_pictures_are_those_of_the_present_grid(self):
        path = os.environ["PATH"]
        self.sweep(GRID, path=path)
        figures = self.out / "figures"
        self.assertTrue((figures / "phase_diagram.svg").is_file())
        (figures / "mine.svg").write_text("<svg>not of this program</svg>")
        self.sweep(SMALL + "[sweep]\ndimension = [100, 200]\n", "--resume", path=path)
        drawn = {path.stem for path in figures.glob("*.svg")}
        self.assertEqual(drawn, {"stopping_times", "generalization_time", "mine"})

    def test_a_flow_that_cannot_begin_is_its_cells_failure(self):
        text = SMALL + ('dimension = 100\nengine = "flow"\n[sweep]\n'
                        "signal_norm = [10, 1e25]\n")
        rows = rows_of(self.sweep(text, code=1).decode())
        self.assertTrue(rows[0]["train_loss"] and not rows[0]["failure"])
        self.assertTrue(rows[1]["failure"] and not rows[1]["train_loss"])
        self.assertNotIn("internal error", self.stderr)

    def test_the_shipped_configs_are_read(self):
        for config in sorted(CONFIGS.glob("*.toml")):
            done = run("sweep", "--config", str(config), "--out", "/dev/null/x")
            self.assertIn("out is /dev/null/x", done.stderr, config)  # after all cells are valid


class BadInput(SweepTest):
    def test_grids_that_are_none(self):
        for text, names in [
                (SMALL, ["sweep is absent", "[sweep]", "[[cell]]"]),
                ("[sweep]\n", ["sweep is empty"]),
                ("sweep = 3\n", ["sweep is no table"]),
                ("cell = []\n", ["cell is no list of tables"]),
                ("[[cell]]\n", ["cell is table 1", "at least one"]),
                ("[[cell]]\nsamples = 3\n[[cell]]\ntokens = 3\n", ["cell is table 2", "the first"]),
                ("[sweep]\nsamples = [3]\n[[cell]]\ntokens = 3\n", ["sweep is given beside"]),
                ("[sweep]\nsamples = []\n", ["samples is an empty list"]),
                ("[sweep]\nsamples = 3\n", ["samples is no list", "from"]),
                ("[sweep]\nsamples = [[3]]\n", ["samples is a table, list or date"]),
                ('[sweep]\ntrained = ["query"]\n', ["trained is query", "a list out of"]),
                ('[sweep]\ntrained = [["query"], ["query"]]\n', ["trained", "another one"]),
                ("[sweep]\nvolume = [3]\n", ["volume is 3", "known keys"]),
                ("[sweep]\nsignal_norm = [10, 20, 1e1]\n",
                 ["signal_norm is 10 (value 3)", "another one than value 1"]),
                ("[sweep]\nsamples = [4, 4]\n", ["samples is 4 (value 2)", "value 1"]),
                ("[[cell]]\nsamples = 4\n[[cell]]\nsamples = 5\n[[cell]]\nsamples = 4\n",
                 ["cell is table 3", "another cell than table 1"]),
                ("kappa = 3\n[sweep]\nsignal_norm = [3]\n",
                 ["signal_norm is varied beside a fixed kappa", "the only one"]),
                ("[sweep]\nkappa = [3]\nsnr = [1]\n", ["snr is 1", "the only one", "kappa"]),
                ("samples = 3\n[sweep]\nsamples = [3]\n", ["samples is both fixed and varied"]),
                ("replicates = 0\n[sweep]\nsamples = [3]\n", ["replicates is 0", "from 1"]),
                ("[sweep]\nsamples = {from = 1, to = 3}\n", ["samples.step is absent"]),
                ("[sweep]\nsamples = {from = 1, to = 3, by = 1}\n", ["samples is a table with by"]),
                ("[sweep]\nsamples = {from = 1, to = 3, step = 0}\n", ["samples.step is 0"]),
                ("[sweep]\nsamples = {from = 1, to = 3, step = -1}\n", ["samples.to is 3"]),
                ("[sweep]\nsamples = {from = 1, to = 4, step = 2}\n", ["samples.to is 4"]),
                ('[sweep]\nsamples = {from = "1", to = 4, step = 2}\n', ["samples.from is a word"]),
                ("[sweep]\nsamples = {from = nan, to = 4, step = 2}\n", ["samples.from is nan"]),
                ("[sweep]\nsamples = [3, 0]\n",
                 ["samples is 0", "from 1", "cell 2 of 2: samples = 0"]),
                ('[sweep]\nengine = ["gram", "grim"]\n', ["engine is grim", "sampled, gram"]),
                ("[sweep]\nseed = {from = 1, to = 100001, step = 1}\n",
                 ["sweep is 100001 cells", "100000", "--yes"]),
                ("[sweep]\nseed = {from = 1, to = 1e12, step = 1}\n", ["seed is a range of"]),
                ("replicates = 1000\n[sweep]\nseed = {from = 1, to = 1e6, step = 1}\n",
                 ["sweep is 1000000000 cells", "10000000"])]:
            self.refused(text, names=names)
            self.assertFalse(self.out.exists())
        self.refused(GRID, "--set", "dimension=5", names=["dimension is both fixed and varied"])
        self.refused(GRID, "--jobs", "0", names=["jobs is 0"])
        done = run("sweep")
        self.assertEqual(done.returncode, 2)
        self.assertIn("--config", done.stderr)

    def test_cells_that_do_not_fit_in_memory_together_are_refused(self):
        # A cell of a third of the machine: one fits, four at a time do not.
        bytes_ = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 3
        samples = int((bytes_ / 56) ** 0.5 / 2)
        text = (f"samples = {samples}\ntokens = 2\ndimension = 1e12\nsteps = 1\n"
                "[sweep]\nsignal_norm = [1e5, 2e5, 3e5, 4e5]\n")
        self.refused(text, "--jobs", "4", names=["jobs is 4", "smaller", "MiB"])

    def test_a_large_grid_with_yes_is_taken(self):
        text = "[sweep]\nseed = {from = 1, to = 100001, step = 1}\n"
        self.refused(text, "--yes", names=["out is /dev/null/x"], out=pathlib.Path("/dev/null/x"))

    def test_an_existing_store_is_not_overwritten(self):
        self.sweep(GRID)
        before = (self.out / "sweep.csv").read_bytes()
        (self.out / "sweep.csv").unlink()
        self.refused(GRID, names=["holds an earlier sweep", "--resume", "--out"])
        self.assertEqual(self.sweep(GRID, "--resume"), before)

    def test_a_store_of_another_version_is_refused(self):
        self.sweep(GRID)
        (self.out / "sweep.csv").unlink()
        for change, names in [("UPDATE origin SET program = 'benignity 0.0.1'",
                               ["benignity 0.0.1", "the program that wrote it", "--out"]),
                              ("PRAGMA user_version = 99", ["format is 99", "--out"]),
                              ("PRAGMA application_id = 7", ["another program's database"])]:
            connection = sqlite3.connect(self.out / "sweep.sqlite")
            connection.execute(change)
            connection.commit()
            connection.close()
            before = (self.out / "sweep.sqlite").read_bytes()
            self.refused(GRID, "--resume", names=names)
            self.assertEqual((self.out / "sweep.sqlite").read_bytes(), before)

    def test_a_damaged_store_is_refused(self):
        self.sweep(SOME)
        (self.out / "sweep.csv").unlink()
        store = self.out / "sweep.sqlite"
        whole = store.read_bytes()
        for damaged in [b"no database, but longer than a page's header" * 100,
                        whole[:len(whole) // 2],
                        whole[:8192] + b"\xff" * 8192 + whole[16384:]]:
            store.write_bytes(damaged)
            self.refused(SOME, "--resume", names=["damaged or no store", "--out"])
            self.assertEqual(store.read_bytes(), damaged)

    def test_a_store_in_use_is_refused(self):
        self.sweep(GRID)
        (self.out / "sweep.csv").unlink()
        connection = sqlite3.connect(self.out / "sweep.sqlite", isolation_level=None)
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        self.refused(GRID, "--resume", names=["another process is using it"])
        connection.close()
        self.sweep(GRID, "--resume")

    def test_a_full_disk_loses_nothing(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
        self.refused(SOME, preexec_fn=limit, names=["disk is full", "--resume"])
        connection = sqlite3.connect(self.out / "sweep.sqlite")
        kept = connection.execute("SELECT count(*) FROM cell").fetchone()[0]
        connection.close()
        self.assertGreater(kept, 0)
        self.assertEqual(self.sweep(SOME, "--resume"),
                         self.sweep(SOME, out=self.folder / "whole"))

    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_a_folder_without_permission(self):
        self.sweep(GRID)
        (self.out / "sweep.csv").unlink()
        self.out.chmod(0o500)
        self.addCleanup(self.out.chmod, 0o700)
        self.refused(GRID, "--resume", names=["out is", "writable"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
