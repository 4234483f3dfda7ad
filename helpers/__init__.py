"""What the notebooks import: each folder, and each module beside them, is one word of the field.

Data flows one way, from `backend`, `convolution`, `softmax` and `evaluation` over `data`,
`networks` and `synthesis` to `recognition`, `training`, `figures`, `demos` and `checks`;
`python -m tools.imports` shows it. Nothing is imported here, so that a notebook pays only for what
it uses.
"""
