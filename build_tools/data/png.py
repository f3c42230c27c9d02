"""Write pictures of 16 colours as PNG from bands that are packed once, however many pictures hold them."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

_BITS = 4  # a pixel


@dataclass(frozen=True, slots=True)
class Band:
    """Some lines of a picture over its whole width."""

    lines: bytes  # as PNG filters them, for the checksum of the whole
    packed: bytes  # the same as blocks of a deflate stream that look back at nothing before them


def pack(image: Image.Image, level: int) -> Band:
    """Return the band of an image in mode "L" whose values are numbers of colours (below 16), packed at `level`."""
    image = image.copy()
    image.putpalette(bytes(3))  # mode "P", which Pillow writes with two pixels a byte
    raw, width = image.tobytes("raw", f"P;{_BITS}"), (image.width * _BITS + 7) // 8
    lines = b"".join(b"\0" + raw[at : at + width] for at in range(0, len(raw), width))  # no filter: few colours
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    return Band(lines, packer.compress(lines) + packer.flush(zlib.Z_FULL_FLUSH))


def png(bands: Iterable[Band], width: int, height: int, palette: Sequence[tuple[int, int, int]]) -> bytes:
    """Return the PNG of bands from top to bottom, which have `height` lines together (PNG, RFC 2083; zlib, RFC 1950).

    Deflate blocks after a full flush stand alone, so that packed bands may follow one another in any order.
    """
    stream, check = [b"\x78\x01"], 1
    for band in bands:
        stream.append(band.packed)
        check = zlib.adler32(band.lines, check)
    stream += [b"\x03\x00", struct.pack(">I", check)]  # an empty last block, then the checksum
    head = struct.pack(">IIBBBBB", width, height, _BITS, 3, 0, 0, 0)  # 3: numbers of colours in a palette
    chunks = ((b"IHDR", head), (b"PLTE", bytes(sum(palette, ()))), (b"IDAT", b"".join(stream)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(name)))
