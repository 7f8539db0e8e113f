import { html } from "hono/html";
import { switchesInForce, type SwitchInForce } from "../behaviour.js";
import type { Controls } from "../control.js";
import { nothing, type Html } from "./markup.js";

/** Every switch of both vendors, with its values, the present one, and what it stands for. */
export function switchesView(controls: Controls): Html {
  const behaviour = controls.behaviour();
  const all = switchesInForce(behaviour);
  return html`${(["videosdk", "signalwire"] as const).map((vendor) => {
    const own = all.filter((one) => one.vendor === vendor);
    const turned = own.filter(isTurned);
    return html`<form method="post" action="/_simulator/page/switches">
      <input type="hidden" name="vendor" value="${vendor}" />
      <input type="hidden" name="shown" value="${JSON.stringify(behaviour[vendor])}" />
      ${turned.length === 0 ? nothing : html`<p>${turned.map(({ name, value }) => html`<code class="turned">${name} = ${textOf(value)}</code> `)}</p>`}
      <details id="switches-${vendor}">
        <summary>
          ${vendor === "videosdk" ? "VideoSDK" : "SignalWire"}: ${own.length} switches,
          ${turned.length === 0 ? "all at their default" : `${turned.length} not at ${turned.length === 1 ? "its" : "their"} default`}
        </summary>
        <table class="log switches">
          <thead>
            <tr>
              <th scope="col">Switch</th>
              <th scope="col">Value</th>
              <th scope="col">What it stands for</th>
            </tr>
          </thead>
          <tbody>
            ${own.map(switchRow)}
          </tbody>
        </table>
        <button>Set the switches of ${vendor === "videosdk" ? "VideoSDK" : "SignalWire"}</button>
      </details>
    </form>`;
  })}`;
}

function switchRow(one: SwitchInForce): Html {
  const { vendor, name, about, source } = one;
  const id = `${vendor}.${name}`;
  return html`<tr class="${isTurned(one) ? "turned" : ""}">
    <th scope="row"><label for="${id}">${name}</label></th>
    <td>${control(one, id)}</td>
    <td>${about}${source === "none" ? nothing : html` <span class="quiet">(${source})</span>`}</td>
  </tr>`;
}

function control({ name, form, value, values, least = 0, default: usual }: SwitchInForce, id: string): Html {
  if (form === "count")
    return html`<input id="${id}" name="${name}" type="number" min="${least}" value="${String(value)}" />
      <span class="quiet">default ${String(usual)}</span>`;
  if (form === "texts")
    return html`<input
      id="${id}"
      name="${name}"
      value="${(value as readonly string[]).join(" ")}"
      placeholder="none; separated by spaces"
    />`;
  return html`<select id="${id}" name="${name}">
    ${values.map(
      (one) =>
        html`<option value="${JSON.stringify(one)}" ${one === value ? "selected" : ""}>
          ${textOf(one)}${one === usual ? " (default)" : ""}
        </option>`,
    )}
  </select>`;
}

function isTurned({ value, default: usual }: SwitchInForce): boolean {
  return JSON.stringify(value) !== JSON.stringify(usual);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
