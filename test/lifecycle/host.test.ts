import { describe, expect, test } from "vitest";
import { readHostWithPort } from "../../src/lifecycle/host";
import { badHosts, goodHosts } from "../support/hosts";

test.each(goodHosts)("%s is a host", (host) => {
  expect(readHostWithPort(` ${host} `)).toEqual({ value: host });
});

describe("what is no host is refused with what is wrong with it", () => {
  test.each(badHosts)("%j", (text, reason) => {
    expect(readHostWithPort(text)).toMatchObject({ remark: expect.stringContaining(reason) as string });
  });

  test.each([undefined, 5061, ["a"], {}])("%j", (value) => {
    expect(readHostWithPort(value)).toEqual({ remark: "" });
  });
});
