"""What is said about changing indicators.yaml: why a change was not made, and what to do."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "edit.broken": (
        "indicators.yaml 现在不是有效的 YAML，没有改动它；请先照 python -m dashboard check 列出的问题改好。",
        "indicators.yaml is no valid YAML now and was not changed; mend what python -m dashboard check lists first.",
    ),
    "edit.flow_section": (
        "“{section}”写成了方括号里的一行，无法在后面添加条目；请改成每条一个短横线的写法再试。",
        "“{section}” is written in brackets, so no entry can be added behind it; write it with one dash per entry and try again.",
    ),
    "edit.no_entry": (
        "“{section}”里没有第 {number} 条，文件没有改动。",
        "“{section}” has no entry {number}; nothing was changed.",
    ),
    "edit.no_path": (
        "文件里没有“{path}”，没有改动。",
        "There is no “{path}” in the file; nothing was changed.",
    ),
    "edit.no_line": (
        "“{path}”不是写在一行里的值，请在编辑器里改。",
        "“{path}” is no value on one line; change it in an editor.",
    ),
    "edit.not_meant": (
        "这处改动会连带改变“{path}”之外的内容（也许那里用了锚点），没有保存；请在编辑器里改。",
        "This change would alter more than “{path}” (perhaps an anchor is used there) and was not saved; make it in an editor.",
    ),
    "edit.invalid": (
        "改动后的文件有错误，没有保存：{problems}",
        "The file would be wrong after this change, which was not saved: {problems}",
    ),
    "edit.nothing": ("没有可改的：文件已经是这样。", "Nothing to change: the file says so already."),
    "edit.stale": (
        "{file} 在您读过之后被别处改过，没有覆盖它。下面是原来的、现在的和您的三份内容；请对着现在的内容重新确认。",
        "{file} was changed elsewhere after you read it and was not overwritten. Below are all three: as you read it, as it is now, and yours; confirm again on what is there now.",
    ),
    "edit.busy": (
        "另一个程序正在保存 {file}，等了 {seconds} 秒；没有保存，请再试一次。",
        "Another program is saving {file}; after {seconds} seconds nothing was saved. Try again.",
    ),
    "edit.read_only": (
        "{file} 是只读的，没有保存；请去掉只读属性（chmod u+w {file}）再试。",
        "{file} is read-only and was not saved; make it writable (chmod u+w {file}) and try again.",
    ),
    "edit.not_saved": (
        "没有保存 {file}（{why}）；原文件完好，您输入的内容还在。{remedy}",
        "{file} was not saved ({why}); the old file is whole and what you typed is still here. {remedy}",
    ),
    "edit.remedy.full": ("请腾出磁盘空间再试。", "Free some disk space and try again."),
    "edit.remedy.other": ("请检查文件夹的访问权限再试。", "Check the permissions of the folder and try again."),
    "edit.missing": (
        "找不到 {file}；它也许被移走了。没有保存。",
        "{file} is not there; it may have been moved. Nothing was saved.",
    ),
    "undo.unknown": ("没有编号为 {id} 的改动。", "There is no change numbered {id}."),
    "undo.overtaken": (
        "改动 {id} 之后，同一处又被改过，不能自动撤销；请在编辑器里改。",
        "The same lines were changed again after change {id}, so it cannot be undone by itself; use an editor.",
    ),
    "undo.lost": (
        "改动 {id} 之前的内容没有留存，不能撤销。",
        "What stood there before change {id} was not kept, so it cannot be undone.",
    ),
}
