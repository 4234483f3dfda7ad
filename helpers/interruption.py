"""Ctrl-C in the seconds before the first picture is read: a sentence and not a traceback.

An interruption while TensorFlow is being imported comes out as any kind of error, with stderr
turned away at that moment. Nothing has been done by then, so the program ends on the spot.
"""

from __future__ import annotations

import contextlib
import os
import signal

_SENTENCE = b"Stopped before the first picture was read.\n"
INTERRUPTED = 130  # what shells expect of a command that was interrupted


def end_at_once() -> None:
    """Let Ctrl-C end the program with a sentence, until `raise_from_now_on` is called."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return  # somebody wants interruptions ignored, or has a plan for them
    with contextlib.suppress(OSError):
        errors = os.dup(2)  # stays what it is while descriptor 2 is turned away

        def end(number: int, frame: object) -> None:
            with contextlib.suppress(OSError):
                os.write(errors, _SENTENCE)
            os._exit(INTERRUPTED)

        end.ends_at_once = True
        signal.signal(signal.SIGINT, end)


def raise_from_now_on() -> None:
    """Let Ctrl-C raise `KeyboardInterrupt` again, where `end_at_once` had changed that."""
    if hasattr(signal.getsignal(signal.SIGINT), "ends_at_once"):
        signal.signal(signal.SIGINT, signal.default_int_handler)
