// Take away: the filtered routes as data, the present view as a picture.

import { type Item, Menu } from "../../dom/menu";
import { save } from "../../dom/save";
import type { Toast } from "../../dom/toast";
import { toCsv } from "../../model/csv";
import { COLUMNS } from "../../model/look";
import type { Shape } from "../../model/map-handle";
import type { Context } from "../context";
import { fileName } from "./address";
import { NAME_COLUMNS, record } from "./columns";
import { toGeoJson } from "./geojson";

export function* visibleRoutes({ model, store }: Context): Generator<number> {
  const { visible } = store.state;
  for (let route = 0; route < model.routes.count; route++) if (visible[route]) yield route;
}

function csvOf(context: Context): string {
  const header = [...COLUMNS, ...context.model.extraColumns, ...NAME_COLUMNS];
  const rows = function* (): Generator<string[]> {
    for (const route of visibleRoutes(context)) {
      const cells = record(context.model, route);
      yield header.map((name) => cells.get(name) ?? "");
    }
  };
  return toCsv(header, rows());
}

/** The page's own file name without its ending. */
function stem(context: Context): string {
  return (
    fileName(context)
      .replace(/\.html?$/i, "")
      .replace(/[^\p{L}\p{N}_-]+/gu, "-") || "routes"
  );
}

export function buildDownload(context: Context, toast: Toast): Menu {
  const { say, handle } = context;
  let shape: Shape | null = null;
  let hasKey = true;
  const shaped = (text: string, value: Shape | null): Item => ({
    text,
    run: () => {
      shape = value;
    },
    chosen: () => shape === value,
    one: true,
  });
  const picture = (kind: "svg" | "png", scale: number, name: string): Item => ({
    text: name,
    label: say.word("takeaway.as_file", { name }),
    run: () => {
      const map = handle();
      if (!map) return;
      toast.tell(say.word("takeaway.wait"));
      map.picture({ kind, scale, shape, key: hasKey }).then(
        (blob) => {
          toast.hide();
          save(blob, `${stem(context)}${scale > 1 ? `@${scale}x` : ""}.${kind}`);
        },
        () => toast.tell(say.word("takeaway.picture_failed")),
      );
    },
  });
  const data = (name: string, type: string, ending: string, make: () => string): Item => ({
    text: name,
    label: say.word("takeaway.as_file", { name }),
    run: () => save(new Blob([make()], { type }), `${stem(context)}.${ending}`),
  });
  return new Menu(say.word("takeaway.download"), () => [
    {
      head: say.word("takeaway.data"),
      items: [
        data("GeoJSON", "application/geo+json", "geojson", () => toGeoJson(context.model, visibleRoutes(context))),
        data("CSV", "text/csv;charset=utf-8", "csv", () => csvOf(context)),
      ],
    },
    {
      head: say.word("takeaway.shape"),
      items: [
        shaped(say.word("takeaway.as_window"), null),
        ...(["16:9", "4:3", "1:1"] as const).map((one) => shaped(one, one)),
        shaped(say.word("takeaway.column"), "column"),
      ],
    },
    {
      head: "",
      items: [
        {
          text: say.word("takeaway.with_key"),
          run: () => {
            hasKey = !hasKey;
          },
          chosen: () => hasKey,
        },
      ],
    },
    {
      head: say.word("takeaway.picture"),
      items: [
        picture("svg", 1, "SVG"),
        picture("png", 1, "PNG"),
        picture("png", 2, "PNG 2×"),
        picture("png", 4, "PNG 4×"),
      ],
    },
  ]);
}
