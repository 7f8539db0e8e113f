import type { Command } from "commander";

/** Makes a program and its commands speak of mistakes in a command line as the rest of this package does. */
export function withOneVoice(program: Command): Command {
  for (const command of [program, ...program.commands]) {
    const name = command === program ? program.name() : `${program.name()} ${command.name()}`;
    command.configureOutput({
      outputError: (text, write) => write(`${program.name()}: ${inOneSentence(text, name)}\n`),
    });
  }
  return program;
}

/** What commander says of a mistake, in one sentence with the nearest name, and where to read more. */
function inOneSentence(text: string, name: string): string {
  const what = text
    .trim()
    .replace(/^error: /, "")
    .replace(/^option '(-[^\s']*)[^']*' argument '.*?' is invalid\. /s, "$1: ")
    .replace(/^command-argument value '.*?' is invalid for argument '([^']*)'\. /s, "<$1>: ")
    .replace(/\n\(Did you mean one of (.*?)\?\)$/s, "; the nearest are $1")
    .replace(/\n\(Did you mean (.*?)\?\)$/s, "; the nearest is $1")
    .replace(/\.$/, "");
  return `${what}. Run '${name} --help' to see what it takes`;
}

/** The words of an error that a command ends with. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { path, code } = error as NodeJS.ErrnoException;
  if (path === undefined || code === undefined) return error.message;
  const reason = error.message.replace(/^\w+: /, "").replace(/, \w+ '.*$/s, "");
  return `${path} cannot be used: ${reason} (${code}). Name a file or folder that is there, and that you may use`;
}
