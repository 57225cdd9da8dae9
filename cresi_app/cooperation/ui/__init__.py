"""The desk on the screen: agreements, countries, emergency aid, support, outposts."""
