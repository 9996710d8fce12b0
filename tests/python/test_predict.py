import math
import re

import benignity
import pytest
from program import complaint, document, text_output


def test_the_papers_setting_has_its_critical_kappa():
    prediction = benignity.predict(dimension=2000, signal_norm=20)
    assert round(prediction.mean_field.critical_kappa, 2) == 22.68
    assert prediction.regime == "benign_overfitting"


@pytest.mark.parametrize("keys", [{}, {"label_noise": 0}, {"kappa": 400.0, "label_noise": 0.1}, {"heads": 2},
                                  {"trained": ["query"], "init_weight_law": "identity"},
                                  {"trained": ["linear_head", "weights", "query"]}])
def test_it_is_what_the_command_line_prints(keys):
    text = {key: str(value).replace("'", '"') for key, value in keys.items()}
    assert benignity.predict(**keys).to_dict() == document("predict", "--json", **text)


@pytest.mark.parametrize("keys", [{"samples": 0}, {"samples": 2.5}, {"kappa": 1, "snr": 2},
                                  {"label_noise": 1}, {"nonsense": 3}, {"engine": "fast"}])
def test_a_refused_key_is_a_value_error_with_the_command_lines_words(keys):
    with pytest.raises(ValueError) as refused:
        benignity.predict(**keys)
    assert str(refused.value) == complaint("predict", **keys)


def test_a_value_of_another_type_is_a_type_error():
    with pytest.raises(TypeError):
        benignity.predict(samples=object())


def test_a_notebook_shows_a_table():
    shown = benignity.predict()._repr_html_()
    assert shown.startswith("<table>") and "critical_kappa" in shown


def test_an_infinite_margin_is_a_number_and_has_the_command_lines_word():
    prediction = benignity.predict(label_noise=0)
    infinite = re.findall(r"(?m)^  (\w+) +inf ", text_output("predict", label_noise=0))
    assert {"label_noise_below_threshold", "clean_majority", "not_overfitting_regime"} <= set(infinite)
    shown = prediction._repr_html_()
    for name, margin in vars(prediction.margins).items():
        assert (margin == math.inf) == (name in infinite)
        assert (f">{name}</th><td style='text-align:left'>inf<" in shown) == (name in infinite)


def test_margins_that_are_not_known_are_not_infinite():
    prediction = benignity.predict(optimizer="adamw", engine="dense")
    assert prediction.regime is None and set(vars(prediction.margins).values()) == {None}
    assert ">inf<" not in prediction._repr_html_()
