"""Make the file from which the home page's script draws a random question; it is loaded when a reader asks for one."""

import json

from build_tools.publication import Made, Publication

PATH = "questions/all.js"  # under the site's root; overrides/assets/javascripts/home.js loads it


def question_list(publication: Publication) -> Made:
    """Yield a script that hands the ids of all answered questions to `window.chooseQuestion`."""
    ids = [entry.id for entry in publication.collection.entries if entry.body]
    yield PATH, f"chooseQuestion({json.dumps(ids, separators=(',', ':'))});\n".encode()
