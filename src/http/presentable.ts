import { redact } from "./redact";

/** What no text of this process may show, of whatever resource or account it is. */
const secrets = new Set<string>();

/** To be called with every secret that the process gets to know, before it can come back in an answer. */
export function keepSecret(...values: readonly string[]): void {
  for (const value of values) secrets.add(value);
}

/**
 * The one door to the user: errors, warnings and the debug log pass through it. The text without secrets, without
 * credentials inside URLs, and without characters that a terminal would obey.
 *
 * @param more further secrets
 */
export function presentable(text: string, more: readonly string[] = []): string {
  return visible(withoutUrlSecrets(redact(text, [...secrets, ...more])));
}

/** The text with every character that controls a terminal, or the direction of a text, as an escape. */
function visible(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Credentials before the host of a URL, and parameters whose name says that they are secret. */
const userInfo = /(\/\/)(?:[^\s"'<>/?#]*@|[^\s"'<>:/@]*:(?!\d{1,5}(?:[/?#]|$))[^\s"'<>]*@)/g;
const parameter = /([?&][^\s=&#"']*(?:token|key|secret|pass|pwd|auth|sig)[^\s=&#"']*=)[^\s&#"'<>]+/gi;

function withoutUrlSecrets(text: string): string {
  return text.replace(userInfo, "$1[secret]@").replace(parameter, "$1[secret]");
}

/**
 * A value that was refused, as it may be shown: it may be a URL with a mistake in it, which no longer looks like one, so
 * everything before an @ that has a colon in it counts as credentials.
 */
export function withoutInlineSecrets(value: string): string {
  const at = value.lastIndexOf("@");
  const [scheme = ""] = /^\s*[a-z][\w+.-]*:\/{1,3}|^\s*(?:sips?|tel|mailto):/i.exec(value) ?? [];
  const head = value.slice(scheme.length, Math.max(at, scheme.length));
  const hidden = head.includes(":") ? `${scheme}[secret]${value.slice(at)}` : value;
  return withoutUrlSecrets(hidden);
}
