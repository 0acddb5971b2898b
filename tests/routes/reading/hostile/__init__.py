"""Files that want to do harm, made here so that none has to be kept, and the guard under which they are read."""
