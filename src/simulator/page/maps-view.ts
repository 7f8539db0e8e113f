import { html } from "hono/html";
import type { Lane, Stop } from "./lanes.js";
import { chips, nothing, pageLink, type Html } from "./markup.js";
import type { CallMap, Picture } from "./picture.js";
import type { PageQuery } from "./query.js";

const vendors = { videosdk: "VideoSDK", signalwire: "SignalWire" } as const;

/** So many names of one kind are written out. */
const mostNames = 3;

/** Where the calls of every number go. */
export function mapsView({ maps }: Picture, query: PageQuery, url: string): Html {
  const filled = maps.filter(({ total }) => total > 0);
  if (filled.length === 0)
    return html`<div class="card empty">
      <p class="big">No numbers yet.</p>
      <p>Point a Pulumi program at this simulator, and watch its objects appear here:</p>
      <pre><code>pulumi config set videosdk:endpoint ${url}
pulumi config set signalwire:endpoint ${url}</code></pre>
      <p>The keys to use with it are on the first lines that <code>pulumi-sip simulate</code> prints.</p>
    </div>`;
  return html`${filled.map((map) => mapView(map, query))}`;
}

function mapView(map: CallMap, query: PageQuery): Html {
  const { vendor, direction, lanes, total, nowhere } = map;
  const isInbound = direction === "inbound";
  const what = isInbound ? "Called" : "Calls from";
  const id = `${vendor}-${direction}`;
  return html`<div class="card">
    <h3 id="${id}">
      ${vendors[vendor]}: ${isInbound ? "calls that come in" : "calls that go out"}
      <span class="tally"
        >${total}${nowhere === 0 ? nothing : html`, <strong class="bad">${nowhere} nowhere</strong>`}</span
      >
    </h3>
    <table class="lanes" aria-labelledby="${id}">
      <thead>
        <tr>
          <th scope="col">${what}</th>
          <th scope="col">Passes</th>
          <th scope="col">Ends at</th>
        </tr>
      </thead>
      <tbody>
        ${lanes.map((lane, index) => laneView(lane, `${id}-${index}`, (start) => traceLink(query, map, start)))}
      </tbody>
    </table>
  </div>`;
}

function traceLink(query: PageQuery, { direction }: CallMap, start: string): string {
  const call =
    direction === "inbound"
      ? { trace: start, from: "", source: "", direction: "" }
      : { trace: "+12025550100", from: start, source: "", direction };
  return pageLink(query, call, "trace");
}

function laneView({ numbers, stops, end }: Lane, key: string, linkOf: (start: string) => string): Html {
  return html`<tr class="${end.kind === "nowhere" ? "nowhere" : ""}">
    <td>
      ${numbers.length > 1 ? html`<div class="count">${numbers.length}</div>` : nothing}
      ${chips(key, numbers, linkOf)}
    </td>
    <td>
      ${stops.length === 0 ? html`<span class="quiet">goes straight</span>` : nothing}
      <ol class="stops">
        ${stops.map(stopView)}
      </ol>
    </td>
    <td>${endView(end)}</td>
  </tr>`;
}

function stopView({ kind, places }: Stop): Html {
  const [only] = places;
  if (only === undefined) return nothing;
  const title = places
    .map(({ id }) => id)
    .slice(0, mostNames)
    .join(", ");
  return html`<li class="box ${kind.includes("gateway") ? "gateway" : "rule"}" title="${title}">
    <span class="kind">${places.length === 1 ? kind : `${places.length} ${kind}s`}</span>
    <span class="name">${listed(places.map(({ name }) => name))}</span>
  </li>`;
}

export function endView({ kind, names, why }: Lane["end"]): Html {
  const isNowhere = kind === "nowhere" || kind === "unknown";
  const reason = why.length > 0 ? why.join("; ") : "the vendor's pages do not say where";
  const head = names.length > 1 ? `${names.length} ${kind === "person" ? "people" : `${kind}s`}` : kind;
  return html`<div class="box ${isNowhere ? "bad" : "good"}">
    <span class="kind">${head}</span>
    <span class="name">${isNowhere ? reason : listed(names)}</span>
  </div>`;
}

function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  const rest = unique.length - mostNames;
  return rest > 0 ? `${unique.slice(0, mostNames).join(", ")} and ${rest} more` : unique.join(", ");
}
