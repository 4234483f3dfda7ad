"""What an evaluation found: error bars, confusions, mistakes, and how honest the network is."""

from helpers.figures.evaluation.accuracy import (
    scores,
    show_intervals,
    show_learning,
    show_resampled,
)
from helpers.figures.evaluation.answers import show_confusion, show_mistakes, show_reliability
from helpers.figures.evaluation.places import show_places

__all__ = [
    "scores",
    "show_confusion",
    "show_intervals",
    "show_learning",
    "show_mistakes",
    "show_places",
    "show_reliability",
    "show_resampled",
]
