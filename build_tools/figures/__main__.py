"""Draw figures: `python -m build_tools.figures [NAME...]` writes those named, or all, to docs/assets/figures/."""

from pathlib import Path

import click

from build_tools.figures.catalogue import FIGURES

FOLDER = Path(__file__).resolve().parents[2] / "docs/assets/figures"


@click.command()
@click.argument("names", nargs=-1, type=click.Choice([figure.name for figure in FIGURES]))
def main(names: tuple[str, ...]) -> None:
    """Write the figures NAMES, or all of them, to docs/assets/figures/."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for figure in FIGURES:
        if not names or figure.name in names:
            (FOLDER / f"{figure.name}.svg").write_text(figure.svg(), "utf-8", newline="\n")
            click.echo(figure.name)


if __name__ == "__main__":
    main(prog_name="python -m build_tools.figures")
