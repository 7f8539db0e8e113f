import { z } from "zod";
import { jsonAnswer, type Route } from "../vendor.js";
import type { Account } from "./account.js";
import { text } from "./fields.js";
import { paginated, searchOf } from "./listing.js";
import { numberCreateRoute } from "./number-create.js";
import { gatewayUpdateRoute } from "./number-gateways.js";
import type { NumberVisibility } from "./number-visibility.js";
import type { PageCache } from "./page-cache.js";
import type { NumberRecord } from "./records.js";
import { Refusal, validated } from "./refusal.js";
import { gatewayInNumberView } from "./views.js";

const detachSchema = z.object({ phoneNumber: text });

/** The endpoints below `/v2/sip/phone-numbers`. */
export function phoneNumberRoutes(account: Account, visibility: NumberVisibility, pages: PageCache): Route[] {
  const { store } = account;
  const missing = (): Refusal => new Refusal(account.behaviour.notFoundStatus, "Phone number not found");
  return [
    numberCreateRoute(account, visibility),
    {
      method: "GET",
      path: "/v2/sip/phone-numbers",
      handle: (request) => {
        const { listOrder } = account.behaviour;
        const paging = { perPage: 20, cap: 100 };
        if (visibility.hidesNothing && request.query("search") === undefined) {
          const view = (record: NumberRecord) => tripleOf(account, record, false);
          const make = () =>
            jsonAnswer(200, paginated(store.listedNumbers(), request, paging, listOrder, view));
          return listOrder === "random" ? make() : pages.answer(request.url, make);
        }
        const isSearched = searchOf(request);
        const found: Triple[] = [];
        for (const record of store.numbers.values()) {
          const triple = seen(account, visibility, record);
          if (triple !== undefined && isSearched(record.name, record.e164)) found.push(triple);
        }
        return jsonAnswer(
          200,
          paginated(found, request, paging, listOrder, (triple) => triple()),
        );
      },
    },
    {
      method: "GET",
      path: "/v2/sip/phone-numbers/:e164",
      handle: ({ param }) => {
        const record = store.numbers.get(param("e164"));
        const triple = record === undefined ? undefined : seen(account, visibility, record);
        if (triple === undefined) throw missing();
        return jsonAnswer(200, triple());
      },
    },
    {
      method: "POST",
      path: "/v2/sip/phone-numbers/detach",
      handle: ({ body }) => {
        const record = store.numbers.get(validated(detachSchema, body).phoneNumber);
        if (record === undefined) throw missing();
        const { inbound, outbound } = store.detach(record.e164);
        if (inbound === null && outbound === null) {
          throw new Refusal(400, "Phone number is not attached to any gateway");
        }
        record.updatedAt = new Date().toISOString();
        return jsonAnswer(200, {
          message: "Detached successfully",
          phoneNumber: record,
          inbound: inbound?.id ?? null,
          outbound: outbound?.id ?? null,
        });
      },
    },
    gatewayUpdateRoute(account),
    {
      method: "POST",
      path: "/v2/sip/phone-numbers/:phoneNumberId/release",
      handle: ({ param }) => {
        const phoneNumberId = param("phoneNumberId");
        const record = store.numberById(phoneNumberId);
        const formerly = store.released.get(phoneNumberId);
        const isRepeat =
          record === undefined && formerly !== undefined && account.behaviour.secondRelease === 200;
        if (record === undefined && !isRepeat) throw missing();
        if (record !== undefined) store.release(record);
        const message = "Phone number released successfully";
        return jsonAnswer(200, { message, phoneNumberId, e164: record?.e164 ?? formerly });
      },
    },
  ];
}

/** Makes the object of an answer; put off, because a list builds only the page that is asked for. */
type Triple = () => Record<string, unknown>;

function seen(account: Account, visibility: NumberVisibility, record: NumberRecord): Triple | undefined {
  const look = visibility.look(record.e164);
  if (look === "absent") return undefined;
  return () => tripleOf(account, record, look === "detached");
}

function tripleOf(
  { store, behaviour }: Account,
  record: NumberRecord,
  isDetached: boolean,
): Record<string, unknown> {
  const { inbound, outbound } = isDetached
    ? { inbound: null, outbound: null }
    : store.attachment(record.e164);
  return {
    phoneNumber: record,
    inbound: gatewayInNumberView(inbound, behaviour),
    outbound: gatewayInNumberView(outbound, behaviour),
  };
}
