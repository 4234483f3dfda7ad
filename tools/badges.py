"""Puts the address of a published copy into every notebook and the README, or takes it out.

    python -m tools.badges owner/name [--branch main]
    python -m tools.badges --remove

The address is on GitHub. It gives each notebook an Open-in-Colab and a Binder badge below its
title, and a cell that fetches the helpers on Colab; the README gets badges and the line that
clones. As long as nobody has published the repository there is no address, and no link leads
nowhere.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from urllib.parse import quote

import nbformat

from tools.notebooks import as_text, normalize

ROOT = Path(__file__).resolve().parents[1]
FIRST = "00_start_here.ipynb"
BADGES_CELL, CLONE_CELL = "badges", "colab-clone"
#: GitHub's rules: https://docs.github.com/en/rest/repos/repos
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII)
_BRANCH = re.compile(r"(?![-/.])(?!.*(?:\.\.|//))[\w./-]{1,100}(?<![/.])", re.ASCII)
# Colab's kernel has the module google.colab. Once the clone is entered, the cell may run again.
_CLONE = """\
import sys
from pathlib import Path

if "google.colab" in sys.modules and not Path("../helpers").exists():
    folder = Path("handwritten-digits").resolve()
    if not folder.exists():
        !git clone --quiet --depth 1 --branch {branch} {address} {{folder}}
    sys.path.insert(0, str(folder))
    %cd -q {{folder}}/notebooks"""


def check_names(repository: str, branch: str) -> None:
    """Refuse what cannot be a repository or a branch on GitHub.

    Raises:
        ValueError: one sentence that says what is expected and what came.

    >>> check_names("owner/name", "main")
    """
    if not _REPOSITORY.fullmatch(repository) or repository.endswith(".git"):
        raise ValueError(
            "The repository must be named as on GitHub, account/repository and nothing else, "
            f"got {repository!r}: make badges REPO=owner/name."
        )
    if not _BRANCH.fullmatch(branch):
        raise ValueError(
            f"The branch must be one that the repository has, got {branch!r}: "
            "make badges REPO=owner/name BRANCH=main."
        )


def badges(repository: str, branch: str, notebook: str) -> str:
    """Return the two badges of a notebook, as Markdown.

    >>> print(badges("owner/name", "main", "00_start_here.ipynb").splitlines()[1][:44])
    [![Launch on Binder](https://mybinder.org/ba
    """
    colab = f"https://colab.research.google.com/github/{repository}/blob/{quote(branch)}"
    binder = f"https://mybinder.org/v2/gh/{repository}/{quote(branch, safe='')}"
    return (
        "[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]"
        f"({colab}/notebooks/{notebook})\n"
        "[![Launch on Binder](https://mybinder.org/badge_logo.svg)]"
        f"({binder}?labpath=notebooks%2F{notebook})"
    )


def with_address(
    notebook: nbformat.NotebookNode, repository: str | None, name: str = "", branch: str = "main"
) -> nbformat.NotebookNode:
    """Return the notebook with the cells that hold the address, or without them.

    Args:
        notebook: what the file holds; it is left as it is.
        repository: as owner/name, or None to take the cells out.
        name: the notebook's file name, to which the badges lead.
        branch: the branch that is opened.
    """
    result = nbformat.from_dict(notebook)
    result.cells = [cell for cell in result.cells if cell.id not in (BADGES_CELL, CLONE_CELL)]
    if repository:
        words = (
            "On Colab, run the next cell first: it fetches the helpers. Elsewhere it does nothing."
        )
        address = f"https://github.com/{repository}"
        result.cells[1:1] = [
            nbformat.v4.new_markdown_cell(
                f"{badges(repository, branch, name)}\n\n{words}", id=BADGES_CELL
            ),
            nbformat.v4.new_code_cell(
                _CLONE.format(address=address, branch=branch), id=CLONE_CELL, execution_count=1
            ),
        ]
    return normalize(result)


def readme_with_address(text: str, repository: str | None, branch: str = "main") -> str:
    """Return the README with what stands between its two pairs of marks written anew.

    Raises:
        ValueError: a mark is missing.
    """
    parts = {"badges": "", "clone": ""}
    if repository:
        address, folder = f"https://github.com/{repository}", repository.split("/")[1]
        clone = "" if branch == "main" else f"--branch {branch} "
        parts["badges"] = badges(repository, branch, FIRST) + "\n"
        parts["clone"] = f"```sh\ngit clone {clone}{address}\ncd {folder}\n```\n"
    for part, written in parts.items():
        begin, end = f"<!-- {part}: begin -->\n", f"<!-- {part}: end -->"
        marked = re.compile(f"({begin}).*?({end})", re.DOTALL)
        places = list(marked.finditer(text))
        if len(places) != 1:
            raise ValueError(
                f"README.md must hold the lines {begin.strip()} and {end}, once each and in this "
                "order: put them back where they were."
            )
        text = text[: places[0].end(1)] + written + text[places[0].start(2) :]
    return text


def write(root: Path, repository: str | None, branch: str = "main") -> list[str]:
    """Bring README and notebooks of a checkout up to the address; return what was changed."""
    readme = root / "README.md"
    new = {readme: readme_with_address(readme.read_text(encoding="utf-8"), repository, branch)}
    for path in sorted((root / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        new[path] = as_text(with_address(notebook, repository, path.name, branch))
    changed = [path for path, text in new.items() if path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.write_text(new[path], encoding="utf-8", newline="\n")
    return [path.relative_to(root).as_posix() for path in changed]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(prog="tools.badges", description=__doc__.splitlines()[0])
    parser.add_argument("repository", nargs="?", help="account and repository: owner/name")
    parser.add_argument("--branch", default="main", help="the branch that is opened")
    parser.add_argument("--remove", action="store_true", help="take the address out")
    options = parser.parse_args(arguments)
    try:
        if options.remove == (options.repository is not None):
            raise ValueError(
                "Say which repository, make badges REPO=owner/name, or take its address out of "
                "all files with an empty name, make badges REPO=."
            )
        if options.repository is not None:
            check_names(options.repository, options.branch)
        changed = write(root, options.repository, options.branch)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Changed: {', '.join(changed)}." if changed else "Nothing to change.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
