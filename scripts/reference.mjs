// npm run reference: writes docs/reference from the JSDoc of the classes, their schemas and the registry.
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { projectRoot } from "./lib/project.mjs";
import { loadTypeScript } from "./lib/typescript.mjs";

const { referencePages } = await loadTypeScript("test/reference/pages.ts");
const runtime = await loadTypeScript("src/runtime.ts");
const registered = [];
for (const [vendor, providers] of Object.entries(runtime))
  for (const type of Object.keys(providers)) {
    const folder = `${vendor}/${type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()}`;
    const definitions = Object.values(await loadTypeScript(`src/${folder}/definition.ts`));
    const { samples } = await loadTypeScript(`test/${folder}/sample.ts`);
    registered.push({
      title: `${vendor}.${type}`,
      folder,
      definition: definitions.find((definition) => definition.type === type),
      args: samples[0].fewest,
    });
  }
for (const { file, text } of referencePages(projectRoot, registered)) {
  const target = path.join(projectRoot, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const config = await resolveConfig(target);
  writeFileSync(target, await format(text, { ...config, filepath: target }));
  console.log(`${file} is written`);
}
