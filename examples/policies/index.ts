import { PolicyPack, type StackValidationPolicy } from "@pulumi/policy";
import { gatewaysKnowTheirPeers, gatewaysUseTls, noRelease, numbersHaveAWay, type Rule } from "./rules";

/** A rule as a policy that looks at the whole stack. */
function policy(name: string, description: string, rule: Rule): StackValidationPolicy {
  return {
    name,
    description,
    enforcementLevel: "mandatory",
    validateStack: ({ resources }, report) => {
      for (const objection of rule(resources)) {
        const urn = resources.find((resource) => resource.name === objection.name)?.urn;
        report(`${objection.name}: ${objection.message}`, urn);
      }
    },
  };
}

new PolicyPack("sip", {
  policies: [
    policy("numbers-have-a-way", "Every number ends somewhere.", numbersHaveAWay),
    policy("gateways-use-tls", "Gateways use TLS and encrypt media.", gatewaysUseTls),
    policy(
      "gateways-know-their-peers",
      "Gateways authenticate, or list who may call.",
      gatewaysKnowTheirPeers,
    ),
    policy("no-release", "No destroy releases a number.", noRelease),
  ],
});
