"""Writing that is whole or not at all.

Everything is made beside its target in a private folder, flushed to the disk, read back, and only then renamed into
place; a rename replaces a file in one step, so whoever looks, at any moment, sees the old file or the new one. Several
files are one change: if one cannot be put in place, those before it are taken back, and if the process is killed
meanwhile, the next run into the folder finishes or undoes what it left, as its journal says.
"""

from routemap.files.addresses import is_address, says_address
from routemap.files.archive import FIXED_MOMENT, to_archive
from routemap.files.signals import Stopped, orderly
from routemap.files.slugs import safe_slug, unique_slugs
from routemap.files.staging import scratch_folder, sweep_scratch
from routemap.files.telling import reason, shown, told
from routemap.files.windows import one_name
from routemap.files.writing import (
    LARGEST_MANIFEST,
    MANIFEST,
    count_written,
    pending_targets,
    write_file,
    write_files,
    write_folder,
)

__all__ = [
    "FIXED_MOMENT",
    "LARGEST_MANIFEST",
    "MANIFEST",
    "Stopped",
    "count_written",
    "is_address",
    "one_name",
    "orderly",
    "pending_targets",
    "reason",
    "safe_slug",
    "says_address",
    "scratch_folder",
    "shown",
    "sweep_scratch",
    "to_archive",
    "told",
    "unique_slugs",
    "write_file",
    "write_files",
    "write_folder",
]
