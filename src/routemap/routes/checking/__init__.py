"""Raw table → routes frame and problems: cells are understood once per distinct value, then rows, then the table."""
