"""Make the small page that stands at a former address and leads to the present one, without a script."""

import html

_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"  # it loads nothing


def moved_page(target: str) -> str:
    """Return an HTML page that leads to the relative address `target`."""
    to = html.escape(target)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta charset="utf-8">\n<title>This question has moved</title>\n'
        f'<link rel="canonical" href="{to}">\n<meta http-equiv="refresh" content="0; url={to}">\n'
        '<meta name="robots" content="noindex">\n</head>\n<body>\n'
        f'<p>This question has moved: <a href="{to}">read it at its new address</a>.</p>\n</body>\n</html>\n'
    )
