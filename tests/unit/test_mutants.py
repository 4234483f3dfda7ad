"""Every exercise's answer, wrong in one place, is refused, unless the change changes nothing."""

from __future__ import annotations

import warnings

import pytest

from tests.unit.mutants import mutants
from tests.unit.test_exercises import EXERCISES, _name, in_the_notebooks_folder, verdict  # noqa: F401

#: Changes after which the answer is still right: the check, what was changed, and why.
STILL_RIGHT = {
    ("check_one_cell", "np.float32 → np.float64"): "exact either way",
    ("check_polarity", "np.median(border) > 127 → np.median(border) >= 127"): "no such median",
    ("check_polarity", "127 → 128"): "no such median",
    ("check_polarity", "127 → 126"): "no such median",
    ("check_similarity", "(first, second) → (second, first)"): "symmetric",
    (
        "check_similarity",
        "(first - first.mean(), second - second.mean()) → "
        "(second - second.mean(), first - first.mean())",
    ): "symmetric",
    ("check_grad_cam", "(0, 1) → (1, 0)"): "a mean over both axes",
}


@pytest.mark.parametrize("exercise", EXERCISES, ids=_name)
def test_answers_wrong_in_one_place_are_refused(exercise, record_property):
    tried = refused = 0
    accepted = []
    for what, code in mutants(exercise["answer"]):
        if (exercise["check"], what) in STILL_RIGHT:
            continue
        tried += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what NumPy says of the mistake
            try:
                status = verdict(exercise, code).status
            except Exception as error:  # a line outside a function: the cell itself stops
                status = type(error).__name__
        if status == "right":
            accepted.append(what)
        refused += status != "right"
    assert accepted == [], f"{len(accepted)} of {tried} wrong answers were accepted"
    record_property("wrong answers", refused)
