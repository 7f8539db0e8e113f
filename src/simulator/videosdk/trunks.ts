import { randomBytes } from "node:crypto";
import { z } from "zod";
import { emptyAnswer, jsonAnswer, type Route } from "../vendor.js";
import type { Account } from "./account.js";
import { auth, someNumbers } from "./fields.js";
import type { TrunkRecord } from "./records.js";
import { Refusal, validated } from "./refusal.js";
import { authView } from "./views.js";

const domainName =
  /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?$/i;

const trunkBodySchema = z.object({
  auth,
  name: z.string().min(3, "must be at least 3 characters"),
  domain: z.string().regex(domainName, "must be a valid SIP trunk domain"),
  direction: z.enum(["inbound", "outbound"]),
  numbers: someNumbers,
});

/** The endpoints of `/v2/sip-trunk`. There is no list. */
export function trunkRoutes(account: Account): Route[] {
  const { store } = account;
  const one = "/v2/sip-trunk/:trunkId";
  const view = (trunk: TrunkRecord): Record<string, unknown> => ({
    ...trunk,
    auth: authView(trunk.auth, account.behaviour.passwords),
  });
  const find = (trunkId: string): TrunkRecord => {
    const trunk = store.trunks.get(trunkId);
    if (trunk === undefined) throw new Refusal(account.behaviour.notFoundStatus, "SIP trunk not found");
    return trunk;
  };
  return [
    {
      method: "POST",
      path: "/v2/sip-trunk",
      handle: ({ body }) => {
        // 16 random bytes make 22 characters; the vendor's ids have 21.
        const trunkId = randomBytes(16).toString("base64url").slice(0, 21);
        const trunk = { trunkId, ...validated(trunkBodySchema, body) };
        store.trunks.set(trunkId, trunk);
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
        store.trunks.set(trunkId, trunk);
        return jsonAnswer(200, view(trunk));
      },
    },
    {
      method: "DELETE",
      path: one,
      isServed: () => account.behaviour.trunkDelete !== false,
      handle: ({ param }) => {
        store.trunks.delete(find(param("trunkId")).trunkId);
        return account.behaviour.trunkDelete === 204
          ? emptyAnswer(204)
          : jsonAnswer(200, { message: "SIP trunk deleted successfully" });
      },
    },
  ];
}
