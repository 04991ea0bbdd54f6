"""What the command line says: help texts, results and usage errors."""

from __future__ import annotations

from dashboard.wording import Words

WORDS: Words = {
    "program": (
        "职业教育培训指标：从来文里读数、核对、比较，每个数都带着原句。",
        "Vocational-training indicators: figures read out of official letters, checked, compared, each with its sentence.",
    ),
    "project": (
        "项目文件夹（含 indicators.yaml），默认为当前文件夹",
        "the project folder (with indicators.yaml); default: the current one",
    ),
    "lang": ("提示语言：zh 或 en", "language of messages: zh or en"),
    "serve": ("打开指标台网页", "serve the dashboard"),
    "host": ("监听地址，默认 127.0.0.1", "address to listen on; default 127.0.0.1"),
    "port": ("端口，默认 8050", "port; default 8050"),
    "edit": (
        "允许在页面上审校（只限本机；对外监听须加 --token-file 或 --user-header）",
        "let figures be decided in the page (on this machine only, unless with --token-file or --user-header)",
    ),
    "token_file": (
        "编辑口令所在的文件（或环境变量 VET_DASHBOARD_TOKEN）",
        "the file with the editing token (or the environment variable VET_DASHBOARD_TOKEN)",
    ),
    "user_header": (
        "代理服务器写明用户名的请求头，如 X-Forwarded-User；只信任来自本机或 --proxy 的请求",
        "the header a proxy names the user in, such as X-Forwarded-User; believed only from this machine or --proxy",
    ),
    "proxy": ("代理服务器的 IP 地址，可写多次", "the IP address of the proxy; may be given several times"),
    "allow_host": (
        "除本机名称外还以哪个主机名访问（编辑时核对），可写多次",
        "another host name this server goes by (checked on writes); may be given several times",
    ),
    "extract": ("从文件里读出数据", "read figures out of files"),
    "format.extract": (
        "输出格式：jsonl 一行一条 JSON（默认）；text 供人阅读（用了 --explain 时默认）",
        "output format: jsonl, one JSON object a line (default); text, to be read (default with --explain)",
    ),
    "paths": ("文件", "files"),
    "format": ("输出格式", "output format"),
    "no_documents": (
        "不用 indicators.yaml 里登记的文件信息（用于测评）",
        "ignore the metadata declared in indicators.yaml (for measuring)",
    ),
    "explain": (
        "写出每个数所在的句子、归类理由和考虑过的其他指标；与 --format jsonl 同用时只多几个键",
        "print each figure with its sentence, why it counts what it counts, and what else it might be; with --format jsonl only some keys more",
    ),
    "check": ("核对目录与文件", "check the catalogue and the documents"),
    "strict": ("有提醒也按错误处理", "warnings count as errors"),
    "quiet": (
        "只写使检查不通过的问题；没有就什么也不写（供提交前的钩子使用）",
        "print only what makes the check fail, and nothing where all is well (for pre-commit hooks)",
    ),
    "curate": (
        "审校摘录的数值：逐项决定，写入 indicators.yaml",
        "review extracted figures: decide one by one, into indicators.yaml",
    ),
    "schema": ("写出编辑器用的 JSON Schema", "write the JSON Schema that editors check indicators.yaml with"),
    "schema.output": (
        "写到这个文件，“-”为标准输出；默认写到 .dashboard/indicators.schema.json（indicators.yaml 第一行指着它），并在不是终端时写到标准输出",
        "the file to write, - for standard output; default: .dashboard/indicators.schema.json, which the first line of indicators.yaml names, and standard output unless that is a terminal",
    ),
    "schema_written": (
        "已写入 {file}；支持 yaml-language-server 的编辑器打开 indicators.yaml 时会用它补全和检查。",
        "{file} written; editors with yaml-language-server complete and check indicators.yaml with it.",
    ),
    "a_warning": ("提醒：", "warning: "),
    "diff": (
        "列出两个状态之间哪些观测变了，附原句；给出应升的版本号",
        "list which observations changed between two states, each with its sentence, and the step of the version number",
    ),
    "history": ("列出数据的各个版本和每次的变化", "list the editions of the data and what changed with each"),
    "state": (
        "项目文件夹、数据版本号（如 1.2.0）或 git 修订（如 HEAD~1）",
        "a project folder, an edition of the data (1.2.0) or a revision in git (HEAD~1)",
    ),
    "state.new": ("同上；默认是项目现在的样子", "the same; by default the project as it is now"),
    "init": ("新建一个起步项目", "write a starter project"),
    "folder": ("新文件夹", "the new folder"),
    "export": (
        "导出所选数据或图；导出为 .zip 或 --format package 时为完整数据集",
        "export the selection as a table or a chart, or the whole data set as a .zip or with --format package",
    ),
    "output": (
        "输出文件，格式看扩展名；数据集可写入文件夹",
        "the file to write, its suffix is the format; a folder for a data set",
    ),
    "indicators": ("指标 id，用逗号分开", "indicator ids, separated by commas"),
    "places": ("地区名称或代码，用逗号分开", "place names or codes, separated by commas"),
    "periods": ("时间，用逗号分开", "periods, separated by commas"),
    "by": ("分面：按指标或按地区", "panels by indicator or by place"),
    "axis": ("坐标轴：各自或统一", "a scale for each panel, or a shared one"),
    "mode": (
        "计量：原值、每万常住人口、指数",
        "values as stated, per 10,000 residents, or as an index of the first place",
    ),
    "order": ("次序：固定或按数值", "places in the order given, or by value"),
    "scale": ("图片倍数：1、2 或 4", "picture scale: 1, 2 or 4"),
    "theme": ("图片底色：light 或 dark", "picture theme: light or dark"),
    "chart": ("图的种类：compare、trend、composition、plan", "kind of chart: compare, trend, composition, plan"),
    "charts": (
        "图的种类，用逗号分开：compare、trend、composition、plan",
        "kinds of charts, separated by commas: compare, trend, composition, plan",
    ),
    "batch": (
        "按清单逐个导出到文件夹：每行一个视图链接，- 为标准输入；已有且未变的不重做",
        "write a file for each link of a list (a line each, - for standard input) into the folder; files that are right are kept",
    ),
    "every": (
        "每个指标导出一个文件到文件夹；已有且未变的不重做",
        "write a file for every indicator into the folder; files that are right are kept",
    ),
    "brief.own_title": (
        "简报的标题（不写则按地区拟定，至多 80 字）",
        "a title of your own for the brief (at most 80 characters)",
    ),
    "brief.introduction": (
        "简报的引言，换行分段；以 @ 开头则从该文件读（至多 600 字）",
        "an introduction of your own, a paragraph a line; @FILE reads it from a file (at most 600 characters)",
    ),
    "brief.words_long": (
        "{flag} 有 {count} 字，至多 {most} 字；请缩短。",
        "{flag} has {count} characters, at most {most} are allowed; shorten it.",
    ),
    "unknown_part": (
        "“{name}”中的分项不在目录里。可用：{parts}",
        "“{name}” names a part the catalogue does not have. It has: {parts}",
    ),
    "unknown_period": (
        "“{name}”不是时期。写作 2024、2024-05、2024-12-31，或两者以 / 相连。",
        "“{name}” is no period. Write 2024, 2024-05, 2024-12-31, or two of these around a /.",
    ),
    "brief": (
        "把所选的图和核对发现做成简报：PDF、DOCX 或网页",
        "make a brief of chosen charts and findings: PDF, DOCX or a page",
    ),
    "finding": (
        "收入简报的核对发现（名称见发现页的链接），可重复",
        "a finding for the brief, by the name its link on the findings page has; may be repeated",
    ),
    "open": (
        "打开导出文件所示的视图，并说明数据有无变化",
        "open the view an exported file shows, and say what changed since",
    ),
    "open.source": (
        "导出的文件，或图片下方印的短链接",
        "an exported file, or the short link printed under a picture",
    ),
    "open.print": ("只显示链接，不打开浏览器", "print the link only"),
    "batch.made": ("[{number}/{all}] {seconds:.2f} 秒  {file}", "[{number}/{all}] {seconds:.2f} s  {file}"),
    "batch.kept": ("[{number}/{all}] 已有，未变  {file}", "[{number}/{all}] there already  {file}"),
    "batch.failed": ("[{number}/{all}] 未生成  {file}", "[{number}/{all}] not made  {file}"),
    "batch.all": (
        "{all} 个视图已导出到 {folder}，其中 {failed} 个未生成。",
        "{all} views exported to {folder}, {failed} of them not made.",
    ),
    "cannot_read": ("读不了 {file}：{why}。", "{file} cannot be read: {why}."),
    "unknown_chart": ("没有叫“{name}”的图。{closest}", "There is no chart called “{name}”. {closest}"),
    "unknown_finding": (
        "没有名为“{name}”的核对发现。{closest}",
        "There is no finding called “{name}”. {closest}",
    ),
    "last_good": (
        "以上错误改好之前，页面显示最后一次无误的内容。",
        "Until this is put right, the pages show the last state that was without error.",
    ),
    "serving": (
        "指标台已打开：{url}（按 Ctrl+C 结束）",
        "The dashboard is at {url} (Ctrl+C ends it)",
    ),
    "port_taken": (
        "端口 {port} 已被占用。请换一个：--port {other}",
        "Port {port} is taken. Choose another: --port {other}",
    ),
    "cannot_listen": (
        "不能在 {host}:{port} 上监听：{why}。请换 --host 或 --port。",
        "Cannot listen on {host}:{port}: {why}. Choose another --host or --port.",
    ),
    "initialised": (
        "起步项目已写入 {folder}。下一步：python -m dashboard --project {folder}",
        "A starter project is in {folder}. Next: python -m dashboard --project {folder}",
    ),
    "not_empty": (
        "{folder} 里已有内容，没有写入。请换一个空文件夹。",
        "{folder} is not empty; nothing was written. Choose an empty folder.",
    ),
    "written": ("已写入 {file}（{rows} 条数据）", "{file} written ({rows} {rows:observation|observations})"),
    "cannot_write": (
        "写不了 {file}：{why}。请检查文件夹是否存在、是否可写。",
        "{file} cannot be written: {why}. Check that the folder exists and can be written to.",
    ),
    "all_fine": (
        "没有发现问题：{documents} 份文件，{observations} 条数据。",
        "Nothing found: {documents} {documents:document|documents}, {observations} {observations:observation|observations}.",
    ),
    "counted": (
        "{errors} 处错误、{warnings} 处提醒、{infos} 处说明。",
        "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, {infos} {infos:note|notes}.",
    ),
    "unknown_place": (
        "没有叫“{name}”的地区。{closest}",
        "There is no place called “{name}”. {closest}",
    ),
    "unknown_indicator": (
        "没有 id 为“{name}”的指标。{closest}",
        "There is no indicator with the id “{name}”. {closest}",
    ),
    "did_you_mean": ("你是不是想写“{name}”？", "Did you mean “{name}”?"),
    "no_starter": (
        "安装包里缺少起步项目；请重新安装。",
        "The starter project is missing from the installation; install it again.",
    ),
}
