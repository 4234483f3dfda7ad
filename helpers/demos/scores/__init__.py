"""Demonstrations of scores and of what softmax makes of them."""
