"""What is said about files that cannot be read."""

from __future__ import annotations

from dashboard.wording import Words

WORDS: Words = {
    "missing": (
        "{file}：没有这个文件。请检查路径。",
        "{file}: there is no such file. Check the path.",
    ),
    "unreadable": (
        "{file}：读不了（{why}）。请检查文件权限后重试。",
        "{file}: cannot be read ({why}). Check its permissions and try again.",
    ),
    "large": (
        "{file}：超过 {limit} MB 的上限。请把文件拆开后再加入。",
        "{file}: larger than the limit of {limit} MB. Split the file and add the parts.",
    ),
    "format": (
        "{file}：不支持的格式 {suffix}。可用的格式：{allowed}；请先另存为文本文件。",
        "{file}: the format {suffix} is not supported. Allowed: {allowed}; save it as a text file first.",
    ),
    "encoding": (
        "{file}：认不出文字编码。请另存为 UTF-8 文本。",
        "{file}: the text encoding is not recognised. Save it as UTF-8 text.",
    ),
    "empty": (
        "{file}：文件里没有文字。如是扫描件，请先做文字识别。",
        "{file}: there is no text in it. If it is a scan, run text recognition first.",
    ),
}
