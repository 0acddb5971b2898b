// Which claims are listed: by state, tier, market and place.
import { freshId, h } from "../../dom/dom";
import type { Context } from "../model/context";
import { contentOf } from "../model/row";
import { codesOf, STATES, type StateFilter } from "../model/view";

type Name = "state" | "tier" | "market" | "place";

export function buildFilters(context: Context): HTMLElement {
  const { say, view, decisions, gazetteer } = context;
  const choice = (name: Name, label: string): HTMLSelectElement => {
    const field = h("select", { id: freshId(name), "aria-label": label, class: "filter" });
    field.addEventListener("change", () => {
      field.classList.toggle("is-set", field.selectedIndex > 0);
      view.set({ filters: { ...view.now.filters, [name]: field.value } });
    });
    return field;
  };
  const option = (value: string, text: string): HTMLElement => h("option", { value }, text);
  const state = choice("state", say.word("review.by_state"));
  const tier = choice("tier", say.word("review.by_tier"));
  const market = choice("market", say.head("term.market"));
  const place = choice("place", say.head("term.place"));
  tier.append(
    option("", say.word("review.all_tiers")),
    ...["A", "B"].map((one) => option(one, say.word("review.tier", { tier: one }))),
  );
  const fill = (): void => {
    const { filters } = view.now;
    const changed = decisions.all.some(({ row }) => !["", "kept"].includes(row.decision ?? ""));
    const states = STATES.filter((one) => one !== "changed" || changed);
    const markets = [...new Set(decisions.all.map(({ row }) => gazetteer.market(row.market ?? "")))];
    const codes = [...new Set(decisions.all.flatMap((claim) => [...codesOf(claim)]))].filter((code) =>
      gazetteer.has(code),
    );
    const byName = (a: string, b: string): number => a.localeCompare(b, say.locale);
    state.replaceChildren(...states.map((one: StateFilter) => option(one, say.word(`review_filter.${one}`))));
    market.replaceChildren(
      option("", say.word("review.all_markets")),
      ...markets
        .map((one) => [one, say.market(one)] as const)
        .sort(([, a], [, b]) => byName(a, b))
        .map(([one, name]) => option(one, name)),
    );
    place.replaceChildren(
      option("", say.word("review.all_places")),
      ...codes
        .map((code) => [code, gazetteer.name(code)] as const)
        .sort(([, a], [, b]) => byName(a, b))
        .map(([code, name]) => option(code, name)),
    );
    for (const [field, value] of [
      [state, filters.state],
      [market, filters.market],
      [place, filters.place],
    ] as const)
      field.value = value;
  };
  fill();
  // Only what a claim says changes what there is to choose from.
  decisions.listen(({ claims, isNew }) => {
    const isRewritten = [...claims.values()].some(([a, b]) => a && b && contentOf(a.row) !== contentOf(b.row));
    if (isNew || isRewritten) fill();
  });
  return h(
    "div",
    { class: "filters", role: "group", "aria-label": say.word("review.filters") },
    state,
    tier,
    market,
    place,
  );
}
