/** A resource in an exported deployment. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly custom?: boolean;
  readonly external?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
  readonly provider?: string;
}

/** The output of `pulumi stack export`. */
export interface Deployment {
  readonly resources: readonly StateResource[];
  readonly pendingOperations: readonly { readonly type: string; readonly resource: StateResource }[];
}

/** The name that the program gave a resource. */
export function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

/** Whether it is a resource of this package. */
export function isOurs({ type }: StateResource): boolean {
  return /^pulumi-nodejs:dynamic\/(videosdk|signalwire):/.test(type);
}

/** Reads `pulumi stack export`. */
export function parseDeployment(text: string): Deployment {
  const { deployment } = JSON.parse(text) as {
    deployment: { resources?: StateResource[]; pending_operations?: Deployment["pendingOperations"] };
  };
  return { resources: deployment.resources ?? [], pendingOperations: deployment.pending_operations ?? [] };
}
