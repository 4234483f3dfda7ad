"""Puts the address of a published copy into every notebook and the README, or takes it out.

    python -m tools.badges

The address is on GitHub; `[tool.handwritten-digits]` in pyproject.toml names it. It gives each
notebook badges below its title, which lead to its page, to Colab and to Binder, and a cell that
fetches the helpers on Colab; the README gets badges and the line that clones. As long as nobody has
published the repository the setting is empty, and no link leads nowhere.
"""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from pathlib import Path
from urllib.parse import quote

import nbformat

from tools.notebooks import ROOT, as_text, chapters, normalize

FIRST = "00_start_here.ipynb"
BADGES_CELL, CLONE_CELL = "badges", "colab-clone"
#: GitHub's rules: https://docs.github.com/en/rest/repos/repos
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}/(?!\.{1,2}$)[\w.-]{1,100}", re.ASCII)
_BRANCH = re.compile(r"(?![-/.])(?!.*(?:\.\.|//))[\w./-]{1,100}(?<![/.])", re.ASCII)
#: What reads pictures is the one package that Colab lacks.
INSTALL = """\
if importlib.util.find_spec("onnxruntime") is None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "onnxruntime"]
    subprocess.run(command, check=True)
"""
# Colab's kernel has the module google.colab. Once the clone is entered, the cell may run again.
_CLONE = f"""\
import importlib.util
import subprocess
import sys
from pathlib import Path

if "google.colab" in sys.modules and not Path("../helpers").exists():
    folder = Path("handwritten-digits").resolve()
    if not folder.exists():
        !git clone --quiet --depth 1 --branch {{branch}} {{address}} {{{{folder}}}}
    sys.path.insert(0, str(folder))
    %cd -q {{{{folder}}}}/notebooks
{textwrap.indent(INSTALL, "    ")}"""


def published_at(root: Path) -> tuple[str | None, str]:
    """Return the repository that pyproject.toml names, None when it names none, and its branch.

    Raises:
        ValueError: one sentence that says what is expected and what came.

    >>> published_at(ROOT)[1]
    'main'
    """
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    named = settings["tool"]["handwritten-digits"]
    repository, branch = named["repository"], named["branch"]
    if repository and (not _REPOSITORY.fullmatch(repository) or repository.endswith(".git")):
        raise ValueError(
            "The repository in pyproject.toml must be named as on GitHub, account/repository and "
            f"nothing else, got {repository!r}."
        )
    if not _BRANCH.fullmatch(branch):
        raise ValueError(
            f"The branch in pyproject.toml must be one that the repository has, got {branch!r}."
        )
    return repository or None, branch


def pages_of(repository: str) -> str:
    """Return where GitHub publishes the pages of a repository.

    >>> pages_of("Owner/name"), pages_of("owner/owner.github.io")
    ('https://owner.github.io/name/', 'https://owner.github.io/')
    """
    owner, name = repository.split("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def colab_of(repository: str, branch: str, notebook: str) -> str:
    """Return the address that opens a notebook in Colab."""
    base = f"https://colab.research.google.com/github/{repository}/blob/{quote(branch)}"
    return f"{base}/notebooks/{notebook}"


def binder_of(repository: str, branch: str, notebook: str) -> str:
    """Return the address that opens a notebook on Binder."""
    base = f"https://mybinder.org/v2/gh/{repository}/{quote(branch, safe='')}"
    return f"{base}?labpath=notebooks%2F{notebook}"


def badges(repository: str, branch: str, notebook: str, page: str = "") -> str:
    """Return the three badges of a notebook, as Markdown.

    Args:
        repository: as owner/name.
        branch: the branch that is opened.
        notebook: the notebook's file name.
        page: which of the pages is led to; the first, unless it is named.

    >>> print(badges("owner/name", "main", "00_start_here.ipynb").splitlines()[2][:44])
    [![Launch on Binder](https://mybinder.org/ba
    """
    pages = pages_of(repository)
    return (
        f"[![Try it in the browser]({pages}_static/try-it.svg)]({pages}{page})\n"
        "[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]"
        f"({colab_of(repository, branch, notebook)})\n"
        "[![Launch on Binder](https://mybinder.org/badge_logo.svg)]"
        f"({binder_of(repository, branch, notebook)})"
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
        page = f"notebooks/{Path(name).stem}.html"
        links = badges(repository, branch, name, page)
        result.cells[1:1] = [
            nbformat.v4.new_markdown_cell(f"{links}\n\n{words}", id=BADGES_CELL),
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


def write(root: Path, repository: str | None, branch: str) -> list[str]:
    """Bring README and notebooks of a checkout up to the address; return what was changed."""
    readme = root / "README.md"
    new = {readme: readme_with_address(readme.read_text(encoding="utf-8"), repository, branch)}
    for path, notebook in chapters(root):
        new[path] = as_text(with_address(notebook, repository, path.name, branch))
    changed = [path for path, text in new.items() if path.read_text(encoding="utf-8") != text]
    for path in changed:
        path.write_text(new[path], encoding="utf-8", newline="\n")
    return [path.relative_to(root).as_posix() for path in changed]


def main(root: Path = ROOT) -> int:
    """Bring a checkout up to its setting; return the exit status."""
    try:
        changed = write(root, *published_at(root))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"Changed: {', '.join(changed)}." if changed else "Nothing to change.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
