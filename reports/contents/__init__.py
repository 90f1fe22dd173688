"""What a page or document shows, as frozen dataclasses in one language, shared by HTML and PDF."""
