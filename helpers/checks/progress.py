"""Which exercises a learner has solved: one small file in the user's data folder."""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import tempfile
from pathlib import Path

#: The environment variable that names another file; an empty one keeps nothing.
FILE_VARIABLE = "DIGITS_PROGRESS"
#: The chapters that have exercises.
CHAPTERS = tuple(f"{number:02}" for number in range(12))


def progress_file() -> Path | None:
    """Return `$DIGITS_PROGRESS`, else a file in the user's data folder.

    None where the variable is set and empty: then nothing is kept.
    """
    named = os.environ.get(FILE_VARIABLE)
    if named is not None:
        return Path(named).expanduser() if named else None
    try:
        import platformdirs
    except ImportError:  # Colab has no such package
        return Path.home() / ".handwritten-digits" / "progress.json"
    return Path(platformdirs.user_data_dir("handwritten-digits", appauthor=False), "progress.json")


def solved() -> dict[str, list[str]]:
    """Return the names of the checks that said “right”, by chapter: {"02": ["check_relu"]}.

    A file that cannot be read, or holds something else, counts as nothing solved.
    """
    path = progress_file()
    try:
        content = json.loads(path.read_text(encoding="utf-8")) if path else {}
        return {str(chapter): [str(name) for name in names] for chapter, names in content.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def remember(chapter: str, check: str) -> None:
    """Note that an exercise is solved; a folder that cannot be written to is no error.

    Args:
        chapter: "00" … "11".
        check: the name of its check, "check_…".
    """
    path, known = progress_file(), solved()
    if path is None or check in known.get(chapter, []):
        return
    known[chapter] = [*known.get(chapter, []), check]
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        # All or nothing: two notebooks may be checked at the same time.
        handle, temporary = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(known, file, indent=1)
        Path(temporary).replace(path)


def clear_progress() -> None:
    """Forget which exercises were solved."""
    path = progress_file()
    if path is not None:
        path.unlink(missing_ok=True)


def checks_of(chapter: str) -> list[str]:
    """Return the names of a chapter's checks, in the order of the chapter.

    >>> checks_of("07")[0]
    'check_steps'
    """
    module = importlib.import_module(f"helpers.checks.notebook_{chapter}")
    return [
        name
        for name, check in vars(module).items()
        if name.startswith("check_") and getattr(check, "__module__", "") == module.__name__
    ]


def progress() -> str:
    """Return how many exercises of each chapter are solved, a line for each, and all together.

    Only exercises that there are today count.
    """
    known, lines, every = solved(), [], []
    for chapter in CHAPTERS:
        done = [name in known.get(chapter, []) for name in checks_of(chapter)]
        boxes = "".join("■" if each else "□" for each in done)
        lines.append(f"{chapter}  {boxes:<8}{sum(done)} of {len(done)}")
        every += done
    return "\n".join([*lines, f"{sum(every)} of {len(every)} exercises solved"])
