"""The files that the test program writes, for tests with independent parsers."""

import os
import pathlib
import subprocess
import tempfile


def samples(program, tag="[samples]"):
    """Content, by name, of every file that the tests of `program` with this tag write: the texts of
    "[samples]", or the pictures and the page with them of "[pictures]"."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, BENIGNITY_SAMPLES=folder)
        subprocess.run([os.path.abspath(program), tag], env=environment, check=True, capture_output=True,
                       cwd=folder)
        return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}


def sample(program, name):
    """Text of the sample file `name` ("report.json", "junit.xml") as `program` writes it."""
    return samples(program)[name].decode("utf-8")
