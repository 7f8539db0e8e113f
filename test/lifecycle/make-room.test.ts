import "../support/home";
import { expect, test } from "vitest";
import { makeRoom } from "../../src/lifecycle/make-room";
import { apiError } from "../support/errors";
import { desired, House, operation } from "../support/house";
import { rejection } from "../support/transport";

const aside = ({ room }: { room: string }) => ({ color: `not of ${room}` });

/** Whether room is made for the desired lamp in a house where another resource has given the key up. */
function making(house: House, id: string, update: () => Promise<undefined>): Promise<boolean> {
  const plain = house.plain();
  const key = { ...plain.key, aside };
  const { operation: taking } = operation();
  return makeRoom({ ...plain, key, update }, key, { ...taking, givenUpBy: () => "urn:two" }, desired, id);
}

test("an object that its own resource deletes at that moment makes room as well", async () => {
  const house = new House();
  const { id } = house.add({ room: "hall", color: "red" });
  const update = (): Promise<undefined> => {
    house.lamps.delete(id);
    return Promise.reject(apiError(404));
  };
  expect(await making(house, id, update)).toBe(true);
});

test("an object that is still there has not made room", async () => {
  const house = new House();
  const { id } = house.add({ room: "hall", color: "red" });
  const error = await rejection(making(house, id, () => Promise.reject(apiError(404))));
  expect(error).toMatchObject({ status: 404 });
});
