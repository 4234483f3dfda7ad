"""The repository keeps its promises: pins in step, commands there, no trace of one machine."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from tools import imports, names
from tools.dependencies import at_lower_bound, direct_dependencies, optional_dependencies

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = PROJECT["dependency-groups"]
PROMISED_TARGETS = ("lab", "test", "train", "bench", "notebooks", "colab", "site")


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


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-site.txt", GROUPS["site"]),
        ("requirements-cluster.txt", optional_dependencies()),
        ("requirements-test.txt", [*direct_dependencies(), *GROUPS["site"]]),
    ],
)
def test_pins_satisfy_what_the_project_asks_for(name, wanted):
    pinned = pins(name)
    for requirement in map(Requirement, wanted):
        versions = pinned[requirement.name.lower()]
        assert versions, f"{requirement.name} is not pinned; run make requirements"
        assert all(version in requirement.specifier for version in versions), requirement


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-site.txt", "requirements-cluster.txt"]
)
def test_the_test_environment_contains_the_others(name):
    other, test = pins(name), pins("requirements-test.txt")
    assert {package: versions - test[package] for package, versions in other.items()} == {
        package: set() for package in other
    }


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
    text = re.sub(r" --quiet| --disable-pip-version-check|\"", "", text)
    return {line.strip() for line in text.splitlines() if line.startswith(("\t", "PYTHON"))}


def test_binder_does_what_make_lab_does():
    """repo2docker reads environment.yml, apt.txt and postBuild in the repository's root."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    made = commands(re.search(r"^\$\(VENV\)/lab\.stamp:.*?\n\n", makefile, re.M | re.S).group())
    script = ROOT / "postBuild"
    built = commands(script.read_text(encoding="utf-8"))
    assert built == {"PYTHON -m pip install --no-deps -e .", "PYTHON -m helpers.data"}
    assert built - {"PYTHON -m helpers.data"} <= made
    assert "\t$(PY) -m helpers.data\n" in makefile
    assert os.access(script, os.X_OK)
    # Where either folder exists, repo2docker looks nowhere else.
    assert not (ROOT / "binder").exists() and not (ROOT / ".binder").exists()


def test_every_way_of_installing_brings_the_settings_of_jupyterlab():
    """Without them a notebook that is opened again says “model not found” where a slider was."""
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["shared-data"] == {
        "tools/overrides.json": "share/jupyter/lab/settings/overrides.json",
        "tools/jupyter_config.json": "etc/jupyter/jupyter_config.json",
    }
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ways = re.findall(r"```\n(.*?jupyter ?lab .*?)```", readme, re.S)
    assert len(ways) == 2, "Windows and conda"
    for way in [*ways, (ROOT / "postBuild").read_text(), (ROOT / "Makefile").read_text()]:
        assert "--no-deps -e ." in way


def test_binder_has_the_libraries_of_the_test_machine():
    libraries = (ROOT / "apt.txt").read_text(encoding="utf-8").split()
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert set(libraries) == set(re.findall(r"missing\+=\((lib\S+)\)", script))


