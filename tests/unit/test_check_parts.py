"""What every check is made of: equal or not, which mistake it is, what the frame around it says."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from helpers.checks.cases import Case, as_numbers, compare, farthest, refuse_first, run_cases
from helpers.checks.errors import in_plain_words, line_of
from helpers.checks.exercise import (
    NotAttempted,
    Verdict,
    WrongAnswerError,
    called,
    called_for_number,
    exercise,
)
from helpers.checks.notebook_01 import _four_numbers, check_halve
from helpers.checks.notebook_05 import _short
from helpers.checks.notebook_06 import _places_of, _two_pairs
from helpers.checks.notebook_11 import _refuse_shape
from helpers.checks.peaks import as_places, peaks_of


def _is_accepted(answer: object, right: object, **features: object) -> bool:
    try:
        run_cases(lambda: answer, [Case((), right, **features)])
    except WrongAnswerError:
        return False
    return True


@pytest.mark.parametrize(
    ("answer", "right", "features", "accepted"),
    [
        (6.0, 6, {}, True),
        (6 + 1e-9, 6, {}, False),  # without a tolerance the very number is asked for
        (6.09, 6, {"tolerance": 0.1, "relative": 0}, True),
        (6.11, 6, {"tolerance": 0.1, "relative": 0}, False),
        (1000.009, 1000, {"tolerance": 1e-9}, True),  # relative, a hundred thousandth
        (1000.011, 1000, {"tolerance": 1e-9}, False),
        (1009, 1000, {"tolerance": 1e-9, "relative": 0.01}, True),
        (11, 10.1, {"rounded": True, "tolerance": 0.01}, True),
        (10.2, 10.1, {"rounded": True, "tolerance": 0.01}, False),
        (11, 10, {"rounded": True, "tolerance": 0.01}, False),
        (10010, 10000.5, {"rounded": True, "relative": 1, "tolerance": 0.01}, False),
        ([1, 2], [[1, 2]], {"shape": "no"}, False),
        ([1, float("nan")], [1, 2], {}, False),
    ],
)
def test_how_near_an_answer_must_be(answer, right, features, accepted):
    assert _is_accepted(answer, right, **features) is accepted


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (7, "7 of [1]: added."),
        ([1.0, 2.0], "shape (2,), [1, 2]"),
        ([[1.5, 0.12345678]], "shape (1, 2), [[1.5, 0.1235]]"),
        (9, "otherwise 9"),
        (float("nan"), "otherwise nan"),
    ],
)
def test_which_sentence_is_said(answer, said):
    # The first mistake gives what is right, and is none.
    case = Case(
        (), 5, {"nothing.": 5, "added.": 7}, "{got} of [1]: ", "otherwise {got}",
        "shape {shape}, {got}",
    )  # fmt: skip
    with pytest.raises(WrongAnswerError) as refused:
        run_cases(lambda: answer, [case])
    assert str(refused.value) == said


def test_answers_get_a_copy_and_may_be_asked_for_one_number():
    given = np.zeros(3)
    run_cases(lambda array: float(array.sum()), [Case((given,), 0)], number="the sum")
    with pytest.raises(WrongAnswerError, match="one number, the sum"):
        run_cases(lambda array: [1, 2], [Case((given,), 0)], number="the sum")
    with pytest.raises(WrongAnswerError, match=r"array of 2\."):
        called_for_number(lambda: (1, 2))
    for wrong in (True, "7", np.True_):
        with pytest.raises(WrongAnswerError, match="a number, not"):
            called_for_number(lambda wrong=wrong: wrong)
    assert called_for_number(lambda: np.float32(2)) == 2


def test_the_first_reason_that_holds_is_given():
    with pytest.raises(WrongAnswerError, match="second"):
        refuse_first((False, "first"), (np.True_, "second"), (True, "third"))


def test_the_place_that_is_most_wrong():
    assert farthest(np.array([0, 5, -9]), [0, 0, 0]) == (2,)
    assert farthest(np.array([[9.0, 1], [np.nan, 0]]), 0) == (1, 0)


@pytest.mark.parametrize(
    ("answer", "tolerance", "said"),
    [
        (2, 1e-8, "Not yet: two."),
        (2 + 1e-9, 1e-8, "Not yet: two."),
        (2.00001, 1e-8, "Not yet: two."),
        (2.000025, 1e-8, "other"),
        (2 + 1e-9, 0, "other"),
        (2.05, 0.1, "Not yet: two."),
        ([1, 2], 1e-8, "Not yet: a list."),
        ([2, 2], 1e-8, "shape"),
        ([[1, 2]], 1e-8, "shape"),
        (np.float16(np.inf), 1e-8, "other"),
    ],
)
def test_known_mistakes_are_equal_within_a_tolerance(answer, tolerance, said):
    known = {"two.": [101_632.0, 2.0], "a list.": (1, 2)}
    case = Case((), 7, known, "Not yet: ", "other", "shape", tolerance)
    with pytest.raises(WrongAnswerError) as refused:
        compare(answer, case)
    assert str(refused.value) == said


def test_of_the_place_that_is_most_wrong_there_is_much_to_say():
    told = "{row} {column} {must} {yours:g} {was} {answer[0]}"
    case = Case((np.array([[5, 6], [7, 8]]),), np.array([[1, 2], [3, 4]]), {}, "", told)
    with pytest.raises(WrongAnswerError, match=r"1 0 3 9 7 \[1 2\]"):
        compare(np.array([[1, 2], [9, 4]]), case)


@pytest.mark.parametrize(
    "text", ["7", b"7", ["7"], np.array(["7"]), [7, b"7"], np.array([1, "x"], object)]
)
def test_text_is_no_number(text):
    with pytest.raises(WrongAnswerError, match="holds text"):
        as_numbers(text)


def test_numbers_of_other_kinds():
    with pytest.raises(NotAttempted):
        as_numbers([1, ...])
    with pytest.raises(WrongAnswerError, match="complex"):
        as_numbers([1j])
    assert as_numbers([True, 2]).tolist() == [1, 2]
    assert as_numbers(np.array([1, 2], object)).dtype == float


def test_what_is_changed_is_named():
    def spoil(first, second):
        second[0] = 9
        return 1

    for given in (np.zeros(2), [[1], [2]]):
        with pytest.raises(WrongAnswerError, match="changed the second that"):
            called(spoil, [1], given)
    with pytest.raises(WrongAnswerError, match="changed the second that"):
        called(lambda first, second: second[0].append(3) or 1, [1], [[1], [2]])
    with pytest.raises(WrongAnswerError, match="changed the argument that"):
        called(type("Spoil", (), {"__call__": lambda self, a: a.pop() and 1})(), [1, 2])
    with pytest.raises(WrongAnswerError, match="changed the array that"):
        called(lambda array: setattr(array, "shape", (4,)) or 1, np.zeros((2, 2)))
    assert called(lambda array, other: array + 0, np.zeros(1), 3).tolist() == [0]


def test_results_are_settled():
    assert called(lambda: (each for each in (np.array(1), [2]))) == [1, [2]]
    assert called(lambda: {1: 2}.values()) == [2]
    assert type(called(lambda: np.array(7))) is np.int64
    assert called(lambda: np.zeros(1)).shape == (1,)
    for wrong, phrase in ((3, "got int"), (lambda: None, "did you forget return")):
        with pytest.raises(WrongAnswerError, match=phrase):
            called(wrong)
    with pytest.raises(NotAttempted):
        called(lambda: ...)


def test_a_verdict_has_a_mark_and_an_open_one_a_figure():
    @exercise("Because.")
    def check_open(value):
        return "It got 3." if value == 3 else None

    assert repr(check_open(3)) == "✔ Right. It got 3. Because."
    assert check_open(3).figure == "It got 3." and check_open(4) == Verdict("right", "Because.")
    assert check_open(np.array(3)).figure == "It got 3."
    assert repr(Verdict("wrong", "No.")) == "✘ Not yet. No."
    assert check_open(value=...).status == "not attempted"

    @exercise("")
    def check_broken(value):
        raise NotAttempted if value else TypeError("a.")

    assert check_broken(1).status == "not attempted"
    assert check_broken(0).message.endswith("asked for: TypeError: a.")


def test_errors_without_words_and_with_empty_shapes():
    assert in_plain_words(KeyError()) == "KeyError"
    shapes = "operands could not be broadcast together with shapes {} (3,)"
    for shape, empty in (("(10,)", False), ("(0,)", True), ("(2,0)", True)):
        assert ("one is empty" in in_plain_words(ValueError(shapes.format(shape)))) is empty
    assert line_of(ValueError(), "nowhere") == ""


def test_four_numbers_peaks_and_places():
    assert _four_numbers((1, 2.0, 3, 4)).tolist() == [1, 2, 3, 4]
    for wrong, phrase in (([1, 2, 3], "you returned 3"), ([1, 2, 3, 4.5], r"1, 2, 3, 4\.5")):
        with pytest.raises(WrongAnswerError, match=phrase):
            _four_numbers(wrong)
    heat = np.array([[0.5, 0.2, 0.9], [0.1, 0.6, 0.3]])
    assert peaks_of(heat, 0.5) == [(0, 2)] and peaks_of(heat, 0.9) == []
    assert peaks_of(-heat, -1) == [(1, 0)]
    assert peaks_of(heat, 0.1, [(1, 1)]) == [(0, 2), (1, 1), (1, 2)]
    assert as_places([[1, 0], (0.0, 2)], heat) == [(0, 2), (1, 0)]
    assert as_places([], heat) == []
    for wrong, phrase in (
        (heat > 0.5, "not a map"), ([1, 2], r"shape \(2,\)"), ([[1, 2, 3]], r"\(1, 3\)"),
        ([[0.5, 1]], "whole numbers"), (3, "type int"), ({}, "type dict"),
    ):  # fmt: skip
        with pytest.raises(WrongAnswerError, match=phrase):
            as_places(wrong, heat)
    assert _short(np.array([0.123456, 2])) == "[0.123, 2]" and _short([1.23456], 5) == "[1.2346]"


def test_parts_of_a_split():
    labels = np.array([3, 1, 4])
    images = np.arange(12).reshape(3, 2, 2)
    assert _places_of((images[::-1], labels[::-1]), labels) == [2, 1, 0]
    for part in ((images, labels[:2]), (images[:2], labels), (images, labels[::-1])):
        with pytest.raises(WrongAnswerError, match="no longer belong together"):
            _places_of(part, labels)
    for part in ((images[0], labels), (images, images)):
        with pytest.raises(WrongAnswerError, match="each a pair of images and labels"):
            _places_of(part, labels)
    pairs = [[images, labels], (images, labels)]
    assert _two_pairs(pairs) is pairs
    for wrong in ((images, labels, 1), 5, [images, [1, 2]], [[1, 2], [1, 2, 3]], ([1], [1])):
        with pytest.raises(WrongAnswerError, match="two pairs"):
            _two_pairs(wrong)
    for open_ in ((..., 1), ([1, 2], ...)):
        with pytest.raises(NotAttempted):
            _two_pairs(open_)


def test_a_kernel_of_one_channel_has_the_right_shape():
    _refuse_shape((3, 4, 1, 5), (3, 4, 1, 5))
    with pytest.raises(WrongAnswerError, match="the rows come first"):
        _refuse_shape((4, 3, 1, 5), (3, 4, 1, 5))


def test_help_shows_what_the_check_of_a_table_takes():
    assert list(inspect.signature(check_halve).parameters) == ["function"]
    assert check_halve.__name__ == "check_halve" and "14×14" in inspect.getdoc(check_halve)
