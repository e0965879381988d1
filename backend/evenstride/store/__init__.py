"""What we keep: accounts and their logs, in SQLite or PostgreSQL.

Read in this order: tables, database, schema, secret, accounts, callers, offers, log.
Functions take an open transaction, `tx`; `Database` opens and commits it. All they read or write is the
account's they are given.
"""