def test_the_support_table_is_what_the_workflow_runs():
    """Each row is a job with the same Python, packages and command; no supported Python is left."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| Linux \| (\S+) \| (.+?) \| (.+?) \|$", readme, re.MULTILINE)
    table = {(python, packages) for python, packages, _ in rows}
    workflow = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(workflow)["jobs"]

    def python_of(job: str) -> str:
        (setup,) = [step["with"] for step in jobs[job]["steps"] if "python-version" in str(step)]
        return setup["python-version"]

    run = {(python_of("everything"), "pinned"), (python_of("colab"), "Colab's of August 2026")}
    quick = jobs["quick"]["strategy"]["matrix"]["include"]
    run |= {(entry["python"], entry["dependencies"]) for entry in quick}
    assert table == run
    assert len(rows) == len(table)
    assert {python for python, _ in table} == set(supported_pythons())
    assert python_of("everything") == supported_pythons()[0]
    for command in ("make test-quick", "make test-colab"):
        assert command in readme and command in workflow
    assert "Colab as published in August 2026" in (ROOT / "tools/colab-constraints.txt").read_text()


def test_the_readme_names_the_supported_pythons():
    *others, last = supported_pythons()
    named = f"Python {', '.join(others)} or {last}"
    for name in ("README.md", "Makefile"):
        assert named in (ROOT / name).read_text(encoding="utf-8"), name


def test_every_dependency_names_its_oldest_version():
    for requirement in direct_dependencies():
        assert Requirement(at_lower_bound(requirement)).name == Requirement(requirement).name


def test_other_than_pinned_dependencies_have_their_own_environment():
    if not shutil.which("make"):
        pytest.skip("make is not installed")

    def planned(dependencies: str) -> str:
        command = ["make", "--dry-run", "--always-make", "test-quick"]
        command += [f"DEPENDENCIES={dependencies}", f"PYTHON={sys.executable}"]
        # Under “make test” this is a make within make, which tells of its folders.
        alone = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
        ran = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, env=alone
        )
        return ran.stdout + ran.stderr

    for name in ("oldest", "newest"):
        lines = planned(name)
        assert f"tools.dependencies {name} > .venv-{name}/requirements.txt" in lines
        assert f".venv-{name}/bin/python -m pytest" in lines
        assert not re.search(r"^\.venv/", lines, re.MULTILINE)
    assert "tools.dependencies" not in planned("pinned")
    assert "must be pinned, oldest or newest, got latest" in planned("latest")


@pytest.mark.parametrize("moved", [True, False])
def test_make_makes_an_environment_anew_that_was_moved(tmp_path, moved):
    if not shutil.which("make"):
        pytest.skip("make is not installed")
    folder = tmp_path / "with a space"
    (folder / ".venv").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    made = tmp_path / "elsewhere" if moved else folder
    (folder / ".venv" / "pyvenv.cfg").write_text(f"command = python3 -m venv {made}/.venv\n")
    version = ".".join(map(str, sys.version_info[:2]))
    (folder / ".venv" / f"python-{version}").touch()
    ran = subprocess.run(
        ["make", "--dry-run", f"PYTHON={sys.executable}", f".venv/python-{version}"],
        cwd=folder,
        env={key: value for key, value in os.environ.items() if not key.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("-m venv --clear" in ran.stdout) == moved, ran.stdout


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


#: Other people's projects that are named as a source, and the names of examples.
NAMED = {"pytorch/examples", "owner/name", "owner/name.git"}
REPOSITORY = re.compile(
    r"(?:(?<![\w.-])github\.com[/:]|google\.com/github/|mybinder\.org/v2/gh/)([\w-]+/[\w.-]*\w)"
)


def test_no_file_names_an_account():
    """Until somebody publishes it; then all files name that one (see test_badges.py)."""
    published = set(REPOSITORY.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    found = {}
    for path in tracked_files():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        if names := set(REPOSITORY.findall(text)) - NAMED - published:
            found[path.relative_to(ROOT).as_posix()] = names
    assert found == {}
    somebody = "some" + "body/notebooks"
    for address in ("git@github.com:", "https://github.com/", "https://mybinder.org/v2/gh/"):
        assert REPOSITORY.findall(f"({address}{somebody})") == [somebody]


def test_nothing_is_defined_twice():
    """A public name of the helpers stands in one module only.

    But for `main` of a command and `words` of a demonstration, which each of them has.
    """
    places = defaultdict(set)
    for path in sorted((ROOT / "helpers").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].add(str(path.relative_to(ROOT)))
    twice = {
        name: sorted(paths)
        for name, paths in places.items()
        if len(paths) > 1 and name not in ("main", "words")
    }
    assert twice == {}


def test_data_flows_one_way():
    """What computes knows nothing of what shows, and nobody imports in a circle."""
    assert imports.problems(imports.modules()) == []


def test_imports_upward_and_in_circles_are_found():
    for text in (
        "import helpers.demos.x",
        "from helpers import demos",
        "from helpers.demos import x",
    ):
        sources = {"data": f"def f():\n    {text}", "demos.__init__": "", "demos.x": ""}
        assert len(imports.problems(sources)) == 1, text
    circle = {"figures.a": "from helpers.figures import b", "figures.b": "import helpers.figures.a"}
    assert "circle" in imports.problems(circle)[0]


def test_the_page_of_public_names_says_what_the_docstrings_say():
    assert names.PAGE.read_text(encoding="utf-8") == names.page(), "python -m tools.names"


def test_rooms_are_small():
    """A room has at most 13 modules, but for the checks: of those there is one for each chapter."""
    folders = [path for path in (ROOT / "helpers").rglob("*") if path.is_dir()]
    crowded = {path.name for path in folders if len(list(path.glob("*.py"))) > 13}
    assert crowded == {"checks"}
    assert len(list((ROOT / "helpers").glob("*.py"))) <= 8
    assert [name for name, text in imports.modules().items() if text.count("\n") > 250] == []
