import { describe, expect, test } from "vitest";
import { allSwitches } from "../../src/simulator";
import { canaries, furnishSignalWire, furnishVideoSdk } from "../support/full-accounts";
import { Dashboard } from "../support/vendor-view";
import { useBench } from "./support.js";

const bench = useBench();

/** What the tests use of a page's elements: the sources know no browser. */
interface Elements {
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element> & { readonly length: number };
  getElementById(id: string): Element | null;
}

interface Element {
  readonly textContent: string;
  getAttribute(name: string): string | null;
}

interface Shown {
  readonly status: number;
  readonly text: string;
  readonly document: Elements;
  readonly headers: Headers;
}

async function shown(answer: Response): Promise<Shown> {
  const text = await answer.text();
  const { parseHTML } = await import("linkedom");
  const { document } = parseHTML(text) as unknown as { document: Elements };
  return { status: answer.status, text, document, headers: answer.headers };
}

async function page(query = ""): Promise<Shown> {
  return shown(await fetch(`${bench.current.simulator.url}/${query}`));
}

function post(path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) {
  const url = `${bench.current.simulator.url}/_simulator/page/${path}`;
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" });
}

/** The text of a part, words only. */
function words({ document }: Shown, selector: string): string {
  return (document.querySelector(selector)?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function rows({ document }: Shown, selector: string): string[] {
  return [...document.querySelectorAll(`${selector} tbody tr`)].map((row) =>
    row.textContent.replace(/\s+/g, " ").trim(),
  );
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `+1415555${String(1000 + index)}`);
}

async function rule(name: string, phoneNumbers: readonly string[]): Promise<void> {
  const body = { name, type: "inbound", phoneNumbers, agentId: "ag_1" };
  await new Dashboard(bench.current.simulator).send("POST", "/v2/sip/routing-rule", body);
}

describe("the page", () => {
  test("says how to begin where there are no numbers", async () => {
    const empty = await page();
    expect(empty.status).toBe(200);
    expect(words(empty, "#calls")).toContain(
      `pulumi config set videosdk:endpoint ${bench.current.simulator.url}`,
    );
  });

  test("draws numbers of one way together, each a link that traces it, and what rings nowhere last", async () => {
    const dashboard = new Dashboard(bench.current.simulator);
    await dashboard.create(["+14155550102"], { name: "spare", isShared: true });
    await dashboard.create(["+14155550100", "+14155550101"], { name: "support", isShared: true });
    await rule("desk", ["+14155550100", "+14155550101"]);
    const drawn = await page();
    expect(rows(drawn, "[aria-labelledby=videosdk-inbound]")).toEqual([
      "2 +14155550100 +14155550101 inbound gateway support routing rule desk agent ag_1",
      "+14155550102 inbound gateway spare nowhere no inbound routing rule has the number",
    ]);
    expect(words(drawn, "#videosdk-inbound .tally")).toBe("3, 1 nowhere");
    const link = drawn.document.querySelector(".chip")?.getAttribute("href");
    expect(link).toBe("/?trace=%2B14155550100#trace");
    expect(words(await page(link?.slice(1)), "#trace .steps")).toMatch(
      /^number \+14155550100 inbound gateway support \S+ routing rule desk \S+ agent ag_1$/,
    );
  });

  test("traces a number that is typed with its +, a caller, and says why a call ends nowhere", async () => {
    await new Dashboard(bench.current.simulator).create(["+14155550100"]);
    await rule("desk", ["+14155550100"]);
    expect(words(await page("?trace=+14155550100"), "#trace .steps")).toContain("agent ag_1");
    expect(words(await page("?trace=+14155550199"), "#trace")).toContain(
      "the number is on no inbound gateway",
    );
  });

  test("shows 500 numbers with a gateway each as one way, in less than 300 kB", async () => {
    await new Dashboard(bench.current.simulator).create(many(500), { name: "line", isShared: false });
    await rule("desk", many(500));
    const drawn = await page();
    expect(rows(drawn, "[aria-labelledby=videosdk-inbound]")).toHaveLength(1);
    expect(words(drawn, "[aria-labelledby=videosdk-inbound]")).toContain("500 inbound gateways line");
    expect(drawn.document.querySelectorAll("[aria-labelledby=videosdk-inbound] .chip")).toHaveLength(500);
    expect(drawn.text.length).toBeLessThan(300_000);
  });

  test("shows the objects of full accounts and no secret", async () => {
    const { simulator } = bench.current;
    await furnishVideoSdk(simulator);
    await furnishSignalWire(simulator);
    await fetch(
      `${simulator.url}/v2/x?token=${encodeURIComponent(simulator.signalwire.token)}&u=https://u:CANARY-user@x`,
    );
    const { text, ...drawn } = await page("?rows=1000");
    for (const title of ["Webhooks", "Connectors", "Subscribers", "SWML scripts", "SIP endpoints"])
      expect(words({ text, ...drawn }, "#objects")).toContain(title);
    const { videosdk, signalwire } = simulator;
    for (const secret of [...canaries, videosdk.secret, videosdk.apiKey, signalwire.token])
      expect(text).not.toContain(secret);
  });

  test("escapes what a program gave its objects", async () => {
    const name = `<img src=x onerror=alert(1)> "' & </script>`;
    await new Dashboard(bench.current.simulator).create(["+14155550100"], { name, isShared: true });
    const drawn = await page("?trace=%3Cb%3E%22&path=%22%3E%3Cb%3E");
    expect(drawn.document.querySelectorAll("img, b")).toHaveLength(0);
    expect(words(drawn, "#calls")).toContain(name);
  });

  test("lets a browser load nothing, run nothing and be framed by nobody but itself", async () => {
    const { headers, document } = await page();
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect([...document.querySelectorAll("[src], [style], [onclick]")]).toEqual([]);
    expect([...document.querySelectorAll("[href^=http]")]).toEqual([]);
  });

  test("costs a browser that has the newest one nothing", async () => {
    const first = await page();
    const again = () =>
      fetch(bench.current.simulator.url, { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
    expect((await again()).status).toBe(304);
    await bench.current.list();
    expect((await again()).status).toBe(200);
  });

  test("is in no log, and not hit by a fault", async () => {
    bench.current.simulator.addFault({ kind: "status", status: 500, times: 9 });
    expect((await page()).status).toBe(200);
    expect(bench.current.simulator.requests()).toEqual([]);
  });
});

describe("the requests on the page", () => {
  test.each([
    [
      "",
      [
        "3 GET /v2/nothing an HTML page 404 Not Found",
        "2 POST /v2/sip/phone-numbers 200 OK",
        "1 GET /v2/sip/phone-numbers 200 OK",
      ],
    ],
    ["?method=post", ["2 POST /v2/sip/phone-numbers 200 OK"]],
    ["?path=nothing", ["3 GET /v2/nothing an HTML page 404 Not Found"]],
    ["?status=2xx&method=GET", ["1 GET /v2/sip/phone-numbers 200 OK"]],
    ["?status=404", ["3 GET /v2/nothing an HTML page 404 Not Found"]],
    ["?status=none", []],
    ["?rows=1", ["3 GET /v2/nothing an HTML page 404 Not Found"]],
  ])("are those that fit %j, the newest first", async (query, expected) => {
    await bench.current.list();
    await bench.current.createNumbers();
    await bench.current.send("GET", "/v2/nothing");
    expect(rows(await page(query), "#requests").map((row) => row.replace(/ [\d.]+$/, ""))).toEqual(expected);
  });

  test("say what is wrong with a filter", async () => {
    expect(words(await page("?status=4"), "#requests [role=alert]")).toBe(
      "4 is no status. Accepted: one such as 404, a class such as 4xx, or none.",
    );
  });

  test("are cleared by a form", async () => {
    await bench.current.list();
    expect((await post("requests/clear")).headers.get("location")).toBe("/#requests");
    expect(bench.current.simulator.requests()).toEqual([]);
  });
});

describe("the faults on the page", () => {
  test("are added by a form, shown with their counts, and removed", async () => {
    const fields = {
      kind: "status",
      method: "GET",
      path: "/v2/**",
      status: "503",
      retryAfter: "2",
      nth: "",
      when: "",
    };
    expect((await post("faults", fields)).status).toBe(303);
    expect(bench.current.simulator.faults()).toMatchObject([
      { kind: "status", method: "GET", path: "/v2/**", status: 503, retryAfter: 2 },
    ]);
    await bench.current.send("GET", "/v2/x");
    expect(rows(await page(), "#faults")).toEqual(["status 503 (over) GET /v2/**, request 1 1 1"]);
    await post("faults/clear");
    expect(bench.current.simulator.faults()).toEqual([]);
  });

  test("that are wrong are refused with every reason, and what was filled in stays", async () => {
    const refused = await shown(await post("faults", { kind: "status", path: "v2", status: "many" }));
    expect(refused.status).toBe(400);
    expect(words(refused, "[role=alert]")).toMatch(/^Nothing was changed: .*path: .*status: /);
    expect(refused.document.querySelector("#faults [name=path]")?.getAttribute("value")).toBe("v2");
    expect(bench.current.simulator.faults()).toEqual([]);
  });
});

describe("the switches on the page", () => {
  test("are all there, with what each stands for", async () => {
    const drawn = await page();
    const text = words(drawn, "#switches");
    for (const { vendor, name, about } of allSwitches) {
      expect(drawn.document.getElementById(`${vendor}.${name}`), name).not.toBeNull();
      expect(text).toContain(about);
    }
  });

  test("are turned by a form; one that was turned meanwhile stays", async () => {
    const { simulator } = bench.current;
    const field = (await page()).document.querySelector("[name=shown]")?.getAttribute("value") ?? "";
    simulator.configure({ videosdk: { rosters: "none" } });
    const turned = {
      vendor: "videosdk",
      shown: field,
      rosters: '"full"',
      notFoundStatus: "402",
      perPageCap: "7",
      purchasedNumbers: "+14155550100 +14155550101",
    };
    expect((await post("switches", turned)).headers.get("location")).toBe("/#switches");
    const behaviour = (await (await fetch(`${simulator.url}/_simulator/behaviour`)).json()) as {
      videosdk: object;
      switches: object[];
    };
    expect(behaviour.videosdk).toMatchObject({
      ...{ rosters: "none", notFoundStatus: 402, perPageCap: 7 },
      purchasedNumbers: ["+14155550100", "+14155550101"],
    });
    expect(behaviour.switches).toContainEqual({
      ...{ vendor: "videosdk", name: "notFoundStatus", value: 402, default: 404, values: [404, 402] },
      ...{ form: "choice", about: "status when an object does not exist", source: "server SDK, errors" },
    });
    expect(behaviour.switches).toHaveLength(allSwitches.length);
    expect(words(await page(), "#switches")).toContain("notFoundStatus = 402");
    // What GET shows can be sent back.
    const again = { method: "POST", body: JSON.stringify(behaviour) };
    expect((await fetch(`${simulator.url}/_simulator/behaviour`, again)).status).toBe(204);
  });

  test("with a wrong value are refused", async () => {
    const refused = await shown(
      await post("switches", { vendor: "videosdk", shown: "{}", perPageCap: "0", passwords: '"x"' }),
    );
    expect([refused.status, words(refused, "[role=alert]")]).toEqual([
      400,
      expect.stringMatching(/passwords.*perPageCap/),
    ]);
  });
});

describe("a reset on the page", () => {
  test("needs the box, and deletes everything", async () => {
    await bench.current.createNumbers();
    expect((await post("reset")).status).toBe(400);
    expect(bench.current.simulator.state().videosdk.phoneNumbers).toHaveLength(2);
    expect((await post("reset", { sure: "yes" })).status).toBe(303);
    expect(bench.current.simulator.state().videosdk.phoneNumbers).toEqual([]);
  });
});
