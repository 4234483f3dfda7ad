"""Publishing: one command brings the address into all files, and takes it out again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tools.badges import CLONE_CELL, badges, main, with_address
from tools.colab import self_contained
from tools.notebooks import as_text, execute, normalize, problems

ROOT = Path(__file__).resolve().parents[2]
ADDRESS = re.compile(
    r"(?:github\.com|colab\.research\.google\.com/github|mybinder\.org/v2/gh)/([\w.-]+/[\w.-]+)"
)
SERVICES = ("colab.research.google.com", "mybinder.org")


@pytest.fixture
def copy(tmp_path) -> Path:
    """A copy of what the command writes to, as it is before anybody publishes it."""
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    assert publish(tmp_path, "") == 0
    return tmp_path


def publish(folder: Path, repository: str, branch: str = "main") -> int:
    """Name the repository in the settings of a checkout and run the command there."""
    path = folder / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    for name, value in (("repository", repository), ("branch", branch)):
        line = f"{name} = {json.dumps(value)}"
        text, count = re.subn(rf"(?m)^{name} = .*$", lambda _, line=line: line, text)
        assert count == 1
    path.write_text(text, encoding="utf-8")
    return main(folder)


def files(folder: Path) -> dict[str, bytes]:
    paths = [folder / "README.md", *sorted(folder.glob("notebooks/*.ipynb"))]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def addresses(text: str) -> set[str]:
    return set(ADDRESS.findall(text))


def test_every_file_gets_the_address(copy):
    assert publish(copy, "owner/name") == 0
    for name, content in files(copy).items():
        text = content.decode("utf-8")
        assert addresses(text) >= {"owner/name"}, name
        assert all(service in text for service in SERVICES), name
        own = "00_start_here.ipynb" if name == "README.md" else Path(name).name
        page = "" if name == "README.md" else name.replace(".ipynb", ".html")
        assert f"_static/try-it.svg)](https://owner.github.io/name/{page})" in text, name
        assert f"/owner/name/blob/main/notebooks/{own})" in text, name
        assert f"/owner/name/main?labpath=notebooks%2F{own})" in text, name
        assert "git clone " in text and "https://github.com/owner/name" in text, name


def test_twice_changes_nothing_more(copy, capsys):
    assert publish(copy, "owner/name") == 0
    before = files(copy)
    capsys.readouterr()
    assert publish(copy, "owner/name") == 0
    assert capsys.readouterr().out == "Nothing to change.\n"
    assert files(copy) == before


def test_another_address_replaces_the_first(copy):
    assert publish(copy, "owner/name") == 0
    assert publish(copy, "some-school/digits.2027", "autumn") == 0
    for name, content in files(copy).items():
        text = content.decode("utf-8")
        assert "owner/name" not in text, name
        assert "some-school/digits.2027/blob/autumn/" in text, name
        assert "some-school/digits.2027/autumn?" in text, name
        assert "--branch autumn" in text, name


def test_taking_it_out_restores_every_byte(copy):
    before = files(copy)
    assert publish(copy, "owner/name") == 0
    assert files(copy) != before
    assert publish(copy, "") == 0
    assert files(copy) == before


def test_without_an_address_no_link_is_dead(copy):
    for name, content in files(copy).items():
        text = content.decode("utf-8")
        assert not any(service in text for service in SERVICES), name
        assert addresses(text) == set(), name


def test_all_files_name_the_same_address():
    """None before it is published; afterwards one, and no file was forgotten."""
    found = {name: addresses(content.decode("utf-8")) for name, content in files(ROOT).items()}
    assert len(set(map(frozenset, found.values()))) == 1, found
    assert all(len(names) <= 1 for names in found.values()), found


@pytest.mark.parametrize(
    "bad",
    [
        "name",
        "owner/",
        "/name",
        "owner/name/more",
        "https://github.com/owner/name",
        "owner/name.git",
        "owner/..",
        "-owner/name",
        "two words/name",
        "owner/na me",
        "owner/näme",
        "owner/name\n",
        "owner/name'); import os",
    ],
)
def test_a_bad_name_gets_one_sentence_and_changes_nothing(bad, copy, capsys):
    before = files(copy)
    capsys.readouterr()
    assert publish(copy, bad) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert re.fullmatch(r"The repository in pyproject\.toml must be named .*\n", said.err)
    assert files(copy) == before


@pytest.mark.parametrize("bad", ["", "-x", "a..b", "two words", "/main", "main/", "$(id)"])
def test_a_bad_branch_gets_one_sentence(bad, copy, capsys):
    capsys.readouterr()
    assert publish(copy, "owner/name", bad) == 2
    assert re.fullmatch(r"The branch in pyproject\.toml must be .*\n", capsys.readouterr().err)


def test_a_readme_without_its_marks_is_not_half_written(copy, capsys):
    readme = copy / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(text.replace("<!-- clone: end -->", ""), encoding="utf-8")
    before = files(copy)
    capsys.readouterr()
    assert publish(copy, "owner/name") == 2
    assert "<!-- clone: end -->" in capsys.readouterr().err
    assert files(copy) == before


def test_a_published_notebook_keeps_the_rules(copy):
    assert publish(copy, "owner/name") == 0
    for path in sorted(copy.glob("notebooks/*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert as_text(normalize(notebook)) == path.read_text(encoding="utf-8")
        assert problems(notebook) == []
        assert notebook.cells[0].id == "title"
    for action in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *action, "--no-cache"]
        command += ["--config", str(ROOT / "pyproject.toml"), str(copy / "notebooks")]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout


def test_an_uploaded_notebook_fetches_nothing():
    """What `make colab` writes holds the helpers, so the address would only be in the way."""
    plain = nbformat.read(ROOT / "notebooks" / "01_images_are_numbers.ipynb", as_version=4)
    plain = with_address(plain, None)
    published = with_address(plain, "owner/name", "01_images_are_numbers.ipynb")
    assert as_text(self_contained(published, "")) == as_text(self_contained(plain, ""))


def short_notebook() -> nbformat.NotebookNode:
    """A published notebook that says where it runs and whose helpers it has."""
    code = "from pathlib import Path\nimport helpers\nprint(Path.cwd())\nprint(helpers.__file__)"
    plain = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Title", id="title"),
            nbformat.v4.new_code_cell(code, id="where"),
        ]
    )
    return with_address(plain, "owner/name", "01_images_are_numbers.ipynb")


def words(notebook: nbformat.NotebookNode, cell_id: str) -> str:
    (cell,) = [cell for cell in notebook.cells if cell.id == cell_id]
    return "".join(output.get("text", "") for output in cell.outputs)


def test_elsewhere_the_cell_does_nothing(tmp_path):
    notebook = short_notebook()
    execute(notebook, tmp_path)
    assert words(notebook, CLONE_CELL) == ""
    assert list(tmp_path.iterdir()) == []
    assert words(notebook, "where").splitlines()[0] == str(tmp_path)


def test_on_colab_the_cell_fetches_the_helpers(tmp_path, monkeypatch):
    """GitHub is played by a folder, Colab by a module of its name."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    published = tmp_path / "published"
    (published / "notebooks").mkdir(parents=True)
    shutil.copytree(ROOT / "helpers", published / "helpers")
    (published / "notebooks" / "README.md").touch()
    identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *identity, *command], cwd=published, check=True)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.{published.as_uri()}.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "https://github.com/owner/name")
    content = tmp_path / "content"
    content.mkdir()
    pretended = "import sys, types\nsys.modules['google.colab'] = types.ModuleType('google.colab')"
    notebook = short_notebook()
    notebook.cells.insert(0, nbformat.v4.new_code_cell(pretended, id="colab"))
    # Learners run cells again.
    again = [cell for cell in notebook.cells if cell.id == CLONE_CELL]
    again = nbformat.v4.new_code_cell(again[0].source, id="again")
    notebook.cells.insert(-1, again)
    execute(notebook, content)
    clone = content / "handwritten-digits"
    assert words(notebook, CLONE_CELL) + words(notebook, "again") == ""
    assert words(notebook, "where").splitlines() == [
        str(clone / "notebooks"),
        str(clone / "helpers" / "__init__.py"),
    ]
    # After a restart of the kernel the clone is still there, with the learner's pictures in it.
    (clone / "mine.png").touch()
    execute(notebook, content)
    assert words(notebook, CLONE_CELL) == ""
    assert words(notebook, "where").splitlines()[0] == str(clone / "notebooks")
    assert (clone / "mine.png").exists()


def test_badges_are_links_around_pictures():
    for line in badges("owner/name", "main", "00_start_here.ipynb").splitlines():
        assert re.fullmatch(r"\[!\[[\w ]+\]\(https://\S+\.svg\)\]\(https://\S+\)", line)
    assert "/owner/name/a%2Fb?" in badges("owner/name", "a/b", "x.ipynb")
