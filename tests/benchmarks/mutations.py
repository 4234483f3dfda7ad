"""Changes one operator or constant at a time: does the quick tier of tests notice?

`python -m tests.benchmarks.mutations [--count 60] [--seed 0] [--only helpers/folder/ …]` prints
each change, and how many were noticed. Modules, or only those whose paths begin so, take turns in
an order of chance; the place in a module is chosen by chance too.
Only tests that run the changed line, or at least its module, are run.
"""

from __future__ import annotations

import argparse
import ast
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIER = ("tests/unit", "helpers")
_OTHER = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
    ast.Pow: "*", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=",
    ast.NotEq: "==", ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
    ast.And: "or", ast.Or: "and",
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change: characters `start` to `end` of a line (from 1) become `new`.

    `function` is the line where the innermost function begins, 0 for what runs at import.
    """

    module: str
    line: int
    start: int
    end: int
    old: str
    new: str
    function: int


def changes_of(module: str, text: str) -> list[Change]:
    """Return every change that can be made to a module's operators and constants."""
    found = []
    lines = text.splitlines()

    def note(line: int, start: int, end: int, new: str, inside: int) -> None:
        # Columns of ast count bytes.
        start, end = (len(lines[line - 1].encode()[:byte].decode()) for byte in (start, end))
        found.append(Change(module, line, start, end, lines[line - 1][start:end], new, inside))

    def between(left: ast.expr, right: ast.expr, new: str, inside: int) -> None:
        if left.end_lineno != right.lineno:
            return
        gap = lines[left.end_lineno - 1].encode()[left.end_col_offset : right.col_offset].decode()
        operator = gap.strip(" ()")
        if operator and gap.count(operator) == 1:
            start = left.end_col_offset + len(gap[: gap.index(operator)].encode())
            note(left.end_lineno, start, start + len(operator.encode()), new, inside)

    def visit(node: ast.AST, inside: int) -> None:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.BitOr):
            if type(node.op) in _OTHER:
                between(node.left, node.right, _OTHER[type(node.op)], inside)
        elif isinstance(node, ast.Compare):
            operands = [node.left, *node.comparators]
            for left, right, op in zip(operands, operands[1:], node.ops, strict=False):
                between(left, right, _OTHER[type(op)], inside)
        elif isinstance(node, ast.BoolOp):
            between(node.values[0], node.values[1], _OTHER[type(node.op)], inside)
        elif isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
            new = not node.value if isinstance(node.value, bool) else _another(node.value)
            note(node.lineno, node.col_offset, node.end_col_offset, repr(new), inside)
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns"):
                continue
            # Defaults and decorators run where the function is defined.
            begins = isinstance(node, (ast.FunctionDef, ast.Lambda)) and name == "body"
            inner = node.lineno if begins else inside
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    visit(child, inner)

    visit(ast.parse(text), 0)
    return found


def _another(number: float) -> float:
    """Return a number that is clearly another one: one more, or half as much again."""
    return number + 1 if isinstance(number, int) else number * 1.5 or 0.5


def chosen(count: int, seed: int, only: tuple[str, ...] = ("",)) -> Iterator[Change]:
    """Yield changes, each of another module until all have had their turn."""
    rng = random.Random(seed)
    modules = {
        str(path.relative_to(ROOT)): changes_of(
            str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        )
        for path in sorted((ROOT / "helpers").rglob("*.py"))
    }
    names = [name for name, changes in modules.items() if changes and name.startswith(only)]
    while count > 0:
        for name in rng.sample(names, min(count, len(names))):
            yield rng.choice(modules[name])
            count -= 1


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run the quick tier, or some of its tests, in a copy of the repository."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=1200)


def tests_of(folder: Path) -> dict[str, dict[int, set[str]]]:
    """Return for each line of each module the tests that run it."""
    result = run(
        folder, "-n", "2", "--dist", "loadfile", "--doctest-modules",
        "--cov=helpers", "--cov-context=test", "--cov-report=", *TIER,
    )  # fmt: skip
    if result.returncode:
        sys.exit(f"The quick tier fails unchanged:\n{result.stdout[-3000:]}")
    from coverage.numbits import numbits_to_nums

    tests: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    query = """select path, context, numbits from line_bits
        join file on file.id = file_id join context on context.id = context_id"""
    with sqlite3.connect(folder / ".coverage") as database:
        for path, context, bits in database.execute(query):
            name = str(Path(path).relative_to(folder))
            for line in numbits_to_nums(bits) if context else ():
                tests[name][line].add(context.partition("|")[0])
    return tests


def is_noticed(folder: Path, change: Change, tests: dict[int, set[str]]) -> bool:
    """Make the change, run the tests, take it back."""
    path = folder / change.module
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    line = lines[change.line - 1]
    lines[change.line - 1] = line[: change.start] + change.new + line[change.end :]
    near: set[str] = set()
    if change.function:
        # A constant inside a long statement may have no line of its own that runs.
        above = range(change.line, change.function - 1, -1)
        near = next((tests[line] for line in above if tests.get(line)), set())
    # What runs at import, or in a thread of TensorFlow's, is known to no single test.
    near = near or set().union(*tests.values())
    files = sorted({name.partition("::")[0] for name in near})
    # Few names fit a command line; of many, their files.
    names = sorted(near) if len(near) < 60 else files
    if not names:
        return False
    path.write_text("".join(lines), encoding="utf-8")
    try:
        status = run(folder, "-x", "--doctest-modules", *names).returncode
        if status == 4:  # a test has another name now, or its file cannot be imported
            status = run(folder, "-x", "--doctest-modules", *files).returncode
        return status in (1, 2, 4)  # 4: even what all tests share cannot be imported
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Make the changes, print what became of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mutations")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", nargs="+", default=[""], metavar="PREFIX")
    options = parser.parse_args()
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    with tempfile.TemporaryDirectory(prefix="mutations-") as temporary:
        folder = Path(temporary).resolve() / "copy"
        for name in filter(None, listed.stdout.decode().split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        tests = tests_of(folder)
        noticed = 0
        for change in chosen(options.count, options.seed, tuple(options.only)):
            seen = is_noticed(folder, change, tests.get(change.module, {}))
            noticed += seen
            verdict = "noticed " if seen else "SURVIVED"
            print(
                f"{verdict} {change.module}:{change.line} {change.old} → {change.new}", flush=True
            )
    print(f"{noticed} of {options.count} changes were noticed.")


if __name__ == "__main__":
    main()
