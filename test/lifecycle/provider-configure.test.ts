import "../support/home";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createProvider } from "../../src/lifecycle/provider";
import { rejection } from "../support/transport";
import { checked, configure, widget } from "../support/widget";

afterEach(() => vi.unstubAllEnvs());

describe("configure", () => {
  test("has done its work when it returns: an operation that does not wait for it has the settings", async () => {
    const provider = createProvider(widget());
    const configuring = configure(provider, { account: "sync", token: "account-token" });
    const operations = await Promise.all(
      ["a", "b", "c"].map((label) => provider.create({ ...checked, label })),
    );
    expect(operations.map(({ outs }) => outs["account"])).toEqual(["acme-sync", "acme-sync", "acme-sync"]);
    await configuring;
  });

  test("never fails, reads nothing and connects to nothing: the operations report what is missing or wrong", async () => {
    const definition = widget();
    const provider = createProvider(definition);
    const get = vi.fn((): string => {
      throw new Error("no such configuration");
    });
    await expect(provider.configure({ config: { get } })).resolves.toBeUndefined();
    expect(get).not.toHaveBeenCalled();
    expect(definition.vendor.connected).toEqual([]);
    expect((await rejection(provider.create(checked))).message).toContain("no such configuration");
  });

  test("replaces the former settings", async () => {
    const provider = createProvider(widget());
    await configure(provider, { account: "before", token: "account-token" });
    await provider.create(checked);
    await configure(provider, { account: "after", token: "account-token" });
    expect((await provider.create(checked)).outs["account"]).toBe("acme-after");
  });

  test("is not needed where the environment has the settings", async () => {
    vi.stubEnv("ACME_ACCOUNT", "from-env");
    vi.stubEnv("ACME_TOKEN", "account-token");
    const { outs } = await createProvider(widget()).create(checked);
    expect(outs["account"]).toBe("acme-from-env");
  });
});

describe("an account", () => {
  test("is connected to once for all providers with the same settings", async () => {
    const [first, second] = [widget(), widget()];
    for (const definition of [first, second]) {
      const provider = createProvider(definition);
      await configure(provider, { account: "shared", token: "account-token" });
      await provider.create(checked);
      await provider.create(checked);
    }
    expect(first.vendor.connected).toHaveLength(1);
    expect(second.vendor.connected).toEqual([]);
  });

  test("is another one when any setting differs, also a limit", async () => {
    const definition = widget();
    for (const maxRetries of ["1", "2"]) {
      const provider = createProvider(definition);
      await configure(provider, { account: "limits", token: "account-token", maxRetries });
      await provider.create(checked);
    }
    expect(definition.vendor.connected).toHaveLength(2);
  });
});
