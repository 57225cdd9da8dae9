"""The desk on paper: agreement, country, partner, emergency aid, map."""
