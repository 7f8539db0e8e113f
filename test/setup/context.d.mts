/** What the global set-ups hand to the tests, which ask for it with `inject`. */
declare module "vitest" {
  interface ProvidedContext {
    /** A project with the packed package installed; shared, so never written to. */
    fixtureDir: string;
    /** The packed package. */
    tarball: string;
    /** The folder that holds the `pulumi` executable. */
    pulumiBinDir: string;
  }
}

import "vitest";
