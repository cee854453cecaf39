"""Whatever stands in a file: a result or gongwen's own refusal, never a traceback, and no word changed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from gongwen.diagnostics import Diagnostic, GongwenError
from gongwen.load.characters import ILLEGAL
from gongwen.load.documents import load_document
from tests.load.reading import Memo, load

VALID = """\
文种: 印发通知
发文机关: 云山市自然资源局
文号: 云自然资字〔2024〕15号
主送: 各区县局、分局   # 全体
日期: "2024年1月19日"
附注: [联系人, '电话']
要求: 请认真贯彻执行
印发:
  标题: |-
    迎评实施
    方案
  正文: |
    为做好工作，制定本方案。
    一、指导思想
    {阶段}
  阶段:
    - 名称: 准备阶段
      时间: 1月
      内容: |
        制定方案。
        召开会议。
    - 名称: 总结阶段
      内容: 报告工作。
"""
#: Characters that mean something to YAML or come from a Chinese keyboard.
MARKS = "\n\n\t  :-#'\"[]{}|>&*!%@`?,\\<~=.0a甲：，、｜－—　“”｛\r\ufeff\x01\u2028\ud800\U0002000b"

derandomized = settings(max_examples=300, deadline=None, derandomize=True, database=None)


def judge(content: bytes) -> tuple[Diagnostic, ...]:
    """Load `content` as a document; what is said about it, which must lie inside the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "甲.yaml"
        path.write_bytes(content)
        try:
            found = load_document(path, workspace=Path(folder)).diagnostics
        except GongwenError as error:
            found = error.diagnostics
            assert found
    lines = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for item in found:
        assert item.place.file == "甲.yaml"
        assert 0 <= item.place.line <= len(lines)
        if item.place.line and item.code != "content/encoding":
            assert 1 <= item.place.column <= len(lines[item.place.line - 1]) + 1
    return found


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def test_the_document_of_these_tests_is_valid() -> None:
    assert judge(VALID.encode()) == ()


@derandomized
@given(st.binary(max_size=300))
def test_any_bytes_are_judged(content: bytes) -> None:
    judge(content)


@derandomized
@given(st.text(st.sampled_from(MARKS), max_size=60))
@example("? ")
@example("甲: |\n\t")
@example("- - :")
@example("甲: [\n-")
@example('"甲: ')
def test_any_text_is_judged(text: str) -> None:
    judge(encoded(text))
    judge(encoded(f"文种: 通知\n标题: {text}"))
    judge(encoded(f"文种: 通知\n标题: 甲\n正文: |\n  乙\n{text}"))


@derandomized
@given(st.data())
def test_a_valid_document_with_anything_put_in_or_taken_out_is_judged(data: st.DataObject) -> None:
    text = VALID
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + data.draw(st.text(st.sampled_from(MARKS), max_size=5)) + text[end:]
    judge(encoded(text))


@derandomized
@given(st.data())
def test_a_valid_document_with_any_byte_changed_is_judged(data: st.DataObject) -> None:
    content = bytearray(VALID.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    judge(bytes(content))


@pytest.mark.parametrize("step", [1, 7])
def test_a_valid_document_cut_anywhere_is_judged(step: int) -> None:
    content = VALID.encode()
    for end in range(0, len(content), step * 5):
        judge(content[:end])


@derandomized
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_quoted_text_comes_out_as_it_was_written(text: str) -> None:
    assume(not ILLEGAL.search(text) and "\n" not in text and "\t" not in text)
    with tempfile.TemporaryDirectory() as folder:
        quoted = text.replace("'", "''")
        memo = load(Path(folder), f"标题: '{quoted}'\n备注: 甲\n")
        assert isinstance(memo, Memo)
        assert (memo.title, memo.remark) == (text, "甲")


@derandomized
@given(st.lists(st.text(st.sampled_from("甲乙 ：:#-－|'\"[{&*!　\\一、（"), max_size=12), min_size=1, max_size=6))
def test_lines_of_a_block_come_out_as_they_were_written(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memo = load(Path(folder), "标题: 甲\n正文: |\n" + "".join(f"  ·{line}\n" for line in lines) + "备注: 乙\n")
        assert memo.body == "".join(f"·{line}\n" for line in lines)
        for offset, character in enumerate(memo.body):
            origin = memo.body.at(offset)
            assert character == "\n" or f"  ·{lines[origin.line - 3]}"[origin.column - 1] == character


@derandomized
@given(st.text(st.sampled_from("甲乙 ：:#-－|'\"[]{}&*!,　\\一、（%@`?>"), min_size=1, max_size=14))
def test_a_plain_text_is_kept_whole_or_refused(text: str) -> None:
    """Nothing between the key and the end of the line is lost in silence, unless it is a comment."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            memo = load(Path(folder), f"标题: {text}\n备注: 甲\n")
        except GongwenError:
            return
        written = text.strip(" ")
        if written[:1] not in ("'", '"') and " #" not in f" {written}":
            assert memo.title == written
        assert memo.remark == "甲"
