"""Tokens of one's own, measured as the command line measures them."""

import json
import subprocess
import threading

import benignity
import numpy as np
import pytest
from interrupted import seconds_to_stop
from program import PROGRAM, words


def drawn(samples=60, dimension=100, seed=2):
    """The signal |mu_+| = 12, |mu_-| = 9 at the second of three tokens, noise of standard deviation 1."""
    random = np.random.default_rng(seed)
    labels = np.where(np.arange(samples) % 2 == 0, 1, -1)
    tokens = random.normal(size=(samples, 3, dimension))
    tokens[labels > 0, 1, 0] += 12
    tokens[labels < 0, 1, 1] += 9
    return {"tokens": tokens, "labels": labels}


def command_line(folder, arrays, **keys):
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    done = subprocess.run([PROGRAM, "measure", "--json", "--data", folder, *words(keys)],
                          capture_output=True, text=True, check=False)
    return done


def without_folder(document):
    return {name: value for name, value in document.items() if name != "folder"}


@pytest.mark.parametrize("keys", [{}, {"samples": 20, "label_noise": 0.1, "seed": 4}])
@pytest.mark.parametrize("head", [None, np.eye(100)[0] - np.eye(100)[1]])
def test_it_is_what_the_command_line_prints(tmp_path, keys, head):
    arrays = drawn() | ({} if head is None else {"head": head})
    printed = json.loads(command_line(tmp_path, arrays, **keys).stdout)
    measurement = benignity.measure(benignity.Data(**arrays), **keys)
    assert without_folder(measurement.to_dict()) == without_folder(printed)


def test_a_known_law_comes_back_with_its_errors():
    found = benignity.measure(data=benignity.Data(**drawn()), samples=20)
    for figure, truth in [(found.noise_std, 1), (found.selection_length_squared, (144 + 81) / 2),
                          (found.kappa, 20 * 112.5 / 100), (found.mean_norm[0], 12),
                          (found.mean_norm[1], 9)]:
        assert abs(figure.value - truth) < 4.5 * figure.standard_error
    assert found.signal_place == 1 and found.samples == 20


def test_a_notebook_shows_figures_with_their_errors():
    found = benignity.measure(benignity.Data(**drawn()))
    shown = found._repr_html_()
    assert f"{found.kappa.value:.4g} ± {found.kappa.standard_error:.2g}" in shown
    assert "critical_kappa" in shown and "entrywise_near_orthogonality" in shown
    assert "{" not in shown and "Figure" not in shown


@pytest.mark.parametrize("wrong, keys", [({"labels": np.r_[np.ones(4), -np.ones(56)]}, {}),
                                         ({}, {"dimension": 3}), ({}, {"nonsense": 1})])
def test_what_cannot_be_measured_is_refused_with_the_command_lines_words(tmp_path, wrong, keys):
    arrays = drawn() | wrong
    refused = command_line(tmp_path, arrays, **keys)
    with pytest.raises(ValueError) as error:
        benignity.measure(benignity.Data(**arrays), **keys)
    said = refused.stderr.strip().removeprefix("benignity: ")
    assert refused.returncode == 2
    assert str(error.value) == said.replace(str(tmp_path), "arrays")


# Measured whole in 20 s and more.
LONG = """
import benignity, numpy as np
labels = np.where(np.arange(2000) % 2 == 0, 1, -1)
tokens = np.random.default_rng(3).normal(size=(2000, 2, 400))
tokens[:, 0, 0] += 10 * labels
data = benignity.Data(tokens=tokens, labels=labels)
"""


@pytest.mark.parametrize("after", [0.2, 1.5])
def test_ctrl_c_ends_a_long_measurement_within(after):
    assert seconds_to_stop(LONG, "benignity.measure(data)", after) < 10


def test_other_threads_go_on_meanwhile():
    measuring = threading.Thread(target=benignity.measure, args=(benignity.Data(**drawn(400)),))
    measuring.start()
    counted = 0
    while measuring.is_alive():
        counted += 1
    assert counted > 10_000
