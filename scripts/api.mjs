// npm run api: writes api/*.api.md, the public types of each entry point.
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { projectRoot } from "./lib/project.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

const { apiReports } = await loadTypeScript("test/reference/api.ts");
for (const { file, text } of apiReports(projectRoot)) {
  const target = path.join(projectRoot, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const config = await resolveConfig(target);
  writeFileSync(target, await format(text, { ...config, filepath: target }));
  console.log(`${file} is written`);
}
