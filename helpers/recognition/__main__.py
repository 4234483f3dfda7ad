"""`python -m helpers.recognition FOLDER [--csv FILE] [--model FILE]`."""

# Before the slow imports, so that Ctrl-C is answered in words from the start.
from helpers.backend import end_at_once

end_at_once()

try:
    from helpers.recognition.command_line import main
except ImportError as error:  # a package, or a library that it wants of the system, is missing
    import sys

    print(f"{error}: “python -m helpers.checks.environment” says what mends it.", file=sys.stderr)
    raise SystemExit(2) from None

raise SystemExit(main())
