"""Make the font that formulas are drawn with: STIX Two Math, reduced to the characters that TeX can ask for.

Browsers draw MathML well only with a font that has a MATH table, and many machines have none. Run once for a new version
of the font: `pip install ziamath fonttools brotli`, whose first package carries the font, then this script.
"""

from importlib.resources import files
from pathlib import Path

from fontTools import subset

TARGET = Path(__file__).resolve().parent.parent / "overrides" / "assets" / "fonts" / "stix-two-math.woff2"
RANGES = (
    (0x20, 0x7E),  # ASCII
    (0xA0, 0xFF),  # Latin-1: accents, degree, times
    (0x2C6, 0x2DD),  # accents that stand alone
    (0x300, 0x338),  # accents that combine
    (0x391, 0x3F6),  # Greek
    (0x2010, 0x2044),  # dashes, quotes, primes
    (0x2061, 0x2064),  # invisible operators
    (0x20D0, 0x20F0),  # accents over symbols
    (0x2102, 0x2138),  # letter-like symbols
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # operators
    (0x2308, 0x23E1),  # floors, ceilings, braces
    (0x25A0, 0x25FF),  # geometric shapes
    (0x27C2, 0x27FF),  # angle brackets, long arrows
    (0x29EB, 0x29EB),
    (0x2A00, 0x2AFF),  # large operators
    (0x1D400, 0x1D7FF),  # mathematical alphabets
)


def main() -> None:
    """Write the reduced font."""
    options = subset.Options(flavor="woff2", layout_features=["ssty", "rtlm"], hinting=False, desubroutinize=True)
    options.name_IDs = [0, 1, 2, 4, 5, 7, 13, 14]  # its copyright and licence stay in it
    font = subset.load_font(str(files("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"), options)
    font["head"].modified = font["head"].created  # no date of today
    font.recalcTimestamp = False
    reduced = subset.Subsetter(options)
    reduced.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    reduced.subset(font)
    subset.save_font(font, str(TARGET), options)


if __name__ == "__main__":
    main()
