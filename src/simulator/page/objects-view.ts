import { html } from "hono/html";
import { nothing, type Html } from "./markup.js";
import type { ObjectList } from "./objects.js";

const mostRows = 100;

/** Every list of both vendors that has objects, and which are empty. */
export function objectsView(lists: readonly ObjectList[]): Html {
  return html`${(["videosdk", "signalwire"] as const).map((vendor) => {
    const own = lists.filter((list) => list.vendor === vendor);
    const filled = own.filter(({ rows }) => rows.length > 0);
    const empty = own
      .filter(({ rows }) => rows.length === 0)
      .map(({ title }) => title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()));
    return html`<div>
      <h3>${vendor === "videosdk" ? "VideoSDK" : "SignalWire"}</h3>
      ${filled.map(listView)}
      ${empty.length === 0 ? nothing : html`<p class="quiet">None: ${empty.join(", ")}.</p>`}
    </div>`;
  })}`;
}

function listView({ vendor, title, rows }: ObjectList): Html {
  const rest = rows.length - mostRows;
  return html`<details id="objects-${vendor}-${title.replaceAll(" ", "-")}">
    <summary>${title} <span class="tally">${rows.length}</span></summary>
    <table class="log objects">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Attached to</th>
          <th scope="col">Id</th>
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, mostRows).map(
          ({ name, about, id }) =>
            html`<tr>
              <td>${name}</td>
              <td>${about}</td>
              <td><code class="id">${id}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${rest > 0 ? html`<p class="quiet">${rest} more in <a href="/_simulator/state">/_simulator/state</a>, passwords included.</p>` : nothing}
  </details>`;
}
