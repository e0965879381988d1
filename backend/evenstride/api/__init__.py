"""HTTP, and nothing else: one file per noun.

Read in this order: wiring, deps, sync, records, accounts, tokens, training, export. Every request passes
headers, problems and gate first; what is not under /api is shell's.
"""
