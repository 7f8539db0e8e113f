import { html } from "hono/html";
import { fieldIn, type PageQuery } from "./query.js";

/** Escaped HTML. */
export type Html = ReturnType<typeof html>;

/** No HTML. */
export const nothing = html``;

/** So many numbers of a lane are shown at once. */
const mostChips = 12;

/** A part of the page that is brought up to date in place. */
export function live(name: string, content: unknown): Html {
  return html`<div data-live="${name}">${content}</div>`;
}

/** The fields of the page's other forms, which one form must not lose. */
export function carried(query: PageQuery, names: readonly string[]): Html {
  const kept = names.filter((name) => fieldIn(query, name) !== "");
  return html`${kept.map((name) => html`<input type="hidden" name="${name}" value="${fieldIn(query, name)}" />`)}`;
}

/** Parts with a space between, which whoever reads or copies the text needs. */
function spaced(parts: readonly Html[]): readonly unknown[] {
  return parts.flatMap((part) => [part, " "]);
}

/** A link to the page with some fields changed. */
export function pageLink(query: PageQuery, changes: PageQuery, anchor: string): string {
  const fields = Object.entries({ ...query, ...changes }).filter(([, value]) => value !== "");
  const search = new URLSearchParams(Object.fromEntries(fields)).toString();
  return `/${search === "" ? "" : `?${search}`}#${anchor}`;
}

/** Numbers, each a link that traces it; of many, the first ones, and the others on demand. */
export function chips(key: string, numbers: readonly string[], linkOf: (number: string) => string): Html {
  const chip = (number: string): Html => html`<a class="chip" href="${linkOf(number)}">${number}</a>`;
  const rest = numbers.slice(mostChips);
  return html`<div class="chips">${spaced(numbers.slice(0, mostChips).map(chip))}</div>
    ${
      rest.length === 0
        ? nothing
        : html`<details id="${key}">
            <summary>${rest.length} more</summary>
            <div class="chips scroll" tabindex="0" role="group" aria-label="${rest.length} more numbers">
              ${spaced(rest.map(chip))}
            </div>
          </details>`
    }`;
}
