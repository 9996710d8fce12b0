"""What the command line says to the same words."""

import json
import os
import subprocess

PROGRAM = os.environ["BENIGNITY_PROGRAM"]


def words(keys):
    return [word for key, value in keys.items() for word in ("--set", f"{key}={value}")]


def text_output(command, *options, **keys):
    done = subprocess.run([PROGRAM, command, *options, *words(keys)], capture_output=True, text=True,
                          check=True)
    return done.stdout


def document(command, *options, **keys):
    return json.loads(text_output(command, *options, **keys))


def complaint(command, **keys):
    """The line that refuses these keys, without its prefix."""
    done = subprocess.run([PROGRAM, command, *words(keys)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    return done.stderr.strip().removeprefix("benignity: ")
