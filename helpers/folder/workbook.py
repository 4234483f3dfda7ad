"""The results as a workbook, for spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from helpers.folder.results_file import ResultsFile, ResultsFileError
from helpers.folder.rows import COLUMNS, printable

#: So many rows Excel has.
MOST_ROWS = 2**20
_SHEET = "xl/worksheets/sheet1.xml"
_NOT_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: What tells a workbook of this command from one that somebody saved.
_MARK = b"readings of handwritten digits"
_OPEN = "http://schemas.openxmlformats.org"
_OFFICE = f"{_OPEN}/officeDocument/2006/relationships"
_MAIN = f"{_OPEN}/spreadsheetml/2006/main"
_VENDOR = "application/vnd.openxmlformats-"
_KIND = f"{_VENDOR}officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN = 'fontId="0" fillId="0" borderId="0"'
#: The other parts of a workbook (ECMA-376) with one sheet. Cells of style 1 hold text (format 49,
#: “@”), whatever it looks like, and those of style 2 a share as percent (format 10).
_PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{_OPEN}/package/2006/content-types">
<Default Extension="rels" ContentType="{_VENDOR}package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{_KIND}styles+xml"/>
<Override PartName="/{_SHEET}" ContentType="{_KIND}worksheet+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{_OPEN}/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>
</Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{_OPEN}/package/2006/relationships">
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">
<sheets><sheet name="readings" sheetId="1" r:id="rId1"/></sheets></workbook>""",
    "xl/styles.xml": f"""<styleSheet xmlns="{_MAIN}">
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="1"><fill><patternFill patternType="none"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" {_PLAIN}/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" {_PLAIN} xfId="0"/>
<xf numFmtId="49" {_PLAIN} xfId="0" applyNumberFormat="1"/>
<xf numFmtId="10" {_PLAIN} xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>""",
}
_SHEET_START = f"""<worksheet xmlns="{_MAIN}"><cols>
<col min="1" max="2" width="26" customWidth="1" style="1"/>
<col min="3" max="4" width="12" customWidth="1"/>
<col min="5" max="5" width="60" customWidth="1"/></cols><sheetData>"""
# Excel would point at every digit and ask whether it ought to be a number.
_SHEET_END = """</sheetData><ignoredErrors>
<ignoredError sqref="A1:E1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>"""


class Workbook(ResultsFile):
    """An .xlsx file for Excel, LibreOffice Calc and Numbers, with a row for each file.

    Whatever a file is called is text there and no formula, digits keep the zeros that they begin
    with, and neither commas nor letters depend on a country, as they do when a CSV file is opened.
    It is written when the run ends, interrupted or not. An earlier result is replaced, but no other
    file, nor one that somebody has saved again.

    Raises:
        ResultsFileError: as for `ResultsFile`, or `path` does not end with .xlsx.
    """

    option = "--excel"

    def __init__(self, path: str | Path) -> None:
        """Look at what is there; nothing is written yet."""
        super().__init__(path)
        if self.path.suffix.lower() != ".xlsx":
            raise ResultsFileError(
                f"“{printable(str(path))}” is not a name for a workbook: "
                f"end it with .xlsx for {self.option}."
            )
        self._content, self._count = io.BytesIO(), 0

    def write(self, row: tuple[str, ...]) -> None:
        """Keep a row, in the order of `COLUMNS`, for the end.

        Raises:
            ResultsFileError: a sheet has no more rows.
        """
        if not self._count:
            self._book = zipfile.ZipFile(self._content, "w", zipfile.ZIP_DEFLATED)
            self._book.comment = _MARK
            for name, text in _PARTS.items():
                self._book.writestr(zipfile.ZipInfo(name), _HEAD + text)
            self._sheet = self._book.open(_SHEET, "w", force_zip64=True)
            self._sheet.write((_HEAD + _SHEET_START + _row(COLUMNS)).encode())
        self._count += 1
        if self._count == MOST_ROWS:
            raise ResultsFileError(
                f"A sheet holds no more than {MOST_ROWS:,} rows: for more pictures use --csv."
            )
        self._sheet.write(_row(row, share=2).encode())

    def close(self) -> None:
        """Write the workbook, if there was a row; raise as `write` of a CSV file does."""
        if not self._count:
            return
        self._sheet.write(_SHEET_END.encode())
        self._sheet.close()
        self._book.close()
        try:
            self.path.write_bytes(self._content.getvalue())
        except OSError as error:
            raise self._refused(error) from error

    def _is_replaceable(self) -> bool:
        """Whether the existing file is empty, or one of these, untouched and open nowhere."""
        try:
            with self.path.open("r+b") as file:
                if not self.path.stat().st_size:
                    return True
                with zipfile.ZipFile(file) as book:
                    return book.comment == _MARK
        except (OSError, zipfile.BadZipFile):
            return False


def _row(values: tuple[str, ...], share: int | None = None) -> str:
    """Return a row of a sheet: text, but for the column that holds a share, 0…1."""
    cells = [
        f'<c s="2"><v>{value}</v></c>'
        if index == share
        else f'<c s="1" t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
        for index, value in enumerate(values)
    ]
    return f"<row>{''.join(cells)}</row>\n"


def _text(value: str) -> str:
    """Return text as a sheet may hold it: what XML does not know is written with escapes.

    >>> _text("a<b\\x1b _x0041_")
    'a&lt;b\\\\x1b _x005F_x0041_'
    """
    value = _NOT_XML.sub(lambda found: found[0].encode("unicode_escape").decode(), value)
    # A sheet's own way to write letters by number; here they only happen to look like that.
    return escape(re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value))
