import { createRequire } from "node:module";

/** One line for the user. */
export interface Line {
  /** What it says, as the user may see it. */
  readonly text: string;
  /** The resource that it is about; the stack where nobody knows. */
  readonly urn: string | undefined;
  /** A warning stays; progress is shown in the resource's own row until the next line, and nowhere afterwards. */
  readonly kind: "warning" | "progress";
}

/** Sends one line to the engine; rejects where the engine does not take it within the time, in milliseconds. */
export type Send = (line: Line, limitMs: number) => Promise<void>;

/** How long the engine may take for lines before they go to standard error, in milliseconds; usual is one. */
const patienceMs = 5_000;

/** Lines of progress are left out while this many lines wait: the next ones say more. */
const mostWaiting = 100;

/**
 * Lines to the user in the order in which they were said, through the engine. Where it takes none, warnings go to standard
 * error, which the engine shows at the stack; progress is not shown then, because it would stay.
 */
export class EngineLog {
  private send: Send | undefined;
  private isSought = false;
  private waiting = 0;
  private tail = Promise.resolve();

  /**
   * @param find the way to the engine, sought with the first line
   * @param write writes to standard error
   */
  constructor(
    private readonly find: () => Send | undefined,
    private readonly write: (text: string) => void,
  ) {}

  /** Shows a line. Never throws, and waits for nothing. */
  say(line: Line): void {
    if (!this.isSought) this.send = this.find();
    this.isSought = true;
    if (this.send === undefined && this.waiting === 0) {
      this.writeDown(line);
      return;
    }
    if (line.kind === "progress" && this.waiting >= mostWaiting) return;
    this.waiting += 1;
    this.tail = this.tail.then(async () => {
      await this.deliver(line);
      this.waiting -= 1;
    });
  }

  /** Waits until all that was said is shown, for a few seconds at most: the engine kills this process when it is done. */
  async flush(): Promise<void> {
    if (this.waiting === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
    await Promise.race([this.tail, limit]);
    clearTimeout(timer);
  }

  private async deliver(line: Line): Promise<void> {
    try {
      if (this.send !== undefined) {
        await this.send(line, patienceMs);
        return;
      }
    } catch {
      // An engine that fails once is not tried again: each try could take the whole time.
      this.send = undefined;
    }
    this.writeDown(line);
  }

  private writeDown({ kind, text }: Line): void {
    if (kind === "warning") this.write(`warning: ${text}\n`);
  }
}

/** What is used of the SDK's own client of the engine; an older or newer SDK may have none. */
interface EngineModule {
  readonly EngineClient: new (address: string, credentials: unknown, options: object) => EngineClient;
}
interface EngineClient {
  log(request: LogRequest, options: { deadline: number }, done: (error: Error | null) => void): unknown;
}
interface MessageModule {
  readonly LogRequest: new () => LogRequest;
  readonly LogSeverity: Readonly<Record<"INFO" | "WARNING", number>>;
}
interface LogRequest {
  setSeverity(severity: number): void;
  setMessage(text: string): void;
  setUrn(urn: string): void;
  setEphemeral(isEphemeral: boolean): void;
}

/** The script that the engine runs dynamic resources with. Its first argument is the engine's address. */
const hostScript = /[\\/]cmd[\\/]dynamic-provider(?:[\\/]index(?:\.js)?)?$/;

/**
 * The way to the engine that started this process; undefined in a process that no engine started, or with an SDK that is
 * made otherwise. The client is a part of the SDK that no page describes, so nothing may depend on it.
 */
export function wayToEngine(
  [, script = "", address = ""]: readonly string[] = process.argv,
): Send | undefined {
  if (!hostScript.test(script) || address === "") return undefined;
  try {
    // The copy that runs this process, wherever this package is installed.
    const load: (id: string) => unknown = createRequire(script);
    const { EngineClient } = load("@pulumi/pulumi/proto/engine_grpc_pb.js") as EngineModule;
    const messages = load("@pulumi/pulumi/proto/engine_pb.js") as MessageModule;
    const { credentials } = load("@grpc/grpc-js") as { credentials: { createInsecure(): unknown } };
    // The engine is on this machine, whatever proxy the environment names.
    const options = { "grpc.enable_http_proxy": 0 };
    const client = new EngineClient(address, credentials.createInsecure(), options);
    return (line, limitMs) =>
      new Promise((resolve, reject) => {
        const deadline = Date.now() + limitMs;
        client.log(requestOf(line, messages), { deadline }, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      });
  } catch {
    return undefined;
  }
}

function requestOf({ text, urn, kind }: Line, { LogRequest, LogSeverity }: MessageModule): LogRequest {
  const request = new LogRequest();
  request.setSeverity(kind === "warning" ? LogSeverity.WARNING : LogSeverity.INFO);
  request.setMessage(text);
  request.setUrn(urn ?? "");
  request.setEphemeral(kind === "progress");
  return request;
}
