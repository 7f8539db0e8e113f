import { expect, test } from "vitest";
import { startSimulator, type VideoSdkBehaviour } from "../../src/simulator";
import { declare, setArgs, trunkArgs } from "./support/programs.js";
import { Stack } from "./support/stack.js";
import { elsewhere, gateway } from "./support/vendor.js";
import { useWorkspace } from "./support/workspace.js";

// All of them are tried on every resource without the CLI, in the tests of the simulator's switches.
const workspace = useWorkspace();

const forms: Readonly<Record<string, Partial<VideoSdkBehaviour>>> = {
  "hosts in capitals": { normalises: "host-upper-case" },
  "the default port dropped": { normalises: "default-port-dropped" },
  "passwords partly masked": { passwords: "partly-masked" },
};

test.each(Object.entries(forms))(
  "%s: a second up does nothing, before and after a refresh, and a true drift is still corrected",
  async (name, videosdk) => {
    const simulator = await startSimulator({ videosdk });
    try {
      const stack = await Stack.create(workspace, name.replaceAll(" ", "-"), { simulator });
      stack.program(
        declare("support", "PhoneNumberSet", setArgs) + declare("carrier", "SipTrunk", trunkArgs),
      );
      await stack.up();
      expect(await stack.up()).toMatchObject({ steps: [], writes: [] });
      await stack.refresh();
      expect(await stack.up()).toMatchObject({ steps: [], writes: [] });

      const { id } = gateway(simulator, "outbound");
      await elsewhere(simulator, "PATCH", `/v2/sip/phone-numbers/gateways/${id}`, {
        address: "sip.example.org:5061",
        auth: { username: "support", password: "word-of-another" },
      });
      await stack.refresh();
      expect((await stack.up()).steps).toEqual(["update support"]);
      expect(gateway(simulator, "outbound")).toMatchObject({
        address: setArgs.outbound.address,
        auth: setArgs.outbound.auth,
      });
    } finally {
      await simulator.close();
    }
  },
);
