"""Play many years, other ones each time: `python -m tests.year [YEARS]`."""

import sys

import click
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.year.life import COUNTS, Year

try:
    run_state_machine_as_test(
        Year,
        settings=settings(
            max_examples=int(sys.argv[1]) if sys.argv[1:] else 200,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            print_blob=True,
        ),
    )
finally:
    for name, count in sorted(COUNTS.items()):
        click.echo(f"{count:7} {name}")
