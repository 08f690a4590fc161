"""The register in Excel: a workbook out, and what people did to it in again. Each spreadsheet is read as rows of cells (grid.py)."""
