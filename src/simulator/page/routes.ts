import { createHash } from "node:crypto";
import type { Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Controls, ServerEnvironment } from "../control.js";
import { faultFrom, turnedSwitches, type Fields } from "./forms.js";
import { page, type PageParts } from "./page.js";
import { pictureOf, type Picture } from "./picture.js";
import { script } from "./script.js";
import { secretsIn, withoutSecrets } from "./secrets.js";
import { style } from "./style.js";

type PageContext = Context<ServerEnvironment>;

/** Nothing but the page's own style and script, by their hashes, and only this simulator. */
const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: [hashOf(style)],
    scriptSrc: [hashOf(script)],
    connectSrc: ["'self'"],
    imgSrc: ["data:"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // With no-referrer, a browser would not say that a form is the page's own.
  referrerPolicy: "same-origin",
  strictTransportSecurity: false,
});

/** Serves the page at `/` and its forms. Like the controls it needs no credentials, is not logged, and no fault hits it. */
export function addPage(app: Hono<ServerEnvironment>, controls: Controls): void {
  const draw = drawer(controls);
  app.use("/", headers);
  app.use("/_simulator/page/*", headers);
  app.get("/", (context) => {
    const version = versionOf(controls);
    if (context.req.header("if-none-match") === version) return context.body(null, 304, { etag: version });
    return context.html(page(partsOf(context, draw(), context.req.query())), 200, {
      etag: version,
      "cache-control": "no-store",
    });
  });

  const form = (
    path: string,
    anchor: string,
    act: (fields: Fields) => readonly string[] | Promise<void>,
  ): void => {
    app.post(`/_simulator/page/${path}`, async (context) => {
      const fields = textFields(await context.req.parseBody());
      const problems = (await act(fields)) ?? [];
      if (problems.length === 0) return context.redirect(`/#${anchor}`, 303);
      return context.html(page({ ...partsOf(context, draw(), {}), refused: { problems, fields } }), 400);
    });
  };
  form("faults", "faults", (fields) => controls.addFaults(faultFrom(fields)));
  form("faults/clear", "faults", () => done(() => controls.clearFaults()));
  form("switches", "switches", (fields) => controls.configure(turnedSwitches(fields)));
  form("requests/clear", "requests", () => done(() => controls.clearRequests()));
  form("reset", "calls", ({ sure }) =>
    sure === "yes" ? controls.reset() : ["the box before the button is not ticked"],
  );
  // Where a form was refused, its address stays in the browser.
  app.get("/_simulator/page/*", (context) => context.redirect("/", 303));

  function partsOf({ req }: PageContext, { picture, secrets }: Drawn, query: PageParts["query"]): PageParts {
    return {
      url: `http://${req.header("host") ?? ""}`,
      query,
      version: versionOf(controls),
      picture,
      controls,
      hide: (text) => withoutSecrets(text, secrets),
    };
  }
}

interface Drawn {
  readonly picture: Picture;
  readonly secrets: readonly string[];
}

/** Draws the objects once for each state that they are in. */
function drawer(controls: Controls): () => Drawn {
  let drawn: (Drawn & { readonly version: string }) | undefined;
  return () => {
    const version = versionOf(controls);
    if (drawn?.version === version) return drawn;
    const state = controls.state();
    const secrets = [...new Set([...secretsIn(state), ...secretsIn(controls.credentials())])];
    drawn = { version, picture: pictureOf(state), secrets };
    return drawn;
  };
}

function versionOf(controls: Controls): string {
  return `"${controls.revision()}"`;
}

function done(act: () => void): readonly string[] {
  act();
  return [];
}

function textFields(body: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
