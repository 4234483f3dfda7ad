// Bundles helpers/demos/web into helpers/demos/bundle.js, with the sources' hash in its first line:
// a test compares it where there is no Node.js.
//
//     node tools/bundle.mjs            writes the bundle
//     node tools/bundle.mjs --check    exits with 1 when building would change it

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const web = join(root, "helpers", "demos", "web");
const bundle = join(root, "helpers", "demos", "bundle.js");

/** Return the hash of all sources, in the order of their names. */
function hashOfSources() {
  const hash = createHash("sha256");
  const names = readdirSync(web, { recursive: true })
    .map((name) => String(name).replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".js"))
    .sort();
  for (const name of names) {
    hash.update(`${name}\n${readFileSync(join(web, name), "utf8").replaceAll("\r\n", "\n")}`);
  }
  return hash.digest("hex");
}

const { outputFiles } = await build({
  entryPoints: [join(web, "index.js")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  banner: { js: `/* Built from helpers/demos/web by npm run build; sources ${hashOfSources()} */` },
  write: false,
});
const text = outputFiles[0].text;
if (process.argv.includes("--check")) {
  if (readFileSync(bundle, "utf8") !== text) {
    process.stderr.write("helpers/demos/bundle.js is not what its sources give: npm run build\n");
    process.exitCode = 1;
  }
} else {
  writeFileSync(bundle, text);
  process.stdout.write(`helpers/demos/bundle.js: ${(text.length / 1000).toFixed(1)} kB\n`);
}
