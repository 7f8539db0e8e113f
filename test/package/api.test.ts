import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { format, resolveConfig } from "prettier";
import { expect, test } from "vitest";
import { apiReports } from "../reference/api.js";

const root = path.resolve(__dirname, "..", "..");

test("the public types are those of api/*.api.md: npm run api writes them", async () => {
  const reports = apiReports(root);
  const changed: string[] = [];
  for (const { file, text } of reports) {
    const config = await resolveConfig(path.join(root, file));
    const report = await format(text, { ...config, filepath: file });
    if (readFileSync(path.join(root, file), "utf8") !== report) changed.push(file);
  }
  expect(changed).toEqual([]);
  expect(readdirSync(path.join(root, "api")).map((file) => `api/${file}`)).toEqual(
    reports.map(({ file }) => file).sort(),
  );
});
