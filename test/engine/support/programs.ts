import { first, second } from "./vendor.js";

/** Arguments of a set of two numbers with one pair of gateways; the password is plain, as a careless program has it. */
export const setArgs = {
  phoneNumbers: [second, first],
  inbound: { sipRegion: "us002" },
  outbound: {
    address: "sip.example.com:5061",
    sipRegion: "us002",
    auth: { username: "support", password: "first-password" },
  },
};

/** Arguments of a trunk. */
export const trunkArgs = {
  domain: "example.pstn.provider.com",
  direction: "outbound",
  numbers: [first],
  auth: { username: "support", password: "first-password" },
};

/** A line of a program that declares a VideoSDK resource and gives it the same name in the program and in the stack. */
export function declare(name: string, type: string, args: object, options?: string): string {
  return declaration(name, `videosdk.${type}`, args, options);
}

/** The same for a SignalWire resource. */
export function declareAtSignalWire(name: string, type: string, args: object, options?: string): string {
  return declaration(name, `signalwire.${type}`, args, options);
}

function declaration(name: string, type: string, args: object, options: string | undefined): string {
  const rest = options === undefined ? "" : `, ${options}`;
  return `const ${name} = new ${type}("${name}", ${literal(args)}${rest});\n`;
}

/** A reference to another value in the program, used as a value. Holds no double quotes. */
export function reference(expression: string): string {
  return `<<${expression}>>`;
}

function literal(args: object): string {
  return JSON.stringify(args).replace(/"<<(.*?)>>"/g, "$1");
}
