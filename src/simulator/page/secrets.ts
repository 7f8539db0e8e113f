const secretName = /pass(?:word)?$|^pin$|secret|token|api_?key/i;

/** Every secret in the objects and the credentials of the accounts. */
export function secretsIn(value: unknown, name = ""): readonly string[] {
  if (typeof value === "string") return secretName.test(name) && value.length >= 4 ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => secretsIn(item, Array.isArray(value) ? name : key));
}

/** A text without these secrets, in either spelling of a URL, and without credentials inside URLs. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const bare = secrets.reduce(
    (rest, secret) => rest.replaceAll(secret, "[secret]").replaceAll(encodeURIComponent(secret), "[secret]"),
    text,
  );
  return bare.replace(/(\/\/|sips?:)[^\s/@:]*:[^\s/@]+@/gi, "$1[secret]@");
}
