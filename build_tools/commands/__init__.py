"""What the commands do that need more than one call: one module each, with a function `run`."""
