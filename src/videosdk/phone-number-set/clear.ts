import { eachDone } from "../client/all-done";
import { detachAll, removeEmpty } from "./detach";
import type { Gateway } from "../client/replies";
import type { SetOperation } from "./inputs";
import type { Picture, Emptied } from "./look";
import type { Steps } from "./plan";

/** Numbers, and a gateway that nothing uses once they are off it. */
interface Item {
  readonly numbers: readonly string[];
  readonly gateway: Emptied | undefined;
}

/**
 * Takes numbers off their gateways and deletes the gateways that these leave empty: one gateway after the other, so that an
 * operation whose time is over has done a part of all, and the next one has less to do.
 *
 * @param own the set's own numbers
 * @param check looks at a gateway that was not read before; throws where it is another's
 */
export async function clear(
  operation: SetOperation,
  { detach, remove }: Pick<Steps, "detach" | "remove">,
  picture: Picture,
  own: readonly string[],
  check?: (gateway: Gateway) => Promise<void>,
): Promise<void> {
  const gone = new Set([...detach, ...own.filter((e164) => !picture.members.has(e164))]);
  const unread = new Set(picture.unread?.map(({ id }) => id));
  const leaving = new Map<string, Promise<void>>();
  let detached = 0;
  let deleted = 0;
  const report = (): void =>
    operation.report(
      `${detached} of ${detach.length} numbers detached, ${deleted} of ${remove.length} gateways deleted`,
    );
  // Both gateways of a number wait for one request.
  const leave = (e164: string): Promise<void> => {
    const started = leaving.get(e164);
    if (started !== undefined) return started;
    const done = detachAll(operation, [e164]).then(() => {
      detached += 1;
      report();
    });
    leaving.set(e164, done);
    return done;
  };
  await eachDone(
    itemsOf({ detach, remove }, picture),
    operation.account.transport.maxConcurrency,
    async ({ numbers, gateway }) => {
      await eachDone(numbers, numbers.length, leave);
      if (gateway === undefined) return;
      await removeEmpty(operation, gateway, gone, unread.has(gateway.id) ? check : undefined);
      deleted += 1;
      report();
    },
  );
}

/** Gateways with the numbers that are to leave them, in the order of the numbers, and numbers that leave none empty. */
function itemsOf({ detach, remove }: Pick<Steps, "detach" | "remove">, { members }: Picture): Item[] {
  const items = new Map(remove.map((gateway) => [gateway.id, { numbers: [] as string[], gateway }]));
  const ordered = new Map<string, Item>();
  for (const e164 of detach) {
    const { inbound, outbound } = members.get(e164) ?? {};
    const emptied = [inbound, outbound].flatMap((gateway) => items.get(gateway?.id ?? "") ?? []);
    if (emptied.length === 0) ordered.set(e164, { numbers: [e164], gateway: undefined });
    for (const item of emptied) {
      item.numbers.push(e164);
      ordered.set(item.gateway.id, item);
    }
  }
  return [...new Map<string, Item>([...ordered, ...items]).values()];
}
