#!/usr/bin/env node
import { wordsOf } from "./mistake.js";
import { sipProgram } from "./program.js";

sipProgram()
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`pulumi-sip: ${wordsOf(error)}`);
    process.exitCode = 1;
  });
