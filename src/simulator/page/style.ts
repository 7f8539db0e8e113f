/** The look of the page, light and dark. It uses the fonts that the machine has. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --line: #d9dde3; --text: #1b2430; --quiet: #566273; --link: #0b5cad; --focus: #b3261e;
  --gateway: #e6effb; --gateway-line: #7aa5dd; --rule: #f0eafb; --rule-line: #a48ad6;
  --good: #e4f4e8; --good-line: #6cae7e; --bad: #fdeceb; --bad-line: #d9756d; --bad-text: #9f2018; --chip: #eef1f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1a2028; --line: #333d4a; --text: #e4e9f0; --quiet: #9fadbe; --link: #7db8f5; --focus: #ff8a80;
    --gateway: #1b2c42; --gateway-line: #41699b; --rule: #2a2440; --rule-line: #6b579c;
    --good: #1b3324; --good-line: #437a55; --bad: #3d2120; --bad-line: #8f4742; --bad-text: #ff9c94; --chip: #28313c;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.45 system-ui, "Segoe UI", "Open Sans", sans-serif; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
code, pre, .chip, .number { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace; font-size: .88em; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .4rem .8rem; z-index: 2; }
header { position: sticky; top: 0; z-index: 1; background: var(--card); border-bottom: 1px solid var(--line); }
header > div, main, footer { max-width: 76rem; margin: 0 auto; padding: .6rem 1.25rem; }
header > div { display: flex; flex-wrap: wrap; align-items: baseline; gap: .3rem 1.4rem; }
h1 { font-size: 1.05rem; margin: 0; }
h1 code { font-weight: 400; color: var(--quiet); margin-left: .5rem; }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1rem; flex: 1; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.status { color: var(--quiet); font-size: .88em; }
section { margin: 1.4rem 0 2rem; }
h2 { font-size: 1.25rem; margin: 0 0 .7rem; }
h3 { font-size: 1rem; margin: 0 0 .7rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; margin-bottom: 1rem; }
.card > :last-child { margin-bottom: 0; }
.empty .big { font-size: 1.15rem; margin: 0; }
pre { background: var(--chip); border-radius: 6px; padding: .7rem .9rem; overflow: auto; }
.quiet, .tally, .said { color: var(--quiet); }
.tally { font-weight: 400; margin-left: .5rem; }
strong.bad { color: var(--bad-text); }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; vertical-align: top; }
thead th { color: var(--quiet); font-size: .8em; font-weight: 500; padding: 0 .8rem .35rem 0; }
.lanes td { border-top: 1px solid var(--line); padding: .8rem .8rem .8rem 0; vertical-align: middle; }
.lanes td:nth-child(1) { width: 40%; }
.lanes td:nth-child(2) { width: 36%; }
.count { font-size: 1.5rem; font-weight: 600; line-height: 1.1; margin-bottom: .35rem; }
.chips { display: flex; flex-wrap: wrap; gap: .3rem; }
.chip { background: var(--chip); border-radius: 5px; padding: .08rem .42rem; text-decoration: none; white-space: nowrap; }
.chip:hover { text-decoration: underline; }
.scroll { max-height: 15rem; overflow: auto; padding: .3rem; }
.tall { max-height: 32rem; padding: 0; }
.tall thead th { position: sticky; top: 0; background: var(--card); padding-top: .3rem; }
details summary { cursor: pointer; padding: .25rem 0; }
.stops, .steps { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 0; }
.stops > li::before, .steps > li + li::before { content: "\\2192"; color: var(--quiet); padding: 0 .5rem; align-self: center; }
.stops > li { position: relative; margin-left: 1.9rem; }
.stops > li::before { position: absolute; left: -1.9rem; top: 50%; transform: translateY(-50%); }
.steps > li { display: flex; align-items: center; }
.lanes td:nth-child(3) .box { position: relative; margin-left: 1.9rem; }
.lanes td:nth-child(3) .box::before { content: "\\2192"; color: var(--quiet); position: absolute; left: -1.5rem; top: 50%; transform: translateY(-50%); }
.box { display: inline-flex; flex-direction: column; border: 1px solid var(--line); border-radius: 8px; padding: .3rem .7rem .4rem; overflow-wrap: anywhere; background: var(--chip); }
.box.gateway { background: var(--gateway); border-color: var(--gateway-line); }
.box.rule { background: var(--rule); border-color: var(--rule-line); }
.box.good { background: var(--good); border-color: var(--good-line); }
.box.bad { background: var(--bad); border: 1px dashed var(--bad-line); }
.box.bad .kind { color: var(--bad-text); font-weight: 600; }
.kind { font-size: .78em; color: var(--quiet); }
.name { font-weight: 600; }
.box.bad .name { font-weight: 400; }
.id { color: var(--quiet); overflow-wrap: anywhere; }
.log td, .log tbody th { border-top: 1px solid var(--line); padding: .35rem .8rem .35rem 0; vertical-align: top; overflow-wrap: anywhere; }
.log .failed .state { color: var(--bad-text); font-weight: 600; }
.log td:nth-child(2), .log .state { white-space: nowrap; }
.switches td:nth-child(2), .objects td:nth-child(2), .faulty td:nth-child(2) { white-space: normal; }
.log .over td { color: var(--quiet); }
td.number { white-space: nowrap; color: var(--quiet); }
.fields { display: flex; flex-wrap: wrap; gap: .7rem 1rem; align-items: end; margin-bottom: .9rem; }
.fields > details { flex-basis: 100%; }
label { display: inline-flex; flex-direction: column; font-size: .85em; color: var(--quiet); gap: .15rem; }
.switches label { font-size: 1em; color: inherit; font-family: ui-monospace, Menlo, Consolas, monospace; }
input, select, button { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .55rem; max-width: 100%; }
input[type="checkbox"] { width: auto; }
button { background: var(--link); border-color: var(--link); color: var(--card); font-weight: 600; cursor: pointer; padding: .38rem .9rem; }
button.secondary { background: transparent; color: var(--link); }
label.inline { flex-direction: row; align-items: center; gap: .4rem; }
.turned { background: var(--rule); }
code.turned { padding: .1rem .4rem; border-radius: 5px; margin-right: .3rem; }
[role="alert"] { background: var(--bad); border: 1px solid var(--bad-line); border-radius: 8px; padding: .6rem .9rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 2rem; }
footer { color: var(--quiet); padding-bottom: 2rem; }
@media (max-width: 44rem) {
  header { position: static; }
  .lanes thead { display: none; }
  .lanes, .lanes tbody, .lanes tr, .lanes td { display: block; width: auto !important; }
  .lanes td + td { border-top: 0; padding-top: 0; }
}
`;
