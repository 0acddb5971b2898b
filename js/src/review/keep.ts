// What keeps decisions: a file that the reader saves and opens; and, over a reload of this tab alone, the tab's own
// history entry. Nothing is stored in the browser, nothing leaves the page.
import { save } from "../dom/save";
import type { Context } from "./model/context";
import { merge, rowsOf, toFile } from "./model/file";
import type { Row } from "./model/row";

const WAIT_MS = 300;

interface Kept {
  readonly key: string;
  readonly rows: readonly Row[];
  readonly nothing: readonly number[];
  readonly isSaved: boolean;
}

function keptFor(key: string): Kept | null {
  const kept = (history.state as { review?: Kept } | null)?.review;
  return kept?.key === key ? kept : null;
}

export class Keeper {
  private timer = 0;

  constructor(private readonly context: Context) {
    this.restore();
    context.decisions.listen(() => {
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.keep(), WAIT_MS);
    });
    addEventListener("pagehide", () => this.keep());
    addEventListener("beforeunload", (event) => {
      this.keep();
      if (!context.decisions.isSaved) event.preventDefault();
    });
  }

  private restore(): void {
    const { decisions, report, review } = this.context;
    const kept = keptFor(review.key);
    if (!kept) return;
    const { claims } = merge(kept.rows, decisions, report);
    decisions.replace(claims, kept.nothing);
    if (kept.isSaved) decisions.saved();
  }

  private keep(): void {
    clearTimeout(this.timer);
    const { decisions, review } = this.context;
    // Only what is no longer as the page brought it.
    const rows = decisions.all.filter(({ id, row }) => decisions.draftOf(id) !== row).map(({ row }) => row);
    const kept: Kept = { key: review.key, rows, nothing: [...decisions.nothing], isSaved: decisions.isSaved };
    try {
      history.replaceState({ ...(history.state as object | null), review: kept }, "");
    } catch {
      /* a browser that keeps no state, or not so much of it, still has the file */
    }
  }

  save(): void {
    const { decisions, report, review, say, tell } = this.context;
    const text = toFile(decisions, report, review.claims.columns);
    save(new Blob([text], { type: "text/csv;charset=utf-8" }), review.file);
    decisions.saved();
    this.keep();
    const left = decisions.counts.all - decisions.counts.decided;
    tell(
      left > 0
        ? say.counted("review.saved_left", left, { file: review.file })
        : say.word("review.saved", { file: review.file }),
    );
  }

  async open(file: File): Promise<void> {
    const { decisions, report, say, tell } = this.context;
    const rows = rowsOf(await file.text());
    if ("fault" in rows) {
      const { name } = file;
      tell(
        rows.fault === "columns"
          ? say.word("review.no_columns", { file: name, names: rows.names })
          : say.word("review.no_decisions", { file: name }),
      );
      return;
    }
    const { claims, nothing, decided, conflicts } = merge(rows, decisions, report);
    decisions.replace(claims, nothing);
    const told = say.counted("review.opened", decided, { file: file.name });
    tell(conflicts > 0 ? `${told} ${say.counted("review.conflicts", conflicts)}` : told);
  }
}
