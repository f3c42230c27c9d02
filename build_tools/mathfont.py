"""Make the font that draws formulas: STIX Two Math, reduced to the characters that the site's formulas use.

Browsers draw MathML well only with a font that has a MATH table, and few machines have one. The whole font weighs
1.5 MB, the reduced one about 70 kB.
"""

import contextlib
import hashlib
import html
import os
import re
from collections.abc import Iterable
from importlib.metadata import distribution, version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

PATH = "assets/fonts/stix-two-math.woff2"  # under the site's root; site.css names it
_FORMULA = re.compile(r"<math\b.*?</math>", re.DOTALL)
_UNSEEN = re.compile(r"<annotation\b.*?</annotation>|<[^<>]*>", re.DOTALL)
# What formulas may have at any time, so that an edited formula rarely needs another font: ASCII, Greek, and the italics
# in which browsers show single letters.
ROOT = 0x221A
_ALWAYS = frozenset(
    code
    for first, last in ((0x20, 0x7E), (0x391, 0x3D6), (0x3F0, 0x3F5), (0x1D434, 0x1D467), (0x1D6E2, 0x1D71B))
    for code in range(first, last + 1)
) | {0x210E, 0x2032, ROOT}  # the italic h, which stands elsewhere, the prime, and what `msqrt` draws unasked
_NAMES = [0, 1, 2, 4, 5, 7, 13, 14]  # its copyright and licence stay in it
_FEATURES = ["ssty", "rtlm"]  # smaller scripts, and mirrored signs


def formula_characters(page: str) -> set[str]:
    """Return the characters that the formulas of an HTML page show."""
    return set(html.unescape(_UNSEEN.sub("", "".join(_FORMULA.findall(page)))))


def math_font(characters: Iterable[str], cache: Path) -> bytes:
    """Return the font with `characters` in it, as WOFF2; from the folder `cache` where it was made before."""
    codes = sorted(_ALWAYS | set(map(ord, characters)))
    made_of = (ROOT, codes, _FEATURES, _NAMES, version("ziamath"), version("fonttools"), version("brotli"))
    kept = cache / f"{hashlib.sha256(repr(made_of).encode()).hexdigest()[:32]}.woff2"
    if kept.is_file():
        return kept.read_bytes()
    font = _reduced(codes)
    with contextlib.suppress(OSError):  # a cache that cannot be written costs half a second a build, nothing else
        cache.mkdir(parents=True, exist_ok=True)
        aside = kept.with_suffix(f".{os.getpid()}")
        aside.write_bytes(font)
        aside.replace(kept)
    return font


def _narrow_roots(font: "TTFont") -> None:
    """Give the taller forms of the root sign the width of its smallest.

    A browser that follows MathML Core keeps room for the widest form of a stretchy sign whatever form it then draws,
    so that a gap of half a letter followed every root.
    """
    variants = font["MATH"].table.MathVariants
    small = font.getBestCmap()[ROOT]
    forms = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(small)]
    names = {one.VariantGlyph for one in forms.MathGlyphVariantRecord}
    names |= {part.glyph for part in forms.GlyphAssembly.PartRecords}
    width = font["hmtx"][small][0]
    for name in names:
        glyph, (advance, _) = font["glyf"][name], font["hmtx"][name]
        glyph.coordinates.scale((width / advance, 1))
        glyph.coordinates.toInt()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, glyph.xMin)


def _reduced(codes: list[int]) -> bytes:
    from fontTools import subset  # takes a moment, and is rarely needed

    options = subset.Options(flavor="woff2", layout_features=_FEATURES, hinting=False, desubroutinize=True)
    options.name_IDs = _NAMES
    whole = Path(str(distribution("ziamath").locate_file("ziamath/fonts/STIXTwoMath-Regular.ttf")))
    font = subset.load_font(BytesIO(whole.read_bytes()), options)
    font["head"].modified = font["head"].created  # no date of today
    font.recalcTimestamp = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    _narrow_roots(font)
    written = BytesIO()
    subset.save_font(font, written, options)
    return written.getvalue()
