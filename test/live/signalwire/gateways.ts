import { randomUUID } from "node:crypto";
import type { See } from "../assumption";
import type { Step } from "../step";
import { at, listAt, textAt, wordsOf } from "../wire";
import { paths, type GatewayFields, type SignalWireBench } from "./bench";

const documented = ["id", "project_id", "display_name", "type", "created_at", "updated_at", "sip_gateway"];
const documentedInside = ["id", "uri", "name", "ciphers", "codecs", "encryption"];

/** Gateways by plain requests. */
export const gatewaySteps: readonly Step<SignalWireBench>[] = [
  {
    name: "creates a gateway",
    decides: [
      "signalwire.create-gateway-201",
      "signalwire.extraKeys",
      "signalwire.foreignProject",
      "signalwire.timestampMilliseconds",
      "signalwire.uriPrefix",
      "signalwire.listOrder",
      "signalwire.normalises",
      "signalwire.addressPictures",
      "signalwire.uriUnique",
      "signalwire.inner-id-unknown",
    ],
    run: async (bench, see) => {
      const fields = bench.gatewayFields("gateway");
      const created = await bench.post("gateway", fields);
      see(
        "signalwire.create-gateway-201",
        created.status < 300 ? created.status === 201 : undefined,
        `${created.status}`,
      );
      const id = textAt(created.body, "id");
      if (created.status >= 300 || id === undefined)
        throw new Error(`the creation of a gateway was answered ${created.status}: ${wordsOf(created.body)}`);
      const { body } = await bench.read("gateway", id);
      seeFrame(bench, body, see);
      seeFields(fields, body, see);

      const addresses = await bench.wire.send({ method: "GET", path: `${paths.gateway}/${id}/addresses` });
      const rows = Array.isArray(addresses.body) ? addresses.body : (listAt(addresses.body, "data") ?? []);
      const covers = rows.map((row: unknown) => at(row, "cover_url"));
      const isText = covers.every((cover) => typeof cover === "string");
      see(
        "signalwire.addressPictures",
        covers.length === 0 ? undefined : isText,
        `cover_url ${wordsOf(covers[0])}`,
      );

      const twin = await bench.post("gateway", { ...fields, name: bench.name("twin") });
      const isKnown = twin.status < 300 || twin.status === 422;
      see(
        "signalwire.uriUnique",
        isKnown ? twin.status === 422 : undefined,
        `${twin.status}: ${wordsOf(twin.body)}`,
      );
      const inner = textAt(body, "sip_gateway", "id");
      const { status } = await bench.read("gateway", inner ?? randomUUID());
      see("signalwire.inner-id-unknown", inner === undefined ? undefined : status === 404, `${status}`);
    },
  },
  {
    name: "changes a gateway",
    decides: [
      "signalwire.gatewayPatch",
      "signalwire.gatewayEncryption",
      "signalwire.normalises",
      "signalwire.delete-204",
    ],
    run: async (bench, see) => {
      const fields = bench.gatewayFields("changed");
      const { id } = await bench.made("gateway", fields);
      const partial = await bench.change("gateway", id, { name: bench.name("renamed") });
      const isKnown = partial.status < 300 || partial.status === 422;
      see(
        "signalwire.gatewayPatch",
        isKnown ? partial.status < 300 : undefined,
        `${partial.status}: ${wordsOf(partial.body)}`,
      );

      const accepted: string[] = [];
      for (const encryption of ["default", "forbidden"]) {
        const { status } = await bench.change("gateway", id, { ...fields, encryption });
        if (status < 300) accepted.push(encryption);
      }
      see(
        "signalwire.gatewayEncryption",
        accepted.join() === "default",
        `accepted beside required and optional: ${accepted.join(", ") || "none"}`,
      );
      const uri = `sip:${bench.options.tag}@edge.example.com:5060`;
      await bench.change("gateway", id, { ...fields, uri });
      const shown = at((await bench.read("gateway", id)).body, "sip_gateway", "uri");
      if (typeof shown === "string") see("signalwire.normalises", bare(shown) === bare(uri), `uri ${shown}`);
      const { status } = await bench.delete("gateway", id);
      const again = await bench.delete("gateway", id);
      see("signalwire.delete-204", status === 204 && again.status === 404, `${status}, then ${again.status}`);
    },
  },
];

/** What an answer shows around the five fields. */
function seeFrame(bench: SignalWireBench, body: unknown, see: See): void {
  const inside = at(body, "sip_gateway");
  const more = [
    ...Object.keys(body ?? {}).filter((key) => !documented.includes(key)),
    ...Object.keys(inside ?? {}).filter((key) => !documentedInside.includes(key)),
  ];
  see(
    "signalwire.extraKeys",
    more.length === 0,
    more.length === 0 ? "the documented keys" : `also ${more.join(", ")}`,
  );
  const project = textAt(body, "project_id");
  const isOwn = project?.toLowerCase() === bench.projectId.toLowerCase();
  see(
    "signalwire.foreignProject",
    project === undefined ? undefined : isOwn,
    isOwn ? "its own" : wordsOf(project),
  );
  const time = textAt(body, "created_at");
  see(
    "signalwire.timestampMilliseconds",
    time === undefined ? undefined : !time.includes("."),
    wordsOf(time),
  );
}

/** The five fields beside what was sent. */
function seeFields(sent: GatewayFields, body: unknown, see: See): void {
  const shown = (at(body, "sip_gateway") ?? {}) as Partial<GatewayFields>;
  const uri = typeof shown.uri === "string" ? shown.uri : "";
  see("signalwire.uriPrefix", uri === "" ? undefined : /^\s*sip:/i.test(uri), `uri ${uri}`);
  const lists = [shown.ciphers ?? [], shown.codecs ?? []];
  const wanted = [sent.ciphers, sent.codecs];
  const isKept = lists.join().toUpperCase() === wanted.join().toUpperCase();
  see("signalwire.listOrder", isKept, wordsOf(lists));
  const sorted = (values: readonly (readonly string[])[]): string =>
    values.map((list) => list.toSorted()).join();
  const isSame =
    bare(uri) === bare(sent.uri) && shown.encryption === sent.encryption && sorted(lists) === sorted(wanted);
  see("signalwire.normalises", isSame, wordsOf(shown));
}

/** A URI without its scheme, which another assumption is about, unless the scheme was changed. */
function bare(uri: string): string {
  return uri.replace(/^sip:/, "");
}
