import { html } from "hono/html";
import { callQuerySchema, type CallEnd, type CallQuery } from "../call-end.js";
import type { Controls } from "../control.js";
import { laneOf } from "./lanes.js";
import { endView } from "./maps-view.js";
import { carried, nothing, type Html } from "./markup.js";
import type { Picture } from "./picture.js";
import { fieldIn, logFields, tracedCall, type PageQuery } from "./query.js";

/** The form that traces a call. */
export function traceForm(query: PageQuery): Html {
  const call = tracedCall(query);
  const outbound = fieldIn(query, "direction") === "outbound";
  return html`<form class="fields" method="get" action="/#trace">
    ${carried(query, logFields)}
    <label>Called <input name="trace" value="${call?.to ?? ""}" placeholder="+14155550100" required /></label>
    <label>Caller <input name="from" value="${call?.from ?? ""}" placeholder="anyone" /></label>
    <label>Source address <input name="source" value="${call?.source ?? ""}" placeholder="any" /></label>
    <label
      >Direction
      <select name="direction">
        <option value="">inbound</option>
        <option value="outbound" ${outbound ? "selected" : ""}>outbound</option>
      </select></label
    >
    <button>Trace the call</button>
  </form>`;
}

/** The way of the call that is asked for, at each vendor that knows the number. */
export function traceView(query: PageQuery, controls: Controls, picture: Picture): Html {
  const call = tracedCall(query);
  if (call === undefined) return html`<p class="quiet">Choose a number above, or write one here.</p>`;
  const checked = callQuerySchema.safeParse(call);
  if (!checked.success) return html`<p role="alert">This call cannot be traced.</p>`;
  const ends = controls.callEnds({ ...call } as Record<string, string>);
  if (!("videosdk" in ends)) return html`<p role="alert">${ends.join("; ")}</p>`;
  // Of a vendor that passes the call to nothing, there is something to say only where both do.
  const known = Object.entries(ends).filter(
    ([, { through, kind }]) => through.length > 0 || kind !== "nowhere",
  );
  const shown = known.length > 0 ? known : Object.entries(ends);
  return html`${shown.map(([vendor, end]) => callView(vendor, call, end, picture))}`;
}

function callView(vendor: string, call: CallQuery, found: CallEnd, { places }: Picture): Html {
  const start = call.direction === "outbound" ? (call.from ?? "") : call.to;
  const { stops, end } = laneOf(start, found, places);
  return html`<h3>
      ${vendor === "videosdk" ? "VideoSDK" : "SignalWire"}: ${call.direction ?? "inbound"} call
      ${call.direction === "outbound" ? "of" : "to"} ${start}
      ${call.from === undefined || call.direction === "outbound" ? nothing : html`from ${call.from}`}
      ${call.source === undefined ? nothing : html`by ${call.source}`}
    </h3>
    <ol class="steps">
      <li>
        <div class="box start"><span class="kind">number</span> <span class="name">${start}</span></div>
      </li>
      ${stops.map(
        ({ kind, places: [place] }) =>
          html`<li>
            <div class="box ${kind.includes("gateway") ? "gateway" : "rule"}">
              <span class="kind">${kind}</span> <span class="name">${place?.name ?? ""}</span>
              <code class="id">${place?.id ?? ""}</code>
            </div>
          </li>`,
      )}
      <li>${endView(end)}</li>
    </ol>`;
}
