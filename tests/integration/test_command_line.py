"""`python -m helpers.recognition`: its lines, its CSV file, its exit statuses, its manners."""

import csv
import io
import itertools
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from helpers.folder.rows import COLUMNS
from helpers.recognition import command_line
from helpers.recognition.command_line import main
from helpers.recognition.parts import unreadable
from helpers.recognition.readings import reading_of

ROOT = Path(__file__).resolve().parents[2]
SURE = np.eye(10) * 0.97 + 0.003


@pytest.fixture
def folder(tmp_path):
    """A folder with the names of four pictures; what is in them is up to `answers`."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in ("1.png", "2.jpg", "=3,4.png", "bad.gif"):
        (folder / name).write_bytes(b"")
    return folder


@pytest.fixture
def answers(monkeypatch):
    """Read by the name: a digit is itself, `unsure` is hardly a 5, `bad` cannot be read."""

    def answer(files, network):
        for file in files:
            if file.name.startswith("bad"):
                yield unreadable(file.name, "the file is empty")
            elif file.name.startswith("unsure"):
                yield reading_of(file.name, SURE[[5]] * 0.5 + 0.05, 0.9)
            else:
                yield reading_of(file.name, SURE[[int(d) for d in file.name if d.isdigit()]], 0.9)

    monkeypatch.setattr(command_line, "read_files", answer)


def one_sentence(text):
    return text.count("\n") == 1 and text.endswith(".\n") and "Traceback" not in text


def test_a_line_for_each_picture_in_the_order_of_the_names(folder, answers, capsys):
    assert main([str(folder)]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == [
        "1.png: The number is probably a 1 (97%)",
        "2.jpg: The number is probably a 2 (97%)",
        "=3,4.png: The numbers are probably 3 4 (97%)",
        "bad.gif: cannot be read: the file is empty",
    ]
    assert captured.err == "1 of 4 pictures could not be read: bad.gif.\n"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["a.pdf.txt"], ["1 file left out: a.pdf.txt (not a picture)."]),
        (
            ["notes.txt", "a.PDF", ".hidden", "._b.png", "Thumbs.db", "desktop.ini"],
            [
                "2 files left out: a.PDF, notes.txt "
                "(not pictures; save the pages of a PDF as PNG, one file for each)."
            ],
        ),
        (
            [f"{letter}.txt" for letter in "abcdefg"],
            ["7 files left out: a.txt, b.txt, c.txt, d.txt, e.txt and 2 more (not pictures)."],
        ),
        (
            ["deeper/1.png", ".git/2.png", "no-suffix"],
            [
                "1 file left out: no-suffix (not a picture).",
                "1 folder left out: deeper (read each by itself).",
            ],
        ),
        ([".hidden.pdf"], []),
    ],
)
def test_what_is_left_out_is_counted_and_named(
    folder, answers, tmp_path, capsys, monkeypatch, names, said
):
    main([str(folder), "--csv", str(tmp_path / "before.csv")])
    lines = capsys.readouterr().out
    for name in names:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(b"")
    assert main([str(folder), "--csv", str(tmp_path / "out.csv")]) == 1
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [*said, "1 of 4 pictures could not be read: bad.gif."]
    assert captured.out == lines
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "before.csv").read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="the file system does not take such names")
def test_names_that_are_left_out_keep_to_one_line(folder, answers, capsys):
    (folder / "two\nlines.txt").write_bytes(b"")
    (folder / "circle").symlink_to("circle")
    main([str(folder)])
    first, _ = capsys.readouterr().err.splitlines()
    assert first == "2 files left out: circle, two\\nlines.txt (not pictures)."


def test_a_folder_of_pdf_scans_says_what_to_do(tmp_path, capsys):
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7")
    assert main([str(tmp_path)]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors)
    assert "no pictures" in errors and "scan.pdf" in errors and "as PNG" in errors


def test_the_csv_file_has_a_row_for_each_picture(folder, answers, tmp_path):
    main([str(folder), "--csv", str(tmp_path / "out.csv")])
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8")
    assert text.splitlines()[0] == "file,digits,confidence,status,message"
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [tuple(row[name] for name in COLUMNS[:4]) for row in rows] == [
        ("1.png", "1", "0.9730", "ok"),
        ("2.jpg", "2", "0.9730", "ok"),
        ("=3,4.png", "34", "0.9730", "ok"),
        ("bad.gif", "", "0.0000", "unreadable"),
    ]
    assert rows[0]["message"] == "The number is probably a 1 (97%)"


@pytest.mark.skipif(os.name == "nt", reason="the file system does not take such names")
def test_names_of_any_kind_come_out_whole_in_the_csv_and_on_one_line_each(
    folder, answers, tmp_path, capsys
):
    names = ["two\nlines 5.png", 'say "6".png', "\x1b[31m7.png", "fünf 5.png", "+@-8.png", " 9.png"]
    for name in names:
        (folder / name).write_bytes(b"")
    main([str(folder), "--csv", str(tmp_path / "out.csv")])
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        found = {row["file"] for row in csv.DictReader(file)}
    assert found == {path.name for path in folder.iterdir()}
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(found)
    assert "\x1b" not in "".join(lines)
    assert "two\\nlines 5.png: The number is probably a 5 (97%)" in lines


@pytest.mark.skipif(sys.platform != "linux", reason="names are Unicode on this system")
def test_a_name_that_is_not_utf_8_is_written_with_escapes(folder, answers, tmp_path, capsys):
    (folder / os.fsdecode(b"\xff5.png")).write_bytes(b"")
    main([str(folder), "--csv", str(tmp_path / "out.csv")])
    assert "\\udcff5.png,5," in (tmp_path / "out.csv").read_bytes().decode("utf-8")
    assert "\\udcff5.png: The number" in capsys.readouterr().out


def test_a_terminal_without_a_letter_shows_an_escape(folder, answers, monkeypatch):
    (folder / "fünf 5.png").write_bytes(b"")
    output = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", output)
    main([str(folder)])
    assert b"f\\xfcnf 5.png: The number is probably a 5" in output.buffer.getvalue()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "FOLDER"),
        (["{tmp}/missing"], "no folder"),
        (["{tmp}/pictures/1.png"], "is a file"),
        (["{tmp}/empty"], "no pictures"),
        (["{tmp}/pictures", "--colour"], "--colour"),
        (["{tmp}/pictures", "--csv"], "--csv"),
        (["{tmp}/pictures", "--csv", "{tmp}/missing/out.csv"], "does not exist"),
        (["{tmp}/pictures", "--csv", "{tmp}/empty"], "is a folder"),
        (["{tmp}/pictures", "--csv", "{tmp}/diary.txt"], "not an earlier result"),
        (["{tmp}/pictures", "--excel", "{tmp}/out.csv"], "end it with .xlsx"),
        (["{tmp}/pictures", "--excel", "{tmp}/missing/out.xlsx"], "does not exist"),
        (["{tmp}/pictures", "--excel", "{tmp}/diary.xlsx"], "not an earlier result"),
    ],
)
def test_wrong_usage_is_told_in_one_sentence(folder, answers, tmp_path, capsys, arguments, reason):
    (tmp_path / "empty").mkdir()
    (tmp_path / "diary.txt").write_text("Dear diary")
    (tmp_path / "diary.xlsx").write_text("Dear diary")
    assert main([argument.format(tmp=tmp_path) for argument in arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert one_sentence(captured.err)
    assert reason in captured.err
    assert (tmp_path / "diary.txt").read_text() == "Dear diary"
    assert (tmp_path / "diary.xlsx").read_text() == "Dear diary"


def test_a_workbook_that_cannot_be_written_is_told_in_one_sentence(
    folder, answers, tmp_path, monkeypatch, capsys
):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    (folder / "bad.gif").unlink()
    assert main([str(folder), "--excel", str(tmp_path / "out.xlsx")]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors) and "No space left" in errors and "--excel" in errors


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.keras", "no network"),
        ("text.keras", "does not hold a network"),
        ("mine.h5", "not a .keras file"),
    ],
)
def test_a_wrong_network_is_told_in_one_sentence_and_writes_nothing(
    folder, tmp_path, capsys, name, reason
):
    (tmp_path / "text.keras").write_text("not a network")
    (tmp_path / "mine.h5").write_bytes(b"")
    table = tmp_path / "o.csv"
    assert main([str(folder), "--model", str(tmp_path / name), "--csv", str(table)]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors) and reason in errors and not table.exists()


def cells(path):
    """Return the rows of a workbook: text as str, numbers as float; a formula fails."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist()}
    named = {part.get("PartName") for part in parts["[Content_Types].xml"]} - {None}
    assert named <= {f"/{name}" for name in parts}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert [element for element in sheet.iter() if element.tag.endswith("}f")] == []

    def value(cell):
        if cell.get("t") == "inlineStr":
            assert cell.get("s") == "1"  # a format for text, so that it stays text when edited
            return "".join(cell.itertext())
        return float("".join(cell.itertext()))

    return [list(map(value, row)) for row in sheet.iter() if row.tag.endswith("}row")]


