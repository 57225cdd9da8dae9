"""What files say, page by page: text, hits, first facts, pictures. Files are by others: a child process opens them (`reader`)."""
