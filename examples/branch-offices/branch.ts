import * as pulumi from "@pulumi/pulumi";
import { videosdk } from "pulumi-sip";

export interface BranchArgs {
  phoneNumbers: string[];
  agentId: pulumi.Input<string>;
  password: pulumi.Input<string>;
}

/** A branch office: its numbers, and the agent that answers them. */
export class Branch extends pulumi.ComponentResource {
  public readonly inboundGatewayIds: pulumi.Output<string[]>;

  constructor(name: string, args: BranchArgs, options?: pulumi.ComponentResourceOptions) {
    super("acme:telephony:Branch", name, {}, options);
    const lines = new videosdk.PhoneNumberSet(
      `${name}-lines`,
      {
        phoneNumbers: args.phoneNumbers,
        inbound: { sipRegion: "us002" },
        outbound: {
          address: "sip.example.com:5061",
          sipRegion: "us002",
          auth: { username: name, password: args.password },
        },
        mediaEncryption: "enable",
      },
      { parent: this },
    );
    new videosdk.RoutingRule(
      `${name}-desk`,
      { type: "inbound", phoneNumbers: lines.phoneNumbers, agentId: args.agentId },
      { parent: this },
    );
    this.inboundGatewayIds = lines.inboundGatewayIds;
    this.registerOutputs({ inboundGatewayIds: this.inboundGatewayIds });
  }
}
