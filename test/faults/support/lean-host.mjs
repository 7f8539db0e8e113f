// Loaded into the SDK's host process before anything else. The SDK's entry point pulls in what only a program's process
// needs: the TypeScript compiler and npm's tree reader, for turning closures into text. They make half of the start-up
// time of a process that never uses them, and the sweep starts thousands. Here they are loaded when first touched.
import { Module } from "node:module";

/** @typedef {(request: string, ...rest: unknown[]) => unknown} Load */

const loader = /** @type {{ _load: Load }} */ (/** @type {unknown} */ (Module));
const load = loader._load;
const late = new Set(["typescript", "@npmcli/arborist"]);

/** @type {Load} */
loader._load = (request, ...rest) => {
  if (!late.has(request)) return load.call(Module, request, ...rest);
  const whole = () => /** @type {Record<PropertyKey, unknown>} */ (load.call(Module, request, ...rest));
  // Said to be a module with named exports, so that the importing code keeps the stand-in as it is.
  return new Proxy({}, { get: (_, key) => (key === "__esModule" ? true : whole()[key]) });
};

// What the host starts in turn is none of this file's business.
delete process.env["NODE_OPTIONS"];
