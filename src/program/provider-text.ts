/**
 * The provider's text: all that state knows of the code that serves a resource. Permanent. It has its own file, so that
 * tools can write it without loading the Pulumi SDK.
 */
export function providerText(vendor: string, type: string): string {
  return `exports.handler = () => require("pulumi-sip/runtime").${vendor}.${type};`;
}
