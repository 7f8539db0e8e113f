import * as z from "zod";
import { accepts } from "./schema";

/** Texts by name. */
export function textMap(what: string) {
  return accepts(`an object with ${what}: texts by name`, z.record(z.string().min(1), z.string()));
}

/** Any JSON values by name. */
export function jsonMap(what: string) {
  return accepts(`an object with ${what}: JSON values by name`, z.record(z.string().min(1), z.json()));
}
