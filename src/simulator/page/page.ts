import { html, raw } from "hono/html";
import type { Controls } from "../control.js";
import { faultForm, faultsView } from "./faults-view.js";
import { logForm, logView } from "./log-view.js";
import { mapsView } from "./maps-view.js";
import { live, nothing, type Html } from "./markup.js";
import { objectsView } from "./objects-view.js";
import type { Picture } from "./picture.js";
import { tracedCall, type PageQuery } from "./query.js";
import { script } from "./script.js";
import { style } from "./style.js";
import { switchesView } from "./switches-view.js";
import { traceForm, traceView } from "./trace-view.js";

/** What the page shows. */
export interface PageParts {
  /** Under which the browser asks for it. */
  readonly url: string;
  readonly query: PageQuery;
  readonly version: string;
  readonly picture: Picture;
  readonly controls: Controls;
  /** A text without the secrets of the accounts. */
  readonly hide: (text: string) => string;
  /** What is wrong with the form that was sent, and its fields. */
  readonly refused?: {
    readonly problems: readonly string[];
    readonly fields: Readonly<Record<string, string>>;
  };
}

const sections = [
  ["calls", "Calls"],
  ["trace", "Trace"],
  ["objects", "Objects"],
  ["requests", "Requests"],
  ["faults", "Faults"],
  ["switches", "Switches"],
] as const;

// Whole, because the policy has the hash of exactly what is between the tags.
const styleElement = raw(`<style>${style}</style>`);
const scriptElement = raw(`<script>${script}</script>`);

/** The whole page. It is complete without its script. */
export function page({ url, query, version, picture, controls, hide, refused }: PageParts): Html {
  const search = new URLSearchParams(query).toString();
  const call = tracedCall(query);
  const trace = html`<section id="trace" aria-labelledby="trace-title">
    <h2 id="trace-title">Trace a call</h2>
    <div class="card">${traceForm(query)} ${live("trace", traceView(query, controls, picture))}</div>
  </section>`;
  return html`<!doctype html>
    <html lang="en" data-source="/${search === "" ? "" : `?${search}`}" data-version="${version}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${call === undefined ? "" : `${call.to} · `}pulumi-sip simulator</title>
        <link rel="icon" href="data:," />
        ${styleElement}
      </head>
      <body>
        <a class="skip" href="#calls">Skip to the calls</a>
        <header>
          <div>
            <h1>pulumi-sip simulator <code>${url}</code></h1>
            <nav aria-label="Parts of the page">
              ${sections.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}
            </nav>
            <span class="status" id="status" role="status">As of loading; reload for news</span>
          </div>
        </header>
        <main>
          ${refused === undefined ? nothing : html`<p role="alert">Nothing was changed: ${refused.problems.join("; ")}.</p>`}
          ${call === undefined ? nothing : trace}
          <section id="calls" aria-labelledby="calls-title">
            <h2 id="calls-title">Where calls go</h2>
            ${live("calls", mapsView(picture, query, url))}
          </section>
          ${call === undefined ? trace : nothing}
          <section id="objects" aria-labelledby="objects-title">
            <h2 id="objects-title">Objects</h2>
            <div class="card">
              <div data-live="objects" class="columns">${objectsView(picture.objects)}</div>
            </div>
          </section>
          <section id="requests" aria-labelledby="requests-title">
            <h2 id="requests-title">Requests</h2>
            <div class="card">
              ${logForm(query)} ${live("requests", logView(query, controls, hide))}
              <form method="post" action="/_simulator/page/requests/clear">
                <button class="secondary">Clear the list</button>
              </form>
            </div>
          </section>
          <section id="faults" aria-labelledby="faults-title">
            <h2 id="faults-title">Faults</h2>
            <div class="card">
              <p class="quiet">
                A fault replaces the answer to requests that fit, so that a program shows what it does then.
              </p>
              ${faultForm(refused?.fields ?? {})} ${live("faults", faultsView(controls))}
            </div>
          </section>
          <section id="switches" aria-labelledby="switches-title">
            <h2 id="switches-title">Switches</h2>
            <div class="card">
              <p class="quiet">
                A switch is a behaviour that the vendor's pages leave open. A program should work under each
                of its values.
              </p>
              ${live("switches", switchesView(controls))}
            </div>
          </section>
          <section aria-labelledby="reset-title">
            <h2 id="reset-title">Start again</h2>
            <form class="card fields" method="post" action="/_simulator/page/reset">
              <label class="inline"
                ><input type="checkbox" name="sure" value="yes" required /> Delete all objects, requests and
                faults, and set the switches back</label
              >
              <button class="secondary">Reset the simulator</button>
            </form>
          </section>
        </main>
        <footer>
          The same as JSON: <a href="/_simulator/requests">requests</a>,
          <a href="/_simulator/faults">faults</a>, <a href="/_simulator/behaviour">behaviour</a>, and
          <a href="/_simulator/state">state</a>, passwords included.
        </footer>
        ${scriptElement}
      </body>
    </html>`;
}
