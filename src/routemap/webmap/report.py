"""What a build read, drew and wrote."""

from __future__ import annotations

from dataclasses import dataclass

from routemap.problems import counted


@dataclass(frozen=True)
class BuildReport:
    """What a build read, drew and wrote.

    Attributes
    ----------
    read
        Routes in the table.
    merged
        What equal routes were merged into, when there were too many to draw one by one; 0 otherwise.
    drawn
        Routes, after merging, that have a line or a ring on a map.
    listed
        Routes, after merging, without a line: tinted on the map and listed beside it.
    markets
        Number of markets, one page each.
    files
        Names of the files that were written, `manifest.json` last.
    drafts, rejected
        Routes drawn that nobody has decided on, and rows left out because somebody rejected them.
    warning
        What whoever publishes the folder must know; empty for nothing.
    """

    read: int
    drawn: int
    listed: int
    markets: int
    files: tuple[str, ...]
    merged: int = 0
    drafts: int = 0
    rejected: int = 0
    warning: str = ""

    def __str__(self) -> str:
        """Return the sentence that `routemap build` ends with."""
        merged = f", equal ones merged into {self.merged}" if self.merged else ""
        drafts = f", of them {counted(self.drafts, 'draft')} that nobody has reviewed" if self.drafts else ""
        rejected = f", {self.rejected} left out as rejected" if self.rejected else ""
        became = f"{self.drawn} drawn, {self.listed} listed without a line{rejected}"
        return (
            f"read {counted(self.read, 'route')}{merged}{drafts}: {became}; "
            f"wrote {counted(len(self.files), 'file')} for {counted(self.markets, 'market')}"
        )
