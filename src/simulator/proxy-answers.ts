import { htmlAnswer, jsonAnswer, type Answer } from "./route.js";

/**
 * What stands in front of an API answers, in its own form, when it knows no route: because the vendor's routes are being
 * deployed, or a program has a wrong base URL. Each from the product's documentation or sources.
 */
const answers = {
  /** Kong: no route of it matches. */
  kong: (status: number) => jsonAnswer(status, { message: "no Route matched with those values" }),
  /** Kong of an older release. */
  "kong-classic": (status: number) => jsonAnswer(status, { message: "no API found with those values" }),
  /** Amazon API Gateway, HTTP API. */
  aws: (status: number) => jsonAnswer(status, { message: "Not Found" }),
  /** Amazon API Gateway, REST API; its usual status is 403. */
  "aws-rest": (status: number) => jsonAnswer(status, { message: "Missing Authentication Token" }),
  /** Azure API Management. */
  azure: (status: number) => jsonAnswer(status, { statusCode: status, message: "Resource not found" }),
  /** Google's API gateway. */
  google: (status: number) =>
    jsonAnswer(status, { code: status, message: "The current request is not defined by this API." }),
  /** Apigee. */
  apigee: (status: number) =>
    jsonAnswer(status, {
      fault: {
        faultstring: "Unable to identify proxy for host: secure and url: /v2/sip",
        detail: { errorcode: "messaging.adaptors.http.flow.ApplicationNotFound" },
      },
    }),
  /** Cloudflare's API. */
  cloudflare: (status: number) =>
    jsonAnswer(status, {
      success: false,
      errors: [
        { code: 7003, message: "Could not route to /v2/sip, perhaps your object identifier is invalid?" },
      ],
      result: null,
    }),
  /** NestJS without the route. */
  nest: (status: number) =>
    jsonAnswer(status, { message: "Cannot GET /v2/sip", error: "Not Found", statusCode: status }),
  /** Fastify without the route. */
  fastify: (status: number) =>
    jsonAnswer(status, {
      message: "Route GET:/v2/sip/gateway not found",
      error: "Not Found",
      statusCode: status,
    }),
  /** Spring without the route. */
  spring: (status: number) =>
    jsonAnswer(status, { timestamp: "2026-11-20T10:00:00Z", status, error: "Not Found", path: "/v2/sip" }),
  /** Tyk. */
  tyk: (status: number) => jsonAnswer(status, { error: "Requested endpoint is forbidden" }),
  /** nginx, ingress controllers and many others with a JSON error page. */
  "nginx-json": (status: number) => jsonAnswer(status, { error: "Not Found", status }),
  /** nginx. */
  nginx: (status: number) =>
    htmlAnswer(
      status,
      "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n" +
        "<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
    ),
  /** Traefik and Go's own server. */
  traefik: (status: number) => text(status, "404 page not found\n"),
  /** The default backend of a Kubernetes ingress. */
  ingress: (status: number) => text(status, "default backend - 404"),
  /** Envoy without the route: no body. */
  envoy: (status: number) => ({ status, headers: { server: "envoy" }, body: null }),
  /** A text that is JSON, but no object. */
  text: (status: number) => jsonAnswer(status, "Not Found"),
} satisfies Readonly<Record<string, (status: number) => Answer>>;

/** Something in front of an API. */
export type Proxy = keyof typeof answers;

/** All of them. */
export const proxies = Object.keys(answers) as [Proxy, ...Proxy[]];

/** The answer of one that knows no route. */
export function proxyAnswer(proxy: Proxy, status: number): Answer {
  return answers[proxy](status);
}

function text(status: number, body: string): Answer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8" }, body };
}
