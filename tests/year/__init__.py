"""A year that is played: `python -m tests.year [YEARS]` plays many, in any order of what happens, and counts it."""
