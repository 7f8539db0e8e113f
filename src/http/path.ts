/**
 * Builds a path from a template whose values are encoded, so that an id from an answer or a program is always
 * one segment: `` path`/v2/sip/phone-numbers/${e164}` `` gives `/v2/sip/phone-numbers/%2B14155550100`.
 *
 * @throws when a value is empty or a dot segment, because URL parsers resolve `..` even when it is encoded
 */
export function path(literals: TemplateStringsArray, ...values: string[]): string {
  return literals.reduce((built, literal, index) => {
    const value = values[index - 1];
    if (value === undefined) return built + literal;
    if (value === "" || value === "." || value === "..") {
      throw new Error(`${JSON.stringify(value)} cannot be used as an id`);
    }
    return built + encodeURIComponent(value) + literal;
  });
}
