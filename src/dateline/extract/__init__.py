"""Words to frames: who did what to whom, by what, how many; and facts about persons and groups."""
