/** Where the resolver's answers come from: all addresses of a host name, as `dns.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<{ address: string; family: number }[]>;

export interface HttpClientOptions {
  /** This software's version, for the User-Agent. */
  version: string;
  /** Where this platform lives, for the User-Agent: `https://rose-ash.com/`. */
  baseUrl: string;
  /** Exact origins (`https://ghost.internal:2368`) that the operator named: they may be private. */
  allowedOrigins?: readonly string[];
  /** Development and tests: names or addresses that may be private, whatever the port. */
  allowedHosts?: readonly string[];
  /** Development and tests: `localhost` and `*.localhost` may be asked. They are dialled on 127.0.0.1, without DNS. */
  allowLoopback?: boolean;
  /** For tests; the system's resolver otherwise. */
  resolve?: Resolve;
}

export interface HttpRequest {
  /** `GET` unless told. */
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Ms for everything together: name, connection, headers, whole body, every redirect. 10,000 unless told. */
  timeoutMs?: number;
  /** Longest body that is read. 1 MiB unless told. */
  maxBytes?: number;
  /** 0 unless told: the 3xx itself is the answer. Only GET and HEAD are followed, and never from https to http. */
  maxRedirects?: number;
  /** Passed on, so that one request can be followed through several logs. */
  trace?: { requestId?: string; traceparent?: string };
  /** The caller's own reason to stop. */
  signal?: AbortSignal;
}

export interface LeanRequest {
  headers: Readonly<Record<string, string>>;
  /** Ms for everything together. */
  timeoutMs: number;
  /** Longest body that is read. */
  maxBytes: number;
}

export interface LeanResponse {
  status: number;
  body: Buffer;
}

export interface HttpResponse {
  status: number;
  /** Where the answer came from, after redirects. */
  url: string;
  /** Names in lower case; several values of one name joined by `, `. */
  headers: Readonly<Record<string, string>>;
  /** As sent; nothing is decompressed, and no compression is asked for. */
  body: Buffer;
  text(): string;
  /** @throws SyntaxError when the body is no JSON. */
  json(): unknown;
}

export interface HttpClient {
  /**
   * Any status is an answer. @throws AppError `upstream-timeout`, `upstream-too-large`, `upstream-refused-address`,
   * `upstream-unreachable`, `upstream-too-many-redirects`.
   */
  request(url: string | URL, request?: HttpRequest): Promise<HttpResponse>;
  /**
   * The short way to one of `allowedOrigins`, without redirects: what composition asks all day. Any status is an answer.
   *
   * @throws Error for an origin that the operator did not name, for an answer that is late, too long or broken off.
   */
  get(origin: string, path: string, request: LeanRequest): Promise<LeanResponse>;
  /** Loads what the first request would otherwise have to wait for. */
  prepare(): Promise<void>;
  /** Ends every connection, busy or not: call it when the requests that matter have been answered. */
  close(): void;
}
