// The only way the panel makes elements: text goes through textContent, attributes through a short list.
// Nothing here can set a style, a handler, a source or an unchecked address.
import { balanced } from "../words";

export type Child = Node | string | null | undefined | false;
type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

const ALLOWED =
  /^(aria-[a-z]+|data-[a-z]+|class|id|role|type|title|lang|for|name|value|min|max|step|scope|colspan|hidden|tabindex|autocomplete|autocapitalize|spellcheck|placeholder|checked|disabled|selected|readonly|rows|open|enterkeyhint|inputmode|d|viewBox|width|height|x|y|fill|stroke|focusable|points|cx|cy|r)$/;

export function attributes(element: Element, values: Attributes): void {
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === false) continue;
    if (!ALLOWED.test(name)) throw new Error(`attribute ${name} is not allowed here`);
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  values: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  attributes(element, values);
  element.append(
    ...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false),
  );
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, values: Attributes = {}, ...children: Node[]): SVGElement {
  const element = document.createElementNS(SVG, tag);
  attributes(element, values);
  element.append(...children);
  return element;
}

export function button(label: string, values: Attributes, pressed: () => void): HTMLButtonElement {
  const element = h("button", { type: "button", ...values }, label);
  element.addEventListener("click", pressed);
  return element;
}

/** A text from data: what it turns around stays inside. */
export function bdi(text: string): HTMLElement {
  return h("bdi", {}, balanced(text));
}

/** An absolute http or https address as the browser understands it, if it leads to that very host; else "". */
export function webAddress(text: string, host: string): string {
  try {
    const url = new URL(text.trim());
    const isOfWeb = (url.protocol === "https:" || url.protocol === "http:") && !url.username && !url.password;
    return isOfWeb && url.host === host ? url.href : "";
  } catch {
    return "";
  }
}

/** A link that leaves the page and says where to, or the bare address when it does not lead to its host. */
export function outerLink(text: string, address: string, host: string): Node {
  const href = webAddress(address, host);
  if (!href) return bdi(address);
  const link = h("a", {}, `${text} · ${host}`);
  link.href = href;
  link.rel = "noopener noreferrer";
  link.target = "_blank";
  return link;
}

/** A link to a page beside this one: a plain file name, nothing that could lead elsewhere. */
export function besideLink(text: string, file: string, values: Attributes = {}): Node {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._ -]*\.html$/u.test(file)) return document.createTextNode(text);
  const link = h("a", values, text);
  link.href = encodeURIComponent(file);
  return link;
}

export function hidden(text: string): HTMLElement {
  return h("span", { class: "vh" }, text);
}

let last = 0;
export function freshId(stem: string): string {
  last += 1;
  return `rm-${stem}-${last}`;
}

/** Calls once after the last of many calls; until then the element says that it is busy. */
export function debounced(wait: number, element: HTMLElement, run: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    element.setAttribute("aria-busy", "true");
    timer = window.setTimeout(() => {
      element.removeAttribute("aria-busy");
      run();
    }, wait);
  };
}
