import { expect, test } from "vitest";
import { pauseUntilReset } from "../../src/http/rate-limit-headers";

const now = Date.UTC(2026, 0, 1);
const inSeconds = (seconds: number): string => String(now / 1000 + seconds);

test.each([
  ["nothing", {}, undefined],
  ["some left", { "ratelimit-remaining": "3", "ratelimit-reset": "7" }, undefined],
  ["none left, by the draft's older fields", { "ratelimit-remaining": "0", "ratelimit-reset": "7" }, 7_000],
  ["none left, by one field", { ratelimit: "limit=10, remaining=0, reset=2" }, 2_000],
  ["none left, by the draft's present field", { ratelimit: '"default";r=0;t=3' }, 3_000],
  ["some left, by the same", { ratelimit: '"default";r=5;t=3' }, undefined],
  ["none left, until a date", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(9) }, 9_000],
  [
    "none left, until a date in milliseconds",
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now + 1_500) },
    1_500,
  ],
  [
    "none left, until a date that is over",
    { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(-9) },
    0,
  ],
  ["none left, but no time", { "x-ratelimit-remaining": "0" }, undefined],
  ["no numbers", { "x-ratelimit-remaining": "none", "x-ratelimit-reset": "soon" }, undefined],
])("the pause by headers that say %s", (_what, headers, pauseMs) => {
  expect(pauseUntilReset(headers, now)).toBe(pauseMs);
});
