import { createRequire } from "node:module";
import type { ServiceError } from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type * as structs from "google-protobuf/google/protobuf/struct_pb";

/** Properties as they pass between engine and provider. */
export type Properties = Record<string, unknown>;

// The SDK's own copy of protobuf: a second one would create messages that it does not accept as its own.
const requireFromSdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { Struct } = requireFromSdk("google-protobuf/google/protobuf/struct_pb.js") as typeof structs;

/** How the engine marks a secret among values that it sends; the key and the mark are the SDK's. */
const secretMark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

/** A value as a configuration secret travels. */
export function secretOnWire(value: string): Properties {
  return { ...secretMark, value };
}

/** Properties as a message; what is undefined is left out, as the engine has no such value. */
export function toStruct(properties: Properties): structs.Struct {
  return Struct.fromJavaScript(jsonCopy(properties) as Record<string, structs.JavaScriptValue>);
}

/** Properties from a message. The engine takes a secret's mark off: the next operation is sent the value alone. */
export function fromStruct(message: structs.Struct | undefined): Properties {
  return unwrapped(message?.toJavaScript() ?? {}) as Properties;
}

/** What the engine sends to the next operation of what one returned. */
export function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (typeof value !== "object" || value === null) return value;
  if (Object.keys(secretMark).some((key) => key in value))
    return unwrapped((value as { value: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unwrapped(item)]));
}

/** A deep copy without undefined parts. */
export function jsonCopy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** An operation of the provider failed. */
export class HostError extends Error {
  override readonly name = "HostError";
}

/** An operation failed after its object existed: the engine saves `properties` under `id` with the reasons. */
export class InitFailed extends Error {
  override readonly name = "InitFailed";
  readonly id: string;
  readonly properties: Properties;
  readonly reasons: readonly string[];

  constructor(message: string, detail: ErrorResourceInitFailed) {
    super(message);
    this.id = detail.getId();
    this.properties = fromStruct(detail.getProperties());
    this.reasons = detail.getReasonsList();
  }
}

/** A gRPC failure as the engine reads it: with the details of a partial failure where there are any. */
export function hostErrorFrom(error: ServiceError): HostError | InitFailed {
  const [details] = error.metadata.get("grpc-status-details-bin");
  if (!Buffer.isBuffer(details)) return new HostError(error.details);
  const status = Status.deserializeBinary(details);
  const [detail] = status.getDetailsList();
  if (detail === undefined) return new HostError(status.getMessage());
  return new InitFailed(
    status.getMessage(),
    ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8()),
  );
}
