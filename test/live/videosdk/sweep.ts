import { eventually } from "../vendor";
import { at, listAt, textAt } from "../wire";
import { directions, e164Of, type Direction, type VideoSdkBench } from "./bench";

interface Found {
  readonly direction: Direction;
  readonly id: string;
}

/**
 * Takes the named numbers off the suite's gateways and deletes these, also those of an earlier run.
 *
 * @returns what is left, each with the reason
 */
export async function sweep(bench: VideoSdkBench): Promise<readonly string[]> {
  const left: string[] = [];
  const { gateways, isWhole } = await ownGateways(bench);
  if (!isWhole)
    left.push("the lists of gateways cannot be understood, so gateways of an earlier run may be left");
  const carried = await numbersOn(bench, gateways);
  for (const [number, ids] of carried) {
    if (!bench.numbers.includes(number)) continue;
    // Detaching takes the number off both gateways, so both must be the suite's.
    if (!ids.every((id) => bench.owned.has(id))) {
      left.push(`${number} is on gateways of which one is not the suite's: ${ids.join(", ")}`);
      continue;
    }
    await bench.detach(number);
    carried.delete(number);
  }
  for (const { direction, id } of gateways) {
    const strangers = [...carried].filter(([, ids]) => ids.includes(id)).map(([number]) => number);
    if (strangers.length > 0) {
      left.push(`${direction} gateway ${id} carries ${strangers.join(", ")}: name it with --number`);
      continue;
    }
    const { status } = await bench.wire.send({
      method: "DELETE",
      path: `/v2/sip/${direction}-gateways/${id}`,
    });
    if (status >= 300 && status !== 404 && status !== 402)
      left.push(`${direction} gateway ${id}: its deletion was answered ${status}`);
  }
  for (const { direction, id } of (await ownGateways(bench)).gateways) {
    const isNamed = left.some((line) => line.includes(id));
    if (!isNamed) left.push(`${direction} gateway ${id} is still there`);
  }
  return [...left, ...(await sweepTrunk(bench))];
}

/** Deletes the run's trunk, which VideoSDK may not be able to do. */
async function sweepTrunk(bench: VideoSdkBench): Promise<readonly string[]> {
  const id = bench.knownTrunk;
  if (id === undefined || (await trunkNamed(bench, id)) === undefined) return [];
  bench.owned.admit(id);
  const { status } = await bench.wire.send({ method: "DELETE", path: `/v2/sip-trunk/${id}` });
  if (status < 300) return [];
  return [`trunk ${id}: its deletion was answered ${status}. The next run goes on with it: --trunk=${id}`];
}

/** The name of a trunk, where it begins with the prefix. */
export async function trunkNamed(bench: VideoSdkBench, id: string): Promise<string | undefined> {
  const { status, body } = await bench.wire.send({
    method: "GET",
    path: `/v2/sip-trunk/${encodeURIComponent(id)}`,
  });
  const name = textAt(body, "name");
  return status === 200 && bench.owned.isOwn(name) ? name : undefined;
}

/** The gateways whose name begins with the prefix: by the lists, at the named numbers, and what this run has made. */
async function ownGateways(bench: VideoSdkBench): Promise<{ gateways: readonly Found[]; isWhole: boolean }> {
  const found = new Map<string, Found>();
  let isWhole = true;
  for (const direction of directions) {
    const search = encodeURIComponent(bench.options.prefix);
    const rows = await bench.rows(`/v2/sip/${direction}-gateways?search=${search}`);
    isWhole &&= rows !== undefined;
    for (const row of rows ?? []) {
      const id = textAt(row, "id");
      if (id === undefined || !bench.owned.isOwn(at(row, "name"))) continue;
      bench.owned.admit(id);
      found.set(id, { direction, id });
    }
  }
  for (const number of bench.numbers) {
    const line = await bench.line(number);
    for (const direction of directions) {
      const id = line[direction];
      if (id !== undefined && (await bench.isOwn(direction, id))) found.set(id, { direction, id });
    }
  }
  for (const [id, direction] of bench.made)
    if ((await bench.gateway(direction, id)).status === 200) found.set(id, { direction, id });
  return { gateways: [...found.values()], isWhole };
}

/** The numbers on some gateways, each with the ids of its gateways, by the list and by the gateways themselves. */
async function numbersOn(bench: VideoSdkBench, gateways: readonly Found[]): Promise<Map<string, string[]>> {
  const carried = new Map<string, string[]>();
  if (gateways.length === 0) return carried;
  const note = (number: string, shown: readonly (string | undefined)[]): void => {
    const own = shown.filter((id) => id !== undefined);
    if (own.some((id) => gateways.some((gateway) => gateway.id === id))) carried.set(number, own);
  };
  for (const { direction, id } of gateways) {
    const { body } = await bench.gateway(direction, id);
    for (const number of listAt(body, "numbers") ?? []) note(e164Of(number), [id]);
  }
  for (const row of (await bench.rows("/v2/sip/phone-numbers")) ?? [])
    note(e164Of(at(row, "phoneNumber", "e164")), [
      textAt(row, "inbound", "id"),
      textAt(row, "outbound", "id"),
    ]);
  for (const number of bench.numbers) {
    const { inbound, outbound } = await bench.line(number);
    note(number, [inbound, outbound]);
  }
  return carried;
}

/** Waits until no gateway shows a number. */
export async function emptied(bench: VideoSdkBench, direction: Direction, id: string): Promise<void> {
  await eventually(async () => {
    const { status, body } = await bench.gateway(direction, id);
    return status !== 200 || (listAt(body, "numbers") ?? []).length === 0 ? true : undefined;
  }, `${direction} gateway ${id} without numbers`);
}
