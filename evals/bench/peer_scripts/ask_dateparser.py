"""dateparser's search in each text with its day of publication: words, place in the text and value."""

import json
import sys
import warnings
from datetime import datetime

from dateparser.search import search_dates

warnings.filterwarnings("ignore")

for line in sys.stdin:
    item = json.loads(line)
    base = datetime.fromisoformat(item["published"])
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    found, at = [], 0
    for words, moment in search_dates(item["text"], languages=["en"], settings=settings) or []:
        start = item["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append({"start": start, "end": at, "value": moment.date().isoformat()})
    print(json.dumps(found))
