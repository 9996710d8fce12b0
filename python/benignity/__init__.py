"""Benign overfitting in attention's token selection, checked against its own dynamics.

>>> import benignity
>>> benignity.predict(dimension=2000, signal_norm=20).mean_field.critical_kappa
22.68...
>>> run = benignity.simulate(engine="gram", seed=3)
>>> run.stopping_times.select_clean, run.train_accuracy
>>> benignity.simulate(benignity.Data(tokens, labels), steps=1000).arrays["softmax"]
>>> benignity.measure(benignity.Data(tokens, labels)).kappa
>>> benignity.sweep(sweep={"kappa": [1, 4, 16]}, steps=2000)
>>> benignity.verify("smoke").claims[0].verdict

Keys are those of the command line (`benignity.keys()`), with the same defaults, the paper's benign
setting; a key that is refused raises ValueError with the command line's words.
"""

from benignity._core import InvalidInput, SweepError, version as _version
from benignity._data import Data
from benignity._measurement import measure
from benignity._prediction import predict
from benignity._report import claims, verify
from benignity._run import simulate
from benignity._settings import keys
from benignity._sweep import sweep

__version__ = _version()
__all__ = ["Data", "InvalidInput", "SweepError", "claims", "keys", "measure", "predict", "simulate", "sweep",
           "verify"]
