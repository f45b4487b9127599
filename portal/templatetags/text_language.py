"""The language of a part of the page, where it differs from the visitor's."""

from __future__ import annotations

from django import template
from django.template import Context
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString

from portal.cms.links import text_language

register = template.Library()


class TextLanguageNode(template.Node):
    """Renders its body with the words of a language and links for the visitor."""

    def __init__(self, code: FilterExpression, nodelist: NodeList) -> None:
        self.code = code
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The body."""
        body = getattr(context.get("page"), "body", None)
        with text_language(str(self.code.resolve(context)), body):
            return self.nodelist.render(context)


@register.tag
def textlanguage(parser: Parser, token: Token) -> TextLanguageNode:
    """`{% textlanguage "de" %}…{% endtextlanguage %}`."""
    bits = token.split_contents()
    if len(bits) != 2:
        raise template.TemplateSyntaxError("textlanguage needs the code of a language")
    nodelist = parser.parse(("endtextlanguage",))
    parser.delete_first_token()
    return TextLanguageNode(parser.compile_filter(bits[1]), nodelist)
