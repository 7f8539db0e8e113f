import { defineResource } from "../resource.js";
import { jsonAnswer } from "../route.js";
import { sipProfile } from "./records.js";
import type { Project } from "./store.js";
import { extraKeys } from "./views.js";

/** The SIP profile of the project, which cannot be changed here. */
export const sipProfiles = defineResource({
  serves: [],
  records: {},
  routes: ({ behaviour }: Project) => [
    {
      method: "GET",
      path: "/api/relay/rest/sip_profile",
      handle: () =>
        jsonAnswer(200, {
          domain: "example-0123456789ab.sip.signalwire.com",
          domain_identifier: "0123456789ab",
          default_codecs: sipProfile.codecs,
          default_ciphers: sipProfile.ciphers,
          default_encryption: "optional",
          default_send_as: null,
          default_outbound_policy: "passthrough",
          ...extraKeys(behaviour),
        }),
    },
  ],
});
