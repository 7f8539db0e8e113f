import type { VendorRequest } from "../route.js";
import { apiOf, refuseAny, type Problem } from "./refusal.js";
import type { Project } from "./store.js";

/** The page parameters of a request. */
interface PageRequest {
  readonly number: number;
  readonly size: number;
  /** Undefined for the first page. */
  readonly cursor: Cursor | undefined;
}

/** The object that the page comes after (`PA`) or before (`PB`). */
interface Cursor {
  readonly token: string;
  readonly direction: "after" | "before";
  readonly rank: number;
}

const maxPageSize = 1000;

/** Name and value of a query parameter. */
type Parameter = [name: string, value: string];

/**
 * The page that the request asks for, in the envelope that both APIs use. It begins where the page before it ended, so that objects created or deleted in
 * between cause no duplicates and no gaps.
 *
 * @param items all items, newest first
 * @param filters names of the query parameters that filtered the items; the links repeat them
 * @throws Refusal 422 that names every bad page parameter.
 */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  request: VendorRequest,
  project: Project,
  filters: readonly string[],
  view: (item: T) => unknown,
): unknown {
  const { listEnvelope } = project.behaviour;
  if (listEnvelope !== "links") {
    const all = items.map(view);
    return listEnvelope === "bare" ? all : { data: all };
  }
  const wanted = pageRequestOf(request, project);
  const start = startOf(items, wanted, project);
  const shown = items.slice(start, start + wanted.size);
  const first = shown[0];
  const last = shown.at(-1);
  const hasNext = last !== undefined && start + shown.length < items.length;
  const hasPrevious = first !== undefined && start > 0;

  const link = (number: number, token?: string): string =>
    linkTo(request, project, [
      ...filters.flatMap((name) => {
        const value = request.query(name);
        return value === undefined ? [] : [[name, value] satisfies Parameter];
      }),
      ["page_number", String(number)],
      ["page_size", String(wanted.size)],
      ...(token === undefined ? [] : [["page_token", token] satisfies Parameter]),
    ]);
  const self = link(wanted.number, wanted.cursor?.token);
  const { nextLinks } = project.behaviour;
  const next = hasNext ? link(wanted.number + 1, `PA${last.id}`) : undefined;
  const shownNext =
    nextLinks === "loop"
      ? self
      : (next ?? (nextLinks === "empty-string" ? "" : nextLinks === "null" ? null : undefined));
  return {
    links: {
      self,
      first: link(0),
      ...(shownNext === undefined ? {} : { next: shownNext }),
      ...(hasPrevious ? { prev: link(Math.max(0, wanted.number - 1), `PB${first.id}`) } : {}),
    },
    data: shown.map(view),
    ...(project.behaviour.extraKeys ? { total_estimate: items.length } : {}),
  };
}

function pageRequestOf({ query }: VendorRequest, { store, behaviour }: Project): PageRequest {
  const problems: Problem[] = [];
  const number = wholeNumber(query("page_number") ?? "0");
  if (number === undefined) {
    problems.push(invalid("page_number", "must be greater than or equal to 0"));
  }
  const size = wholeNumber(query("page_size") ?? String(behaviour.pageSize));
  if (size === undefined || size < 1 || size > maxPageSize) {
    problems.push(invalid("page_size", `must be a number from 1 to ${maxPageSize}`));
  }
  const token = query("page_token") ?? "";
  const rank = /^P[AB]/.test(token) ? store.rankOf(token.slice(2)) : undefined;
  if (token === "" && number !== undefined && number > 0) {
    problems.push({
      code: "page_token_required",
      attribute: "page_token",
      message: "is required if the page_number value is greater than 0",
    });
  }
  if (token !== "" && rank === undefined) {
    problems.push({ code: "page_token_is_invalid", attribute: "page_token", message: "is not valid" });
  }
  refuseAny(problems);
  return {
    number: number ?? 0,
    size: size ?? behaviour.pageSize,
    cursor:
      rank === undefined
        ? undefined
        : { token, rank, direction: token.startsWith("PA") ? "after" : "before" },
  };
}

function startOf(
  items: readonly { readonly id: string }[],
  { cursor, size }: PageRequest,
  { store }: Project,
): number {
  if (cursor === undefined) return 0;
  const rank = (item: { readonly id: string }): number => store.rankOf(item.id) ?? -1;
  if (cursor.direction === "after") {
    const start = items.findIndex((item) => rank(item) < cursor.rank);
    return start === -1 ? items.length : start;
  }
  const end = items.findIndex((item) => rank(item) <= cursor.rank);
  return Math.max(0, (end === -1 ? items.length : end) - size);
}

function linkTo(request: VendorRequest, { behaviour }: Project, parameters: readonly Parameter[]): string {
  const path = request.url.split("?", 1)[0] ?? request.url;
  const query = new URLSearchParams(parameters).toString();
  // The host as the client names it.
  const host = request.header("host") ?? "127.0.0.1";
  switch (behaviour.nextLinks) {
    case "relative":
      return `${path}?${query}`;
    case "absolute":
      return `http://${host}${path}?${query}`;
    case "foreign-host":
      return `http://${host.replace(/^[^:]*/, "127.0.0.2")}${path}?${query}`;
    case "documented":
    case "loop":
    case "empty-string":
    case "null":
      return apiOf(request.url) === "fabric" ? `http://${host}${path}?${query}` : `${path}?${query}`;
  }
}

function invalid(attribute: string, message: string): Problem {
  return { code: "invalid_parameter", attribute, message };
}

function wholeNumber(digits: string): number | undefined {
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
