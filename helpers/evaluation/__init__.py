"""How good answers are, and how far a network's confidence can be believed."""

from helpers.evaluation.comparison import Pairs, compare_by_pairs, compare_runs
from helpers.evaluation.confidence import (
    Acceptance,
    Bin,
    acceptance,
    expected_calibration_error,
    reliability,
    smallest_threshold,
)
from helpers.evaluation.scores import (
    DEVIATIONS_95,
    accuracy,
    accuracy_by_shift,
    confusion_matrix,
    cross_entropy,
    shifted,
    wilson_interval,
    worst_mistakes,
)

__all__ = [
    "DEVIATIONS_95",
    "Acceptance",
    "Bin",
    "Pairs",
    "acceptance",
    "accuracy",
    "accuracy_by_shift",
    "compare_by_pairs",
    "compare_runs",
    "confusion_matrix",
    "cross_entropy",
    "expected_calibration_error",
    "reliability",
    "shifted",
    "smallest_threshold",
    "wilson_interval",
    "worst_mistakes",
]
