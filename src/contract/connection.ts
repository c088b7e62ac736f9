/** TLS versions below what is documented (`D5`), as a handshake offers them. */
export const OLD_VERSIONS = ['TLS 1.0', 'TLS 1.1'] as const;
export type OldVersion = (typeof OLD_VERSIONS)[number];

/** Nothing could be seen: nobody was reached, or this machine could not look. `detail` is one sentence. */
export interface Unseen {
  readonly kind: 'unreachable' | 'unchecked';
  readonly detail: string;
}

/** What a server does with a ClientHello that offers one old version alone. */
export type HelloAnswer =
  | { readonly kind: 'accepted'; readonly version: string }
  /** `answered`: by an alert, by closing, by something else than TLS; false where it fell silent. */
  | { readonly kind: 'refused'; readonly detail: string; readonly answered: boolean }
  | Unseen;

export interface SeenCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly from: Date;
  readonly until: Date;
  readonly selfSigned: boolean;
}

/** The certificates of a server, its own first, each followed by the one that issued it, as far as they are known. */
export interface SeenChain {
  readonly certificates: readonly SeenCertificate[];
  /** Whether the last one stands in the root bundle, or in the extra CA certificates. */
  readonly anchored: boolean;
  /** What does not fit the host, where its own certificate is for other names. */
  readonly wrongHost?: string;
}

/** What came of a handshake with the versions of today. */
export type Handshake =
  | { readonly kind: 'trusted'; readonly protocol: string; readonly chain: SeenChain }
  /** `detail`: what OpenSSL said of the certificate. */
  | {
      readonly kind: 'untrusted';
      readonly protocol?: string;
      readonly chain?: SeenChain;
      readonly detail: string;
    }
  | { readonly kind: 'refused'; readonly detail: string }
  | Unseen;

/** What a server does with an HTTP request in clear. */
export type PlainAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Where a redirect leads, absolute. */
      readonly location?: string;
      /** `error_code` of the body. */
      readonly code?: string;
      /** True where the same request is answered alike over TLS. */
      readonly asOverTls: boolean;
    }
  | { readonly kind: 'refused'; readonly detail: string }
  | Unseen;

/** What the sockets of one environment did. */
export interface ConnectionSeen {
  readonly host: string;
  /** When it was looked at. */
  readonly at: Date;
  readonly hellos: Readonly<Record<OldVersion, HelloAnswer>>;
  readonly handshake: Handshake;
  readonly plain: PlainAnswer;
  /** Port that the request in clear was sent to. */
  readonly plainPort: number;
}
