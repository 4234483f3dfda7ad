"""Says in plain words what the commonest errors of Python and NumPy mean, and where it happened."""

from __future__ import annotations

import linecache
import re
import traceback

#: A pattern of the error's own words, and what it means; {0}, {1} … are the pattern's groups.
_MEANINGS = {
    r"unsupported operand.*ellipsis|'ellipsis' object": "three dots still stand in your function; "
    "put something in their place",
    r"truth value of an array": "max(), “if”, “and”, “or” take one number and met a whole array; "
    "np.maximum(array, 0) compares each value, & and | join arrays of True and False",
    r"matmul: .*mismatch": "the shapes do not fit for @: the last number of the first shape must "
    "be the first one of the second, so a list of inputs comes before its weights, vector @ "
    "weights",
    r"operands could not be broadcast together with shapes? (\([0-9,]*\)) (\([0-9,]*\))": "arrays "
    "of the shapes {0} and {1} cannot be put together value by value{empty}",
    r"could not broadcast input array from shape (\([0-9,]*\)) into shape (\([0-9,]*\))": "an "
    "array of the shape {0} does not fit into a place of the shape {1}; take sizes from "
    "array.shape instead of fixed numbers",
    r"(?i)shape of weights": "the weights do not have the shape of what they weigh; take sizes "
    "from array.shape instead of fixed numbers",
    r"ufunc 'invert' not supported": "np.invert works on whole numbers such as bytes; invert "
    "first, then divide",
    r"output from dtype\('(\w+)'\) to dtype\('(\w+)'\)": "an array of {1} cannot take fractions "
    "({0}); write array = array / … instead of /=",
    r"integer (-?\d+) out of bounds for (\w+)": "{0} does not fit into {1}; a byte (uint8) holds "
    "0 to 255, and white is 255",
    r"'Reading' object is not subscript": "a reading's parts are asked for with a dot, as in "
    "reading.status",
    r"invalid index to scalar|is not subscript|too many indices for array": "square brackets ask "
    "for a part of something that has no parts, or fewer axes; print its shape",
    r"zero-size array to reduction operation (minimum|maximum)": "the {0} of an empty array was "
    "asked for: nothing was found there",
    r"index (-?\d+) is out of bounds for axis \d+ with size 0": "position {0} of an empty array "
    "was asked for: nothing was found there",
    r"index (-?\d+) is out of bounds for axis (\d+) with size (\d+)": "position {0} was asked "
    "for, and there are {2}; positions count from 0, so the last one is {2} − 1",
    r"list index out of range": "a position was asked for that the list does not have; positions "
    "count from 0",
    r"name '(\w+)' is not defined": "the name {0} is not known here; import or define it, or look "
    "for a typing mistake",
    r"local variable '?(\w+)'?": "{0} is used before it has a value; set it before the loop",
    r"takes (\d+) positional arguments? but|missing \d+ required positional": "the function must "
    "take the arguments that it had; keep the line that starts with def",
    r"cannot be interpreted as an integer|indices must be integers|only integers, slices": "a "
    "whole number is needed here; // gives one when it divides, int(…) makes one",
    r"axis (\d+) is out of bounds for array of dimension (\d+)": "axis {0} was asked for, and the "
    "array has {1} axes, counted from 0; a batch of images has one more than an image",
    r"attempt to get arg\w+ of an empty sequence": "the smallest or largest of an empty list was "
    "asked for: nothing was left there",
    r"division by zero": "something was divided by 0",
    r"inhomogeneous shape": "its rows have different lengths, so they make no array",
    r"float\(\) argument must be .* not '([\w.]+)'": "it should be a number, a list or an array "
    "of numbers, but is or holds a {0}",
    r"too large to convert to float|float infinity to integer": "a number is too large",
}


def in_plain_words(error: Exception) -> str:
    """Return what an error means, without a full stop; its own words when it is not listed.

    >>> in_plain_words(NameError("name 'digits' is not defined"))
    'the name digits is not known here; import or define it, or look for a typing mistake'
    >>> in_plain_words(KeyError("epoch"))
    "KeyError: 'epoch'"
    """
    words = str(error)
    for pattern, meaning in _MEANINGS.items():
        if found := re.search(pattern, words):
            shapes = re.findall(r"\([0-9,]*\)", words)
            is_empty = any("0" in re.findall(r"\d+", shape) for shape in shapes)
            empty = "; one is empty, like a slice that starts below 0 or beyond the end"
            return meaning.format(*found.groups(), empty=empty if is_empty else "")
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def line_of(error: Exception, file: str) -> str:
    """Return the line of `file` in which the error arose, or "" where it cannot be read.

    Args:
        error: an exception that was caught.
        file: the name under which the learner's cell was compiled.
    """
    numbers = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == file and frame.lineno is not None
    ]
    return linecache.getline(file, numbers[-1]).strip() if numbers else ""
