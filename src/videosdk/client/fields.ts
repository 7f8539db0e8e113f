import { accepts, fields, oneOf, secretText, text } from "../../lifecycle/schema";
import * as z from "zod";
import { sipRegions } from "../vocabulary";

/** Characters that make numbers easier to read. */
const punctuation = /[\s().-]/g;

/** A number in E.164 form; spaces, dots, dashes and parentheses are removed. */
export function e164() {
  const plain = z
    .string()
    .transform((number) => number.replace(punctuation, ""))
    .pipe(z.string().regex(/^\+[1-9]\d{1,14}$/));
  return accepts("a number in E.164 form: + and 2 to 15 digits, such as +14155550100", plain);
}

/** A region. */
export const sipRegion = () => oneOf(sipRegions);

/** A SIP host to send calls to. */
export const address = () =>
  text("a SIP host, optionally with a port, without white space, such as sip.example.com:5061", /^\S+$/);

/** User name and password; VideoSDK accepts both or none. */
export const auth = () =>
  fields({
    username: text("the user name; auth needs both username and password"),
    password: secretText("the password; auth needs both username and password"),
  });
