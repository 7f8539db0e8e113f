import type { Step } from "../step";
import { at } from "../wire";
import type { SignalWireBench } from "./bench";

/** The package's own resources, from creation to deletion, with another client in between. */
export const resourceSteps: readonly Step<SignalWireBench>[] = [
  {
    name: "SipGateway: create, read, drift, update, delete",
    decides: [],
    run: async (bench) => {
      const gateway = await bench.manage("SipGateway", { ...bench.gatewayFields("managed") });
      bench.owned.admit(gateway.id);
      await gateway.expectUnchanged("the creation");
      const drifted = await bench.change("gateway", gateway.id, {
        ...bench.gatewayFields("managed"),
        encryption: "required",
      });
      if (drifted.status >= 300)
        throw new Error(`the change by another client was answered ${drifted.status}`);
      await gateway.expectDrift("the encryption");
      await gateway.update();
      await gateway.expectUnchanged("the repair");
      await gateway.update({ name: bench.name("managed-2"), codecs: ["OPUS"] });
      await gateway.expectUnchanged("the update");
      await gateway.remove();
      const { status } = await bench.read("gateway", gateway.id);
      if (status !== 404) throw new Error(`after its deletion the gateway is answered ${status}`);
    },
  },
  {
    name: "SipEndpoint: create, read, drift, update, delete",
    decides: [],
    run: async (bench) => {
      const endpoint = await bench.manage("SipEndpoint", {
        username: bench.name("phone"),
        password: bench.password(),
        callerId: "Suite",
        codecs: ["OPUS", "PCMU"],
        callHandler: { type: "relay_script", relayScriptUrl: "https://example.com/swml" },
      });
      bench.owned.admit(endpoint.id);
      await endpoint.expectUnchanged("the creation");
      await bench.change("endpoint", endpoint.id, { caller_id: "Elsewhere" });
      await endpoint.expectDrift("the caller id");
      await endpoint.update();
      await endpoint.expectUnchanged("the repair");
      const callerId = at((await bench.read("endpoint", endpoint.id)).body, "caller_id");
      if (callerId !== "Suite") throw new Error("the repair did not set the caller id again");
      await endpoint.update({ password: bench.password(), encryption: "required", codecs: undefined });
      await endpoint.expectUnchanged("the update");
      await endpoint.remove();
      const { status } = await bench.read("endpoint", endpoint.id);
      if (status !== 404) throw new Error(`after its deletion the endpoint is answered ${status}`);
    },
  },
];
