"""The album that the tour leaves: numbered pictures, what else was made, and two lists of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from ui.tour import eyes
from ui.tour.waiting import Waiting

TITLE = "A tour of Visitbook"
_WORDS = (
    "Made by the program itself: its real window, real keys, an encrypted store of its own that "
    "was removed afterwards. Every school, person and judgement is invented."
)
_SHADE = "#40000000"  # what lies behind a dialog is not what the person looks at


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the album and one sentence about it."""

    name: str
    sentence: str


class Album:
    """Keeps pictures of the screen in `folder`, in order, each with a sentence."""

    def __init__(self, folder: Path, waiting: Waiting) -> None:
        self.folder = folder
        self._waiting = waiting
        self.pictures: list[Entry] = []
        self.files: list[Entry] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._forget_earlier()

    def take(self, name: str, sentence: str) -> None:
        """Keep a picture of what is on screen, once nothing on it moves any more."""
        self._keep(name, sentence, self.until_steady())

    def take_now(self, name: str, sentence: str) -> None:
        """Keep a picture of what is on screen just now, such as something that moves."""
        self._keep(name, sentence, _picture())

    def add_file(self, path: Path, sentence: str) -> None:
        """List a file that the program wrote into the folder."""
        self.files.append(Entry(path.name, sentence))

    def snap(self, name: str) -> None:
        """Keep what is on screen at once, to show where the tour stopped."""
        _picture().save(str(self.folder / name))
        self.files.append(Entry(name, "Where the tour stopped."))

    def until_steady(self) -> QImage:
        """The screen once nothing is about to be counted or laid out, and two looks are alike."""
        last: QImage | None = None

        def unchanged() -> bool:
            nonlocal last
            if eyes.about_to_change():
                return False
            before, last = last, _picture()
            return before == last

        self._waiting.until(unchanged, "a picture that no longer changes", 20)
        assert last is not None
        return last

    def close(self) -> None:
        """Write index.html and README.txt."""
        (self.folder / "index.html").write_text(self._page(), encoding="utf-8")
        (self.folder / "README.txt").write_text(self._list(), encoding="utf-8")

    def _keep(self, name: str, sentence: str, picture: QImage) -> None:
        entry = Entry(f"{len(self.pictures) + 1:03}-{name}.png", sentence)
        picture.save(str(self.folder / entry.name))
        self.pictures.append(entry)

    def _forget_earlier(self) -> None:
        """Remove what an earlier tour listed here, and nothing else."""
        kept = self.folder / "README.txt"
        lines = kept.read_text(encoding="utf-8").splitlines() if kept.is_file() else []
        if lines[:1] == [TITLE]:
            names = [line.split("  ")[0] for line in lines if "  " in line]
            for name in (*names, "index.html", "README.txt"):
                if Path(name).name == name:
                    (self.folder / name).unlink(missing_ok=True)

    def _list(self) -> str:
        lines = [f"{entry.name}  {entry.sentence}" for entry in (*self.pictures, *self.files)]
        return "\n".join((TITLE, "", _WORDS, "", *lines, ""))

    def _page(self) -> str:
        return _PAGE.format(
            title=escape(TITLE),
            words=escape(_WORDS),
            files="\n".join(_links(self.files)),
            pictures="\n".join(_figures(self.pictures)),
        )


def _links(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        name = escape(entry.name)
        yield f'<li><a href="{name}">{name}</a>: {escape(entry.sentence)}</li>'


def _figures(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        words = escape(entry.sentence)
        yield (
            f'<figure><img src="{escape(entry.name)}" alt="{words}" loading="lazy">'
            f"<figcaption>{escape(entry.name.partition('-')[0])}. {words}</figcaption></figure>"
        )


def _picture() -> QImage:
    """The window with the dialogs and menus over it, as they lie on screen."""
    undermost, *over = eyes.windows()
    picture = undermost.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    for window in over:
        _paint_over(painter, window, undermost)
    painter.end()
    return picture


def _paint_over(painter: QPainter, window: QWidget, undermost: QWidget) -> None:
    from PySide6.QtGui import QColor

    if window.isModal():
        painter.fillRect(undermost.rect(), QColor(_SHADE))
    at = undermost.mapFromGlobal(window.mapToGlobal(window.rect().topLeft()))
    painter.drawPixmap(at, window.grab())


_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; }}
figure {{ margin: 0 0 2.5rem; }}
img {{ border: 1px solid #8a9a9f; max-width: 100%; }}
figcaption {{ margin-top: .4rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{words}</p>
<ul>
{files}
</ul>
{pictures}
</body>
</html>
"""
