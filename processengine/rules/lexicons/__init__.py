"""Lexicons: the words that rules know, in files of plain data, a folder for each language; README.md says how."""
