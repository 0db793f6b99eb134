"""Views: pure functions from data to HTML."""
