"""Make the font that formulas are drawn with: STIX Two Math, reduced to the characters that TeX can ask for.

Browsers draw MathML well only with a font that has a MATH table, and many machines have none. Run for a new version
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
    (0x2190, 0x21A6),  # arrows
    (0x21D0, 0x21D5),
    (0x2200, 0x224F),  # operators and relations
    (0x2260, 0x228B),
    (0x2295, 0x22A9),
    (0x22C0, 0x22EF),
    (0x2308, 0x230B),  # floors, ceilings
    (0x23DE, 0x23DF),  # braces above and below
    (0x25A1, 0x25A1),
    (0x27E8, 0x27E9),  # angle brackets
    (0x27F5, 0x27FC),  # long arrows
    (0x2A00, 0x2A02),  # large operators
    (0x2A7D, 0x2A7E),
    (0x1D400, 0x1D49B),  # alphabets: bold, italic, bold italic
    (0x1D49C, 0x1D4B5),  # script capitals
    (0x1D504, 0x1D51C),  # Fraktur capitals
    (0x1D538, 0x1D550),  # double-struck capitals
    (0x1D5A0, 0x1D5D3),  # sans serif
    (0x1D670, 0x1D6A3),  # typewriter
    (0x1D6A4, 0x1D755),  # Greek: bold, italic, bold italic
    (0x1D7CE, 0x1D7E1),  # digits: bold, double-struck
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
