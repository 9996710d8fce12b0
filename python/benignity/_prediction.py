"""What the theory says of a setting before a run."""

from __future__ import annotations

import json
import math
from typing import Any

from benignity import _core
from benignity._fields import Fields
from benignity._settings import Value, texts


class Prediction(Fields):
    """The fields of `benignity predict --json`.

    signal_to_noise_ratio, kappa, regime; tau_select, tau_memorize, tau_benign and the times of
    `mean_field` (select, fit, exit, generalize) in steps, None where an event never happens;
    mean_field.critical_kappa; margins, each of which must exceed 1, math.inf where nothing limits
    (null in JSON, which has no infinity). Without a regime there are none: see mean_field_reason.
    """

    def __init__(self, document: dict[str, Any]):
        super().__init__(document)
        if self.regime is None:
            return
        for name, margin in vars(self.margins).items():
            if margin is None:
                setattr(self.margins, name, math.inf)


def predict(**keys: Value) -> Prediction:
    """The regime, the theorem's time scales, margins and mean-field times of a setting.

    Raises ValueError for a key that is unknown or out of its range.
    """
    return Prediction(json.loads(_core.predict_json(texts(keys))))
