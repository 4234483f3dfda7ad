"""Says who imports whom: `python -m tools.imports` prints the rooms of helpers, floor by floor.

A room is a package or a module of its own. It may import from its own floor and from those below.
The exit status is 1 where one imports upward, or modules import each other in a circle.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: The rooms, from the ground floor up.
FLOORS = (
    ("backend", "convolution", "softmax", "mnist_format", "evaluation", "folder"),
    ("data", "networks", "own_network", "synthesis", "interpretability"),
    ("recognition",),
    ("training",),
    ("studies", "figures"),
    ("demos", "checks"),
)
_FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def modules(root: Path = ROOT) -> dict[str, str]:
    """Return the source of every module of helpers, by its name: "recognition.finder"."""
    found = {}
    for path in sorted((root / "helpers").rglob("*.py")):
        parts = path.relative_to(root / "helpers").with_suffix("").parts
        found[".".join(parts)] = path.read_text(encoding="utf-8")
    return found


def imports(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each module the modules of helpers that it imports, anywhere in its source.

    >>> sorted(imports({"a": "from helpers import b", "b": "import helpers.a"})["a"])
    ['b']
    """
    return {name: set(_imported(text, sources)) for name, text in sources.items()}


def _imported(text: str, sources: Mapping[str, str]) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            # What is imported from a package may be a module of it, or a name that it holds.
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, *parts = name.split(".")
            if package != "helpers":
                continue
            while parts and ".".join(parts) not in sources:
                if ".".join([*parts, "__init__"]) in sources:
                    parts.append("__init__")
                else:
                    parts.pop()
            if parts:
                yield ".".join(parts)


def problems(sources: Mapping[str, str]) -> list[str]:
    """Return a sentence for each import upward, each room without a floor, and one for a circle.

    >>> problems({"data": "from helpers.training import loop", "training.loop": ""})
    ['data imports training.loop, which is upstairs.']
    """
    found = []
    graph = imports(sources)
    for name in graph:
        room = name.split(".")[0]
        if room not in _FLOOR and room != "__init__":
            found.append(f"{room} has no floor.")
    for name, others in graph.items():
        for other in sorted(others):
            ours, theirs = (_FLOOR.get(each.split(".")[0], 0) for each in (name, other))
            if theirs > ours:
                found.append(f"{name} imports {other}, which is upstairs.")
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append(f"A circle: {' → '.join(error.args[1])}.")
    return found


def main() -> int:
    """Print the floors and what each room imports; return the exit status."""
    sources = modules()
    graph = imports(sources)
    for floor, rooms in reversed(list(enumerate(FLOORS))):
        for room in rooms:
            own = [name for name in graph if name.split(".")[0] == room]
            lines = sum(len(sources[name].splitlines()) for name in own)
            below = {other.split(".")[0] for name in own for other in graph[name]} - {room}
            print(
                f"{floor}  {room}: {len(own)} modules, {lines} lines ← {', '.join(sorted(below))}"
            )
    found = problems(sources)
    arrows = len({(a.split(".")[0], b.split(".")[0]) for a in graph for b in graph[a]})
    print(f"{len(_FLOOR)} rooms, {len(FLOORS)} floors, {arrows} arrows, {len(found)} problems")
    print(*found, sep="\n", end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
