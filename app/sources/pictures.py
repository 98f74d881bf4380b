"""Turns a picture from anywhere into a plain one: upright, small enough, nothing else in it.

What comes in is untrusted: a camera's file with the place it was taken at, a screenshot, a file
that only calls itself a picture. What goes out is a JPEG or a PNG that was written anew, pixel by
pixel, so that nothing of the old file but its pixels is in it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputError

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

LONGEST_SIDE = 2_000
"""Pixels of the longer side of what is kept: 300 to the inch across a printed page."""
MOST_BYTES = 25 * 1024 * 1024
MOST_PIXELS = 80_000_000
"""More than any camera that people carry takes; a file may claim any number."""
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
_LOSSLESS = {"PNG", "GIF", "BMP", "TIFF"}
_JPEG_QUALITY = 85
_ASIDE_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif", b"avis")
_STEPS = 3
_ORIENTATION = 0x0112

TOO_LARGE = (
    "That picture is larger than Visitbook takes: 25 MB, or 80 million pixels. Nothing has been "
    "added. Save a smaller copy of it, then add that one."
)
HEIC = (
    "That picture is in a phone’s own format (HEIC or AVIF), which can’t be read here. Nothing has "
    "been added. Save or send it as a JPEG, then add that one: on an iPhone, Settings, Camera, "
    "Formats, Most Compatible."
)
NO_PICTURE = (
    "That is no picture that can be read here. Nothing has been added. "
    "Choose a JPEG, PNG, WebP, GIF, BMP or TIFF file."
)
DAMAGED = (
    "That picture is damaged or not complete, so it can’t be read. Nothing has been added. "
    "Copy it again from the camera or phone, or choose another."
)

Step = Callable[[int, int, str], None]
"""Told how far the work is: steps done, steps in all, words. What it raises ends the work."""


@dataclass(frozen=True, slots=True)
class PlainPicture:
    """A clean picture: its bytes, its size in pixels, and `jpg` or `png`."""

    content: bytes = field(repr=False)
    width: int
    height: int
    extension: str


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture to be drawn: three bytes to a pixel (red, green, blue), lines without gaps."""

    width: int
    height: int
    content: bytes = field(repr=False)


def read_picture_file(path: Path) -> bytes:
    """The bytes of a picture's file. Raises InputError where it can't be read or is too large."""
    try:
        if not path.is_file():
            raise InputError(f"There is no file {path.name} there. Nothing has been added.")
        if path.stat().st_size > MOST_BYTES:
            raise InputError(TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The file {path.name} can’t be read. Nothing has been added. "
            "Check that it is still there and that you may open it."
        ) from error


def plain_picture(
    content: bytes, longest: int = LONGEST_SIDE, step: Step | None = None
) -> PlainPicture:
    """`content` as a plain picture whose longer side has at most `longest` pixels.

    It is never made larger. Raises InputError in words for what is no picture, damaged, too large
    or of a format that can't be read.
    """
    tell = step or _untold
    tell(0, _STEPS, "Reading the picture …")
    if len(content) > MOST_BYTES:
        raise InputError(TOO_LARGE)
    if content[4:8] == b"ftyp" and content[8:12] in _ASIDE_BRANDS:
        raise InputError(HEIC)
    image, source = _small(content, max(1, min(longest, LONGEST_SIDE)))
    tell(1, _STEPS, "Turning it upright and making it small …")
    clean = _on_white(image)
    tell(2, _STEPS, "Taking out where and when it was taken …")
    return _written(clean, lossless=source in _LOSSLESS)


def pixels_of(content: bytes, longest: int) -> Pixels:
    """A plain picture as pixels, its longer side at most `longest`, for the screen."""
    image, _source = _small(content, max(1, longest))
    clean = _on_white(image).convert("RGB")
    return Pixels(clean.width, clean.height, clean.tobytes())


def _small(content: bytes, longest: int) -> tuple[Image, str]:
    """The picture upright, in sRGB and small enough, and the format that it came in."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of a doubtful file is checked below
            with Image.open(BytesIO(content), formats=FORMATS) as opened:
                _refuse_if_huge(opened)
                return _scaled(opened, longest), opened.format or ""
    except Image.DecompressionBombError as error:
        raise InputError(TOO_LARGE) from error
    except UnidentifiedImageError as error:
        raise InputError(NO_PICTURE) from error
    except InputError:
        raise
    except Exception as error:  # hostile bytes fail in a decoder in any way there is
        raise InputError(DAMAGED) from error


def _refuse_if_huge(opened: Image) -> None:
    """Before a pixel is read: a file of a few bytes may claim to be larger than the memory."""
    if opened.width * opened.height > MOST_PIXELS:
        raise InputError(TOO_LARGE)


def _scaled(opened: Image, longest: int) -> Image:
    from PIL import Image

    share = min(1.0, longest / max(opened.size))
    size = (max(1, round(opened.width * share)), max(1, round(opened.height * share)))
    profile = opened.info.get("icc_profile")
    opened.draft(None, size)  # a JPEG can be read at a half, a quarter, an eighth of its size
    turn = _turn_of(opened)
    image = _plain_mode(opened)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    image = _in_srgb(image, profile)
    return image if turn is None else image.transpose(turn)


def _turn_of(opened: Image) -> Transpose | None:
    """How to set the picture upright, as the camera noted it (Exif 2.32, tag 0x0112)."""
    from PIL.Image import Transpose

    try:
        noted = opened.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - a broken note does not spoil the picture
        return None
    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(noted)


def _plain_mode(opened: Image) -> Image:
    """The first frame in grey, RGB, RGBA or CMYK, whatever its pixels were."""
    opened.load()
    if "transparency" in opened.info or opened.mode in {"LA", "PA", "La", "RGBa"}:
        return opened.convert("RGBA")
    if opened.mode in {"L", "RGB", "RGBA", "CMYK"}:
        return opened.copy()
    if opened.mode.startswith("I"):  # sixteen bits to a pixel, of which a screen shows eight
        return opened.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    if opened.mode in {"1", "P", "RGBX", "YCbCr"}:
        return opened.convert("L" if opened.mode == "1" else "RGB")
    raise InputError(NO_PICTURE)


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """The picture in the colours of a screen; a profile that can't be used is passed over."""
    if profile and image.mode != "L":
        from PIL import ImageCms

        to_mode = "RGB" if image.mode == "CMYK" else image.mode
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(image, source, screen, outputMode=to_mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            made = None
        image = made or image
    return image.convert("RGB") if image.mode == "CMYK" else image


def _on_white(image: Image) -> Image:
    """The pixels alone, in a new picture; what can be seen through is white, as on paper."""
    from PIL import Image

    clean = Image.new("L" if image.mode == "L" else "RGB", image.size, "white")
    clean.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return clean


def _written(image: Image, *, lossless: bool) -> PlainPicture:
    """The picture as a file: a JPEG, or a PNG where a drawing or a screenshot is smaller so."""
    written = BytesIO()
    image.save(written, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    content, extension = written.getvalue(), "jpg"
    if lossless:
        exact = BytesIO()
        image.save(exact, "PNG", optimize=True)
        if exact.tell() <= len(content):
            content, extension = exact.getvalue(), "png"
    return PlainPicture(content, image.width, image.height, extension)


def _untold(_done: int, _total: int, _words: str) -> None:
    """Where nobody listens."""
