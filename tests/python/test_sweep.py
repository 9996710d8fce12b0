import concurrent.futures
import subprocess

import benignity
import pandas
import pytest
from program import PROGRAM

GRID = {"sweep": {"signal_norm": [10, 20], "label_noise": [0.1, 0.2]}, "replicates": 2,
        "dimension": 300, "steps": 50}
TOML = """dimension = 300
steps = 50
replicates = 2
[sweep]
signal_norm = [10, 20]
label_noise = [0.1, 0.2]
"""


def command_line(folder):
    (folder / "grid.toml").write_text(TOML)
    subprocess.run([PROGRAM, "sweep", "--config", "grid.toml", "--out", "out"], cwd=folder, check=True,
                   capture_output=True)
    return folder / "out"


@pytest.mark.parametrize("executor", [None, concurrent.futures.ThreadPoolExecutor,
                                      concurrent.futures.ProcessPoolExecutor])
def test_rows_are_the_command_lines_whatever_the_executor(tmp_path, executor):
    expected = pandas.read_csv(command_line(tmp_path) / "sweep.csv")
    if executor is None:
        frame = benignity.sweep(**GRID)
    else:
        with executor(2) as pool:
            frame = benignity.sweep(**GRID, executor=pool)
    pandas.testing.assert_frame_equal(frame, expected)


def test_the_store_is_the_command_lines(tmp_path, monkeypatch):
    store = command_line(tmp_path) / "sweep.sqlite"

    def must_not_run(*_):
        raise AssertionError("the store holds every cell")
    monkeypatch.setattr("benignity._sweep._run_cell", must_not_run)
    assert len(benignity.sweep(**GRID, store=store)) == 8


def test_cells_may_be_listed():
    frame = benignity.sweep(cell=[{"kappa": 1, "samples": 10}, {"kappa": 2, "samples": 20}],
                            dimension=300, steps=20)
    assert list(frame["samples"]) == [10, 20]


def test_a_grid_without_swept_keys_is_refused():
    with pytest.raises(ValueError):
        benignity.sweep(dimension=300)
    with pytest.raises(ValueError, match="label_noise"):
        benignity.sweep(sweep={"label_noise": [0.1, 1.5]})


def test_without_pandas_a_dict_of_arrays(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    columns = benignity.sweep(**GRID)
    assert columns["signal_norm"].tolist() == [10, 10, 10, 10, 20, 20, 20, 20]
    assert columns["engine"].tolist() == ["sampled"] * 8
