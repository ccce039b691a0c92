"""Lexicons: lists of words that rules know, each a small file of data with the one question asked of it."""
