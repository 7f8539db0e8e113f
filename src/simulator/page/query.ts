import type { CallQuery } from "../call-end.js";
import type { RequestFilter } from "../request-log.js";

/** What the page is asked for, as its forms and links send it: everything is text, and anything may be missing. */
export type PageQuery = Readonly<Record<string, string>>;

/** The fields of the form that traces a call. */
export const traceFields = ["trace", "from", "source", "direction"] as const;

/** The fields of the form that filters the requests. */
export const logFields = ["method", "path", "status", "rows"] as const;

/** The call to trace; undefined where none is asked for. */
export function tracedCall(query: PageQuery): CallQuery | undefined {
  // Whoever types a number after ?trace= writes the + as it is, which a query takes for a space.
  const to = fieldIn(query, "trace")
    .replace(/^ (?=\d)/, "+")
    .trim();
  if (to === "") return undefined;
  const from = fieldIn(query, "from")
    .replace(/^ (?=\d)/, "+")
    .trim();
  const source = fieldIn(query, "source").trim();
  return {
    to,
    ...(from === "" ? {} : { from }),
    ...(source === "" ? {} : { source }),
    ...(fieldIn(query, "direction") === "outbound" ? { direction: "outbound" } : {}),
  };
}

/** Which requests are shown, and what of the filter cannot be used. */
export function logFilter(query: PageQuery): { readonly filter: RequestFilter; readonly problem?: string } {
  const method = fieldIn(query, "method").toUpperCase();
  const path = fieldIn(query, "path").trim();
  const status = fieldIn(query, "status").trim().toLowerCase();
  const filter = { ...(method === "" ? {} : { method }), ...(path === "" ? {} : { path }) };
  if (status === "") return { filter };
  const known = /^(?:([1-5])xx|([1-5]\d\d)|none)$/.exec(status);
  if (known === null)
    return {
      filter,
      problem: `${status} is no status. Accepted: one such as 404, a class such as 4xx, or none`,
    };
  return { filter: { ...filter, status: Number(known[1] ?? known[2] ?? 0) } };
}

/** How many requests are shown. */
export function rowsIn(query: PageQuery): number {
  const rows = Number(fieldIn(query, "rows"));
  return rows >= 1 && rows <= 1000 ? Math.floor(rows) : 50;
}

export function fieldIn(query: PageQuery, name: string): string {
  return query[name] ?? "";
}
