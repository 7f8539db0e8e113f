import type { Operation, ResourceDefinition } from "../../src/lifecycle/definition";
import type { PlainResource } from "../../src/lifecycle/plain-definition";
import { adopting, plainResource } from "../../src/lifecycle/plain-resource";
import { fields, text } from "../../src/lifecycle/schema";
import { apiError } from "./errors";
import { spiedOperation } from "./operation";
import { noting } from "./transport";
import { Acme, WidgetAccount } from "./widget";

/** A lamp as its vendor shows it. */
export interface Lamp {
  readonly id: string;
  readonly room: string;
  readonly color: string;
}

/** Inputs of a lamp. */
export interface LampInputs {
  room: string;
  color: string;
  adopt?: boolean | string | undefined;
}

/** The definition of a lamp. */
export type LampDefinition = ResourceDefinition<WidgetAccount, LampInputs, { room: string }>;
/** What is particular to a lamp. */
type Plain = PlainResource<WidgetAccount, LampInputs, { room: string }, Lamp, { color: string }>;

/** A lamp that a program declares. */
export const desired: LampInputs = { room: "hall", color: "red" };

/** Lamps in memory, of which a room has one. */
export class House {
  /** By their ids. */
  readonly lamps = new Map<string, Lamp>();
  /** The requests, in order. */
  readonly requests: string[] = [];
  /** The error of a request, once; before it takes effect, or after. */
  failure: { request: string; error: Error; after: boolean } | undefined;

  /** A further lamp. */
  add(lamp: Omit<Lamp, "id">): Lamp {
    const made = { id: `lamp-${this.lamps.size + 1}`, ...lamp };
    this.lamps.set(made.id, made);
    return made;
  }

  /** Carries a request out, or fails as it is told to. */
  request<T>(name: string, run: () => T): Promise<T> {
    this.requests.push(name);
    const failure = this.failure?.request === name ? this.failure : undefined;
    if (failure !== undefined) this.failure = undefined;
    if (failure?.after === false) return Promise.reject(failure.error);
    try {
      const result = run();
      return failure === undefined ? Promise.resolve(result) : Promise.reject(failure.error);
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** A definition whose requests are counted. */
  definition(changes: Partial<Plain> = {}): LampDefinition {
    return plainResource({ ...this.plain(), ...changes });
  }

  /** What it is made of. */
  plain(): Plain & Required<Pick<Plain, "key">> {
    return {
      vendor: new Acme(),
      type: "Lamp",
      idIs: "what begins with lamp-",
      noun: "lamp",
      schema: fields({ room: text("a room"), color: text("a color"), adopt: adopting }),
      fields: { room: { effect: "replace" }, color: { effect: "update" }, adopt: { effect: "none" } },
      secrets: [],
      key: {
        field: "room",
        normalForm: (room) => room.toLowerCase(),
        phrase: ({ room }) => `the room ${JSON.stringify(room)}`,
        find: (_account, { room }) =>
          this.request("list", () => [...this.lamps.values()].filter((lamp) => lamp.room === room)),
      },
      asked: ({ room, color }) => ({ room, color }),
      shown: ({ room, color }) => ({ room, color }),
      create: (_account, { room, color }) =>
        this.request("create", () => {
          if ([...this.lamps.values()].some((lamp) => lamp.room === room)) throw apiError(422);
          return this.add({ room, color });
        }),
      get: (_account, id) => this.request(`get ${id}`, () => this.lamps.get(id)),
      update: (_account, id, { color }) =>
        this.request(`update ${id}`, () => {
          const lamp = { ...(this.lamps.get(id) ?? { id, room: "" }), color };
          this.lamps.set(id, lamp);
          return lamp;
        }),
      remove: (_account, id) => this.request(`remove ${id}`, () => this.lamps.delete(id)),
      found: ({ id, room, color }) => ({ id, inputs: { room, color }, outputs: { room } }),
      change: (lamp, { color }) => (lamp.color === color ? undefined : { color }),
    };
  }
}

/** An operation in a house. */
export function operation(changes: Partial<Operation<WidgetAccount, LampInputs, { room: string }>> = {}) {
  const account = new WidgetAccount("plain", "account-token");
  return spiedOperation<WidgetAccount, LampInputs, { room: string }>(
    { account, deadline: noting() },
    changes,
  );
}
