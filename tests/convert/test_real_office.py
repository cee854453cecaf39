"""LibreOffice itself: what it makes, what it may not do, what it leaves behind."""

from __future__ import annotations

import io
import socket
import tempfile
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from gongwen.convert.documents import ConversionError, convert_to_pdf
from gongwen.measure import measure_pdf

pytestmark = pytest.mark.office


def document(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Document()
    made.add_paragraph(text)
    made.save(str(path))
    return path


def text_of(pdf: Path) -> str:
    return measure_pdf(pdf).pages[0].text


def test_documents_of_any_name_become_pdfs_of_their_own_text(tmp_path: Path) -> None:
    paths = [
        document(tmp_path / "上报 一" / "关于 印发“方案”的通知.docx", "上报"),
        document(tmp_path / "下发" / "关于 印发“方案”的通知.docx", "下发"),
        document(tmp_path / "-x 100% #1.docx", "百分"),
    ]
    pdfs = convert_to_pdf(paths, tmp_path / "输出 甲")
    assert [pdf.name for pdf in pdfs] == [
        "关于 印发“方案”的通知.pdf", "关于 印发“方案”的通知-2.pdf", "-x 100% #1.pdf",
    ]  # fmt: skip
    assert [text_of(pdf) for pdf in pdfs] == ["上报", "下发", "百分"]


def test_one_document_converts_to_the_same_bytes_at_any_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = document(tmp_path / "甲.docx", "甲")
    (first,) = convert_to_pdf([path], tmp_path / "1")
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    monkeypatch.setenv("LC_ALL", "C")
    (second,) = convert_to_pdf([path], tmp_path / "2")
    assert first.read_bytes() == second.read_bytes()


def test_files_that_are_no_documents_are_named_and_the_others_come_out(tmp_path: Path) -> None:
    good = document(tmp_path / "good.docx", "好")
    cut = tmp_path / "cut.docx"
    cut.write_bytes(good.read_bytes()[:9000])
    noise = tmp_path / "noise.docx"
    # Named .docx, random bytes would be set as text by a LibreOffice left to guess.
    noise.write_bytes(bytes(range(1, 256)) * 12)
    with pytest.raises(ConversionError) as caught:
        convert_to_pdf([cut, noise, good], tmp_path)
    assert {item.code for item in caught.value.diagnostics} == {"tool/office-no-result"}
    assert {Path(item.place.file).name for item in caught.value.diagnostics} == {"cut.docx", "noise.docx"}
    assert text_of(caught.value.made[good]) == "好"


def _sockets() -> set[Path]:
    return set(Path("/tmp").glob("OSL_PIPE_*"))


def _left_behind(before: set[Path]) -> set[Path]:
    """New meeting points that stay though nobody listens: an office that another test has begun may still be there."""
    left = _sockets() - before
    for _ in range(50):
        left = {path for path in left if _is_dead(path)}
        if not left:
            break
        time.sleep(0.1)
    return left


def _is_dead(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return False


def test_a_run_that_takes_too_long_is_killed_without_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    sockets = _sockets()
    with pytest.raises(ConversionError) as caught:
        convert_to_pdf([document(tmp_path / "甲.docx", "甲")], tmp_path, timeout=0.3)
    assert [item.code for item in caught.value.diagnostics] == ["tool/office-timeout"]
    assert list(temporary.iterdir()) == []
    assert not _left_behind(sockets)
    commands = [path.read_bytes() for path in _command_lines()]
    assert not any(str(temporary).encode() in command for command in commands)


def _command_lines() -> list[Path]:
    return [path for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]


def test_calls_at_the_same_time_do_not_meet(tmp_path: Path) -> None:
    paths = [document(tmp_path / f"{number}.docx", f"第{number}份") for number in range(4)]
    with ThreadPoolExecutor(2) as pool:
        pdfs = list(pool.map(lambda path: convert_to_pdf([path], tmp_path / path.stem)[0], paths))
    assert [text_of(pdf) for pdf in pdfs] == [f"第{number}份" for number in range(4)]


def linked_picture(path: Path, target: str) -> Path:
    """A document whose picture is not in it but at `target`."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 60), "red").save(picture, "PNG")
    made = Document()
    made.add_paragraph("外链")
    made.add_picture(picture)
    kept = io.BytesIO()
    made.save(kept)
    with zipfile.ZipFile(kept) as source, zipfile.ZipFile(path, "w") as changed:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"r:embed=", b"r:link=")
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b'Target="media/image1.png"', f'Target="{target}" TargetMode="External"'.encode())
            changed.writestr(name, data)
    return path


def test_a_linked_picture_is_not_fetched_from_the_net(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        asked: list[object] = []
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                asked.append(connection.recv(200))
                connection.close()

        listener = threading.Thread(target=listen)
        listener.start()
        try:
            path = linked_picture(tmp_path / "外链.docx", f"http://127.0.0.1:{server.getsockname()[1]}/x.png")
            (pdf,) = convert_to_pdf([path], tmp_path)
        finally:
            done.set()
            listener.join()
    assert asked == []
    assert "外链" in text_of(pdf)


def test_a_linked_picture_is_not_drawn_from_the_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    Image.new("RGB", (60, 60), "red").save(secret)
    (pdf,) = convert_to_pdf([linked_picture(tmp_path / "外链.docx", secret.as_uri())], tmp_path)
    assert measure_pdf(pdf).pages[0].pictures == ()
