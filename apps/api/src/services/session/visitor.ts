/** The browser or program behind a request, as far as sessions care. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string | null;
  /** The clear session token of the cookie, when there is one that is valid. */
  readonly sessionToken: string | null;
  /** False when a browser says that another site made it send this request. */
  readonly sameOrigin: boolean;
  /** Null takes the cookie away. */
  readonly setCookie: (cookie: { readonly value: string; readonly maxAgeSeconds: number } | null) => void;
}
