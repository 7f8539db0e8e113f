// The server that is told of the calls, behind a proxy that ends TLS. Node 22.18 or later runs it: node server.ts
import { createServer, type IncomingMessage } from "node:http";
import { verifyWebhook } from "pulumi-sip/videosdk/webhook";

const secret = process.env.WEBHOOK_SECRET;
if (!secret) throw new Error("set WEBHOOK_SECRET to the secret in the URL of the webhook");

// Where VideoSDK's key is; VideoSDK itself unless the variable names another place, such as the simulator.
const endpoint = process.env.VIDEOSDK_API_ENDPOINT;

/** Takes a delivery; returns the status of the answer. */
async function receive(request: IncomingMessage): Promise<number> {
  if (request.url !== `/calls/${secret}`) return 404;
  // The body as it arrived: parsed and written again, it would have another signature.
  const body = Buffer.concat((await request.toArray()) as Buffer[]);
  if (!(await verifyWebhook({ body, signature: request.headers["videosdk-signature"], endpoint })))
    return 401;
  const { webhookType } = JSON.parse(body.toString()) as { webhookType: string };
  console.log(webhookType);
  return 200;
}

createServer((request, response) => {
  receive(request).then(
    (status) => response.writeHead(status).end(),
    (error: unknown) => {
      console.error(error);
      response.writeHead(503).end();
    },
  );
}).listen(Number(process.env.PORT ?? 8080));
