"""What this room can find, one code per condition; the reference page is made from this table.

Objections of the models themselves (`content/date-form` and the like) carry the type they are raised with.
"""

CODES: dict[str, str] = {
    # the file as a whole
    "content/bom": "文件开头有 UTF-8 签名（BOM），已略过",
    "content/encoding": "文件不是 UTF-8 编码，或其中有损坏的字节",
    "content/binary": "文件不是文本文件（如 Word、Excel、PDF、图片）",
    "content/empty": "文件里没有内容",
    "content/not-mapping": "文件的最外层不是“键: 值”",
    "content/several-documents": "一个文件里用 --- 隔开了几份内容",
    "content/too-deep": "层次太多",
    "content/too-many-nodes": "内容的项数太多",
    "content/value-too-long": "一项内容太长",
    "content/more": "问题太多，其余没有列出",
    # characters
    "content/control-character": "有看不见的、公文里不能用的字符",
    "content/surrogate": "转义写出了半个字符",
    "content/escape": "双引号里的反斜杠不是认识的转义",
    # blanks and layout
    "content/tab": "用制表符缩进",
    "content/full-width-indent": "用全角空格或其他特殊空格缩进",
    "content/indent": "缩进与同一层的行对不齐",
    "content/block-indent": "“|”下面的文字缩进不够",
    "content/list-mark": "列表没有用半角的“- ”",
    "content/dash-blank": "列表的“-”后面缺少空格",
    "content/list-misplaced": "列表写在已有值的键下面",
    "content/list-on-key-line": "列表的第一项与键写在同一行",
    # keys and their colon
    "content/full-width-colon": "键后面是全角冒号",
    "content/colon-blank": "键的冒号后面缺少空格",
    "content/no-key": "一行文字没有键",
    "content/empty-key": "冒号前面没有键",
    "content/complex-key": "键不是文字",
    "content/merge-key": "用 << 合并内容",
    "content/duplicate-key": "同一个键写了两次",
    # values
    "content/colon-in-text": "没有引号的文字里有“冒号加空格”",
    "content/hash-cuts-text": "没有引号的文字里有“空格加 #”，后面会丢失",
    "content/reserved-start": "没有引号的文字以 YAML 保留的符号开头",
    "content/placeholder": "以 { 开头的引用没有加引号",
    "content/bracket": "以 [ 开头的文字没有加引号",
    "content/open-bracket": "括号没有成对",
    "content/full-width-comma": "方括号里的各项用了全角逗号或顿号",
    "content/open-quote": "引号没有成对",
    "content/text-after-quote": "右引号后面还有文字",
    "content/multi-line": "没有用“|”的文字写成了几行",
    "content/folded": "用了 >，换行会丢失",
    "content/full-width-bar": "用了全角竖线",
    "content/block-header": "“|”后面写了文字",
    "content/alias": "用了 & 或 * 的标记和引用",
    "content/tag": "用了 ! 的类型",
    "content/syntax": "其他不合 YAML 规则的写法",
    # against the model
    "content/missing-kind": "没有写文种",
    "content/unknown-kind": "没有这个文种",
    "content/missing-key": "缺少必须写的键",
    "content/empty-value": "必须写的键没有内容",
    "content/empty-item": "列表里有一项没有内容",
    "content/unknown-key": "没有这个键",
    "content/wrong-shape": "应为文字、列表或下级各项的地方写成了别的",
    "content/choice": "不在可选的内容里",
    "content/not-a-number": "应为数",
    "content/not-a-date": "应为日期",
    "content/out-of-range": "数太大或太小",
    "content/length": "项数或字数太多或太少",
    "content/invalid": "内容不合要求",
    # between files
    "content/reference-missing": "引用的文件找不到",
    "content/reference-outside": "引用的文件在工作文件夹之外",
    "content/reference-circle": "文件互相引用，绕成了一圈",
}
