import { itemsIn, type Named } from "../lifecycle/inventory";
import type { VideoSdkInventory } from "../videosdk/client/inventory";
import type { InventoryNumber } from "../videosdk/client/inventory-types";
import { mayMean, numberIn } from "./numbers";
import { named, titleOf, type Way } from "./way";

/** An object with the texts that it has for numbers, as VideoSDK shows them. */
interface Written {
  readonly object: Named;
  readonly texts: readonly string[];
}

/** Says where the called number is written otherwise: VideoSDK documents no form but E.164, and compares texts, for all that is known. */
export function noteForms(way: Way, inventory: VideoSdkInventory): void {
  const { to, written } = way.call;
  if (written !== to)
    way.step(
      "number",
      "note",
      null,
      `${written} is looked for as ${to}: the carrier has to send the number with the +`,
    );
  const all = [...gatewaysIn(inventory), ...rulesIn(inventory)];
  const same = all.flatMap(({ object, texts }) =>
    texts.filter((text) => numberIn(text) === to).map((text) => ({ object, text })),
  );
  // Where all are written in the same way, that is only how this account shows numbers.
  if (new Set(same.map(({ text }) => text)).size > 1)
    for (const { object, text } of same.filter((one) => one.text !== to))
      way.step(
        "number",
        "unknown",
        object,
        `${titleOf(object)} has ${text} where others have ${to}: no page says whether the two count as one number`,
      );
  for (const { object, texts } of all)
    for (const text of texts.filter((one) => numberIn(one) !== to && mayMean(one, to)))
      way.step(
        "number",
        "note",
        object,
        `${titleOf(object)} has ${text}, which may be meant to be ${to}: a call is to the number with + and the country's code`,
      );
}

/** Says what else has the number: what holds it has to give it up before it can be removed. */
export function noteHolders(
  way: Way,
  inventory: VideoSdkInventory,
  number: InventoryNumber | undefined,
): void {
  const { to } = way.call;
  const placed = [number?.inboundGatewayId, number?.outboundGatewayId];
  const holders = [
    ...[...itemsIn(inventory.inboundGateways), ...itemsIn(inventory.outboundGateways)]
      .filter(({ id, numbers }) => placed.includes(id) || numbers?.includes(to) === true)
      .map((one) => titleOf(named(`${one.direction} gateway`, one))),
    ...itemsIn(inventory.routingRules)
      .filter(({ numbers }) => numbers.includes(to))
      .map((one) => titleOf(named(`${one.type ?? ""} routing rule`.trim(), one))),
    ...itemsIn(inventory.trunks)
      .filter(({ numbers }) => numbers?.includes(to) === true)
      .map((one) => titleOf(named("trunk", one))),
  ];
  if (holders.length > 0)
    way.step(
      "number",
      "note",
      null,
      `${to} is held by ${holders.join(", ")}: whoever removes the number removes it there too`,
    );
}

function gatewaysIn({ inboundGateways, outboundGateways }: VideoSdkInventory): Written[] {
  return [...itemsIn(inboundGateways), ...itemsIn(outboundGateways)].map((one) => ({
    object: named(`${one.direction} gateway`, one),
    texts: one.writtenNumbers ?? one.numbers ?? [],
  }));
}

function rulesIn({ routingRules }: VideoSdkInventory): Written[] {
  return itemsIn(routingRules).map((one) => ({
    object: named("routing rule", one),
    texts: one.writtenNumbers ?? one.numbers,
  }));
}
