from pathlib import Path

from watcher.blobs import Blobs
from workers.keeping import LARGEST_TEXT, keep_texts
from workers.text.model import FilingText, Part


def a_text(text: str) -> FilingText:
    part = Part(label="99.1", type="EX-99.1", title="Release", start=0, end=len(text))
    return FilingText(text=text, parts=(part,), blocks=(), sections=())


def test_a_text_comes_back_with_its_offsets_whatever_it_holds(tmp_path: Path) -> None:
    blobs = Blobs(f"file://{tmp_path}")
    broken = "half \ud83d pair, 中文, end"
    (note,) = keep_texts([a_text(broken)], blobs)
    kept = blobs.get(note.sha256).decode()
    assert kept.index("中文") == broken.index("中文")
    assert len(kept) == len(broken)
    assert note.parts == (("99.1", "Release", 0, len(broken)),)


def test_a_text_that_is_too_long_is_left_out_and_the_others_keep_their_numbers(
    tmp_path: Path,
) -> None:
    texts = [a_text("x" * (LARGEST_TEXT + 1)), a_text("second")]
    (note,) = keep_texts(texts, Blobs(f"file://{tmp_path}"))
    assert note.number == 2
