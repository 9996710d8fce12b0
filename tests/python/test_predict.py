import benignity
import pytest
from program import complaint, document


def test_the_papers_setting_has_its_critical_kappa():
    prediction = benignity.predict(dimension=2000, signal_norm=20)
    assert round(prediction.mean_field.critical_kappa, 2) == 22.68
    assert prediction.regime == "benign_overfitting"


@pytest.mark.parametrize("keys", [{}, {"kappa": 400.0, "label_noise": 0.1}, {"heads": 2},
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
