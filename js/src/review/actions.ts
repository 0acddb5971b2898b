// What a reviewer can do, each thing once: keys and buttons call it here.
import { cellOf, cellText, turned } from "./model/cells";
import type { Actions, Context } from "./model/context";
import { type Claim, isDecided, REASON, statusOf } from "./model/row";

interface Rooms {
  /** Puts the focus on what is looked at in the list. */
  focus(): void;
  /** Words of the text that are selected. */
  selected(): readonly number[];
  /** Asks why this claim was rejected; "" asks no more. */
  ask(id: string): void;
}

export function makeActions(context: () => Context, rooms: Rooms): Actions {
  let rejected = "";
  const chosen = (): Claim | undefined => context().decisions.get(context().view.now.claim);
  const look = (claim: Claim | null): void => {
    if (!claim) return;
    context().view.set({ claim: claim.id, sentence: claim.sentence?.index ?? -1, list: "claims", editing: null });
    rooms.focus();
  };
  const ask = (id: string): void => {
    rejected = id;
    rooms.ask(id);
  };
  const goOn = (): void => {
    const { view, decisions, tell, say } = context();
    const next = view.nextUndecided;
    if (next) look(next);
    else if (decisions.all.every(isDecided)) tell(say.word("review.all_decided"));
  };
  const silent = (by: 1 | -1): void => {
    const { decisions, view } = context();
    const { sentence } = view.now;
    const open =
      by > 0
        ? decisions.silent.find((one) => one > sentence)
        : [...decisions.silent].reverse().find((one) => one < sentence);
    if (open === undefined) return;
    view.set({ claim: "", sentence: open, editing: null });
    rooms.focus();
  };
  const step = (by: 1 | -1): void =>
    context().view.now.list === "silent" ? silent(by) : look(context().view.step(by));
  const addFrom = (sentences: readonly number[]): void => {
    if (sentences.length > 0) context().view.set({ editing: { claim: "", sentences }, room: "claims" });
  };
  /** After a step back the eye belongs on what came back. */
  const back = (about: string | null): void => {
    const { tell, say, view, decisions } = context();
    ask("");
    if (about === null) tell(say.word("review.nothing_to_undo"));
    const claim = decisions.get(about ?? "");
    if (claim) look(claim);
    else if (view.now.claim && !chosen()) view.set({ claim: "" });
  };
  const change = (claim: Claim, cells: Readonly<Record<string, string>>): void => {
    ask("");
    context().decisions.edit(claim.id, cells);
  };
  return {
    accept: () => {
      const claim = chosen();
      if (!claim) return;
      ask("");
      context().view.set({ editing: null });
      context().decisions.accept([claim.id]);
      goOn();
    },
    reject: () => {
      const { view, decisions } = context();
      if (view.now.list === "silent") {
        if (view.now.sentence >= 0) nothingHere(view.now.sentence);
        return;
      }
      const claim = chosen();
      if (!claim || statusOf(claim) === "rejected") return;
      view.set({ editing: null });
      decisions.reject(claim.id);
      const isGone = decisions.get(claim.id) === undefined;
      if (isGone) view.set({ claim: "" });
      goOn();
      ask(isGone ? "" : claim.id);
    },
    because: (reason) => {
      const { decisions, announce } = context();
      const claim = chosen();
      const id = claim && statusOf(claim) === "rejected" ? claim.id : rejected;
      const about = decisions.get(id);
      if (!about || statusOf(about) !== "rejected" || about.row[REASON] === reason) return;
      decisions.reject(id, reason);
      announce(reason);
      ask("");
    },
    edit: () => {
      const claim = chosen();
      if (claim) context().view.set({ editing: { claim: claim.id, sentences: [] }, room: "claims" });
    },
    swap: () => {
      const claim = chosen();
      if (!claim) return;
      const transit = cellOf(claim.row.transit ?? "").map((codes) => [...codes].reverse());
      change(claim, {
        origin: claim.row.destination ?? "",
        destination: claim.row.origin ?? "",
        transit: cellText(transit),
      });
    },
    turn: () => {
      const claim = chosen();
      const cell = claim ? turned(cellOf(claim.row.transit ?? "")) : null;
      if (claim && cell) change(claim, { transit: cellText(cell) });
    },
    add: () => {
      const words = rooms.selected();
      const { sentence } = context().view.now;
      addFrom(words.length > 0 ? words : sentence >= 0 ? [sentence] : []);
    },
    addFrom,
    nothingHere,
    undo: () => back(context().decisions.undo()),
    redo: () => back(context().decisions.redo()),
    next: () => step(1),
    previous: () => step(-1),
    nextUndecided: () => {
      const { view } = context();
      if (view.now.list === "silent") {
        const open = view.nextSilent;
        if (open !== null) view.set({ sentence: open, claim: "" });
        rooms.focus();
      } else goOn();
    },
  };

  /** Said, and on to the next; said again, it is taken back. */
  function nothingHere(sentence: number): void {
    const { decisions, view } = context();
    const says = !decisions.nothing.has(sentence);
    decisions.sayNothing([sentence], says);
    const next = says ? view.nextSilent : null;
    if (next !== null && view.now.list === "silent") {
      view.set({ sentence: next, claim: "" });
      rooms.focus();
    }
  }
}
