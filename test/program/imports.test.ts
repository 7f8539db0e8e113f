import { relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";
import { inOwnProcess } from "../support/ts-process";

/** A process of its own loads the Pulumi SDK, which is slow on a busy machine. */
const limit = { timeout: 30_000 };

const root = resolve(__dirname, "..", "..");

/** The files that a script has loaded at its end and not at its `const before = loaded();`, relative to the project. */
async function loadedBy(script: string): Promise<string[]> {
  const report = `process.stdout.write(JSON.stringify(loaded().filter((file) => !before.includes(file))));`;
  const files = (await inOwnProcess(`${script}\n${report}`)) as string[];
  return files.map((file) => relative(root, file).split(sep).join("/"));
}

test(
  "a program that imports the package loads only the program's side: no other layer, no library",
  limit,
  async () => {
    const files = await loadedBy(`
    require("@pulumi/pulumi");
    const before = loaded();
    const { components, videosdk } = require("./src/index.ts");
    if (typeof videosdk.PhoneNumberSet !== "function") throw new Error("nothing was loaded");
    if (typeof components.TeamPhones !== "function") throw new Error("no component was loaded");
  `);
    expect(files).toContain("src/videosdk/phone-number-set/resource.ts");
    const strangers = files.filter(
      (file) =>
        !/^src\/(index|(program|components)\/[^/]+|(videosdk|signalwire)\/([^/]+|[^/]+\/resource))\.ts$/.test(
          file,
        ),
    );
    expect(strangers).toEqual([]);
  },
);

test("the runtime loads the HTTP client and the token library only when it needs them", limit, async () => {
  const files = await loadedBy(`
    const before = loaded();
    require("./src/runtime.ts");
  `);
  expect(files).toContain("src/lifecycle/provider.ts");
  expect(files.filter((file) => /^node_modules\/(undici|jsonwebtoken|hono|@pulumi)\//.test(file))).toEqual(
    [],
  );
});
