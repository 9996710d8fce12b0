"""sweep: its store, resumption after SIGKILL and Ctrl-C, jobs and ranks.

Usage: sweep_store_test.py PROGRAM
"""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import unittest

from program import ENVIRONMENT, PROGRAM, run, without_pictures
from sweeps import GRID, MANY, SweepTest, rows_of

without_pictures()

MANY_CELLS = 300
KILLS = 10


class Store(SweepTest):
    def start(self, text, out, *words):
        return subprocess.Popen([PROGRAM, "sweep", "--config", self.config(text), "--out", str(out),
                                 "--jobs", "2", *words], env=ENVIRONMENT,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def cells_in(self, out):
        if not (out / "sweep.sqlite").exists():
            return 0
        copy = self.folder / "copy"  # what a reader does must not mend what a kill left
        shutil.rmtree(copy, ignore_errors=True)
        try:
            shutil.copytree(out, copy)
        except shutil.Error:  # the sweep goes on, and its journal went away under the copy
            return self.cells_in(out)
        try:
            connection = sqlite3.connect(copy / "sweep.sqlite")
            return connection.execute("SELECT count(*) FROM cell").fetchone()[0]
        except sqlite3.OperationalError:  # killed before the table was made
            return 0
        finally:
            connection.close()

    def seconds_to_table(self, out):
        begin = time.monotonic()
        process = self.start(MANY, out)
        while process.poll() is None and not (out / "sweep.csv").exists():
            time.sleep(0.002)
        seconds = time.monotonic() - begin
        process.communicate()
        return seconds

    def test_killed_at_ten_uniform_times_it_resumes_to_the_same_bytes(self):
        whole = self.sweep(MANY, "--jobs", "1", out=self.folder / "whole")
        self.assertEqual(len(rows_of(whole.decode())), MANY_CELLS)
        # A kill that comes after the last cell shows nothing: the shorter of two runs counts, up to its
        # table.
        duration = min(self.seconds_to_table(self.folder / f"timed{run}") for run in range(2))
        while_writing = 0
        for kill in range(KILLS):
            out = self.folder / f"killed{kill}"
            process = self.start(MANY, out)
            time.sleep(duration * (kill + 0.5) / KILLS)
            process.kill()
            process.communicate()
            kept = self.cells_in(out)
            while_writing += 0 < kept < MANY_CELLS
            resumed = run("sweep", "--config", self.config(MANY), "--out", str(out), "--jobs", "2",
                          "--resume")
            self.assertEqual(resumed.returncode, 0, resumed.stderr)
            self.assertEqual((out / "sweep.csv").read_bytes(), whole, f"kill {kill}")
        self.assertGreaterEqual(while_writing, 7)

    def test_resume_computes_only_what_is_missing(self):
        self.sweep(GRID)
        connection = sqlite3.connect(self.out / "sweep.sqlite")
        connection.execute("UPDATE cell SET train_loss = 123456")
        connection.execute("DELETE FROM cell WHERE content_key LIKE '%dimension=200 %'")
        connection.commit()
        connection.close()
        rows = rows_of(self.sweep(GRID, "--resume").decode())
        self.assertEqual([row["train_loss"] == "123456" for row in rows],
                         [row["dimension"] != "200" for row in rows])

    def test_a_larger_grid_goes_on_from_a_smaller_one(self):
        self.sweep(GRID)
        larger = GRID.replace("[5, 10]", "[5, 7.5, 10]")
        resumed = self.sweep(larger, "--resume")
        self.assertEqual(resumed, self.sweep(larger, out=self.folder / "alone"))

    def test_any_number_of_jobs_gives_the_same_bytes(self):
        one = self.sweep(GRID, "--jobs", "1")
        for jobs in ["2", "5"]:
            self.assertEqual(self.sweep(GRID, "--jobs", jobs, out=self.folder / jobs), one)

    def test_an_interruption_leaves_a_store_that_resumes(self):
        for stop in [signal.SIGINT, signal.SIGTERM]:
            out = self.folder / stop.name
            process = self.start(MANY, out)
            while self.cells_in(out) == 0:
                time.sleep(0.01)
            process.send_signal(stop)
            stderr = process.communicate(timeout=30)[1]
            self.assertEqual(process.returncode, 130, stderr)
            self.assertIn("--resume", stderr)
            self.assertFalse((out / "sweep.csv").exists())
        self.sweep(MANY, "--resume", out=out)
        self.assertEqual(self.cells_in(out), MANY_CELLS)

    @unittest.skipUnless(shutil.which("mpirun"), "mpirun is not installed")
    def test_ranks_give_the_bytes_of_jobs(self):
        words = ["sweep", "--config", self.config(GRID), "--out", str(self.out)]
        environment = ENVIRONMENT | {"PATH": os.environ["PATH"],  # mpirun starts its own helpers
                                     "OMPI_ALLOW_RUN_AS_ROOT": "1",
                                     "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
        done = subprocess.run(["mpirun", "-n", "3", "--oversubscribe", PROGRAM, *words],
                              env=environment, capture_output=True, text=True, check=False,
                              timeout=120)
        if "built without MPI" in done.stderr:
            self.skipTest("the program was built without MPI")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.out / "sweep.csv").read_bytes(),
                         self.sweep(GRID, "--jobs", "2", out=self.folder / "jobs"))
        done = subprocess.run(["mpirun", "-n", "2", "--oversubscribe", PROGRAM, *words],
                              env=environment, capture_output=True, text=True, check=False,
                              timeout=120)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stderr.count("benignity: "), 1, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
