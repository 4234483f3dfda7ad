"""The repository keeps its promises: pins in step, commands there, no trace of one machine."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROMISED_TARGETS = ("lab", "test", "train", "bench", "notebooks", "colab")


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def pins(name: str) -> dict[str, set[Version]]:
    found = defaultdict(set)
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", line):
            found[match.group(1).lower()].add(Version(match.group(2)))
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_pins_satisfy_what_the_project_asks_for(name):
    pinned = pins(name)
    wanted = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
    if name == "requirements-test.txt":
        wanted += [Requirement(text) for text in PROJECT["dependency-groups"]["test"]]
    for requirement in wanted:
        versions = pinned[requirement.name.lower()]
        assert versions, f"{requirement.name} is not pinned; run make requirements"
        assert all(version in requirement.specifier for version in versions), requirement


def test_the_test_environment_contains_the_learners_one():
    learner, test = pins("requirements.txt"), pins("requirements-test.txt")
    assert {name: test[name] for name in learner} == dict(learner)


def supported_pythons() -> list[str]:
    allowed = SpecifierSet(PROJECT["project"]["requires-python"])
    return [f"3.{minor}" for minor in range(30) if allowed.contains(f"3.{minor}.1")]


def test_conda_takes_its_pins_from_the_same_file():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    assert set(environment) == {"name", "channels", "dependencies"}
    assert environment["name"] == PROJECT["project"]["name"]
    *conda, pip = environment["dependencies"]
    assert pip == {"pip": ["-r requirements.txt"]}
    # The Python on which the whole suite runs; repo2docker reads it in this form.
    assert conda == [f"python={supported_pythons()[0]}", "pip"]


def commands(text: str) -> set[str]:
    """Return what the lines of a script do, whichever Python and prefix they name."""
    text = text.replace("$(PIP)", "$(PY) -m pip install")
    text = re.sub(r"\$\(PY\)|\bpython\b", "PYTHON", text)
    text = re.sub(r"\$\(VENV\)/share/jupyter/lab/settings|\"?\$settings\"?", "SETTINGS", text)
    text = re.sub(r" --quiet| --disable-pip-version-check|\"", "", text)
    return {line.strip() for line in text.splitlines() if line.startswith(("\t", "PYTHON", "cp"))}


def test_binder_does_what_make_lab_does():
    """repo2docker reads environment.yml, apt.txt and postBuild in the repository's root."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = commands(re.search(r"^\$\(VENV\)/lab\.stamp:.*?\n\n", makefile, re.M | re.S).group())
    script = ROOT / "postBuild"
    built = commands(script.read_text(encoding="utf-8"))
    assert built == {
        "PYTHON -m pip install --no-deps -e .",
        "cp tools/overrides.json SETTINGS/overrides.json",
        "PYTHON -m helpers.data",
    }
    assert built - {"PYTHON -m helpers.data"} <= made
    assert "\t$(PY) -m helpers.data\n" in makefile
    assert os.access(script, os.X_OK)
    # Where either folder exists, repo2docker looks nowhere else.
    assert not (ROOT / "binder").exists() and not (ROOT / ".binder").exists()


def test_binder_has_the_libraries_of_the_test_machine():
    libraries = (ROOT / "apt.txt").read_text(encoding="utf-8").split()
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert set(libraries) == set(re.findall(r"missing\+=\((lib\S+)\)", script))


def test_promised_commands_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in PROMISED_TARGETS:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        assert ".ci/run" in workflow.read_text(encoding="utf-8") or "make " in workflow.read_text(
            encoding="utf-8"
        )


# Written in pieces, so that this file does not contain what it looks for.
FORBIDDEN = {
    "a package registry": re.compile("|".join(["pypi" + r"\.org", "python" + r"hosted\.org"])),
    "another registry": re.compile("registry" + r"\.npmjs|anaconda" + r"\.org|deb" + r"\.debian"),
    "a path of one machine": re.compile(
        r"(?<![\w./*~])/(?:"
        + "|".join(["work/" + "main", "root/" + r"\.", "home/" + r"\w+/"])
        + ")"
    ),
    "a token": re.compile(r"(?:ghp_|github_pat_|pypi-)[A-Za-z0-9_-]{30,}|token=[0-9a-f]{32,}"),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what):
    found = []
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        if match := FORBIDDEN[what].search(text):
            found.append(f"{path.relative_to(ROOT)}: {match.group()}")
    assert found == []


def test_nothing_is_defined_twice():
    """A public name of the helpers stands in one module only."""
    places = defaultdict(set)
    for path in sorted((ROOT / "helpers").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].add(str(path.relative_to(ROOT)))
    twice = {
        name: sorted(paths) for name, paths in places.items() if len(paths) > 1 and name != "main"
    }
    assert twice == {}


def test_data_flows_one_way():
    """What computes knows nothing of what shows, and arrays nothing of networks."""
    shown = {"figures", "sliders", "drawing", "checks", "recognition", "command_line"}
    computing = {path.stem for path in (ROOT / "helpers").glob("*.py")} - shown - {"__init__"}
    for name in sorted(computing):
        text = (ROOT / "helpers" / f"{name}.py").read_text(encoding="utf-8")
        imported = set(re.findall(r"^\s*(?:from|import) helpers\.(\w+)", text, re.MULTILINE))
        assert not imported & shown, f"{name} imports {imported & shown}"
    for name in ("data", "convolution", "softmax", "quiet"):
        text = (ROOT / "helpers" / f"{name}.py").read_text(encoding="utf-8")
        assert not re.search(r"helpers\.(networks|training|preprocessing)", text), name
