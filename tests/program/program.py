"""Runs the program under test, whose path is the first argument of every test file, in a folder."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.path.abspath(sys.argv[1])

# What the program must never depend on is taken out of its environment.
ENVIRONMENT = {key: value for key, value in os.environ.items()
               if key not in ("NO_COLOR", "TERM", "LC_ALL", "LANG")}

# All that a machine without gnuplot has to say.
NO_GNUPLOT = "benignity: no picture: gnuplot is not installed (Debian package gnuplot-nox)\n"


def without_pictures():
    """For a file of tests that look at none: gnuplot takes longer than a small run, and is not found."""
    ENVIRONMENT["PATH"] = "/nowhere"


def run(*words, timeout=60, **environment):
    """The finished process; stdout and stderr as text, neither of them a terminal."""
    return subprocess.run([PROGRAM, *words], env=ENVIRONMENT | environment, timeout=timeout,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def output(*words, code=0):
    """stdout of a run that must end with this exit code."""
    done = run(*words)
    assert done.returncode == code, f"{words}: exit {done.returncode}\n{done.stderr}"
    return done.stdout


def strict_json(text):
    """The document, without the constants that Python reads and JSON does not have."""
    def refuse(constant):
        raise ValueError(f"{constant} is not JSON")
    return json.loads(text, parse_constant=refuse)


def settings(**keys):
    """The words that set these keys."""
    return [word for key, value in keys.items() for word in ("--set", f"{key}={value}")]


class FolderTest(unittest.TestCase):
    """A test with an empty folder of its own, in which `out` does not exist yet."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.out = self.folder / "out"
