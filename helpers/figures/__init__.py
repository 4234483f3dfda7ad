"""What is shown: every figure is a picture and the same facts in words.

`picture` holds the type, `style` the colours; the other modules draw one subject each.
"""
