/** Shows how far something is: as a bar on a terminal, elsewhere as a line for each tenth. */
export interface Progress {
  readonly to: (done: number) => void;
  readonly end: () => void;
}

const width = 30;

/** Progress of a number of things, on standard error; nothing where there are few. */
export function progressBar(what: string, total: number): Progress {
  const { stderr } = process;
  if (total < 20) return { to: () => undefined, end: () => undefined };
  let tenth = 0;
  return {
    to: (done) => {
      const share = done / total;
      if (stderr.isTTY) {
        const full = Math.round(share * width);
        stderr.write(`\r[${"#".repeat(full)}${" ".repeat(width - full)}] ${done}/${total} ${what}`);
      } else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10);
        stderr.write(`${done}/${total} ${what}\n`);
      }
    },
    end: () => {
      if (stderr.isTTY) stderr.write("\n");
    },
  };
}
