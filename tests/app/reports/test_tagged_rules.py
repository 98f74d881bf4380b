"""The rules that tagged documents are held to can be broken, each of them, and then it is told."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.reports import render_pdf
from app.reports.blocks import (
    BulletList,
    Heading,
    Paragraph,
    Run,
    plain,
)
from tests.builders_tagged_documents import PROFILE, link, of, table
from tests.builders_tagged_rules import faults_of


def broken(pdf, breaks):
    """The file after something was done to it."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        breaks(file)
        changed = io.BytesIO()
        file.save(changed)
    return changed.getvalue()


def first(file, kind):
    """The first element of a kind."""
    return next(
        item
        for item in file.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{kind}" and "/P" in item
    )


def without(kind, key):
    def take(file):
        del first(file, kind)[key]

    return take


def renamed(kind, other):
    def rename(file):
        first(file, kind).S = pikepdf.Name(f"/{other}")

    return rename


def drawn_anew(old, new):
    def draw(file):
        page = file.pages[0]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents = file.make_stream(content.replace(old, new, 1))

    return draw


def a_cell_less(file):
    row = first(file, "TBody").K[0]
    del row.K[2]


def no_root_entry(*names):
    def take(file):
        inside = file.Root
        for name in names[:-1]:
            inside = inside[name]
        del inside[names[-1]]

    return take


def another_owner(file):
    numbers = file.Root.StructTreeRoot.ParentTree.Nums
    numbers[1][0] = numbers[1][3]


BREAKS = {
    "no language": no_root_entry("/Lang"),
    "no name of the standard": lambda file: setattr(file.Root, "Metadata", file.make_stream(b"")),
    "suspects": lambda file: setattr(file.Root.MarkInfo, "Suspects", True),
    "no tab order": lambda file: file.pages[0].obj.__delitem__("/Tabs"),
    "another owner": another_owner,
    "no alternative": without("Figure", "/Alt"),
    "no scope": without("TH", "/A"),
    "a skipped level": renamed("H1", "H2"),
    "a label that is none": renamed("Lbl", "P"),
    "a cell less": a_cell_less,
    "a silent place": lambda file: file.pages[0].Annots[0].__delitem__("/Contents"),
    "a place of nobody": without("Link", "/K"),
    "words of nobody": drawn_anew(b"EMC", b"EMC BT /F2+0 9 Tf (A) Tj ET"),
    "a line of nobody": drawn_anew(b"EMC", b"EMC 0 0 m 9 9 l S"),
    "a mark across a state": drawn_anew(b"EMC", b"q EMC Q"),
    "a mark in a mark": drawn_anew(b"EMC", b"/P BMC EMC EMC"),
    "a character without a shape": drawn_anew(b"Tj", b"Tj (\\000) Tj"),
    "no told characters": lambda file: [
        font.__delitem__("/ToUnicode") for font in file.pages[0].Resources.Font.as_dict().values()
    ],
    "no bookmarks": no_root_entry("/Outlines"),
}


@pytest.fixture(scope="module")
def sound():
    """A file with one of everything, that breaks no rule."""
    line = Paragraph((Run("See "), link("this")))
    listed = BulletList((plain("one"),))
    return render_pdf(of(Heading("One"), line, listed, PROFILE, table(2), Heading("Two")))


def test_what_is_broken_next_is_sound(sound):
    assert faults_of(sound) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_rule_is_told(sound, name):
    assert faults_of(broken(sound, BREAKS[name])) != []
