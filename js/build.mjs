// Bundles each entry with all it imports into the Python package; with --check only compares.
// The first line of each bundle carries a hash of the sources, so that a test without Node can
// tell whether the committed bundle is up to date.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const packageFolder = join(here, "../src/routemap");

/** What is built: the entry, and the file of the Python package that it becomes. */
const BUNDLES = [
  { entry: "src/starter.ts", target: "pages/static/starter.js" },
  { entry: "src/styles/base.css", target: "pages/static/base.css" },
  { entry: "src/styles/gallery.css", target: "webmap/static/gallery.css" },
  { entry: "src/page.ts", target: "webmap/static/routemap.js" },
  { entry: "src/styles/page.css", target: "webmap/static/routemap.css" },
  { entry: "src/review.ts", target: "review/static/review.js" },
  { entry: "src/styles/review.css", target: "review/static/review.css" },
];

function filesBelow(folder) {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
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

async function bundle(entry) {
  const ending = entry.endsWith(".css") ? ".css" : ".ts";
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

function readIfThere(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

const onlyCompare = process.argv.includes("--check");
let stale = false;
for (const { entry, target } of BUNDLES) {
  const path = join(packageFolder, target);
  const text = await bundle(entry);
  if (!onlyCompare) writeFileSync(path, text);
  else if (readIfThere(path) !== text) {
    stale = true;
    console.error(`${target} is out of date: run npm run build in js/`);
  }
}
process.exit(stale ? 1 : 0);
