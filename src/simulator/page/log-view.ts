import { STATUS_CODES } from "node:http";
import { html } from "hono/html";
import type { Controls } from "../control.js";
import { carried, nothing, pageLink, type Html } from "./markup.js";
import { fieldIn, logFilter, rowsIn, traceFields, type PageQuery } from "./query.js";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** The form that filters the requests. */
export function logForm(query: PageQuery): Html {
  const chosen = fieldIn(query, "method").toUpperCase();
  return html`<form class="fields" method="get" action="/#requests">
    ${carried(query, traceFields)}
    <label
      >Method
      <select name="method">
        <option value="">any</option>
        ${methods.map((method) => html`<option ${method === chosen ? "selected" : ""}>${method}</option>`)}
      </select></label
    >
    <label>Path has <input name="path" value="${fieldIn(query, "path")}" placeholder="/v2/sip" /></label>
    <label
      >Status <input name="status" value="${fieldIn(query, "status")}" placeholder="404, 4xx or none"
    /></label>
    <button>Filter</button>
    <a class="plain" href="${pageLink({}, pick(query, traceFields), "requests")}">Show all</a>
  </form>`;
}

/** The newest requests that fit, without their bodies, which hold passwords. */
export function logView(query: PageQuery, controls: Controls, hide: (text: string) => string): Html {
  const { filter, problem } = logFilter(query);
  const rows = rowsIn(query);
  const { entries, total } = controls.findRequests(filter, rows);
  const rest = total - entries.length;
  if (problem !== undefined) return html`<p role="alert">${problem}.</p>`;
  if (total === 0) return html`<p class="quiet">No request fits.</p>`;
  return html`<p class="quiet">
      ${total} ${total === 1 ? "request fits" : "requests fit"}, the newest first. Bodies are in
      <a href="/_simulator/requests">/_simulator/requests</a>, passwords included.
    </p>
    <div class="scroll tall" tabindex="0" role="region" aria-label="Requests">
      <table class="log">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Method</th>
            <th scope="col">Path</th>
            <th scope="col">Status</th>
            <th scope="col">ms</th>
          </tr>
        </thead>
        <tbody>
          ${entries.map(
            ({ place, method, url, status, milliseconds, responseBody }) =>
              html`<tr class="${status === 0 || status >= 400 ? "failed" : ""}">
                <td class="number">${place}</td>
                <td>${method}</td>
                <td>
                  <code>${hide(url)}</code
                  >${status >= 400 ? html` <div class="said">${hide(messageIn(responseBody))}</div>` : nothing}
                </td>
                <td class="state">
                  ${status === 0 ? "no answer" : `${status} ${STATUS_CODES[status] ?? ""}`}
                </td>
                <td class="number">${milliseconds}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    ${rest > 0 ? html`<p><a href="${pageLink(query, { rows: String(Math.min(1000, rows * 4)) }, "requests")}">Show more of the ${rest} others</a></p>` : nothing}`;
}

function pick(query: PageQuery, names: readonly string[]): PageQuery {
  return Object.fromEntries(names.map((name) => [name, fieldIn(query, name)]));
}

/** What an error answer says, without the rest of it. */
function messageIn(body: unknown): string {
  if (typeof body === "string") return /^\s*</.test(body) ? "an HTML page" : body.slice(0, 160);
  if (typeof body !== "object" || body === null) return "";
  if (Array.isArray(body)) return body.map(messageIn).join("; ").slice(0, 160);
  const { message, error, errors, detail } = body as Readonly<Record<string, unknown>>;
  return messageIn(message ?? error ?? errors ?? detail ?? "");
}
