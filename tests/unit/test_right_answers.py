"""Right answers in other forms than the chapters' own: each must be accepted.

What an answer returns may be a list, a tuple, an array or a number of another type, as long as it
says the same; functions may be wrapped, and may be objects.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest

from helpers.checks import notebook_04, notebook_05
from helpers.data import load_mnist, validation_split
from tests.unit.test_exercises import CLOSED, _name, in_the_notebooks_folder, verdict  # noqa: F401

FUNCTIONS = [each for each in CLOSED if each["starter"].startswith("def ")]


def _lists(value):
    return value.tolist() if isinstance(value, np.ndarray | np.generic) else value


def _is_even(values) -> bool:
    return len({np.shape(each) for each in values}) == 1


class Wrapped:
    """A function as an object."""

    def __init__(self, function: Callable) -> None:
        self.function = function

    def __call__(self, *arguments: object) -> object:
        return self.function(*arguments)


#: What becomes of a result: a name, which results it is for, and how it is changed.
FORMS: dict[str, tuple[Callable, Callable]] = {
    "a list": (lambda r: isinstance(r, np.ndarray | tuple), lambda r: list(_lists(r))),
    "a tuple": (lambda r: isinstance(r, np.ndarray | list), lambda r: tuple(_lists(r))),
    "an array": (lambda r: isinstance(r, list | tuple) and _is_even(r), np.array),
    "rows of an array": (lambda r: isinstance(r, np.ndarray) and r.ndim > 1, list),
    "a generator": (
        lambda r: isinstance(r, np.ndarray | list | tuple), lambda r: (each for each in r)
    ),
    "float64": (lambda r: np.asarray(r).dtype.kind == "f", lambda r: np.asarray(r, np.float64)),
    "float32": (lambda r: np.asarray(r).dtype.kind == "f", lambda r: np.asarray(r, np.float32)),
    "a whole number of NumPy": (lambda r: type(r) is int, np.int64),
    "a number of NumPy": (lambda r: type(r) is float, np.float64),
    "a number of Python": (lambda r: isinstance(r, np.generic), lambda r: r.item()),
    "an array without axes": (lambda r: np.ndim(r) == 0 and np.asarray(r).dtype.kind in "fi",
                              np.asarray),
}  # fmt: skip


def changed(exercise: dict, form: str):
    """Return the verdict on the chapter's answer, its result in another form; None without one."""
    name = re.match(r"def (\w+)", exercise["starter"])[1]
    fits, change = FORMS[form]
    used = []

    def wrapping(function: Callable) -> Callable:
        def wrapped(*arguments: object) -> object:
            result = function(*arguments)
            if not fits(result):
                return result
            used.append(form)
            return change(result)

        return Wrapped(wrapped)

    code = f"{exercise['answer']}\n\n{name} = wrapping({name})"
    found = verdict(exercise, code, wrapping=wrapping)
    return found if used else None


@pytest.mark.parametrize("exercise", FUNCTIONS, ids=_name)
def test_other_forms_are_accepted(exercise, record_property):
    found = {form: changed(exercise, form) for form in FORMS}
    found = {form: verdict for form, verdict in found.items() if verdict is not None}
    refused = {form: str(verdict) for form, verdict in found.items() if verdict.status != "right"}
    assert refused == {}
    record_property("right answers", len(found))


def test_a_unit_by_averages_or_by_least_squares():
    images, labels = validation_split(*load_mnist()[0])[0]
    fours_and_nines = [images[labels == digit].reshape(-1, 784) / 255 for digit in (4, 9)]
    averages = [pixels.mean(axis=0) for pixels in fours_and_nines]
    bias = ((averages[1] ** 2).sum() - (averages[0] ** 2).sum()) / 2
    simple = notebook_04.check_unit((averages[0] - averages[1]).tolist(), bias)
    assert simple.status == "right" and "90.5% right" in simple.message

    pixels = np.vstack(fours_and_nines)
    inputs = np.column_stack([pixels, np.ones(len(pixels))])
    wanted = np.repeat([1.0, -1.0], [len(each) for each in fours_and_nines])
    products = inputs.T @ inputs + 10 * np.eye(785)
    solved = np.linalg.solve(products, inputs.T @ wanted)
    fitted = notebook_04.check_unit(solved[:784].reshape(28, 28), solved[784])
    assert fitted.status == "right" and "97.4% right" in fitted.message


VOTES = np.array([48.3, 18.3, 4.3, 0.7, 13.2, 1.0, 2.0, 0.1, 1.5, 9.7])


@pytest.mark.parametrize(
    "scores",
    [(np.log(vote) for vote in VOTES), [np.log(vote) for vote in VOTES], np.log(VOTES) + 5],
    ids=["generator", "list", "array"],
)
def test_scores_for_the_shares(scores):
    assert notebook_05.check_logits(scores, VOTES).status == "right"


@pytest.mark.parametrize(
    "scores, said", [([], "yours have shape (0,)."), ([np.inf, *[1.0] * 9], "are infinite")]
)
def test_scores_that_are_none(scores, said, recwarn):
    verdict = notebook_05.check_logits(scores, VOTES)
    assert verdict.status == "wrong" and said in verdict.message and not recwarn.list


def test_how_honest_it_is_stands_in_the_verdict():
    verdict = notebook_05.check_honesty(np.float32(2.6))
    assert verdict.status == "right"
    assert "it says 53.3% on average, and 53.3% are right" in verdict.message


def test_new_answers_are_not_those_that_were_given():
    ours, theirs = (notebook_05.exaggerating_network(seed)[0] for seed in (0, 1))
    assert not np.allclose(ours, theirs)
