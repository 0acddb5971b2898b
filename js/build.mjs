// Bundles src/main.ts and src/styles/*.css into the Python package; with --check only compares.
// The first line of each bundle carries a hash of its sources, so that a test without Node can
// tell whether the committed bundle is up to date.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/routemap/webmap/static");

function filesBelow(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
    .sort();
}

// Same recipe as tests/webmap/test_bundle.py: path, NUL, text, NUL, in path order.
function sourceHash(ending) {
  const hash = createHash("sha256");
  const paths = filesBelow(join(here, "src"))
    .filter((path) => path.endsWith(ending))
    .map((path) => [relative(here, path).split("\\").join("/"), path])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, path] of paths) hash.update(`${name}\0${readFileSync(path, "utf8")}\0`);
  return hash.digest("hex");
}

async function bundle(entry, ending) {
  const result = await build({
    entryPoints: [join(here, entry)],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    target: ["es2022"],
    format: "iife",
    legalComments: "none",
    ...(ending === ".ts" ? { globalName: "routemap" } : {}),
  });
  return `/*! routemap; sources ${sourceHash(ending)} */\n${result.outputFiles[0].text}`;
}

const outputs = {
  "routemap.js": await bundle("src/main.ts", ".ts"),
  "routemap.css": await bundle("src/styles/page.css", ".css"),
};
let stale = false;
for (const [name, text] of Object.entries(outputs)) {
  const path = join(target, name);
  if (process.argv.includes("--check")) {
    let present = "";
    try { present = readFileSync(path, "utf8"); } catch { /* missing counts as stale */ }
    if (present !== text) { stale = true; console.error(`${name} is out of date: run npm run build in js/`); }
  } else writeFileSync(path, text);
}
process.exit(stale ? 1 : 0);
