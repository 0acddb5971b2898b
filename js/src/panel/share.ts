// Link to this very view, embed code, print; and the view of a link restored.
import type { Context } from "./context";
import { copyText } from "./clipboard";
import { readFragment, writeFragment } from "./fragment";
import { Menu } from "./menu";
import type { Toast } from "./toast";

const EMBED_HEIGHT = 560;

/** The page's address without its fragment. */
function here(): string {
  return location.href.split("#")[0];
}

export function viewAddress({ model, store, handle }: Context): string {
  const fragment = writeFragment(model, store.state, handle()?.view() ?? null);
  return fragment ? `${here()}#${fragment}` : here();
}

function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The frame for a report, and the few lines that let it grow to the height it asks for. */
export function embedCode(title: string, file: string, fragment: string): string {
  const address = attribute(`${file}#${fragment}`);
  return `<iframe class="routemap" src="${address}" title="${attribute(title)}" loading="lazy" ` +
    `sandbox="allow-scripts allow-downloads allow-popups" style="width:100%;height:${EMBED_HEIGHT}px;border:0"></iframe>\n` +
    `<script>addEventListener("message",function(e){if(e.data&&e.data.type==="routemap:height"&&e.data.height>0)` +
    `document.querySelectorAll("iframe.routemap").forEach(function(f){if(f.contentWindow===e.source)f.style.height=Math.min(e.data.height,2000)+"px"})})</script>\n`;
}

async function copy(text: string, { say }: Context, toast: Toast): Promise<void> {
  if (await copyText(text)) toast.tell(say.copied);
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
  return new Menu(say.share, () => [{
    head: "",
    items: [
      { text: say.copyLink, run: () => { const address = viewAddress(context); showAddress(address); void copy(address, context, toast); } },
      { text: say.copyEmbed, run: () => {
        const fragment = writeFragment(model, { ...store.state, embed: true }, handle()?.view() ?? null);
        void copy(embedCode(model.page.title, model.page.file, fragment), context, toast);
      } },
      { text: say.print, run: print },
    ],
  }]);
}

/** Takes over what the address says; the place and zoom wait until the map stands. */
export function followAddress({ model, store, handle }: Context): void {
  const apply = (): void => {
    const { state, view } = readFragment(model, location.hash);
    store.set(state);
    if (!view) return;
    let tries = 0;
    const wait = (): void => {
      const map = handle();
      if (map) map.setView(view);
      else if ((tries += 1) < 600) requestAnimationFrame(wait);
    };
    wait();
  };
  if (location.hash.length > 1) apply();
  addEventListener("hashchange", apply);
}
