"""Words about a page that follows its files: broken files, a server that is gone; they are part of `web.WORDS`."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "broken.title": (
        "{file} 有 {count} 处错误，本页仍显示出错前的内容",
        "Problems in {file}: {count}. The page still shows what was there before.",
    ),
    "broken.hint": (
        "改好并保存后，本页自动更新，此提示随之消失。",
        "Put it right and save: the page follows by itself, and this notice goes.",
    ),
    "broken.more": ("其余 {count} 处", "{count} more"),
    "broken.whole": ("{file}（整个文件）", "{file} (the whole file)"),
    "broken.failed": (
        "读取时出现意外错误，编号 {number}，详见服务器日志；改动后会再读一次。",
        "reading it failed unexpectedly; the server's log has the details under number {number}, and the next change is read again.",
    ),
    "broken.names": ("、", ", "),
    "gone": (
        "服务器暂时没有应答，本页不再更新；恢复后自动继续。",
        "The server does not answer, so this page no longer follows its files; it goes on by itself once the server is back.",
    ),
    "health.stale": ("所载为出错前的内容：{file} 有 {count} 处错误", "stale catalogue: problems in {file}: {count}"),
}
