"""Dates in Chinese, as the reports write them."""

DATE_FORMAT = "Y年n月j日"
DATETIME_FORMAT = "Y年n月j日H:i"
TIME_FORMAT = "H:i"
