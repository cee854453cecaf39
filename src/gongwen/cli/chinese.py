"""Click's help pages and complaints in Chinese."""

from __future__ import annotations

import click


class InChinese(click.Command):
    """Click's help page with Chinese headings."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        if records:
            with formatter.section("选项"):
                formatter.write_dl(records)


class GroupInChinese(InChinese, click.Group):
    command_class = InChinese

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, command.get_short_help_str(80)) for name, command in self.commands.items()])


def usage(error: click.UsageError) -> str:
    """Click's complaints in Chinese, by their type."""
    match error:
        case click.NoSuchOption(option_name=name):
            said = f"没有“{name}”这个选项。"
        case click.MissingParameter(param=param):
            said = f"缺少“{param.metavar or param.name if param is not None else ''}”。"
        case click.BadParameter(param=click.Option(type=click.Choice(choices=choices), opts=opts)):
            said = f"“{opts[0]}”只能是 {'、'.join(map(str, choices))}。"
        case click.BadParameter(param=param):
            said = f"“{param.metavar or param.name if param is not None else ''}”写得不对。"
        case click.BadArgumentUsage() | click.BadOptionUsage():
            said = "参数写得不对。"
        case click.UsageError(ctx=click.Context(command=click.Group(commands=commands))):
            known = "、".join(commands)
            said = f"没有这个命令，或参数写多了。可用的命令：{known}。"
        case click.UsageError(message=message) if message.endswith("。"):
            # Our own, in Chinese as it is.
            said = message
        case _:
            said = "参数写多了。"
    names: list[str] = []
    context = error.ctx
    while context is not None and context.parent is not None:
        names.insert(0, context.command.name or "")
        context = context.parent
    return f"{said}运行“{' '.join(('gongwen', *names))} --help”看用法。"
