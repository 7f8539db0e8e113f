import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, test } from "vitest";
import { TeamPhones, type TeamPhonesArgs } from "../../src/components";
import { signalwire } from "../../src/index";
import { complaint, mockEngine, registered, valueOf, type Registered } from "../support/mocked-program";

beforeEach(() => mockEngine());

const callHandler = { type: "relay_script", relayScriptUrl: "https://example.com/swml" } as const;

/** The endpoints that a team has declared, by name. */
async function endpointsOf(team: TeamPhones): Promise<Record<string, Registered>> {
  for (const { urn } of Object.values(team.endpoints)) await valueOf(urn);
  const endpoints = registered.filter(({ type }) => type === "pulumi-nodejs:dynamic/signalwire:SipEndpoint");
  return Object.fromEntries(endpoints.map((one) => [one.name, one]));
}

/** What a program hears of such a list of people. */
const complaintOf = (people: unknown): string =>
  complaint(() => new TeamPhones("team", { people } as TeamPhonesArgs));

describe("the phones of a team", () => {
  test("are a component of a constant type, which sends none of its arguments to the engine", async () => {
    const team = new TeamPhones("team", { people: [{ name: "ada", password: "CANARY-ada" }] });
    await valueOf(team.urn);
    expect(registered.find(({ name }) => name === "team")).toMatchObject({
      type: "pulumi-sip:components:TeamPhones",
      inputs: {},
    });
  });

  test("are an endpoint for each person, named after both, with the handler that all have", async () => {
    const people = ["ada", { name: "grace", username: "c3p0", callerId: "Grace", password: "CANARY-grace" }];
    const team = new TeamPhones("team", { people, callHandler, encryption: "required" });
    const endpoints = await endpointsOf(team);
    expect(Object.keys(endpoints).sort()).toEqual(["team-ada", "team-grace"]);
    const common = { callHandler, encryption: "required" };
    expect(endpoints["team-ada"]?.inputs).toMatchObject({ ...common, username: "ada" });
    expect(endpoints["team-grace"]?.inputs).toMatchObject({ ...common, username: "c3p0", callerId: "Grace" });
    expect(endpoints["team-ada"]?.inputs).not.toHaveProperty("password");
    expect(endpoints["team-ada"]?.inputs["__urn"]).toContain(
      "::pulumi-sip:components:TeamPhones$pulumi-nodejs:dynamic/signalwire:SipEndpoint::team-ada",
    );
  });

  test("have the same names and arguments in any order of the list", async () => {
    const people = ["ada", "grace", { name: "edsger", callerId: "E" }];
    const one = await endpointsOf(new TeamPhones("team", { people }));
    await mockEngine();
    expect(await endpointsOf(new TeamPhones("team", { people: people.reverse() }))).toEqual(one);
  });

  test("have their passwords as one secret, by name", async () => {
    const people = ["ada", { name: "grace", password: "CANARY-grace" }];
    const { passwords } = new TeamPhones("team", { people });
    expect(await pulumi.isSecret(passwords)).toBe(true);
    expect(await valueOf(passwords)).toMatchObject({ grace: "CANARY-grace" });
  });

  test("may be those of nobody", async () => {
    const { endpoints, passwords } = new TeamPhones("team", { people: [] });
    expect(endpoints).toEqual({});
    expect(await valueOf(passwords)).toEqual({});
  });

  test("are in the project that the component names, and not in that of its parent", async () => {
    const outer = new signalwire.Provider("outer", { space: "a", projectId: "b", token: "c" });
    const own = new signalwire.Provider("own", { space: "d", projectId: "e", token: "f" });
    const parent = new pulumi.ComponentResource("a:b:C", "parent", {}, { providers: [outer] });
    const people = ["ada"];
    const inherited = await endpointsOf(new TeamPhones("one", { people }, { parent }));
    const given = await endpointsOf(new TeamPhones("two", { people, signalwireProvider: own }, { parent }));
    expect(inherited["one-ada"]?.inputs["__through"]).toBe("signalwire.Provider outer");
    expect(given["two-ada"]?.inputs["__through"]).toBe("signalwire.Provider own");
  });
});

describe("a list of people that cannot be used", () => {
  test.each([
    ["an Output", pulumi.output(["ada"]), "people: an Output is not a list of names"],
    ["an object", { ada: { password: "CANARY-ada" } }, "people: an object is not a list"],
    ["a person without a name", [{ username: "ada" }], "people[0]: its name is undefined"],
    ["nothing in place of a person", [null], "people[0]: its name is undefined"],
    ["a name that is an Output", [{ name: pulumi.output("ada") }], "people[0]: its name is an Output"],
    ["an empty name", ["ada", " "], 'people[1]: its name is " "'],
    ["a name with white space around it", ["ada "], 'people[0]: its name is "ada "'],
    ["two of one name", ["ada", { name: "ada", username: "c3p0" }], 'people: "ada" is there twice'],
    [
      "former names that are no list",
      [{ name: "ada", formerNames: "lovelace" }],
      "people[0] (ada): its form",
    ],
    [
      "a former name that is another person's name",
      ["ada", { name: "lovelace", formerNames: ["ada"] }],
      'people: "ada" is the name of one person and among the formerNames of another',
    ],
    [
      "a former name of two",
      [
        { name: "ada", formerNames: ["a"] },
        { name: "grace", formerNames: ["a"] },
      ],
      'people: "a" is among the formerNames of two',
    ],
  ])("is refused in the program, by its place: %s", (_what, people, sentence) => {
    expect(complaintOf(people)).toContain(`TeamPhones team:\n  - ${sentence}`);
    expect(complaintOf(people)).not.toContain("CANARY");
    expect(registered).toEqual([]);
  });

  test("is refused with everything that is wrong at once", () => {
    const sentences = complaintOf(["ada", "ada", "", { name: "grace", formerNames: ["ada"] }]);
    expect(sentences.split("\n  - ")).toHaveLength(4);
  });
});
