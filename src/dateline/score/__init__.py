"""How well claims agree with gold, a slot at a time."""
