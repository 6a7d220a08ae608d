"""Finds words in the code that people would read in English, whatever their language."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.words import ROOT

Found = Iterator[tuple[int, str]]

# Said in a terminal, to whoever runs the bot.
_FOR_OPERATORS = {
    *("__main__", "checkup", "console_chat", "demo", "diary", "platforms"),
    *("http_server", "settings", "tables", "telegram_webhook", "terminal"),
    *("terminal_digest", "webhook_checkup"),
}
# What these return is read by people; elsewhere it may be a key, or a line of the log.
_WORDING = {
    *("briefing_document", "mishaps", "notices", "phrases", "schedule_words"),
    *("weights", "wording"),
}
# Strings of these are not read by people in chats, or in no language of theirs.
_OTHER_WORDS = {
    # Why a message was not sent, for the log; of a lost chat people read what is marked.
    *("discord_client", "discord_errors", "recovery"),
    *("telegram_errors", "telegram_news"),
    # Discord's own names of permissions, and languages as their speakers call them.
    *("discord_permissions", "tongue"),
    # What is understood, and rules as they are stored.
    *("schedule", "schedule_vocabulary"),
}
_OTHER_CONSTANTS = {
    *("REMEMBERED_AS", "_KEPT_AS", "_SAME", "__all__"),
    # Lines of the log.
    *("_ELSEWHERE", "_NOT_WRITTEN", "_NOT_YET", "_UNUSABLE"),
}
_SAYING = {
    *("excuse", "heading", "paragraph", "quiet", "say", "sentence", "toast"),
    *("_sentence", "FileTrouble", "KeyboardButton", "NotUnderstoodError", "Unfit"),
}
# These look up themselves what they are given.
_TRANSLATING = {"excuse"}
_SHOWN = {"credit", "headline", "label", "lead", "note", "text", "title"}
_WRAPPED = {"_", "marked", "plural", "topic_called"}
# Rows of the table of commands, which is gathered as a whole.
_GATHERED = {"Command"}
_TO_PEOPLE = {"Ask", "FileTrouble", "NotUnderstoodError", "Said", "Unfit"}
# Errors, and what sets one up, that nobody in a chat hears of.
_UNHEARD = {
    *("BadToken", "Closed", "ContextVar", "NotSent", "TokenInUse", "TurnsOver"),
    "TypeVar",
    *("Uncertain", "add_note"),
}
_FOR_PROGRAMS = {"argument", "why"}
_NEWS_ERRORS = {
    *("NotFound", "Refused", "TryLater", "Unreadable"),
    *("refused", "later"),
}
_WORD = re.compile(r"(?<![/\w])[^\W\d_]{2,}")
_TEXT = re.compile(r"(?=.*[^\W\d_]{2})(?:.*\s.*|\W*[A-Z][a-z]{2,}\W*)", re.DOTALL)
_MARKUP = '="'
_NO_WORDS = {"UTC"}


def spoken_modules() -> list[Path]:
    """List the modules whose words people in chats may read."""
    return [
        path
        for path in sorted((ROOT / "bot").rglob("*.py"))
        if path.stem not in _FOR_OPERATORS and "migrations" not in path.parts
    ]


def bare_words(path: Path) -> list[str]:
    """Find in a module what goes round the catalogues."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [*shown_bare(tree, returns=_words_things(path))]
    if path.stem not in _OTHER_WORDS:
        found += unmarked(tree)
    return [f"{path.name}:{line}: {text!r}" for line, text in sorted(set(found))]


def _words_things(path: Path) -> bool:
    return path.stem in _WORDING or path.parent.name == "commands"


# What is shown ----------------------------------------------------------------


