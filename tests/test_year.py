"""A year of a collection: whatever sources, people and ingests do, corrections stay; `make year` plays many years."""

from hypothesis import HealthCheck, settings

from tests.year.life import Year

TestYear = Year.TestCase
TestYear.settings = settings(
    max_examples=3, stateful_step_count=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
