"""What a service says when it will not do what was asked."""


class Refused(Exception):
    """The message is for the person, in their language: what is wrong and what would be right."""
