"""Pictures made for training and measuring: handwriting, marks, paper, light and camera."""