def test_a_workbook_holds_text_and_no_formulas(folder, answers, tmp_path, capsys):
    for name in ("=1+1.png", "-007.png", "1e5.png", "fünf 5.png", "a_x0041_5.png", '<&">5.png'):
        (folder / name).write_bytes(b"")
    path = tmp_path / "out.xlsx"
    assert main([str(folder), "--excel", str(path), "--csv", str(tmp_path / "out.csv")]) == 1
    head, *rows = cells(path)
    assert head == list(COLUMNS)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        expected = [list(row.values()) for row in csv.DictReader(file)]
    for row in rows:
        row[0], row[2] = row[0].replace("_x005F_", "_"), f"{row[2]:.4f}"
    assert rows == expected
    assert ["-007.png", "007"] in [row[:2] for row in rows]


@pytest.mark.skipif(os.name == "nt", reason="the file system does not take such names")
def test_a_workbook_takes_names_of_any_kind(folder, answers, tmp_path):
    for name in ("two\nlines 5.png", "\x1b[31m7.png", "\uffff8.png", os.fsdecode(b"\xff5.png")):
        (folder / name).write_bytes(b"")
    main([str(folder), "--excel", str(tmp_path / "out.xlsx")])
    found = {row[0] for row in cells(tmp_path / "out.xlsx")}
    expected = {"two\nlines 5.png", "\\x1b[31m7.png", "\\uffff8.png", "\\udcff5.png"}
    assert found >= expected


