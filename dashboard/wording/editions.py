"""What is said about editions of the data: what changed from one to the next, and of a view that was frozen."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "edition.unreadable": (
        "数据版本 {edition} 的 indicators.yaml 这个版本的程序读不了，不能重现它。",
        "This version of the program cannot read the indicators.yaml of data edition {edition}, so it cannot be shown again.",
    ),
    "edition.damaged": (
        "数据版本 {edition} 的文件缺失或损坏，不能重现它。",
        "Files of data edition {edition} are gone or damaged, so it cannot be shown again.",
    ),
    "state.unknown": (
        "“{name}”既不是项目文件夹，也不是数据版本，也不是 git 里的修订。可以写文件夹、版本号（见数据沿革页）或 HEAD~1 这样的修订。",
        "“{name}” is no project folder, no edition of the data and no revision in git. Give a folder, an edition's number (see the history page) or a revision such as HEAD~1.",
    ),
}
