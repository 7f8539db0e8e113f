import type { Account, Operation, ResourceDefinition, Vendor } from "../../src/lifecycle/definition";
import type { Provider } from "../../src/lifecycle/dynamic-provider";
import { fields, flag, oneOf, secretText, setOf, text } from "../../src/lifecycle/schema";

/** Inputs of a widget. */
export interface WidgetInputs {
  label: string;
  color: string;
  members: string[];
  movable: boolean;
  note?: string | undefined;
  auth?: { user: string; password: string } | undefined;
}

/** Outputs of a widget. */
export interface WidgetOutputs {
  serial: string | null;
}

/** An account at a vendor in memory. */
export class WidgetAccount implements Account {
  readonly fingerprint: string | undefined;
  readonly secrets: readonly string[];
  readonly operationTimeoutMs = 60_000;
  readonly widgets = new Map<string, WidgetInputs>();

  constructor(name: string, token: string) {
    this.fingerprint = name === "anonymous" ? undefined : `acme-${name}`;
    this.secrets = [token];
  }
}

const account = { key: "account", env: "ACME_ACCOUNT" };
const token = { key: "token", env: "ACME_TOKEN", secret: true };

/** The vendor, which counts the connections to an account. */
export class Acme implements Vendor<WidgetAccount> {
  readonly name = "acme";
  readonly settings = [account, token];
  readonly connected: WidgetAccount[] = [];

  connect(...[settings]: Parameters<Vendor<WidgetAccount>["connect"]>): WidgetAccount {
    const groups = [[account, token]];
    const found = settings.firstComplete(groups);
    if (found === undefined) throw settings.missing("credentials are", groups);
    const made = new WidgetAccount(found["account"] ?? "", found["token"] ?? "");
    this.connected.push(made);
    return made;
  }
}

/** A definition of a widget. */
export type WidgetDefinition = ResourceDefinition<WidgetAccount, WidgetInputs, WidgetOutputs>;

/** An operation on a widget. */
export type WidgetOperation = Operation<WidgetAccount, WidgetInputs, WidgetOutputs>;

/** A resource whose objects are in memory. `changes` replaces parts of its behaviour. */
export function widget(changes: Partial<WidgetDefinition> = {}): WidgetDefinition & { vendor: Acme } {
  return {
    vendor: new Acme(),
    type: "Widget",
    schema: fields({
      label: text("a text that is not empty"),
      color: oneOf(["red", "green"]).default("red"),
      members: setOf(text("a member's name"), "member"),
      movable: flag().default(false),
      note: text("a text that is not empty").optional(),
      auth: fields({ user: text("a user"), password: secretText("a password") }).optional(),
    }),
    fields: {
      label: { effect: "update" },
      color: { effect: "replace" },
      members: { effect: ({ desired }) => (desired.movable ? "update" : "replace") },
      movable: { effect: "none" },
      note: { effect: "update", same: (old, desired) => String(old).trim() === String(desired).trim() },
      auth: { effect: "update" },
    },
    secrets: ["auth.password"],
    observe: ({ account: { widgets } }, { id }) => {
      const inputs = widgets.get(id);
      return Promise.resolve(inputs && { id, inputs, outputs: { serial: `serial of ${id}` } });
    },
    reconcile: ({ account: { widgets } }, desired, prior) => {
      const id = prior?.id ?? `widget-${widgets.size + 1}`;
      widgets.set(id, desired);
      return Promise.resolve({ id, inputs: desired, outputs: { serial: `serial of ${id}` } });
    },
    remove: ({ account: { widgets } }, { id }) => Promise.resolve(widgets.delete(id)),
    ...changes,
  } as WidgetDefinition & { vendor: Acme };
}

/** What the engine and the resource class add to every resource's inputs. */
export const internals = {
  __provider: "exports.handler = …;",
  __urn: "urn:pulumi:stack::project::acme:Widget::widget",
};

/** Inputs as a program gives them. */
export const program = { label: "first", members: ["b", "a"], ...internals };

/** The same in normal form, as check returns them. */
export const checked = {
  label: "first",
  color: "red",
  members: ["a", "b"],
  movable: false,
  ...internals,
};

/** Configures a provider as the engine does. */
export function configure(provider: Provider, settings: Readonly<Record<string, string>>): Promise<void> {
  const byKey = new Map(Object.entries(settings).map(([key, value]) => [`acme:${key}`, value]));
  return provider.configure({ config: { get: (key) => byKey.get(key) } });
}
