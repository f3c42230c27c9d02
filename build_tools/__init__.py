"""Turn scraped question-and-answer pages into a collection of Markdown, and the collection into a site."""
