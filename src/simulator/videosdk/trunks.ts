import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isHost } from "../host.js";
import { defineResource } from "../resource.js";
import { emptyAnswer, jsonAnswer, type Route } from "../route.js";
import { auth, strings } from "./records.js";
import { existing, validated } from "./refusal.js";
import type { Account } from "./store.js";
import { numberView, peerView } from "./views.js";

const trunkSchema = z.object({
  trunkId: z.string(),
  auth,
  name: z.string(),
  domain: z.string(),
  direction: z.enum(["inbound", "outbound"]),
  numbers: strings,
});

/** An object of `/v2/sip-trunk`. */
export type TrunkRecord = z.infer<typeof trunkSchema>;

/** The objects of `/v2/sip-trunk`. */
export const trunks = defineResource({
  serves: ["SipTrunk"],
  records: { trunks: { schema: trunkSchema, idOf: (trunk: TrunkRecord) => trunk.trunkId } },
  routes: (account: Account, records) => trunkRoutes(account, records.trunks),
});

const trunkBodySchema = z.object({
  auth,
  name: z.string().min(3, "must be at least 3 characters"),
  domain: z.string().refine(isHost, "must be a valid SIP trunk domain"),
  direction: z.enum(["inbound", "outbound"]),
  // The page names no form.
  numbers: strings.min(1, "must hold at least one number"),
});

/** The endpoints of `/v2/sip-trunk`. There is no list. */
function trunkRoutes(account: Account, trunks: Map<string, TrunkRecord>): Route[] {
  const one = "/v2/sip-trunk/:trunkId";
  const view = (trunk: TrunkRecord): Record<string, unknown> => {
    const { host, auth: shown } = peerView({ host: trunk.domain, auth: trunk.auth }, account.behaviour);
    const numbers = trunk.numbers.map((number) => numberView(number, account.behaviour));
    return { ...trunk, domain: host, auth: shown, numbers };
  };
  const find = (trunkId: string): TrunkRecord =>
    existing(trunks.get(trunkId), "SIP trunk", account.behaviour);
  return [
    {
      method: "POST",
      path: "/v2/sip-trunk",
      handle: ({ body }) => {
        // 16 random bytes give 22 characters; the vendor's ids have 21.
        const trunkId = randomBytes(16).toString("base64url").slice(0, 21);
        const trunk = { trunkId, ...validated(trunkBodySchema, body) };
        trunks.set(trunkId, trunk);
        return jsonAnswer(200, view(trunk));
      },
    },
    {
      method: "GET",
      path: one,
      isServed: () => account.behaviour.trunkGet,
      handle: ({ param }) => jsonAnswer(200, view(find(param("trunkId")))),
    },
    {
      method: "PUT",
      path: one,
      handle: ({ body, param }) => {
        const { trunkId } = find(param("trunkId"));
        const trunk = { trunkId, ...validated(trunkBodySchema, body) };
        trunks.set(trunkId, trunk);
        return jsonAnswer(200, view(trunk));
      },
    },
    {
      method: "DELETE",
      path: one,
      isServed: () => account.behaviour.trunkDelete !== false,
      handle: ({ param }) => {
        trunks.delete(find(param("trunkId")).trunkId);
        return account.behaviour.trunkDelete === 204
          ? emptyAnswer(204)
          : jsonAnswer(200, { message: "SIP trunk deleted successfully" });
      },
    },
  ];
}
