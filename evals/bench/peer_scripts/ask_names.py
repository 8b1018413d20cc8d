"""Scores of name pairs: rapidfuzz's token_set_ratio and nomenklatura's logic-v2."""

import json
import sys

from followthemoney import model
from nomenklatura.matching import LogicV2
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.utils import default_process

config = LogicV2.default_config()


def entity(key, schema, name):
    made = model.make_entity(schema)
    made.id = key
    made.add("name", name)
    return made


for line in sys.stdin:
    schema, first, second = json.loads(line)
    likeness = token_set_ratio(first, second, processor=default_process) / 100
    score = LogicV2.compare(entity("a", schema, first), entity("b", schema, second), config).score
    print(json.dumps({"rapidfuzz": likeness, "nomenklatura": score}))