def shown_bare(tree: ast.AST, *, returns: bool) -> Found:
    """Find words that are shown, or returned, as they stand in the code."""
    marked = _marked(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and not returns:
            continue
        for shown in _shown_by(node):
            yield from _literals(shown)
        yield from _not_looked_up(node, marked)


def _shown_by(node: ast.AST) -> Iterator[ast.expr]:
    """Find what a call shows to people, and sentences that a function returns."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            if name in _SAYING:
                yield from node.args
            yield from (k.value for k in node.keywords if k.arg in _SHOWN)
        case ast.Return(value=ast.Constant(value=str(text)) as value) if " " in text:
            yield value
        case ast.Return(value=ast.JoinedStr() as value):
            yield value


def _literals(node: ast.expr) -> Found:
    match node:
        case ast.Constant(value=str(text)):
            if set(_WORD.findall(text)) - _NO_WORDS:
                yield node.lineno, text
        case ast.Call(func=ast.Name(id=name)) if name in _WRAPPED:
            return
        case ast.Call(func=ast.Attribute(value=template, attr="format")):
            yield from _literals(template)
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from (*_literals(one), *_literals(other))
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _literals(part)


def _marked(tree: ast.AST) -> frozenset[str]:
    """List the constants that hold a sentence to be looked up where it is said."""
    return frozenset(
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _calls(node.value, {"marked"})
        for target in node.targets
        if isinstance(target, ast.Name)
    )


def _not_looked_up(node: ast.AST, marked: frozenset[str]) -> Found:
    """Find a marked sentence that is shown or filled in without a look at the catalogue."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="format")):
            if name in marked:
                yield node.lineno, name
        case ast.Call() if not _calls(node, _TRANSLATING):
            for shown in _shown_by(node):
                if isinstance(shown, ast.Name) and shown.id in marked:
                    yield shown.lineno, shown.id


# What is written down ---------------------------------------------------------


def unmarked(node: ast.AST) -> Found:
    """Find texts, in constants too, that no catalogue has heard of."""
    match node:
        case ast.Constant(value=str(text)):
            is_sign = _MARKUP in text or text.strip() in _NO_WORDS
            if _TEXT.fullmatch(text) and not is_sign:
                yield node.lineno, text
            return
        case ast.Assign(targets=[ast.Name(id=name)]) if name in _OTHER_CONSTANTS:
            return
        case ast.Expr(value=ast.Constant()) | ast.Compare():
            return
        case ast.Raise(exc=error) if not _calls(error, _TO_PEOPLE):
            return
        case ast.Call() if _calls(node, _WRAPPED | _GATHERED) or _is_unread(node):
            return
    for part in _parts(node):
        yield from unmarked(part)


def _is_unread(call: ast.Call) -> bool:
    """Say whether a call's words are for the log, a pattern, or to be understood."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="log" | "re")):
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
            return True
        case ast.Attribute(value=ast.Constant(), attr="split"):
            return True
    return _calls(call, _UNHEARD | {"startswith"})


def _calls(node: ast.AST | None, names: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in names
    return False


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """List what is in a node, but for its annotations, keys and arguments of commands."""
    if isinstance(node, ast.Dict):
        yield from node.values
        return
    for name, value in ast.iter_fields(node):
        parts = value if isinstance(value, list) else [value]
        if name in {"annotation", "returns"}:
            continue
        for part in parts:
            is_for_programs = (
                isinstance(part, ast.keyword) and part.arg in _FOR_PROGRAMS
            )
            if isinstance(part, ast.AST) and not is_for_programs:
                yield part


# Why something failed ---------------------------------------------------------


def unworded(tree: ast.AST) -> Found:
    """Find reasons of the news that no catalogue can have: filled in, or not marked."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(args=[*_, ast.JoinedStr() as why]) if _calls(
                node, _NEWS_ERRORS
            ):
                yield why.lineno, ast.unparse(why)
            case ast.Assign(
                targets=[ast.Name(id="why")],
                value=ast.JoinedStr() | ast.Constant(value=str()) as why,
            ) if ast.unparse(why) != "''":
                yield why.lineno, ast.unparse(why)
