"""What the deals say: questions over the evidence tables, and what their answers mean.

Pure: a question is a text of SQL and values, an answer is made of the rows that come back. Who holds the tables and runs
the SQL is a `Handle`; the engine gives back aggregates only, so that the deals may stay where they are.
"""
