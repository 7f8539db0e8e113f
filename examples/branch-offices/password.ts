import type * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/** A password for the account at the carrier; another generation makes another one. Its output is a secret. */
export function sipPassword(name: string, generation: string): pulumi.Output<string> {
  const password = new random.RandomPassword(name, { length: 32, special: false, keepers: { generation } });
  return password.result;
}
