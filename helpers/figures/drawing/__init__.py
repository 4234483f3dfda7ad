"""What every figure is drawn with: cells, colours, a canvas, the picture with its words."""
