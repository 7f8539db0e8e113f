import * as pulumi from "@pulumi/pulumi";
import { Branch } from "./branch";
import { sipPassword } from "./password";

const config = new pulumi.Config();
const branches = config.requireObject<Record<string, string[]>>("branches");

export const inboundGatewayIds = Object.fromEntries(
  Object.entries(branches).map(([name, phoneNumbers]) => {
    const branch = new Branch(name, {
      phoneNumbers,
      agentId: config.require("agentId"),
      password: sipPassword(`${name}-password`, "1"),
    });
    return [name, branch.inboundGatewayIds];
  }),
);
