// The first script of a light page: unpacks the styles and scripts that the page carries deflated, and runs them in
// their order. The security policy names each by its hash, as if they stood in the page.
import { bytesOf } from "./model/base85";

interface Parts {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

async function start(): Promise<void> {
  const packed = JSON.parse(document.getElementById("routemap-parts")?.textContent ?? "").deflate as string;
  const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  const { styles, scripts } = JSON.parse(await new Response(stream).text()) as Parts;
  const add = (name: "style" | "script", text: string): void => {
    const element = document.createElement(name);
    element.textContent = text;
    // A page that is saved again leaves it out.
    element.dataset.unpacked = "";
    document.head.append(element);
  };
  for (const style of styles) add("style", style);
  for (const script of scripts) add("script", script);
}

// A host that forbids scripts, or a browser too old to unpack them, keeps the table that the page holds.
const { classList } = document.documentElement;
classList.add("is-starting");
document.addEventListener("DOMContentLoaded", () => {
  start().catch(() => classList.remove("is-starting"));
});
