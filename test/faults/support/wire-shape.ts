/** The requests that the two APIs know, with one segment for each id. */
const shapes = [
  /^\/v2\/sip\/phone-numbers(?:\?page=\d+&perPage=\d+)?$/,
  /^\/v2\/sip\/phone-numbers\/[^/?#]+(?:\/release)?$/,
  /^\/v2\/sip\/phone-numbers\/gateways\/[^/?#]+$/,
  /^\/v2\/sip\/(?:inbound|outbound)-gateways(?:\/[^/?#]+)?(?:\?[^#]*)?$/,
  /^\/v2\/(?:connectors|sip\/webhooks|sip\/routing-rule)(?:\/[^/?#]+(?:\/rotate-key)?)?(?:\?[^#]*)?$/,
  /^\/v2\/sip-trunk(?:\/[^/?#]+)?$/,
  /^\/api\/fabric\/resources\/sip_gateways(?:\/[^/?#]+(?:\/addresses)?)?(?:\?[^#]*)?$/,
  /^\/api\/fabric\/resources\/(?:swml_scripts|swml_webhooks)(?:\/[^/?#]+(?:\/addresses)?)?(?:\?[^#]*)?$/,
  /^\/api\/fabric\/resources\/subscribers(?:\/[^/?#]+(?:\/sip_endpoints(?:\/[^/?#]+)?)?)?(?:\?[^#]*)?$/,
  /^\/api\/fabric\/(?:sip_addresses|addresses\/sip|phone_number_addresses)(?:\/[^/?#]+)?(?:\?[^#]*)?$/,
  /^\/api\/relay\/rest\/(?:phone_numbers|sip_profile)(?:\/[^/?#]+)?(?:\?[^#]*)?$/,
  /^\/api\/relay\/rest\/endpoints\/sip(?:\/[^/?#]+)?(?:\?[^#]*)?$/,
];

/** Requests that no id, whatever its content, should lead to. */
export function strays(urls: readonly string[]): string[] {
  return urls.filter(
    (url) =>
      !shapes.some((shape) => shape.test(url)) ||
      url.split(/[/?]/).some((segment) => /^\.{1,2}$/.test(decodeURIComponent(segment))),
  );
}
