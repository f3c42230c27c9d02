// Opens the search, and loads what it needs only then.
