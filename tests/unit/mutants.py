"""Changes an answer's code in one place, as somebody might have got it wrong."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

_OPERATORS: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.USub: (ast.UAdd,),
    ast.BitAnd: (ast.BitOr,),
    ast.And: (ast.Or,),
}
_NAMES = {
    "max": ("min", "mean"),
    "min": ("max",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "sum": ("mean", "max"),
    "mean": ("sum", "max"),
    "exp": ("exp2",),
    "log": ("log10",),
    "abs": ("square",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "zeros": ("ones",),
    "zeros_like": ("ones_like",),
    "dot": ("multiply",),
    "float32": ("float64",),
}


def mutants(code: str) -> Iterator[tuple[str, str]]:
    """Yield what was changed, and the code with that one change.

    Args:
        code: a function or an assignment, as an exercise's answer has it.

    >>> [after for _, after in mutants("total = a + 2")]
    ['total = a - 2', 'total = a + 3', 'total = a + 1']
    """
    tree = ast.parse(code)
    for index, node in enumerate(ast.walk(tree)):
        for replaced in _variants(node):
            changed = copy.deepcopy(tree)
            # `walk` goes through the copy in the same order.
            place = next(each for at, each in enumerate(ast.walk(changed)) if at == index)
            before = ast.unparse(node)
            place.__dict__.update(replaced.__dict__)
            after = ast.unparse(ast.fix_missing_locations(changed))
            if after != ast.unparse(tree):
                yield f"{before} → {ast.unparse(place)}", after


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the node with one thing about it changed."""
    for name in ("op",):
        for other in _OPERATORS.get(type(getattr(node, name, None)), ()):
            yield _with(node, op=other())
    if isinstance(node, ast.Compare):
        for other in _OPERATORS.get(type(node.ops[0]), ()):
            yield _with(node, ops=[other(), *node.ops[1:]])
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        for value in (node.value + 1, node.value - 1):
            yield _with(node, value=value)
    if isinstance(node, ast.Attribute):
        for attribute in _NAMES.get(node.attr, ()):
            yield _with(node, attr=attribute)
    if isinstance(node, ast.Name):
        for name in _NAMES.get(node.id, ()):
            yield _with(node, id=name)
    if isinstance(node, ast.Call) and node.keywords:
        for index in range(len(node.keywords)):
            yield _with(node, keywords=node.keywords[:index] + node.keywords[index + 1 :])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
        yield _with(node, left=node.right, right=node.left)
    if isinstance(node, ast.Tuple | ast.List) and len(node.elts) == 2:
        yield _with(node, elts=node.elts[::-1])


def _with(node: ast.AST, **changes: object) -> ast.AST:
    result = copy.copy(node)
    result.__dict__.update(changes)
    return result
