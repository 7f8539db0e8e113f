import { z } from "zod";
import { defineResource } from "../resource.js";
import { jsonAnswer, Refusal, type Route } from "../route.js";
import { PageCache, paginated, searchOf } from "./listing.js";
import { numberCreateRoute } from "./number-create.js";
import { text, type GatewayRecord, type NumberRecord } from "./records.js";
import { existing, validated } from "./refusal.js";
import type { Account } from "./store.js";
import { gatewayInNumberView, numberView } from "./views.js";
import type { ReadKind } from "./read-lag.js";

const detachSchema = z.object({ phoneNumber: text });

/** Registered phone numbers. The number store keeps them. */
export const phoneNumbers = defineResource({
  serves: ["PhoneNumberSet"],
  records: {},
  routes: phoneNumberRoutes,
});

/** The endpoints below `/v2/sip/phone-numbers`, except `gateways`. */
function phoneNumberRoutes(account: Account): Route[] {
  const { store } = account;
  const pages = new PageCache();
  const { visibility } = store;
  const kind = "Phone number";
  return [
    numberCreateRoute(account),
    {
      method: "GET",
      path: "/v2/sip/phone-numbers",
      handle: (request) => {
        const { listOrder } = account.behaviour;
        const { behaviour } = account;
        if (visibility.hidesNothing && store.lag.isNone && request.query("search") === undefined) {
          const view = (record: NumberRecord) => tripleOf(account, record, false, "list");
          const make = () => jsonAnswer(200, paginated(store.listedNumbers(), request, 20, behaviour, view));
          return listOrder === "random" ? make() : pages.answer(request.url, account.revision, make);
        }
        const isSearched = searchOf(request);
        const found: Triple[] = [];
        for (const record of store.numbers.values()) {
          const triple = seen(account, record, "list");
          if (triple !== undefined && isSearched(record.name, record.e164)) found.push(triple);
        }
        return jsonAnswer(
          200,
          paginated(found, request, 20, behaviour, (triple) => triple()),
        );
      },
    },
    {
      method: "GET",
      path: "/v2/sip/phone-numbers/:e164",
      handle: ({ param }) => {
        const record = store.numbers.get(param("e164"));
        const triple = record === undefined ? undefined : seen(account, record, "number");
        return jsonAnswer(200, existing(triple, kind, account.behaviour)());
      },
    },
    {
      method: "POST",
      path: "/v2/sip/phone-numbers/detach",
      handle: ({ body }) => {
        const { phoneNumber } = validated(detachSchema, body);
        const record = existing(store.numbers.get(phoneNumber), kind, account.behaviour);
        const { inbound, outbound } = store.detach(record.e164, account.behaviour);
        if (inbound === null && outbound === null) {
          throw new Refusal(400, "Phone number is not attached to any gateway");
        }
        record.updatedAt = new Date().toISOString();
        return jsonAnswer(200, {
          message: "Detached successfully",
          phoneNumber: { ...record, e164: numberView(record.e164, account.behaviour) },
          inbound: inbound?.id ?? null,
          outbound: outbound?.id ?? null,
        });
      },
    },
    {
      method: "POST",
      path: "/v2/sip/phone-numbers/:phoneNumberId/release",
      handle: ({ param }) => {
        const phoneNumberId = param("phoneNumberId");
        const { behaviour } = account;
        const record = store.numberById(phoneNumberId);
        const formerly = behaviour.secondRelease === 200 ? store.released.get(phoneNumberId) : undefined;
        const e164 = existing(record?.e164 ?? formerly, kind, behaviour);
        if (record !== undefined) store.release(record);
        return jsonAnswer(200, {
          message: "Phone number released successfully",
          phoneNumberId,
          e164: numberView(e164, behaviour),
        });
      },
    },
  ];
}

/** Builds the object of an answer. Deferred, because a list builds only the page that is asked for. */
type Triple = () => Record<string, unknown>;

function seen(account: Account, record: NumberRecord, kind: ReadKind): Triple | undefined {
  const look = account.store.visibility.look(record.e164);
  if (look === "absent") return undefined;
  return () => tripleOf(account, record, look === "detached", kind);
}

function tripleOf(
  { store, behaviour }: Account,
  record: NumberRecord,
  isDetached: boolean,
  kind: ReadKind,
): Record<string, unknown> {
  const { e164 } = record;
  const late = store.lag.look(e164, kind);
  const { inbound, outbound } = isDetached
    ? { inbound: null, outbound: null }
    : (late ?? store.attachment(e164));
  const view = (gateway: GatewayRecord | null): Record<string, unknown> | null => {
    const numbers = gateway?.numbers ?? [];
    const roster = late === undefined || numbers.includes(e164) ? numbers : [...numbers, e164];
    return gatewayInNumberView(gateway, roster, e164, behaviour);
  };
  return {
    phoneNumber: { ...record, e164: numberView(e164, behaviour) },
    inbound: view(inbound),
    outbound: view(outbound),
  };
}
