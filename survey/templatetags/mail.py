"""Can this server send mail? For templates that are rendered without a request."""

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def mail_works() -> bool:
    works: bool = settings.MAIL_WORKS
    return works
