import type { See } from "../assumption";
import type { Step } from "../step";
import { at, listAt, wordsOf } from "../wire";
import type { SignalWireBench } from "./bench";

/** Endpoints by plain requests. */
export const endpointSteps: readonly Step<SignalWireBench>[] = [
  {
    name: "creates an endpoint",
    decides: [
      "signalwire.endpointStatus",
      "signalwire.usernames",
      "signalwire.handlerIdsReturned",
      "signalwire.password-hidden",
      "signalwire.put-is-partial",
      "signalwire.empty-list-resets",
      "signalwire.username-unique",
    ],
    run: async (bench, see) => {
      const username = bench.name("Mixed-Case");
      const codecs = ["PCMU"];
      const body = { username, password: bench.password(), caller_id: "First", codecs };
      const created = await bench.post("endpoint", body);
      see(
        "signalwire.endpointStatus",
        created.status < 300 ? created.status === 200 : undefined,
        `${created.status}`,
      );
      const id = at(created.body, "id");
      if (typeof id !== "string")
        throw new Error(
          `the creation of an endpoint was answered ${created.status}: ${wordsOf(created.body)}`,
        );
      seeKeys(username, created.body, see);

      const twin = await bench.post("endpoint", { username, password: bench.password() });
      const isKnown = twin.status < 300 || twin.status === 422;
      see("signalwire.username-unique", isKnown ? twin.status === 422 : undefined, `${twin.status}`);
      await bench.change("endpoint", id, { caller_id: "Second" });
      const after = (await bench.read("endpoint", id)).body;
      const kept = JSON.stringify(at(after, "codecs")) === JSON.stringify(at(created.body, "codecs"));
      see(
        "signalwire.put-is-partial",
        kept && at(after, "caller_id") === "Second",
        `codecs ${wordsOf(at(after, "codecs"))}`,
      );
      await bench.change("endpoint", id, { codecs: [] });
      const reset = listAt((await bench.read("endpoint", id)).body, "codecs") ?? [];
      see("signalwire.empty-list-resets", reset.length > 1, `codecs ${wordsOf(reset)}`);
    },
  },
  {
    name: "gives an endpoint call handlers",
    decides: ["signalwire.relayAliases", "signalwire.companions", "signalwire.handler-fields-stay"],
    run: async (bench, see) => {
      const { id } = await bench.made("endpoint", {
        username: bench.name("handled"),
        password: bench.password(),
      });
      const topic = await bench.change("endpoint", id, {
        call_handler: "relay_topic",
        call_relay_topic: "office",
        call_relay_topic_status_callback_url: "https://example.com/status",
      });
      const { body } = await bench.read("endpoint", id);
      const others = [at(body, "call_relay_context"), at(body, "call_relay_application")];
      const isApart = others.every((value) => value !== "office");
      see(
        "signalwire.relayAliases",
        topic.status < 300 ? isApart : undefined,
        `context and application: ${wordsOf(others)}`,
      );

      const bare = await bench.change("endpoint", id, {
        call_handler: "laml_webhooks",
        call_request_url: "https://example.com/call",
      });
      const isKnown = bare.status < 300 || bare.status === 422;
      see(
        "signalwire.companions",
        isKnown ? bare.status < 300 : undefined,
        `${bare.status}: ${wordsOf(bare.body)}`,
      );
      const script = { call_handler: "relay_script", call_relay_script_url: "https://example.com/swml" };
      const { status } = await bench.change("endpoint", id, script);
      const stayed = at((await bench.read("endpoint", id)).body, "call_relay_topic");
      see(
        "signalwire.handler-fields-stay",
        status < 300 ? stayed === "office" : undefined,
        `topic ${wordsOf(stayed)}`,
      );
    },
  },
];

function seeKeys(username: string, body: unknown, see: See): void {
  const shown = at(body, "username");
  see(
    "signalwire.usernames",
    typeof shown === "string" ? shown === username : undefined,
    shown === username ? "as it was sent" : "in another case",
  );
  const keys = Object.keys(body ?? {});
  const ids = keys.filter((key) => key === "call_flow_id" || key === "call_ai_agent_id");
  see("signalwire.handlerIdsReturned", ids.length === 0, ids.length === 0 ? "neither" : ids.join(", "));
  const isHidden = !keys.includes("password");
  see("signalwire.password-hidden", isHidden, isHidden ? "no password" : "a password");
}
