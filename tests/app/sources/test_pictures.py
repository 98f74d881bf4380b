"""Whatever comes in as a picture leaves as a plain one, or is refused in a sentence."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from app.errors import InputError
from app.sources.pictures import (
    DAMAGED,
    HEIC,
    MOST_BYTES,
    NO_PICTURE,
    TOO_LARGE,
    pixels_of,
    plain_picture,
    read_picture_file,
)
from tests.builders_pictures import PLACE, a_drawing, a_photo, noted, opened, saved, upside

RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 128, 0), (0, 0, 255), (255, 255, 0)


def corners(image):
    """The colours near the four corners, from the top left, line by line."""
    near = min(image.size) // 8
    far = (image.width - near - 1, image.height - near - 1)
    places = ((near, near), (far[0], near), (near, far[1]), far)
    return [image.convert("RGB").getpixel(place) for place in places]


def alike(found, wanted, by=40):
    return all(
        abs(a - b) <= by
        for one, two in zip(found, wanted, strict=True)
        for a, b in zip(one, two, strict=True)
    )


def is_upright(content):
    return alike(corners(opened(content)), (RED, GREEN, BLUE, YELLOW))


def test_a_photo_is_scaled_down_so_that_its_longer_side_has_2000_pixels():
    picture = plain_picture(a_photo(4000, 3000))
    assert (picture.width, picture.height, picture.extension) == (2000, 1500, "jpg")
    assert opened(picture.content).size == (2000, 1500)
    assert is_upright(picture.content)


def test_a_small_photo_is_never_made_larger():
    picture = plain_picture(a_photo(300, 200))
    assert (picture.width, picture.height) == (300, 200)


@pytest.mark.parametrize(("asked", "longer"), [(800, 800), (9_000, 2_000), (0, 1)])
def test_a_form_may_ask_for_fewer_pixels_but_never_for_more(asked, longer):
    picture = plain_picture(a_photo(2400, 1200), asked)
    assert max(picture.width, picture.height) == longer


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright_however_the_camera_was_held(orientation):
    stored = upside(a_drawing(640, 400), orientation)
    picture = plain_picture(saved(stored, "JPEG", exif=noted(orientation)))
    assert (picture.width, picture.height) == (640, 400)
    assert is_upright(picture.content)


def test_a_png_is_turned_upright_too():
    stored = upside(a_drawing(640, 400), 6)
    assert is_upright(plain_picture(saved(stored, "PNG", exif=noted(6))).content)


def test_where_and_when_it_was_taken_is_gone():
    content = a_photo(comment=b"a comment of mine", xmp=b"<x>a packet of words</x>")
    assert ExifTags.IFD.GPSInfo in opened(content).getexif()
    clean = plain_picture(content).content
    image = opened(clean)
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for trace in (b"Exif", b"A camera", PLACE.encode(), b"2026:01:20", b"comment", b"packet"):
        assert trace in content
        assert trace not in clean


def test_nothing_but_pixels_of_a_png_is_kept():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "A person")
    words.add_itxt("XML:com.adobe.xmp", "<x>a packet of words</x>")
    drawing = a_drawing(600, 400)
    content = saved(drawing, "PNG", pnginfo=words, exif=noted(), dpi=(300, 300))
    clean = plain_picture(content)
    assert clean.extension == "png"
    assert opened(clean.content).info == {}
    assert b"A person" in content
    assert b"A person" not in clean.content


def test_a_thumbnail_of_what_was_cut_away_is_not_kept():
    """Some programs leave the whole picture in the file as a small preview of it."""
    inside = a_photo(160, 120, exif=False)
    content = a_photo(exif=False)
    segment = b"\xff\xe1" + struct.pack(">H", len(inside) + 8) + b"Exif\0\0" + inside
    assert inside not in plain_picture(content[:2] + segment + content[2:]).content


def test_words_after_the_end_of_the_picture_are_gone():
    assert b"hidden" not in plain_picture(a_photo() + b"hidden words").content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_every_usual_kind_of_picture_can_be_read(kind):
    picture = plain_picture(saved(a_drawing(400, 300), kind))
    assert is_upright(picture.content)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        *(("L", "PNG"), ("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("RGBA", "PNG"), ("P", "GIF")),
        *(("I;16", "PNG"), ("CMYK", "JPEG"), ("L", "JPEG"), ("RGBA", "WEBP"), ("CMYK", "TIFF")),
    ],
)
def test_every_usual_kind_of_pixel_can_be_read(mode, kind):
    drawn = a_drawing(200, 100)
    image = drawn.convert("L").convert(mode) if mode == "I;16" else drawn.convert(mode)
    picture = plain_picture(saved(image, kind))
    assert opened(picture.content).mode in {"L", "RGB"}


def test_sixteen_bits_to_a_pixel_keep_their_greys():
    grey = Image.new("I;16", (20, 10), 32_768)
    assert opened(plain_picture(saved(grey)).content).convert("L").getpixel((5, 5)) == 128


def test_a_moving_picture_shows_its_first_frame():
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    content = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert alike([opened(plain_picture(content).content).convert("RGB").getpixel((9, 9))], [RED])


def test_what_can_be_seen_through_is_white_as_on_paper():
    image = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 20, 40))
    clean = opened(plain_picture(saved(image)).content).convert("RGB")
    assert alike([clean.getpixel((5, 5)), clean.getpixel((35, 5))], [RED, (255, 255, 255)])


def test_a_drawing_is_kept_exact_where_that_is_smaller():
    assert plain_picture(saved(a_drawing(800, 600))).extension == "png"


def test_a_photo_saved_as_png_becomes_a_jpeg():
    noise = Image.effect_noise((500, 400), 90).convert("RGB")
    assert plain_picture(saved(noise)).extension == "jpg"


def test_colours_of_another_profile_are_those_of_a_screen():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (lab, srgb, b"no profile at all"):
        clean = plain_picture(saved(a_drawing(200, 100), "JPEG", icc_profile=profile)).content
        assert is_upright(clean)
        assert b"ICC_PROFILE" not in clean


def test_a_broken_note_of_the_camera_does_not_spoil_the_picture():
    content = a_photo(exif=False)
    broken = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12" * 40
    segment = b"\xff\xe1" + struct.pack(">H", len(broken) + 2) + broken
    assert plain_picture(content[:2] + segment + content[2:]).width == 1600


def test_a_phones_own_format_is_refused_with_what_to_do():
    for brand in (b"heic", b"mif1", b"avif"):
        with pytest.raises(InputError) as refused:
            plain_picture(b"\0\0\0\x18ftyp" + brand + b"\0" * 400)
        assert str(refused.value) == HEIC


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7 ...", b"<svg/>", b"\xff\xd8\xff"])
def test_what_is_no_picture_is_said(content):
    with pytest.raises(InputError) as refused:
        plain_picture(content)
    assert str(refused.value) in {NO_PICTURE, DAMAGED}


def test_half_a_file_is_said_to_be_damaged():
    with pytest.raises(InputError, match="not complete"):
        plain_picture(a_photo()[:9_000])


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    with pytest.raises(InputError, match="25 MB"):
        plain_picture(a_photo(60, 40) + bytes(MOST_BYTES))


def claimed(width, height):
    """A PNG of a few bytes that says it is that large."""

    def chunk(kind, content):
        summed = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + summed

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(bytes(100_000)))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(9_000, 9_000), (12_000, 12_000), (60_000, 60_000)])
def test_a_small_file_that_claims_a_huge_picture_is_refused(size):
    with pytest.raises(InputError) as refused:
        plain_picture(claimed(*size))
    assert str(refused.value) == TOO_LARGE


def test_how_far_it_is_is_told_and_stopping_ends_it():
    told = []
    plain_picture(a_photo(200, 100), step=lambda *how_far: told.append(how_far))
    assert [done for done, _, _ in told] == [0, 1, 2]
    assert all(words for _, _, words in told)

    def stop(*_how_far):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        plain_picture(a_photo(200, 100), step=stop)


def test_a_picture_becomes_pixels_for_the_screen():
    pixels = pixels_of(plain_picture(a_photo(800, 600)).content, 200)
    assert (pixels.width, pixels.height) == (200, 150)
    assert len(pixels.content) == 200 * 150 * 3
    assert alike([tuple(pixels.content[:3])], [RED])


def test_a_file_is_read(tmp_path):
    (tmp_path / "wall.jpg").write_bytes(b"content")
    assert read_picture_file(tmp_path / "wall.jpg") == b"content"


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path):
    for path in (tmp_path / "gone.jpg", tmp_path):
        with pytest.raises(InputError, match="no file"):
            read_picture_file(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    with (tmp_path / "wall.jpg").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(InputError, match="25 MB"):
        read_picture_file(tmp_path / "wall.jpg")


SEEDS = {
    kind: saved(a_drawing(64, 48), kind, **({"exif": noted(6)} if kind in {"JPEG", "PNG"} else {}))
    for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")
}


def picture_or_sentence(content):
    try:
        return plain_picture(content)
    except InputError as error:
        return str(error)


@given(
    kind=st.sampled_from(sorted(SEEDS)),
    edits=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=6)), max_size=8),
    end=st.floats(0, 1),
)
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_hostile_bytes_become_a_plain_picture_or_a_sentence(kind, edits, end):
    content = bytearray(SEEDS[kind])
    for place, put in edits:
        at = int(place * len(content))
        content[at : at + len(put)] = put
    picture = picture_or_sentence(bytes(content[: max(1, int(end * len(content)))]))
    if isinstance(picture, str):
        assert picture.endswith((".", ")"))
    else:
        assert opened(picture.content).size == (picture.width, picture.height)
        assert not opened(picture.content).getexif()
