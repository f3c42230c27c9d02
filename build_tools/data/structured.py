"""What search engines read of an entry: a schema.org QAPage as JSON-LD, which a browser does not run."""

import json

from build_tools.data.answers import short_text
from build_tools.data.places import file, folder, preview
from build_tools.model import Entry
from build_tools.pages import questions
from build_tools.publication import Publication


def question_data(entry: Entry, publication: Publication) -> str:
    """Return the JSON-LD of an entry's page for a `script` element, "" where nobody has answered.

    schema.org asks for a question's answer; the fields that Google requires are `mainEntity`, `name`, `answerCount`,
    `acceptedAnswer` and its `text`. Addresses stand only where the site has one.
    """
    answer = short_text(entry)
    if not answer:
        return ""
    home = publication.site.pages[0]
    author = {"@type": "Organization", "name": home.title, **_address("url", publication, "")}
    place, history = folder(questions.path(entry.id)), publication.history.files.get(file(entry))
    common = {
        "author": author,
        **_address("url", publication, place),
        **({"datePublished": history.added, "dateModified": max(history.added, history.corrected)} if history else {}),
    }
    question = {
        "@type": "Question",
        "name": entry.title,
        "text": entry.title,
        "answerCount": 1,
        **common,
        **_address("image", publication, preview(entry.id)),
        "acceptedAnswer": {"@type": "Answer", "text": answer, **common},
    }
    return _script({"@context": "https://schema.org", "@type": "QAPage", "inLanguage": "en", "mainEntity": question})


def _address(name: str, publication: Publication, place: str) -> dict[str, str]:
    return {name: publication.address + place} if publication.address else {}


def _script(value: object) -> str:
    """Return JSON that ends no element, begins no comment and means the same: `<` can stand only inside its strings."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
