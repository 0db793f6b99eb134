"""The pages: one file a page, views that turn data into HTML, one theme, one style, one script."""
