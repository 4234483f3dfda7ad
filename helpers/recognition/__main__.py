"""`python -m helpers.recognition FOLDER [--csv FILE] [--model FILE]`."""

# Before the slow imports, so that Ctrl-C is answered in words from the start.
from helpers.backend import end_at_once

end_at_once()

from helpers.recognition.command_line import main  # noqa: E402

raise SystemExit(main())
