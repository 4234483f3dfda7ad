"""Every exercise's answer, wrong in one place, is refused, unless the change changes nothing."""

from __future__ import annotations

import warnings

import pytest

from tests.unit.keeping import keep
from tests.unit.mutants import mutants
from tests.unit.test_exercises import CLOSED, _name, in_the_notebooks_folder, verdict  # noqa: F401
from tests.unit.watched_checks import Sentences

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
    ("check_halve", "np.float32 → np.float64"): "exact either way",
    ("check_split", "10 → 11"): "no image shows an 11th digit",
    (
        "check_halve",
        "(wide[::2, ::2] + wide[::2, 1::2] + wide[1::2, ::2] + wide[1::2, 1::2]) / 4 → "
        "(wide[::2, ::2] + wide[::2, 1::2] + wide[1::2, ::2] + wide[1::2, 1::2]) // 4",
    ): "whole grey levels will do",
    ("check_forward", "1 → 2"): "NumPy takes any number below 0 for the one to find",
    ("check_kernel", "1 → 2"): "NumPy takes any number below 0 for the one to find",
    ("check_found", "0 → -1"): "any of those near will do",
    ("check_seen_rows", "(size, jump) → (jump, size)"): "both are 1",
    ("check_half_sure", "1000 → 1001"): "the range need only be large enough",
    ("check_half_sure", "1000 → 999"): "the range need only be large enough",
    ("check_half_sure", "60 → 61"): "enough steps either way",
    ("check_half_sure", "60 → 59"): "enough steps either way",
    (
        "check_half_sure",
        "softmax(scores, middle).max() > 0.5 → softmax(scores, middle).max() >= 0.5",
    ): "at exactly one half it has arrived",
    ("check_slopes", "0 → -1"): "the batch holds one",
    ("check_slopes", "np.zeros → np.ones"): "every place is written",
    ("check_overlap", "(first, second) → (second, first)"): "symmetric",
    ("check_found", "place[0] - row → row - place[0]"): "squared",
    ("check_found", "place[1] - column → column - place[1]"): "squared",
}


#: A median over the border decides: another row near it, or a side twice, does as well.
STILL_RIGHT |= {
    ("check_polarity", what): "the median of the other sides"
    for what in ("0 → 1", "0 → -1", "1 → 0", "1 → 2", "-1 → +1", "(:, 0) → (0, :)",
                 "(:, -1) → (-1, :)")
}  # fmt: skip


@pytest.mark.parametrize("exercise", CLOSED, ids=_name)
def test_answers_wrong_in_one_place_are_refused_as_kept(exercise, record_property):
    tried = refused = 0
    accepted, sentences, lines = [], Sentences(), []
    for what, code in mutants(exercise["answer"]):
        if (exercise["check"], what) in STILL_RIGHT:
            continue
        tried += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what NumPy says of the mistake
            try:
                found = verdict(exercise, code)
                status, message = found.status, found.message
            except Exception as error:  # a line outside a function: the cell itself stops
                status, message = type(error).__name__, ""
        lines.append(sentences.line(what, status, message))
        if status == "right":
            accepted.append(what)
        refused += status != "right"
    assert accepted == [], f"{len(accepted)} of {tried} wrong answers were accepted"
    record_property("wrong answers", refused)
    keep("mutants", lines, _name(exercise))
