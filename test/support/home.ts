import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

// To be imported before anything of src: notes of creations are kept below PULUMI_HOME, which is read once.
const home = mkdtempSync(join(tmpdir(), "pulumi-sip-home-"));
process.env["PULUMI_HOME"] = home;
afterAll(() => rmSync(home, { recursive: true, force: true }));
