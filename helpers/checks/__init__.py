"""Checks the learner's answers: one module for each notebook, `exercise` holds the frame."""
