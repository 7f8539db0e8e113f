/** A line of the debug log, also where the engine has put its own words before it. */
const debugLine = /^.*PULUMI-SIP \d+: .*\n?/gm;

/** The lines of the debug log among what a process has printed. */
export function debugLogIn(printed: string): string {
  return (printed.match(debugLine) ?? []).join("");
}

/** What a process has printed without the debug log. */
export function withoutDebugLog(printed: string): string {
  return printed.replace(debugLine, "");
}
