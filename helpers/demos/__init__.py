"""What the learner moves: demonstrations that compute and draw in the page."""
