// Link to this very view, embed code, print; and the view of a link restored.

import { copyText } from "../../dom/clipboard";
import { type Item, Menu } from "../../dom/menu";
import { save } from "../../dom/save";
import type { Toast } from "../../dom/toast";
import { NO_FILTERS } from "../../model/store";
import type { Context } from "../context";
import { fileName, here } from "./address";
import { readFragment, writeFragment } from "./fragment";
import { bakedView, isWhole, pageFile } from "./page-file";

const EMBED_HEIGHT = 560;
const FOLLOW_MS = 300;
/** What a reader begins with. */
const ACTS = ["pointerdown", "keydown", "wheel"] as const;

function isFile(): boolean {
  return location.protocol === "file:";
}

function viewAddress({ model, store, handle }: Context): string {
  const fragment = writeFragment(model, store.state, handle()?.view() ?? null);
  return fragment ? `${here()}#${fragment}` : here();
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The frame for a report, and the few lines that let it grow to the height it asks for. */
export function embedCode(title: string, file: string, fragment: string): string {
  const address = attribute(`${file}#${fragment}`);
  return (
    `<iframe class="routemap" src="${address}" title="${attribute(title)}" loading="lazy" ` +
    `sandbox="allow-scripts allow-downloads allow-popups" style="width:100%;height:${EMBED_HEIGHT}px;border:0"></iframe>\n` +
    `<script>addEventListener("message",function(e){if(e.data&&e.data.type==="routemap:height"&&e.data.height>0)` +
    `document.querySelectorAll("iframe.routemap").forEach(function(f){if(f.contentWindow===e.source)f.style.height=Math.min(e.data.height,2000)+"px"})})</script>\n`
  );
}

export async function copyOut(text: string, { say }: Context, toast: Toast): Promise<void> {
  if (await copyText(text)) toast.tell(say.word("table.copied"));
  else toast.offer(text);
}

/** The address bar takes the link too; a sandboxed frame may refuse, and the copy is enough. */
function showAddress(address: string): void {
  try {
    history.replaceState(null, "", address);
  } catch {
    /* the copy is enough */
  }
}

export function buildShare(context: Context, toast: Toast, print: () => void): Menu {
  const { say, model, store, handle } = context;
  const savePage = (): void => {
    const view = writeFragment(model, store.state, handle()?.view() ?? null);
    save(new Blob([pageFile(view)], { type: "text/html;charset=utf-8" }), fileName(context) || "map.html");
  };
  const link: Item = {
    text: say.word("takeaway.copy_link"),
    run: () => {
      if (isFile() && isWhole()) {
        toast.propose(say.word("takeaway.no_link"), say.word("takeaway.save_page"), savePage);
        return;
      }
      const address = viewAddress(context);
      showAddress(address);
      void copyOut(address, context, toast);
    },
  };
  const embed: Item = {
    text: say.word("takeaway.copy_embed"),
    run: () => {
      // A frame has a shape of its own: unless the reader chose the view, the map fits itself into it.
      const view = handle()?.isFitted() ? null : (handle()?.view() ?? null);
      void copyOut(
        embedCode(model.page.title, fileName(context), writeFragment(model, { ...store.state, embed: true }, view)),
        context,
        toast,
      );
    },
  };
  return new Menu(say.word("takeaway.share"), () => [
    {
      head: "",
      items: [
        ...(here() ? [link] : []),
        ...(fileName(context) ? [embed] : []),
        ...(isWhole() ? [{ text: say.word("takeaway.save_page"), run: savePage }] : []),
        { text: say.word("takeaway.print"), run: print },
      ],
    },
  ]);
}

/**
 * The address follows what the reader does, a moment later; until then it stays as it came. A file's address leads
 * nowhere but to this computer, so that it stays, and no browser takes the page for one that goes elsewhere.
 */
function keepAddress({ model, store, handle }: Pick<Context, "model" | "store" | "handle">): void {
  let timer = 0;
  const follow = (): void => {
    if (!here() || isFile() || store.state.embed) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const view = handle()?.isFitted() ? null : (handle()?.view() ?? null);
      const fragment = writeFragment(model, store.state, view);
      showAddress(fragment ? `${here()}#${fragment}` : here());
    }, FOLLOW_MS);
  };
  const begin = (): void => {
    for (const kind of ACTS) removeEventListener(kind, begin, true);
    handle()?.leaflet.on("moveend", follow);
    store.listen((_, changed) => {
      if (!changed.has("hover") || changed.size > 1) follow();
    });
  };
  for (const kind of ACTS) addEventListener(kind, begin, true);
}

/** Takes over what the address says; the place and zoom wait until the map stands. */
export function followAddress({ model, store, handle }: Context): void {
  const apply = (): void => {
    const fragment = location.hash.length > 1 ? location.hash : bakedView();
    // Back to the bare address: nothing chosen.
    if (fragment === "") {
      store.set({ filters: NO_FILTERS, places: [], route: -1, strand: -1 });
      return;
    }
    const { state, view } = readFragment(model, fragment);
    store.set(state);
    if (!view) return;
    let tries = 0;
    const wait = (): void => {
      const map = handle();
      tries += 1;
      if (map) map.setView(view);
      else if (tries < 600) requestAnimationFrame(wait);
    };
    wait();
  };
  if (location.hash.length > 1 || bakedView()) apply();
  addEventListener("hashchange", apply);
  keepAddress({ model, store, handle });
}
