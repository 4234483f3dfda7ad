"""What a learner reads when the code of an answer stops: a sentence, and the line that did it."""

from __future__ import annotations

import linecache

import numpy as np
import pytest

from helpers.checks.exercise import called, exercise

NUMBERS = np.arange(5.0)


@exercise("It ran.")
def check_run(function) -> None:
    called(function)


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("max(0, NUMBERS)", "np.maximum(array, 0)"),
        ("1 if NUMBERS > 2 else 0", "np.maximum(array, 0)"),
        ("np.ones((5, 4)) @ NUMBERS", "before its weights"),
        ("NUMBERS * np.ones(4)", "the shapes (5,) and (4,)"),
        ("np.ones((3, 3)) * np.ones((5, 5))[-1:2, :3]", "a slice that starts below 0"),
        ("np.zeros((2, 2)).__setitem__(0, NUMBERS)", "take sizes from array.shape"),
        ("np.invert(NUMBERS / 255)", "invert first, then divide"),
        ("np.ones(3, np.uint8).__itruediv__(255)", "instead of /="),
        ("NUMBERS[0][1]", "has no parts"),
        ("NUMBERS[5]", "the last one is 5 − 1"),
        ("[1, 2][2]", "positions count from 0"),
        ("relu(NUMBERS)", "the name relu is not known"),
        ("... + 1", "three dots still stand"),
        ("np.zeros(0).min()", "minimum of an empty array"),
        ("np.zeros(0)[3]", "position 3 of an empty array"),
        ("np.array([[1], [2, 3]])", "different lengths"),
        ("np.asarray({1}, float)", "is or holds a set"),
        ("float(10**400)", "too large"),
        ("range(2.5)", "// gives one when it divides"),
        ("1 / 0", "divided by 0"),
        ("(lambda a: a)()", "the line that starts with def"),
        ("{}['epoch']", "KeyError: 'epoch'"),
    ],
)
def test_common_slips_are_explained(code, phrase):
    verdict = check_run(lambda: eval(code))
    assert verdict.status == "wrong"
    assert phrase in verdict.message


def test_the_line_is_shown():
    source = "def answer():\n    total = 0\n    return total / 0\n"
    linecache.cache["<a cell>"] = (len(source), None, source.splitlines(True), "<a cell>")
    names: dict = {}
    exec(compile(source, "<a cell>", "exec"), names)
    assert "at “return total / 0”" in check_run(names["answer"]).message


def test_the_line_is_the_learners_own_where_another_file_stops():
    source = "def answer():\n    return outside()\n"
    linecache.cache["<one cell>"] = (len(source), None, source.splitlines(True), "<one cell>")
    names: dict = {"outside": lambda: 1 / 0}
    exec(compile(source, "<one cell>", "exec"), names)
    assert "at “return outside()”" in check_run(names["answer"]).message


def test_a_variable_without_a_value_is_named():
    source = "def answer():\n    for _ in range(3):\n        total += 1\n    return total\n"
    names: dict = {}
    exec(source, names)
    assert "total is used before it has a value" in check_run(names["answer"]).message
