/**
 * Keeps the page up to date: it asks for the page again each second, and exchanges what has changed. What somebody fills in or has
 * marked stays as it is until he is done. Without it the page is what it was when it was loaded, and everything works.
 */
export const script = `
"use strict";
const root = document.documentElement;
const status = document.getElementById("status");
let version = root.dataset.version;
let failed = false;
const say = (text) => { if (status.textContent !== text) status.textContent = text; };
const isBusy = (part) => {
  const active = document.activeElement;
  if (part.contains(active) && active.matches("input, select, textarea")) return true;
  if ([...part.querySelectorAll("select, input")].some((field) =>
    field.tagName === "SELECT" ? [...field.options].some((one) => one.selected !== one.defaultSelected)
      : field.type !== "hidden" && field.value !== field.defaultValue)) return true;
  const marked = getSelection();
  return marked !== null && !marked.isCollapsed && part.contains(marked.anchorNode);
};
const keyOf = (element) => element.id || element.getAttribute("href") || "";
const exchange = (part, next) => {
  const open = new Set([...part.querySelectorAll("details[open]")].map((one) => one.id));
  for (const one of next.querySelectorAll("details")) one.open = open.has(one.id);
  if (part.innerHTML === next.innerHTML) return;
  const active = part.contains(document.activeElement) ? keyOf(document.activeElement.closest("[id], [href]") ?? part) : "";
  const places = new Map([...part.querySelectorAll(".scroll")].map((one, index) => [index, one.scrollTop]));
  part.replaceChildren(...next.childNodes);
  [...part.querySelectorAll(".scroll")].forEach((one, index) => { one.scrollTop = places.get(index) ?? 0; });
  if (active !== "") [...part.querySelectorAll("[id], [href]")].find((one) => keyOf(one) === active)?.focus({ preventScroll: true });
};
const refresh = async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(root.dataset.source, { cache: "no-store", headers: { "if-none-match": version } });
    if (failed) { failed = false; say("Live"); }
    if (answer.status !== 200) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    let isWhole = true;
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = next.querySelector('[data-live="' + part.dataset.live + '"]');
      if (other === null) continue;
      if (isBusy(part)) isWhole = false;
      else exchange(part, document.adoptNode(other));
    }
    if (isWhole) version = answer.headers.get("etag");
  } catch {
    failed = true;
    say("The simulator does not answer");
  }
};
say("Live");
const loop = () => refresh().finally(() => setTimeout(loop, 1000));
setTimeout(loop, 1000);
document.addEventListener("visibilitychange", refresh);
`;
