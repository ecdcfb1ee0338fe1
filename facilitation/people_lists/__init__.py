"""Lists of people as they are: what their letters, headings, titles and names mean, by evidence."""
