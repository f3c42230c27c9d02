"""What another generator makes of an export, in the browser: formulas have a size, and no script is needed for them."""

import importlib.util
import re
import subprocess
import sys

import pytest

from build_tools.build import ROOT
from build_tools.export import export
from tests.conftest import FIXTURE


@pytest.mark.skipif(not importlib.util.find_spec("zensical"), reason="Zensical is not installed")
def test_formulas_of_an_export_are_drawn_with_their_font(new_page, tmp_path):
    export(FIXTURE, tmp_path / "docs")
    settings = re.search(r"```toml\n(.*?)```", (ROOT / "docs/data.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "zensical.toml").write_text(settings[1], "utf-8")
    subprocess.run([sys.executable, "-m", "zensical", "build"], cwd=tmp_path, capture_output=True, check=True)
    page = new_page(java_script_enabled=False)
    page.goto((tmp_path / "site/questions/boiling-point/index.html").as_uri())
    boxes = [formula.bounding_box() for formula in page.locator("article math").all()]
    assert len(boxes) == 2
    assert all(box["width"] > 20 and box["height"] > 10 for box in boxes)
    family = page.locator("article math").first.evaluate("one => getComputedStyle(one).fontFamily")
    assert "STIX Two Math" in family
