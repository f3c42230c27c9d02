"""The figures of the answers, drawn by programs; `python -m build_tools.figures [NAME...]` writes them."""
