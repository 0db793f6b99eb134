"""From the text of a turn to the moves or acts in it."""
