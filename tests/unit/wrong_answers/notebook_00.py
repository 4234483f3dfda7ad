"""Wrong answers to the exercises of notebook 00: what is wrong, the code, what must be said."""

_SURE = "def count_sure(readings):\n    return "
_HARDEST = "def find_hardest(readings):\n    return "
_EIGHT = "def make_eight(three):\n    eight = three.copy()\n    {}\n    return eight"

MUTATIONS = {
    "check_sure": [
        (
            "the list is emptied",
            "def count_sure(readings):\n"
            "    n = 0\n"
            "    while readings:\n"
            '        n += readings.pop().status == "ok"\n'
            "    return n",
            "changed the readings",
        ),
        (
            "never more than five",
            'def count_sure(readings):\n    return min(5, sum(r.status == "ok" for r in readings))',
            "you counted 5",
        ),
        (
            "never less than one",
            'def count_sure(readings):\n    return max(1, sum(r.status == "ok" for r in readings))',
            "you counted 1",
        ),
        (
            "names that occur twice count once",
            "def count_sure(readings):\n"
            '    return len({r.file for r in readings if r.status == "ok"})',
            "count each reading once",
        ),
        (
            "a number in a list",
            'def count_sure(readings):\n    return [sum(r.status == "ok" for r in readings)]',
            "Expected a number, got list",
        ),
        (
            "it counts different digits",
            "def count_sure(readings):\n"
            '    return len({r.digits for r in readings if r.status == "ok"})',
            "count each reading once",
        ),
        (
            "it prints and returns nothing",
            "def count_sure(readings):\n"
            "    print(sum(reading.status == 'ok' for reading in readings))",
            "forget return",
        ),
        (
            "return stands inside the loop",
            "def count_sure(readings):\n"
            "    count = 0\n"
            "    for reading in readings:\n"
            "        if reading.status == 'ok':\n"
            "            count += 1\n"
            "        return count",
            "after the loop",
        ),
        ("counts all", _SURE + "len(readings)", "the number of all pictures"),
        (
            "counts the unsure ones",
            _SURE + "sum(reading.status != 'ok' for reading in readings)",
            "not sure about",
        ),
        (
            "the list instead of its length",
            _SURE + "[reading for reading in readings if reading.status == 'ok']",
            "len(…) counts its entries",
        ),
        (
            "adds up confidences",
            _SURE + "sum(reading.confidence for reading in readings)",
            "compare reading.status",
        ),
        (
            "only looks at the first",
            _SURE + "readings[0].status == 'ok'",
            "count all of them",
        ),
        (
            "the status is misspelled",
            _SURE + "sum(reading.status == 'OK' for reading in readings)",
            "compare reading.status",
        ),
        (
            "counts digits instead of pictures",
            _SURE + "sum(len(reading.digits) for reading in readings if reading.status == 'ok')",
            "count each reading once",
        ),
        (
            "counts by the confidence",
            _SURE + "sum(reading.confidence > 0.9 for reading in readings)",
            "compare reading.status",
        ),
        (
            "asks with square brackets",
            _SURE + "sum(reading['status'] == 'ok' for reading in readings)",
            "with a dot",
        ),
    ],
    "check_hardest": [
        (
            "the list is sorted in place",
            "def find_hardest(readings):\n"
            "    readings.sort(key=lambda r: r.confidence)\n"
            "    return readings[0].file",
            "changed the readings",
        ),
        (
            "the first is left out",
            "def find_hardest(readings):\n"
            "    return min(readings[1:], key=lambda r: r.confidence).file",
            "compare the confidences",
        ),
        (
            "the last is left out",
            "def find_hardest(readings):\n"
            "    return min(readings[:-1], key=lambda r: r.confidence).file",
            "compare the confidences",
        ),
        (
            "whole per cent",
            "def find_hardest(readings):\n"
            "    return min(readings, key=lambda r: int(r.confidence * 100)).file",
            "compare the confidences",
        ),
        (
            "single digits first",
            "def find_hardest(readings):\n"
            "    return min(readings, key=lambda r: (len(r.digits) > 1, r.confidence)).file",
            "confidence",
        ),
        (
            "it starts from 0.9",
            "def find_hardest(readings):\n"
            '    low, name = 0.9, ""\n'
            "    for r in readings:\n"
            "        if r.confidence < low:\n"
            "            low, name = r.confidence, r.file\n"
            "    return name",
            "not the name of a file",
        ),
        (
            "it looks among the unsure ones",
            "def find_hardest(readings):\n"
            '    unsure = [r for r in readings if r.status == "unsure"]\n'
            "    return min(unsure, key=lambda r: r.confidence).file",
            "the lowest is",
        ),
        (
            "the surest",
            _HARDEST + "max(readings, key=lambda reading: reading.confidence).file",
            "surest of it",
        ),
        (
            "the reading instead of its name",
            _HARDEST + "min(readings, key=lambda reading: reading.confidence)",
            ".file",
        ),
        (
            "the confidence instead of the name",
            _HARDEST + "min(reading.confidence for reading in readings)",
            "the name of the file",
        ),
        (
            "the last by name",
            _HARDEST + "max(reading.file for reading in readings)",
            "compare the confidences",
        ),
        (
            "the digits instead of the name",
            _HARDEST + "min(readings, key=lambda reading: reading.confidence).digits",
            "not the name of a file",
        ),
        (
            "the position in the list",
            _HARDEST + "min(range(len(readings)), key=lambda n: readings[n].confidence)",
            "the name of the file",
        ),
        (
            "all names in order of confidence",
            _HARDEST + "[r.file for r in sorted(readings, key=lambda r: r.confidence)]",
            "one name",
        ),
        (
            "the first unsure one",
            _HARDEST + "[r for r in readings if r.status == 'unsure'][0].file",
            "compare the confidences",
        ),
        ("the second of the list", _HARDEST + "readings[1].file", "compare the confidences"),
    ],
    "check_eight": [
        (
            "the 3 itself is changed",
            "def make_eight(three):\n    three[7:13, 9:11] = 0\n    return three",
            "changed the three",
        ),
        (
            "the pixels are text",
            "def make_eight(three):\n    return three.astype(str)",
            "text where numbers",
        ),
        ("it changes nothing", _EIGHT.format("pass"), "as it was"),
        ("one loop is closed", _EIGHT.format("eight[8:14, 9:11] = 0"), "probably a 3"),
        ("it is a bar", _EIGHT.format("eight[8:20, 9:11] = 0"), "not sure"),
        ("it puts paper", _EIGHT.format("eight[7:20, 9:11] = 255"), "pixels changed it says"),
        ("it is all ink", _EIGHT.format("eight[:] = 0"), "pixels changed it says"),
        (
            "it is turned upside down",
            _EIGHT.format("eight = eight[::-1, ::-1]"),
            "pixels changed it says",
        ),
        ("it loses the channels", _EIGHT.format("eight = eight[:, :, 0]"), "keep its shape"),
        ("it is normalised", _EIGHT.format("eight = eight / 255"), "whole number"),
    ],
}
