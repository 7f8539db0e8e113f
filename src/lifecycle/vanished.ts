/**
 * Why an object can not be updated that the vendor no longer knows. Only a refresh may conclude that it is gone, so that
 * the user sees what happened before anything is made anew.
 *
 * @param what the object, with its id
 */
export function vanished(vendor: string, what: string): Error {
  return new Error(
    `${vendor} knows no ${what} any more. Run 'pulumi refresh'; the next 'pulumi up' creates it anew`,
  );
}
