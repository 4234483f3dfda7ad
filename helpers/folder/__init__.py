"""What a folder of any size needs, whatever is done with each of its files.

Its names in order (`listing`), files that lie in a storage (`stored`), many machines (`cluster`),
and the rows that come out (`results_file`, `workbook`). Memory does not grow with the folder.
"""
