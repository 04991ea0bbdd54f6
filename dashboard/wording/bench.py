"""What the measuring commands say about themselves; their tables are in field names."""

from __future__ import annotations

from dashboard.wording import Words

__all__ = ["WORDS"]

WORDS: Words = {
    "program": ("量一量摘录有多准、多稳、多快", "Measure how right, how robust and how fast the reading is"),
    "accuracy": (
        "标注集上的得分：整集、逐篇、去掉一篇",
        "scores on labelled sets: whole, text by text, and with each text left out",
    ),
    "reliability": ("把握与正确率对照", "confidence against what turned out right"),
    "wrap": (
        "把文本按各种行宽硬折行后再读，看结果是否不变",
        "texts hard-wrapped in every width: are the same figures read",
    ),
    "corpora": (
        "在未标注语料上查异常、查出处、查误报，可抽样",
        "unlabelled corpora: exceptions, spans, false claims; samples to read",
    ),
    "speed": (
        "每秒字数、冷启动、超长行和刁钻行",
        "characters a second, cold start, long and hostile lines",
    ),
    "pictures": (
        "成批出图要多久：每张、全部、中断后续做",
        "how long pictures take: each, all, and taking up a batch again",
    ),
    "count": ("出几张图", "so many pictures"),
    "format": ("图片格式", "format of the pictures"),
    "undrawn": ("出图没有完成：{why}", "the pictures were not made: {why}"),
    "project": ("项目文件夹（含 indicators.yaml）", "project folder (with indicators.yaml)"),
    "shared": ("放标注集和语料的文件夹", "folder with the labelled sets and corpora"),
    "json": ("输出 JSON", "print JSON"),
    "lang": ("出错信息的语言", "language of error messages"),
    "set": (
        "另一个标注集：含 texts/ 和 gold.jsonl 的文件夹，可重复",
        "another labelled set: a folder with texts/ and gold.jsonl; may be repeated",
    ),
    "total": ("只算整集", "whole sets only"),
    "errors": ("最多列出几条把握最大的错误", "list at most so many of the surest errors"),
    "every": ("每隔几种行宽取一种", "take every Nth width"),
    "other": ("再试其他折行方式", "try other ways of wrapping too"),
    "only": ("只读这个语料，可重复", "read only this corpus; may be repeated"),
    "sample": ("抽出若干条带原句的结果供人读", "print so many records with their sentences for reading"),
    "seed": ("抽样的种子", "seed of the sample"),
    "rounds": ("每项跑几遍取最快", "best of so many rounds"),
    "missing": (
        "{path} 不存在。用 --shared DIR 指出放标注集和语料的文件夹，或用 --set DIR 指出一个含 texts/ 和 gold.jsonl 的文件夹。",
        "{path} is missing. Point to the folder of labels and corpora with --shared DIR, or to a set with texts/ and gold.jsonl with --set DIR.",
    ),
}
