"""Raw files → documents: decoding, dating, what a file says of itself."""
