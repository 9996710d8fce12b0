"""The files that the test program writes, for tests with independent parsers."""

import os
import pathlib
import subprocess
import tempfile


def samples(program):
    """Content of every sample file that `program` writes, by name."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, BENIGNITY_SAMPLES=folder)
        subprocess.run([program, "[samples]"], env=environment, check=True, capture_output=True,
                       cwd=folder)
        return {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}


def sample(program, name):
    """Text of the sample file `name` ("report.json", "junit.xml") as `program` writes it."""
    return samples(program)[name].decode("utf-8")
