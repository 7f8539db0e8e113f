import { presentable } from "../../src/http/presentable";
import type { Finding, VendorName, Verdict } from "./assumption";
import type { StepResult } from "./step";

/** What a run did and saw. */
export interface Report {
  readonly vendor: VendorName;
  readonly endpoint: string;
  readonly prefix: string;
  readonly steps: readonly StepResult[];
  readonly findings: readonly Finding[];
  /** What is left at the vendor although it was swept. */
  readonly left: readonly string[];
  readonly measured: { readonly requests: number; readonly slowestMs: number };
}

const verdicts: readonly Verdict[] = ["refuted", "confirmed", "not seen"];

/** How many assumptions have a verdict. */
export function count({ findings }: Report, verdict: Verdict): number {
  return findings.filter((finding) => finding.verdict === verdict).length;
}

/** 1 where a step failed or something is left; a refuted assumption is no failure. */
export function exitCode({ steps, left }: Report): 0 | 1 {
  return left.length > 0 || steps.some(({ outcome }) => outcome === "failed") ? 1 : 0;
}

/** The report as JSON, without any secret of the run. */
export function asJson(report: Report): string {
  const findings = report.findings.map(({ assumption, verdict, saw }) => {
    const { id, statement, page, consequence } = assumption;
    return { id, verdict, statement, saw, page, switch: assumption.switch, consequence };
  });
  return `${presentable(JSON.stringify({ ...report, findings }, null, 2))}\n`;
}

/** The report as Markdown, what needs attention first. */
export function asMarkdown(report: Report): string {
  const { vendor, endpoint, prefix, steps, findings, left, measured } = report;
  const failed = steps.filter(({ outcome }) => outcome === "failed");
  const sections = [
    `# ${vendor}: what was seen`,
    `${verdicts.map((verdict) => `${count(report, verdict)} ${verdict}`).join(", ")}. ` +
      `${steps.length - failed.length} of ${steps.length} steps without a failure. ${left.length} left behind. ` +
      `Endpoint ${endpoint}, prefix \`${prefix}\`, ${measured.requests} requests beside the package's own, the slowest answer after ${measured.slowestMs} ms.`,
    ...(left.length === 0 ? [] : ["## Left behind", left.map((line) => `- ${line}`).join("\n")]),
    ...(failed.length === 0
      ? []
      : ["## Failed", failed.map(({ name, reason = "" }) => `- ${name}: ${reason}`).join("\n")]),
    ...verdicts.flatMap((verdict) => section(verdict, findings)),
    "## Steps",
    table(
      ["Step", "Outcome"],
      steps.map(({ name, outcome, reason }) => [name, [outcome, reason].filter(Boolean).join(": ")]),
    ),
  ];
  return `${presentable(sections.join("\n\n"))}\n`;
}

function section(verdict: Verdict, findings: readonly Finding[]): string[] {
  const of = findings.filter((finding) => finding.verdict === verdict);
  if (of.length === 0) return [];
  const rows = of.map(({ assumption: { id, statement, page, consequence = "" }, saw }) => [
    `\`${id}\``,
    [statement, consequence].filter(Boolean).join(" "),
    saw,
    page,
  ]);
  const title = `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`;
  return [`## ${title}`, table(["Assumption", "It says", "Seen", "Page"], rows)];
}

/** A table; a cell holds no line end and no column mark. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
