"""The files that the test program writes, for tests with independent parsers."""

import os
import pathlib
import subprocess
import tempfile


def sample(program, name):
    """Text of the sample file `name` ("report.json", "junit.xml") as `program` writes it."""
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, BENIGNITY_SAMPLES=folder)
        subprocess.run([program, "[samples]"], env=environment, check=True, capture_output=True)
        return (pathlib.Path(folder) / name).read_text(encoding="utf-8")
