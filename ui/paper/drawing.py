"""A page of a document as an image."""

from __future__ import annotations

from PySide6.QtGui import QImage

from app.usecases.documents import Preview, picture_of


def image_of(preview: Preview, number: int, width: int) -> QImage:
    """Page `number` (from 1) as an image of its own, `width` pixels wide. From one lane only."""
    picture = picture_of(preview, number, width)
    return QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGBX8888,
    ).copy()  # which owns its pixels; the first only borrows them
