"""The round of questions (uitvraag): a workbook per organisatie with what only it can say, a mail for it, and the answers."""
