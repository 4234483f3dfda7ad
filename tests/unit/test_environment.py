"""The environment check: quiet when all is there, and one helpful sentence for what is not."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
from dataclasses import FrozenInstanceError
from pathlib import Path

import nbformat
import pytest

from helpers.checks import environment, imported, machine
from helpers.checks.environment import check_environment

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = REPOSITORY / "recognition"


@pytest.fixture(autouse=True)
def no_process(monkeypatch):
    """What is imported in another process has tests of its own, which take longer."""
    monkeypatch.setattr(imported, "broken", lambda packages: iter(()))


def hide(monkeypatch, *modules: str) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *rest: None if name in modules else real(name)
    )


def test_a_complete_environment_has_no_problems():
    report = check_environment(PICTURES)
    assert report.problems == ()
    assert repr(report).startswith("✔ Everything is here")


@pytest.mark.parametrize(
    ("module", "package"), [("cv2", "opencv-python"), ("PIL", "pillow"), ("tensorflow",) * 2]
)
def test_a_missing_package_is_named_as_pip_calls_it(monkeypatch, module, package):
    hide(monkeypatch, module)
    (problem,) = check_environment(PICTURES).problems
    assert f"The package {package}" in problem
    assert f"“%pip install {package}”" in problem
    assert "restart the kernel" in problem


def test_several_problems_are_counted(monkeypatch):
    hide(monkeypatch, "tqdm", "anywidget")
    lines = repr(check_environment(PICTURES)).splitlines()
    assert lines[0] == "2 things are wrong:"
    assert [line[0] for line in lines[1:]] == ["✘", "✘"]


def test_an_old_package_is_to_be_upgraded(monkeypatch):
    real = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "1.26.4" if name == "numpy" else real(name)
    )
    (problem,) = check_environment(PICTURES).problems
    assert "numpy" in problem and "1.26.4" in problem and "--upgrade numpy" in problem


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_an_unsupported_python_is_named(version):
    (problem,) = environment._python(version)
    assert f"Python {version[0]}.{version[1]}" in problem and "make lab" in problem
    assert not [*environment._python((3, 11)), *environment._python((3, 13))]


def test_supported_pythons_are_those_of_the_project():
    declared = re.search(
        r'requires-python = ">=3\.(\d+),<3\.(\d+)"', (REPOSITORY / "pyproject.toml").read_text()
    )
    assert ((3, int(declared[1])), (3, int(declared[2]) - 1)) == environment._PYTHONS


def test_missing_weights_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(environment, "__file__", str(tmp_path / "environment.py"))
    problems = check_environment(PICTURES).problems
    assert any("best.weights.h5" in problem and "make train" in problem for problem in problems)


def test_a_missing_and_an_empty_folder_are_told_apart(tmp_path):
    (missing,) = check_environment(tmp_path / "nowhere").problems
    assert "is missing" in missing
    (empty,) = check_environment(tmp_path).problems
    assert "holds no picture" in empty
    (tmp_path / "read me.txt").write_text("")
    assert check_environment(tmp_path).problems == (empty,)
    (tmp_path / "4.JPG").write_text("")
    assert check_environment(tmp_path).problems == ()


def test_tensorflow_is_not_imported_where_that_would_end_the_kernel(monkeypatch):
    asked = {}
    monkeypatch.setattr(machine, "processor", lambda: iter(["The processor lacks AVX."]))
    monkeypatch.setattr(imported, "broken", lambda packages: asked.update(packages) or iter(()))
    assert check_environment(PICTURES).problems == ("The processor lacks AVX.",)
    assert "numpy" in asked and not {"tensorflow", "keras"} & set(asked)


@pytest.mark.parametrize(
    ("requirement", "oldest"),
    [
        ("numpy>=2.0", "2.0"), ("numpy<3,>=2.1", "2.1"), ("NumPy-cpu >=2.2.1", "2.2.1"),
        ("numpy", None), ("numpydoc>=1", None),
    ],
)  # fmt: skip
def test_the_oldest_version_is_read_from_the_requirements(monkeypatch, requirement, oldest):
    monkeypatch.setattr(environment.importlib.metadata, "requires", lambda name: [requirement])
    assert environment._oldest("numpy") == oldest
    monkeypatch.setattr(environment.importlib.metadata, "requires", lambda name: None)
    assert environment._oldest("numpy") is None


def test_versions_are_compared_by_three_numbers():
    assert environment._numbers("2.10.1rc1") == (2, 10, 1)
    assert environment._numbers("1.2.3.4+cpu5") == (1, 2, 3)
    assert environment._numbers("11.3") == (11, 3)


def test_one_problem_is_one_thing():
    report = environment.EnvironmentReport(("Broken.",))
    assert repr(report) == "One thing is wrong:\n✘ Broken."
    with pytest.raises(FrozenInstanceError):
        report.problems = ()


def test_the_map_has_the_minutes_of_each_notebook():
    start = nbformat.read(REPOSITORY / "notebooks" / "00_start_here.ipynb", as_version=4)
    (chart,) = [cell.source for cell in start.cells if "| minutes |" in cell.source]
    rows = re.findall(r"\]\((\w+\.ipynb)\) \|[^|]*\| (\d+) \|", chart)
    assert len(rows) == len(list((REPOSITORY / "notebooks").glob("*.ipynb"))) - 1
    for name, minutes in rows:
        text = nbformat.read(REPOSITORY / "notebooks" / name, as_version=4).cells[0].source
        said = re.search(r"\*\*(?:Minutes|Time):?\*\*:?\s*(\d+)", text)
        assert said and said[1] == minutes, f"{name}: the map says {minutes} minutes"
