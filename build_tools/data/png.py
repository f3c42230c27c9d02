"""Write pictures of 16 colours as PNG from bands that are packed once, however many pictures hold them."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

_BITS = 4  # a pixel
ORIGIN = 8 // _BITS  # pixels left of a band, which make the byte in which PNG names the filter of a line; 0: none
_BASE = 65521  # of Adler-32


@dataclass(frozen=True, slots=True)
class Band:
    """Some lines of a picture over its whole width."""

    packed: bytes  # blocks of a deflate stream that look back at nothing before them
    length: int  # bytes before they were packed
    check: int  # their Adler-32


def canvas(width: int, height: int) -> Image.Image:
    """Return a black image in mode "L" to draw a band on in shades of grey; its left edge is at `ORIGIN`."""
    return Image.new("L", (ORIGIN + width, height), 0)


@lru_cache
def _of_shades(colours: range) -> list[int]:
    """Return the colour of each of 256 shades of grey."""
    return [colours[shade * len(colours) // 256] for shade in range(256)]


def pack(image: Image.Image, colours: range, level: int) -> Band:
    """Return the band of a canvas, whose greys become `colours` (numbers below 16), packed at zlib's `level`."""
    numbers = image.point(_of_shades(colours))
    numbers.paste(0, (0, 0, ORIGIN, image.height))
    numbers.putpalette(bytes(3))  # makes it mode "P", which can be written four bits a pixel
    lines = numbers.tobytes("raw", f"P;{_BITS}")
    packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Band(packer.compress(lines) + packer.flush(zlib.Z_FULL_FLUSH), len(lines), zlib.adler32(lines))


def png(bands: Iterable[Band], width: int, height: int, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """Return the PNG of bands from top to bottom, which have `height` lines together (PNG, RFC 2083; zlib, RFC 1950).

    Deflate blocks after a full flush stand alone, so that packed bands may follow one another in any order.
    """
    stream, check = [b"\x78\x01"], 1
    for band in bands:
        stream.append(band.packed)
        check = _joined(check, band)
    stream += [b"\x03\x00", struct.pack(">I", check)]  # an empty last block, then the checksum
    head = struct.pack(">IIBBBBB", width, height, _BITS, 3, 0, 0, 0)  # 3: numbers of colours in a palette
    chunks = ((b"IHDR", head), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", b"".join(stream)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _joined(check: int, band: Band) -> int:
    """Return the Adler-32 of what has the checksum `check` with a band behind it: two sums, modulo `_BASE`."""
    low = (check & 0xFFFF) + (band.check & 0xFFFF) - 1
    high = (check >> 16) + (band.check >> 16) + band.length * ((check & 0xFFFF) - 1)
    return high % _BASE << 16 | low % _BASE


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))
