import { html } from "hono/html";
import type { Controls } from "../control.js";
import { faultKinds, type FaultKind, type FaultProgress } from "../faults.js";
import { proxies } from "../proxy-answers.js";
import { nothing, type Html } from "./markup.js";

/** What each kind does, in a few words. */
const words: Readonly<Record<FaultKind, string>> = {
  status: "an error status",
  "drop-before": "no answer, and no effect",
  "drop-after": "no answer, but an effect",
  delay: "the true answer, late",
  malformed: "JSON that is cut off",
  html: "an HTML page",
  empty: "no body",
  redirect: "a redirect",
  huge: "a very large body",
  proxy: "the answer of a proxy",
};

/** The form that adds a fault. Each field says which kinds it is for. */
export function faultForm(given: Readonly<Record<string, string>>): Html {
  const value = (name: string): string => given[name] ?? "";
  const field = (name: string, label: string, hint: string): Html =>
    html`<label>${label} <input name="${name}" value="${value(name)}" placeholder="${hint}" /></label>`;
  const select = (name: string, label: string, options: readonly (readonly [string, string])[]): Html =>
    html`<label
      >${label}
      <select name="${name}">
        ${options.map(([word, text]) => html`<option value="${word}" ${word === value(name) ? "selected" : ""}>${text}</option>`)}
      </select></label
    >`;
  return html`<form class="fields" method="post" action="/_simulator/page/faults">
    ${select(
      "kind",
      "The answer becomes",
      ["status" as const, ...faultKinds.filter((kind) => kind !== "status")].map((kind) => [
        kind,
        `${kind}: ${words[kind]}`,
      ]),
    )}
    ${select("method", "Method", [["", "any"], ...["GET", "POST", "PUT", "PATCH", "DELETE"].map((one) => [one, one] as const)])}
    ${field("path", "Path", "any; * for a segment, ** for the rest")}
    ${field("nth", "From request", "1, the next")} ${field("times", "For requests", "1")}
    ${field("status", "Status", "500")}
    <details id="fault-more">
      <summary>More, for some kinds</summary>
      <div class="fields">
        ${select("when", "Takes effect", [
          ["", "before: has no effect"],
          ["after", "after: has its effect"],
        ])}
        ${field("milliseconds", "Milliseconds (delay)", "2000")}
        ${field("retryAfter", "Retry-After, seconds", "none")}
        ${field("location", "Location (redirect)", "/")} ${field("bytes", "Bytes (huge)", "10000000")}
        ${select("proxy", "Proxy (proxy)", [["", "none"], ...proxies.map((one) => [one, one] as const)])}
      </div>
    </details>
    <button>Add the fault</button>
  </form>`;
}

/** The faults that are on. */
export function faultsView(controls: Controls): Html {
  const faults = controls.faults();
  if (faults.length === 0) return html`<p class="quiet">No fault is on.</p>`;
  return html`<table class="log faulty">
      <thead>
        <tr>
          <th scope="col">Fault</th>
          <th scope="col">Requests</th>
          <th scope="col">Matched</th>
          <th scope="col">Hit</th>
        </tr>
      </thead>
      <tbody>
        ${faults.map(
          (fault) =>
            html`<tr class="${isOver(fault) ? "over" : ""}">
              <td>
                ${fault.kind}${fault.status === undefined ? nothing : html` ${fault.status}`}${isOver(fault) ? " (over)" : ""}
              </td>
              <td>
                <code>${fault.method ?? "any method"} ${fault.path ?? "any path"}</code>, ${whichOf(fault)}
              </td>
              <td class="number">${fault.seen}</td>
              <td class="number">${fault.fired}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <form method="post" action="/_simulator/page/faults/clear">
      <button class="secondary">Remove all faults</button>
    </form>`;
}

function whichOf({ nth = 1, times = 1 }: FaultProgress): string {
  return times === 1 ? `request ${nth}` : `requests ${nth} to ${nth + times - 1}`;
}

function isOver({ nth = 1, times = 1, seen }: FaultProgress): boolean {
  return seen >= nth + times - 1;
}
