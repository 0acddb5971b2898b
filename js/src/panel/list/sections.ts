// The order of the list: by market where there are several, else by kind of claim; or by support, the weakest first.
// Statements are kept whole.
import { CONFIDENCE, KIND, type Model } from "../../model/model";
import type { Words } from "../../words";

export interface Section {
  /** "" where one section is all there is. */
  readonly name: string;
  /** Colour of the heading, or -1. */
  readonly group: number;
  readonly count: number;
  /** The visible routes of each statement. */
  readonly statements: readonly (readonly number[])[];
}

interface Building {
  group: number;
  count: number;
  statements: Map<number, number[]>;
}

function kindKey(kind: number): number {
  return kind === KIND.domestic ? 1 : kind === KIND.role ? 2 : 0;
}

/** A statement is as well supported as the weakest of its routes; what nobody has assessed is the weakest. */
function arrangeBySupport({ routes }: Model, visible: Uint8Array, say: Words): Section[] {
  const statements = new Map<number, number[]>();
  for (let route = 0; route < routes.count; route++) {
    if (!visible[route]) continue;
    const statement = routes.statement[route] >= 0 ? routes.statement[route] : -1 - route;
    const known = statements.get(statement);
    if (known) known.push(route);
    else statements.set(statement, [route]);
  }
  const weakest = (statement: readonly number[]): number => Math.min(...statement.map((one) => routes.confidence[one]));
  return CONFIDENCE.map((level, rank): Section => {
    const own = [...statements.values()].filter((statement) => weakest(statement) === rank);
    const count = own.reduce((sum, statement) => sum + statement.length, 0);
    return { name: say.head(`support.${level}`), group: -1, count, statements: own };
  }).filter(({ count }) => count > 0);
}

export function arrange(model: Model, visible: Uint8Array, say: Words, weakest = false): Section[] {
  if (weakest) return arrangeBySupport(model, visible, say);
  const { routes } = model;
  const byMarket = model.markets.length > 1;
  const found = new Map<number, Building>();
  for (let route = 0; route < routes.count; route++) {
    if (!visible[route]) continue;
    const key = byMarket ? routes.market[route] : kindKey(routes.kind[route]);
    let section = found.get(key);
    if (!section) {
      section = { group: byMarket ? routes.group[route] : -1, count: 0, statements: new Map() };
      found.set(key, section);
    }
    section.count += 1;
    // A route without a statement stands alone.
    const statement = routes.statement[route] >= 0 ? routes.statement[route] : -1 - route;
    const known = section.statements.get(statement);
    if (known) known.push(route);
    else section.statements.set(statement, [route]);
  }
  const kinds = [say.head("term.routes"), say.head("mark.domestic"), say.head("mark.named")];
  const inOrder = [...found].sort(([a], [b]) => a - b);
  return inOrder.map(([key, { group, count, statements }]): Section => {
    const name = byMarket ? say.market(model.markets[key] ?? "") : kinds[key];
    return {
      name: inOrder.length === 1 && key === 0 && !byMarket ? "" : name,
      group,
      count,
      statements: [...statements.values()],
    };
  });
}
