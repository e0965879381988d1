"""Evenstride: a runner's training is a log, and everything else is read from it.

Read in this order: `training` (the science, pure), `catalog` (what we know, as data), `store` (what is
kept), `api` (how it is asked for), `main` (where the rooms join), `cli` and `explain` (what an operator and
a coach use).
"""
