"""How the networks learn: recipes and loops, what they learn from, calibration, and the release."""

from helpers.training.loop import RECIPES, dataset, train

__all__ = ["RECIPES", "dataset", "train"]
