"""The buyer's rules, a family a file. Each looks at a moment and answers it or passes."""
