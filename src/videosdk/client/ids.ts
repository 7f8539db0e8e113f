import { visibleText } from "../../lifecycle/characters";
import { readAs, type Reading } from "../../lifecycle/schema";

/** What the ids that VideoSDK makes begin with. */
const prefixes: Readonly<Record<string, string>> = {
  rr_: "a routing rule",
  cn_: "a connector",
  wh_: "a webhook",
  gw_: "a gateway",
  pn_: "a phone number",
  ag_: "an agent",
};

/**
 * An id of something that is declared elsewhere. VideoSDK's ids are opaque, and some are chosen by their users; but one that
 * has white space, or is that of another kind of object, is a mistake.
 *
 * @param what what it belongs to, as in the table of prefixes: `a routing rule`
 */
export function foreignId(what: string, example: string) {
  const isOther = (id: string): boolean =>
    Object.entries(prefixes).some(([prefix, kind]) => kind !== what && id.startsWith(prefix));
  return readAs(
    `the id of ${what}, such as ${example}, without white space, and not the id of something else`,
    (value): Reading<string> => {
      const reading = visibleText(value);
      if ("remark" in reading || (/^[^\s/?#]+$/.test(reading.value) && !isOther(reading.value)))
        return reading;
      return { remark: "" };
    },
  );
}