def test_a_workbook_is_replaced_but_not_one_that_somebody_saved(folder, answers, tmp_path, capsys):
    path = tmp_path / "out.xlsx"
    for _ in range(2):
        assert main([str(folder), "--excel", str(path)]) == 1
        assert len(cells(path)) == 5
    first = path.read_bytes()
    main([str(folder), "--excel", str(path)])
    assert path.read_bytes() == first  # nothing in it depends on the hour
    with zipfile.ZipFile(path, "a") as book:
        book.comment = b""
    saved = path.read_bytes()
    capsys.readouterr()
    assert main([str(folder), "--excel", str(path)]) == 2
    errors = capsys.readouterr().err
    assert one_sentence(errors) and "not an earlier result: give another name for --excel" in errors
    assert path.read_bytes() == saved


def test_rows_are_in_the_file_as_soon_as_they_are_read(folder, tmp_path, monkeypatch, capsys):
    path, sizes = tmp_path / "out.csv", []

    def watch(files, network):
        for file in files:
            sizes.append(len(path.read_text().splitlines()) if path.exists() else 0)
            yield reading_of(file.name, SURE[[1]], 0.9)

    monkeypatch.setattr(command_line, "read_files", watch)
    main([str(folder), "--csv", str(path)])
    assert sizes == [0, 2, 3, 4]


def test_an_interruption_keeps_what_is_done(folder, tmp_path, monkeypatch, capsys):
    def interrupted(files, network):
        for file in itertools.islice(files, 2):
            yield reading_of(file.name, SURE[[1]], 0.9)
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "read_files", interrupted)
    before = signal.getsignal(signal.SIGINT)
    try:
        written = ["--csv", str(tmp_path / "out.csv"), "--excel", str(tmp_path / "out.xlsx")]
        assert main([str(folder), *written]) == 130
    finally:
        signal.signal(signal.SIGINT, before)
    captured = capsys.readouterr()
    assert one_sentence(captured.err)
    assert captured.err.startswith("Stopped after 2 of 4 pictures")
    assert "out.csv” and “" in captured.err and "out.xlsx” keep what was read" in captured.err
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 3
    assert len(cells(tmp_path / "out.xlsx")) == 3


def test_a_full_disk_is_told_in_one_sentence(folder, answers, capsys):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    assert main([str(folder), "--csv", "/dev/full"]) == 2
    assert one_sentence(capsys.readouterr().err)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_progress_bar_is_shown_to_people_only(folder, answers, monkeypatch, capsys):
    terminal = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        with command_line._progress_bar(4, 0) as bar:
            bar.delay = 0
            bar.refresh()
    assert "0/4" in terminal.getvalue()
    main([str(folder)])
    assert "/4" not in capsys.readouterr().err


