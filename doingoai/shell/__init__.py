"""The frame every page hangs in: templates, tokens, components, navigation."""
