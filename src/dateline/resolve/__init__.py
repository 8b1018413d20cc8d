"""What the words mean: days, places, actors; frames to claims."""
