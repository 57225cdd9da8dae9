"""Files by others behind a paper: opened and placed by a child process, with our header, footer and page numbers around them."""
