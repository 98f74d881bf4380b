"""Pictures for tests: drawn here, with whatever a camera or a phone would put into them."""

from __future__ import annotations

from io import BytesIO

from PIL import ExifTags, Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

PLACE = "Somewhere in Westmarch"


def a_photo(width=1600, height=1200, kind="JPEG", *, exif=True, orientation=1, **saved):
    """The bytes of a photo whose top left quarter is red, with a place and a time in it."""
    image = a_drawing(width, height)
    if exif:
        saved["exif"] = noted(orientation)
    written = BytesIO()
    image.save(written, kind, **saved)
    return written.getvalue()


def a_drawing(width=1600, height=1200, mode="RGB"):
    """Red top left, green top right, blue bottom left, yellow bottom right, as bars and noise."""
    image = Image.new("RGB", (width, height), "yellow")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width // 2 - 1, height // 2 - 1), "red")
    draw.rectangle((width // 2, 0, width, height // 2 - 1), "green")
    draw.rectangle((0, height // 2, width // 2 - 1, height), "blue")
    return image.convert(mode)


def noted(orientation=1):
    """What a camera notes: where, when, with what, and how it was held."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "A camera"
    exif[ExifTags.Base.ImageDescription] = PLACE
    exif[ExifTags.Base.DateTime] = "2026:01:20 09:30:00"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    place[ExifTags.GPS.GPSLatitude] = (IFDRational(52), IFDRational(4), IFDRational(30))
    place[ExifTags.GPS.GPSLongitudeRef] = "W"
    place[ExifTags.GPS.GPSLongitude] = (IFDRational(1), IFDRational(2), IFDRational(3))
    return exif


def upside(image, orientation):
    """The picture as a camera that is held that way would store it."""
    back = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    return image if back is None else image.transpose(back)


def saved(image, kind="PNG", **more):
    """The bytes of a picture."""
    written = BytesIO()
    image.save(written, kind, **more)
    return written.getvalue()


def opened(content):
    """The picture in some bytes, read whole."""
    image = Image.open(BytesIO(content))
    image.load()
    return image
