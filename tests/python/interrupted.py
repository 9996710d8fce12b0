"""A Python of its own that a Ctrl-C reaches in the midst of a long call."""

import signal
import subprocess
import sys
import time


def seconds_to_stop(preparation, call, after=0.5):
    """Seconds from SIGINT, `after` seconds into `call`, until the interpreter has raised
    KeyboardInterrupt."""
    said = f"{preparation}\nprint('on', flush=True)\n{call}\nprint('whole', flush=True)"
    process = subprocess.Popen([sys.executable, "-c", said], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "on\n"
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    rest, errors = process.communicate(timeout=60)
    assert rest == "" and errors.endswith("KeyboardInterrupt\n")
    return time.monotonic() - start
