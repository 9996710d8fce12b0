import pickle

import benignity
import numpy as np
import pytest
from interrupted import seconds_to_stop
from program import document

SMALL = {"dimension": 200, "steps": 100, "engine": "gram"}


def test_a_run_is_the_command_lines_run():
    run = benignity.simulate(**SMALL)
    expected = document("simulate", **SMALL)
    found = run.to_dict()
    del found["wall_seconds"], expected["wall_seconds"]
    assert found == expected


def test_the_trajectory_is_columns_of_recorded_times():
    run = benignity.simulate(**SMALL, record_every=10)
    assert np.array_equal(run.trajectory["step"], np.arange(0, 101, 10))
    assert run.trajectory["train_loss"][-1] == run.train_loss
    assert all(column.dtype == np.float64 for column in run.trajectory.values())


def test_engines_agree_through_the_module_too():
    gram = benignity.simulate(**SMALL)
    dense = benignity.simulate(**SMALL | {"engine": "dense"})
    assert gram.train_loss == pytest.approx(dense.train_loss, rel=1e-10)


def test_what_cannot_run_is_refused_before_it_starts():
    with pytest.raises(ValueError, match="precision is 50, but must be"):
        benignity.simulate(engine="mean_field", precision=50)


def test_ctrl_c_ends_a_long_run():
    assert seconds_to_stop("import benignity", "benignity.simulate(steps=10**9)") < 10


def test_other_threads_go_on_meanwhile():
    from concurrent.futures import ThreadPoolExecutor
    with ThreadPoolExecutor(2) as pool:
        losses = list(pool.map(lambda seed: benignity.simulate(**SMALL, seed=seed).train_loss, (1, 2, 1)))
    assert losses[0] == losses[2] != losses[1]


def test_arrays_of_a_gaussian_run_are_there_when_asked_for():
    gram = benignity.simulate(**SMALL).arrays
    dense = benignity.simulate(**SMALL | {"engine": "dense"}).arrays
    for name in ("logits", "softmax", "query", "weights", "head"):
        assert np.abs(gram[name] - dense[name]).max() < 1e-10
    assert benignity.simulate(**SMALL | {"engine": "mean_field"}).arrays == {}


def test_a_run_goes_through_a_process_whole():
    run = benignity.simulate(**SMALL)
    again = pickle.loads(pickle.dumps(run))
    assert again == run and np.array_equal(again.arrays["weights"], run.arrays["weights"])
    assert np.array_equal(again.trajectory["step"], run.trajectory["step"])
