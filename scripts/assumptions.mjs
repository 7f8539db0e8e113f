// npm run assumptions: writes docs/assumptions.md from the assumptions of the acceptance suite.
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { projectRoot } from "./lib/project.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

const file = path.join(projectRoot, "docs", "assumptions.md");
const { assumptionsPage } = await loadTypeScript("test/live/assumptions-page.ts");
const config = await resolveConfig(file);
writeFileSync(file, await format(assumptionsPage(), { ...config, filepath: file }));
console.log(`${path.relative(projectRoot, file)} is written`);
