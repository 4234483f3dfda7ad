"""Controls beside a picture that follows them: thin shells on pure functions.

`demo` holds the shell; the other modules build one demonstration each.
"""
