"""Finished records as tables for spreadsheets and statistics: values in, bytes out.

tables      snapshots as tables: a row for each record, repeats and panels as tables of their own
harmless    text that no spreadsheet takes for a formula
csv_files   tables as CSV, one file each
workbook    tables as one Excel workbook, one sheet each
"""

from app.exports.csv_files import csv_files
from app.exports.harmless import as_entered, harmless
from app.exports.tables import Column, Table, tables_of
from app.exports.workbook import workbook

__all__ = ["Column", "Table", "as_entered", "csv_files", "harmless", "tables_of", "workbook"]
