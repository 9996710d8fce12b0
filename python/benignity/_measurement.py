"""What the theory needs to know of given tokens."""

from __future__ import annotations

import json
from typing import Any, Optional

from benignity import _core
from benignity._data import Data, core_set
from benignity._fields import Fields, table
from benignity._settings import Value, texts


class Figure(Fields):
    """A measured figure: `value` and its `standard_error`, in the unit of its name; either is None
    where it is not finite."""

    def __repr__(self) -> str:
        return _text(self)

    def _repr_html_(self) -> str:
        return _text(self)


class Measurement(Fields):
    """The fields of `benignity measure --json`.

    Of C classes and T places, each figure a `value` with its `standard_error`; lengths in the unit of
    the tokens:
    mean_norm (C), the lengths of the class means at the place signal_place (from 0), where they
    differ most, and their cosine and angle_degrees; selection_length_squared, by which a class
    selects its token, and class_length_squared, by which the linear head tells the classes apart;
    place_contrast and place_weight (T); noise_std a coordinate, noise_trace, effective_dimension
    (tr S)^2/tr(S^2), spectrum (up to 10 shares of the trace); common_share; signal_to_noise_ratio and
    kappa, for a run with `samples` training samples.
    `margins`: name to measured, standard_error, derived; above 1 where the assumption holds.
    `prediction`: regime (None with a `reason` where no law stands for the tokens), critical_kappa,
    times in steps (None: never), guaranteed and the unmet_margins.
    `own_coordinates`: what the mean field of each token's own coordinates says of the run's last step,
    keeping class_means, place_means or whole_gram of the Gram matrix: step, fit, train_loss,
    clean_fitted, noisy_fitted, clean_softmax and noisy_softmax (T); or the `reason` why it has none.
    """

    def __init__(self, document: dict[str, Any]):
        super().__init__({name: _figures(value) for name, value in document.items()})

    def _repr_html_(self) -> str:
        fields = self._fields()
        shown = {name: _text(value) for name, value in fields.items()
                 if name not in ("margins", "prediction", "own_coordinates")}
        margins = {name: _with_error(margin.measured, margin.standard_error)
                   for name, margin in vars(self.margins).items()}
        return (table(shown) + "<p>margins (above 1: holds)</p>" + table(margins)
                + "<p>prediction</p>" + self.prediction._repr_html_()
                + "<p>own coordinates</p>" + self.own_coordinates._repr_html_())


def measure(data: Data, **keys: Value) -> Measurement:
    """Norms, spectrum, noise and kappa of given tokens, and the regime that the theorem's law with
    these figures would be in: what `benignity measure --data` prints.

    Keys as for a run: `samples` is the number n of training samples that kappa is for (default: all),
    `seed` chooses the half samples of the standard errors. Each class needs 8 samples. Works without
    the interpreter's lock and heeds Ctrl-C. Raises ValueError for a key that is refused, and tokens
    that cannot be measured.
    """
    return Measurement(json.loads(_core.measure_json(texts(keys), core_set(data))))


def _figures(value: Any) -> Any:
    if isinstance(value, list):
        return [_figures(each) for each in value]
    if isinstance(value, dict) and set(value) == {"value", "standard_error"}:
        return Figure(value)
    return value


def _with_error(value: Optional[float], error: Optional[float]) -> str:
    return f"{_text(value)} ± {'–' if error is None else f'{error:.2g}'}"


def _text(value: Any) -> str:
    if isinstance(value, Figure):
        return _with_error(value.value, value.standard_error)
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) else str(value)
