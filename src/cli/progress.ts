/** Shows how far something is: as a bar on a terminal, elsewhere as a line for each tenth. */
export interface Progress {
  readonly to: (done: number) => void;
  readonly end: () => void;
}

/** Shows how many pages of lists are read. */
export interface PageCount {
  readonly to: (what: string, pages: number) => void;
  readonly end: () => void;
}

const width = 30;

/** So many pages make a line where there is no terminal. */
const pagesOfLine = 10;

/** The pages of an account's lists, on standard error; nothing where a list has one page, which is read in no time. */
export function pageCount(account: string): PageCount {
  const { stderr } = process;
  return {
    to: (what, pages) => {
      const text = `${account} ${what}: ${pages} pages`;
      if (stderr.isTTY && pages > 1) stderr.write(`\r${text}\u001b[K`);
      else if (!stderr.isTTY && pages % pagesOfLine === 0) stderr.write(`${text}\n`);
    },
    end: () => {
      if (stderr.isTTY) stderr.write("\r\u001b[K");
    },
  };
}

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
