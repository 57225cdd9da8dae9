"""What cooperation is and the rules that need no library: the life of agreements, promises by year, shares, the world's figures."""
