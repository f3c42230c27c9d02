"""Plain data for other tools, made of the collection and its pages; docs/data.md says what and where."""
