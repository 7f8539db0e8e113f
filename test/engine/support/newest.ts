/** The newest SDK that was known when this was written: a later one must not fail a test that has not changed. */
export const newestSdk = "3.270.0";
