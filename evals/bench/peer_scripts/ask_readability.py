"""The text that readability-lxml takes for the article of each page of HTML."""

import json
import logging
import sys

import lxml.html
from readability import Document

logging.disable(logging.CRITICAL)

for line in sys.stdin:
    try:
        summary = Document(json.loads(line)).summary(html_partial=True)
        text = lxml.html.fromstring(summary).text_content() if summary.strip() else ""
    except (ValueError, lxml.etree.ParserError):
        text = ""
    print(json.dumps(text))
