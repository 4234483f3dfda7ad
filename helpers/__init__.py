"""What the notebooks import: one module for each word of the field.

Data flows one way: `data` → `networks` → `training` → `finder`, `reader`,
`recognition` → `figures`. The demonstrations in `demos` wrap functions
that work without them. Nothing is imported here, so that a notebook pays only for what it uses.
"""
