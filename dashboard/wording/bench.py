"""What the measuring commands say about themselves; their tables are in field names."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "missing": (
        "{path} 不存在。用 --shared DIR 指出放标注集和语料的文件夹，或用 --set DIR 指出一个含 texts/ 和 gold.jsonl 的文件夹。",
        "{path} is missing. Point to the folder of labels and corpora with --shared DIR, or to a set with texts/ and gold.jsonl with --set DIR.",
    ),
}
