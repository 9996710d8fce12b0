"""What the tests of sweep share: two grids, and a sweep run in a folder of its own."""

import csv
import io
import subprocess

from program import ENVIRONMENT, PROGRAM, FolderTest, run

SMALL = "samples = 4\ntokens = 3\nsteps = 20\ntest_samples = 50\n"
GRID = SMALL + "[sweep]\ndimension = {from = 100, to = 300, step = 100}\nsignal_norm = [5, 10]\n"
# Half a second or so: long against start and end, so that most kills hit a write.
MANY = ("samples = 4\ntokens = 3\nsteps = 6000\ntest_samples = 200\nreplicates = 10\n[sweep]\n"
        "dimension = {from = 100, to = 380, step = 20}\nlabel_noise = [0, 0.25]\n")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


class SweepTest(FolderTest):
    def config(self, text, name="grid.toml"):
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def sweep(self, text, *words, out=None, code=0, path="/nowhere"):
        """The bytes of sweep.csv; what was said meanwhile is kept. No pictures, for which gnuplot would
        take longer than the runs, without a path to it."""
        out = out or self.out
        done = run("sweep", "--config", self.config(text), "--out", str(out), *words, PATH=path)
        self.assertEqual(done.returncode, code, done.stderr)
        self.stderr = done.stderr
        return (out / "sweep.csv").read_bytes()

    def refused(self, text, *words, names=(), out=None, **options):
        """Exit 2 and one line on stderr that names all this; no sweep.csv."""
        out = out or self.out
        done = subprocess.run([PROGRAM, "sweep", "--config", self.config(text), "--out", str(out),
                               *words], env=ENVIRONMENT, capture_output=True, text=True,
                              check=False, timeout=60, **options)
        with self.subTest(text=text, words=words):
            self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
            lines = [line for line in done.stderr.splitlines() if not line.startswith("sweep: ")]
            self.assertEqual(len(lines), 1, done.stderr)
            self.assertTrue(lines[0].startswith("benignity: "), done.stderr)
            for name in names:
                self.assertIn(name, lines[0])
            self.assertFalse((out / "sweep.csv").exists())
