"""An offline HTML page: constant parts, a security policy, one block of data. Nothing here knows what a map is."""