def start(*arguments, **options):
    command = [sys.executable, "-m", "helpers.recognition", *map(str, arguments)]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def test_the_pictures_of_the_project_are_read_whatever_lies_beside_them(tmp_path):
    folder = tmp_path / "recognition"
    shutil.copytree(ROOT / "recognition", folder)
    drawn = Image.open(folder / "3.png").convert("RGB")
    drawn.convert("CMYK").save(folder / "x-cmyk.jpg", quality=95)
    drawn.convert("P").save(folder / "x-palette.png", transparency=255)
    drawn.save(folder / "x-animation.gif", save_all=True, append_images=[drawn.rotate(180)])
    Image.fromarray(np.asarray(drawn.convert("L")).astype(np.uint16) * 257).save(
        folder / "x-16.png"
    )
    turned = Image.Exif()
    turned[0x0112] = 6
    drawn.transpose(Image.Transpose.ROTATE_90).save(folder / "x-turned.jpg", exif=turned)
    Image.new("L", (12000, 12000), "white").save(folder / "y-huge.jpg")
    Image.new("L", (1, 1)).save(folder / "y-point.png")
    (folder / "z-diary.png").write_text("Dear diary")
    (folder / "z-empty.png").write_bytes(b"")
    process = start(folder, "--csv", tmp_path / "out.csv")
    _, errors = process.communicate(timeout=300)
    assert process.returncode == 1
    total = len(list(folder.iterdir())) - 2  # the labels and the explanation are no pictures
    assert errors.splitlines() == [
        "2 files left out: README.md, labels.csv (not pictures).",
        f"2 of {total} pictures could not be read: z-diary.png, z-empty.png.",
    ]
    with (ROOT / "recognition" / "labels.csv").open(encoding="utf-8", newline="") as file:
        expected = {row["file"]: row["digits"] for row in csv.DictReader(file)}
    expected |= {f"x-{name}": "3" for name in ("cmyk.jpg", "palette.png", "animation.gif")}
    expected |= {"x-16.png": "3", "x-turned.jpg": "3"}
    expected |= dict.fromkeys(["y-huge.jpg", "y-point.png", "z-diary.png", "z-empty.png"], "")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert {row["file"]: row["digits"] for row in csv.DictReader(file)} == expected


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """A folder with more pictures than are read before the test has reacted."""
    folder = tmp_path_factory.mktemp("many")
    buffer = io.BytesIO()
    page = np.full((400, 400), 240, np.uint8)
    page[100:300, 190:205] = 30
    Image.fromarray(page).save(buffer, "PNG")
    for index in range(2000):
        (folder / f"{index:04d}.png").write_bytes(buffer.getvalue())
    return folder


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent differently there")
def test_control_c_stops_the_real_command_with_a_sentence(many, tmp_path):
    process = start(many, "--csv", tmp_path / "out.csv")
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, errors = process.stdout.read(), process.stderr.read()
    process.wait(timeout=300)
    assert one_sentence(errors)
    assert errors.startswith("Stopped after")
    assert process.returncode == 130
    lines = [first, *rest.splitlines()]
    rows = (tmp_path / "out.csv").read_text().splitlines()[1:]
    assert 0 < len(rows) < 2000
    # A row is written before its line is printed, so the interruption may fall between the two.
    assert 0 <= len(rows) - len(lines) <= 1


@pytest.mark.skipif(os.name == "nt", reason="interrupts are sent differently there")
@pytest.mark.parametrize("loaded", ["numpy", "cv2", "onnxruntime"])
def test_control_c_during_the_start_is_not_a_traceback(many, loaded):
    process = start(many, env=os.environ | {"PYTHONPROFILEIMPORTTIME": "1"})
    for line in process.stderr:  # one for each module, once it is imported
        if line.split()[-1] == loaded:
            break
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=300)
    sentence = "".join(
        line for line in errors.splitlines(True) if not line.startswith("import time:")
    )
    assert one_sentence(sentence)
    assert (process.returncode, output) == (130, "")


@pytest.mark.skipif(os.name == "nt", reason="pipes close differently there")
def test_a_reader_who_has_seen_enough_ends_the_command_quietly(many):
    process = start(many)
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.wait(timeout=300)
    assert errors == ""
    assert process.returncode == 141
