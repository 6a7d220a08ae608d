"""Pages of HTML without scripts from elsewhere: a head, the look of a platform, its turns."""

from html import escape

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<style>{style}</style></head>
<body><main>{body}</main></body></html>
"""


def page(title: str, body: str, *, style: str, language: str) -> str:
    return _PAGE.format(
        title=escape(title), body=body, style=style, language=escape(language)
    )


def tag(name: str, inner: str, **attributes: str) -> str:
    """Write an element around markup; ``class_`` is its class."""
    given = "".join(
        f' {key.rstrip("_")}="{escape(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{given}>{inner}</{name}>"


def box(class_: str, inner: str) -> str:
    """Write a ``div`` of a class; nothing if there is nothing in it."""
    return tag("div", inner, class_=class_) if inner else ""


def text(words: str) -> str:
    return escape(words, quote=False)
