"""How the networks learn: recipes and loops, what they learn from, calibration, and the release."""
