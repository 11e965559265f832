/** What the command line touches outside itself; `process` is one. */
export interface World {
  env: Readonly<Record<string, string | undefined>>;
  stdin: NodeJS.ReadableStream;
  stdout: Output;
  stderr: Output;
}

export interface Output {
  write: (text: string) => unknown;
  /** Absent or false for a pipe or a file. */
  isTTY?: boolean;
}
