// A claim in fields, to mend it or to write a new one; what is typed is checked as tables are.
import { button, freshId, h } from "../../dom/dom";
import { cellOf, namedText } from "../model/cells";
import { check, PLACES } from "../model/check";
import type { Context } from "../model/context";
import type { Row } from "../model/row";
import { Combobox } from "./combobox";

const SUPPORTS = ["high", "medium", "low", ""] as const;
const SIZES = ["", "major", "moderate", "minor"] as const;
const MORE = ["quantity", "unit", "start", "end", "actors"] as const;

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

interface Handlers {
  save(cells: Row): void;
  cancel(): void;
}

export class ClaimForm {
  readonly element: HTMLFormElement;
  private readonly fields = new Map<string, Field>();
  private readonly faults = new Map<string, HTMLElement>();
  private readonly boxes = new Map<string, Combobox>();
  private last: Combobox | null = null;

  /** `near` are codes of places that the sentence names: they need not be typed. */
  constructor(
    private readonly context: Context,
    row: Row,
    near: readonly string[],
    private readonly handlers: Handlers,
  ) {
    const { say } = context;
    this.element = h("form", { class: "claim-form", "aria-label": say.word("review.fields") });
    this.element.noValidate = true;
    const places = PLACES.map((name) => this.place(name, row));
    this.element.append(
      ...places,
      this.chips(near),
      h("p", { class: "hint" }, say.word("review.several_hint")),
      h("div", { class: "pair" }, this.market(row), this.text("commodity", row)),
      h("div", { class: "pair" }, this.choice("confidence", row), this.choice("magnitude", row)),
      this.direction(row),
      this.text("note", row),
      this.more(row),
      h(
        "div",
        { class: "form-acts" },
        h("button", { type: "submit", class: "act is-main" }, say.word("review.save_claim")),
        button(say.word("review.cancel"), { class: "act" }, () => handlers.cancel()),
      ),
    );
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        handlers.cancel();
      } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        this.save();
      }
    });
  }

  focus(): void {
    const first = this.fields.get("origin") as HTMLInputElement | undefined;
    first?.focus({ preventScroll: true });
    first?.setSelectionRange(first.value.length, first.value.length);
  }

  private labelled(name: string, label: string, field: Field, shown: HTMLElement = field): HTMLElement {
    const fault = h("p", { class: "fault", id: `${field.id}-fault`, hidden: true });
    this.fields.set(name, field);
    this.faults.set(name, fault);
    const caption = h("label", { for: field.id }, label);
    return h("div", { class: `field is-${name}` }, caption, shown, fault);
  }

  private place(name: (typeof PLACES)[number], row: Row): HTMLElement {
    const { gazetteer, say } = this.context;
    const value = namedText(cellOf(row[name] ?? ""), gazetteer, say.word("term.unknown"));
    const box = new Combobox(freshId(name), name, value, {
      suggest: (text) => gazetteer.suggest(text),
      divider: /[|>;]/,
      label: say.word("search.suggestions"),
    });
    this.boxes.set(name, box);
    box.input.addEventListener("focus", () => {
      this.last = box;
    });
    return this.labelled(name, say.head(name === "transit" ? "term.via" : `term.${name}`), box.input, box.element);
  }

  /** Puts a place that the sentence names into the field that was written in last, else into the first empty one. */
  private chips(near: readonly string[]): HTMLElement {
    const { gazetteer, say } = this.context;
    const put = (code: string): void => {
      const box = this.last ?? [...this.boxes.values()].find(({ input }) => input.value === "") ?? null;
      if (!box) return;
      const { input } = box;
      if (input.value.trim() !== "" && !/[|>;]\s*$/.test(input.value)) input.value = `${input.value.trim()} | `;
      input.setSelectionRange(input.value.length, input.value.length);
      box.put(gazetteer.name(code));
      input.focus();
    };
    return h(
      "div",
      { class: "near", hidden: near.length === 0, role: "group", "aria-label": say.word("review.named_here") },
      h("span", { class: "soft" }, say.word("review.named_here")),
      ...near.map((code) => {
        const chip = button(gazetteer.name(code), { class: "chip" }, () => put(code));
        // The field that was written in keeps the caret.
        chip.addEventListener("pointerdown", (event) => event.preventDefault());
        return chip;
      }),
    );
  }

  private market(row: Row): HTMLElement {
    const { gazetteer, say } = this.context;
    const value = row.market ? say.market(gazetteer.market(row.market)) : "";
    const box = new Combobox(freshId("market"), "market", value, {
      suggest: (text) => gazetteer.suggestMarket(text),
      divider: null,
      label: say.word("search.suggestions"),
    });
    return this.labelled("market", say.head("term.market"), box.input, box.element);
  }

  private text(name: "commodity" | "note" | (typeof MORE)[number], row: Row): HTMLElement {
    const { say } = this.context;
    const field = h("input", { type: "text", id: freshId(name), name, value: row[name] ?? "", autocomplete: "off" });
    const names = { unit: "unit", start: "start", end: "end" } as const;
    const label = name in names ? say.word(`review_field.${names[name as keyof typeof names]}`) : "";
    return this.labelled(
      name,
      label || say.head(`term.${name as "commodity" | "note" | "quantity" | "actors"}`),
      field,
    );
  }

  private choice(name: "confidence" | "magnitude", row: Row): HTMLElement {
    const { say } = this.context;
    const isSupport = name === "confidence";
    const options = (isSupport ? SUPPORTS : SIZES).map((value) => {
      const label = isSupport
        ? say.head(`support.${(value || "none") as "none" | "low" | "medium" | "high"}`)
        : say.head(`magnitude.${(value || "none") as "none" | "minor" | "moderate" | "major"}`);
      return h("option", { value, selected: value === (row[name] ?? "") }, label);
    });
    const field = h("select", { id: freshId(name), name }, ...options);
    return this.labelled(name, say.head(isSupport ? "term.support" : "term.magnitude"), field);
  }

  private direction(row: Row): HTMLElement {
    const { say } = this.context;
    const field = h("input", { type: "checkbox", id: freshId("undirected"), checked: row.directed === "no" });
    this.fields.set("undirected", field);
    return h("p", { class: "check" }, field, h("label", { for: field.id }, say.head("mark.undirected")));
  }

  private more(row: Row): HTMLElement {
    const { say } = this.context;
    const isFilled = MORE.some((name) => (row[name] ?? "") !== "");
    return h(
      "details",
      { class: "more", open: isFilled },
      h("summary", {}, say.word("review.more_fields")),
      h("div", { class: "pair" }, this.text("quantity", row), this.text("unit", row)),
      h("div", { class: "pair" }, this.text("start", row), this.text("end", row)),
      this.text("actors", row),
    );
  }

  private save(): void {
    const { gazetteer, say, announce } = this.context;
    const typed = Object.fromEntries([...this.fields].map(([name, field]) => [name, field.value]));
    delete typed.undirected;
    typed.directed = (this.fields.get("undirected") as HTMLInputElement).checked ? "no" : "yes";
    const { cells, faults } = check(typed, gazetteer, say);
    for (const [name, line] of this.faults) {
      const fault = faults.get(name) ?? "";
      const field = this.fields.get(name);
      line.textContent = fault;
      line.hidden = fault === "";
      field?.toggleAttribute("aria-invalid", false);
      if (fault) {
        field?.setAttribute("aria-invalid", "true");
        field?.setAttribute("aria-describedby", line.id);
      } else {
        field?.removeAttribute("aria-invalid");
        field?.removeAttribute("aria-describedby");
      }
    }
    const [first] = faults.keys();
    if (first === undefined) {
      this.handlers.save(cells);
      return;
    }
    this.fields.get(first)?.closest("details")?.setAttribute("open", "");
    this.fields.get(first)?.focus();
    announce([...faults.values()].join(" "));
  }
}
