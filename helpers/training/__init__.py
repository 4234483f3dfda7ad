"""How the networks learn: recipes and loops, what they learn from, calibration, and the release.

What is named here is imported when it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.training.loop import RECIPES, Recipe, dataset, train

__all__ = ["RECIPES", "Recipe", "dataset", "train"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from helpers.training import loop

    return getattr(loop, name)
