import type { Simulator } from "../../../src/simulator";
import { phoneNumberSet, ref, sipGateway } from "../../support/program.js";
import { programOf, type ClassSample } from "../../support/sample.js";
import { canaries, carrier, first, second, setArgs, support, third } from "../../support/samples.js";
import type { Operation } from "./operation.js";

/** Every operation of a resource: those of every resource, and those that its sample adds. */
export function operationsOf(sample: ClassSample): Operation[] {
  const { behaviour, updates, replacements, changeElsewhere, removeElsewhere, operations = [] } = sample;
  const program = programOf(sample);
  const before = program;
  const changes = Object.entries({ update: updates, replace: replacements }).flatMap(([kind, named]) =>
    Object.entries(named).map(([name, change]) => ({
      name: `${kind}: ${name}`,
      before,
      program: programOf(sample, change),
    })),
  );
  const all: Operation[] = [
    { name: "create", before: sample.needs ?? [], program },
    ...changes,
    { name: "refresh", before, run: "refresh", program },
    ...(changeElsewhere === undefined
      ? []
      : [
          {
            name: "refresh: changed elsewhere",
            before,
            meanwhile: changeElsewhere,
            run: "refresh",
            program,
          } as const,
        ]),
    ...(removeElsewhere === undefined
      ? []
      : [
          {
            name: "refresh: deleted elsewhere",
            before,
            meanwhile: removeElsewhere,
            run: "refresh",
            program,
          } as const,
        ]),
    { name: "delete", before, run: "destroy", program: [] },
    ...operations,
  ];
  return all.map((one) => ({ ...(behaviour && { behaviour }), ...one }));
}

const initial = support({ gatewaySettings: "initial" });
const tuned = sipGateway("line", {
  gatewayId: ref("support", "outboundGatewayIds", 0),
  name: "Tuned",
  address: "tuned.example.com",
  auth: { username: "user", password: canaries.other },
});
const all = [initial, tuned, carrier({ attemptDelete: true })];
const grown = [
  support({ gatewaySettings: "initial", phoneNumbers: [first, second, third] }),
  ...all.slice(1),
];
const behaviour = { videosdk: { trunkDelete: 200 } } as const;

const two = (name: string, ...phoneNumbers: string[]) =>
  phoneNumberSet(name, { ...setArgs, name, phoneNumbers });
const eachOwn = (name: string, ...phoneNumbers: string[]) =>
  phoneNumberSet(name, { ...setArgs, name, phoneNumbers, isShared: false });

/** Numbers that change hands within a program. */
const numbersMove: readonly Operation[] = [
  {
    name: "a number joins a new set",
    before: [two("old", first, second)],
    program: [two("new", second), two("old", first)],
  },
  {
    name: "a shared set grows by a moved number",
    before: [two("one", first), two("other", second, third)],
    program: [two("one", first, second), two("other", third)],
  },
  {
    name: "two sets swap a number",
    before: [eachOwn("one", first), eachOwn("other", second)],
    program: [eachOwn("one", second), eachOwn("other", first)],
  },
  {
    name: "a set is split",
    before: [two("one", first, second, third)],
    program: [two("one", first), two("two", second), two("three", third)],
  },
  {
    name: "two sets are merged, the dropped one by adoption",
    before: [
      two("one", first),
      // By the same name: that of a further pair is not the set's to keep equal, and an interruption may leave either.
      phoneNumberSet("other", { ...setArgs, name: "one", phoneNumbers: [second, third] }),
    ],
    program: (sim: Simulator) => {
      const { inboundGateways } = sim.state().videosdk;
      const adopt = inboundGateways.find(({ numbers }) => numbers.includes(second))?.id ?? "";
      return [
        phoneNumberSet("one", { ...setArgs, name: "one", phoneNumbers: [first, second, third], adopt }),
      ];
    },
  },
  {
    name: "a number moves while its old set is replaced",
    before: [two("old", first, second)],
    program: [two("new", second), eachOwn("old", first)],
  },
].map((operation) => ({ ...operation, moves: true, name: `numbers move: ${operation.name}` }));

/** Operations on resources that depend on each other. */
export const operationsTogether: readonly Operation[] = [
  ...numbersMove,
  { name: "create", program: all },
  { name: "update: a number added to the set", before: all, program: grown },
  { name: "refresh", before: all, run: "refresh", program: all },
  { name: "delete", before: all, run: "destroy", program: [], behaviour },
  {
    name: "two sets of which one is removed, with release",
    before: [
      support({ releaseOnDelete: true }),
      phoneNumberSet("other", { ...setArgs, phoneNumbers: [third] }),
    ],
    program: [phoneNumberSet("other", { ...setArgs, phoneNumbers: [third] })],
  },
];
