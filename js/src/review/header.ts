// Above it all: the report, how far the review is, and what is done with the whole of it.
import { button, freshId, h } from "../dom/dom";
import { type Icon, icon } from "../dom/icons";
import { isolated } from "../words";
import { askTierA } from "./dialogs";
import type { Context } from "./model/context";

interface Tools {
  save(): void;
  open(file: File): void;
  help(): void;
}

function progressOf(context: Context): HTMLElement {
  const { say, decisions } = context;
  const bar = h("span", { class: "bar-fill" });
  const line = h("p", { class: "progress-text" });
  const room = h("span", { class: "bar-room", "aria-hidden": "true" }, bar);
  const show = (): void => {
    const { all, decided, silent, seen } = decisions.counts;
    const parts = [say.counted("review.decided", all, { decided: say.number(decided) })];
    if (silent > 0) parts.push(say.counted("review.silent_seen", silent, { seen: say.number(seen) }));
    line.textContent = parts.join(" · ");
    bar.style.setProperty("inline-size", `${all > 0 ? (100 * decided) / all : 100}%`);
    line.classList.toggle("is-done", all > 0 && decided === all);
  };
  decisions.listen(show);
  show();
  return h("div", { class: "progress" }, line, room);
}

function iconButton(name: Icon, label: string, key: string, run: () => void): HTMLButtonElement {
  const made = button(
    "",
    { class: "bar-button is-icon", "aria-label": label, "aria-keyshortcuts": key, title: `${label} (${key})` },
    run,
  );
  made.append(icon(name));
  return made;
}

export function buildHeader(context: Context, tools: Tools): HTMLElement {
  const { review, say, decisions, actions } = context;
  const { report } = review;
  const titleId = freshId("title");
  const file = h("input", {
    type: "file",
    id: freshId("file"),
    class: "vh",
    tabindex: -1,
    "aria-label": say.word("review.open"),
  });
  file.accept = ".csv,text/csv";
  file.addEventListener("change", () => {
    const [one] = file.files ?? [];
    if (one) tools.open(one);
    file.value = "";
  });
  const undo = iconButton("undo", say.word("review.undo"), "u", () => actions.undo());
  const redo = iconButton("redo", say.word("review.redo"), "U", () => actions.redo());
  const tierA = button("", { class: "bar-button" }, () => askTierA(context));
  const save = button(say.word("review.save"), { class: "bar-button is-main" }, () => tools.save());
  const show = (): void => {
    undo.disabled = !decisions.canUndo;
    redo.disabled = !decisions.canRedo;
    const count = decisions.counts.tierA;
    tierA.hidden = count === 0;
    tierA.textContent = say.counted("review.accept_all", count);
    save.classList.toggle("is-due", !decisions.isSaved);
  };
  decisions.listen(show);
  show();
  const source = [report.source, report.subject].filter(Boolean).map(isolated).join(" · ");
  return h(
    "header",
    { class: "review-head", "aria-labelledby": titleId },
    h("div", { class: "head" }, h("p", { class: "context" }, source), h("h1", { id: titleId }, report.name)),
    progressOf(context),
    h(
      "div",
      { class: "tools", role: "toolbar", "aria-label": say.word("review.tools") },
      undo,
      redo,
      tierA,
      button(say.word("review.open"), { class: "bar-button" }, () => file.click()),
      save,
      button(
        "?",
        { class: "bar-button is-icon", "aria-label": say.word("review.keys"), title: say.word("review.keys") },
        () => tools.help(),
      ),
      file,
    ),
  );
}
