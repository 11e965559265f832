import { randomUUID } from 'node:crypto';

interface More {
  context?: string;
  code?: string;
  help?: string;
  details?: unknown;
}

/** An answer that is an error, in the one shape that Ghost gives all of them. */
export class GhostError extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    message: string,
    readonly more: More = {},
  ) {
    super(message);
  }

  body() {
    const { context = null, code = null, help = null, details = null } = this.more;
    const { message, type } = this;
    const told = {
      message,
      context,
      type,
      details,
      property: null,
      help,
      code,
      id: randomUUID(),
      ghostErrorCode: null,
    };
    return { errors: [told] };
  }
}

export const unauthorized = (message: string, code: string) =>
  new GhostError(401, 'UnauthorizedError', message, { code });

export const forbidden = () =>
  new GhostError(403, 'NoPermissionError', 'API tokens do not have permission to access this endpoint');

export const notFound = (message: string) => new GhostError(404, 'NotFoundError', message);

export const invalid = (message: string, context?: string) =>
  new GhostError(422, 'ValidationError', message, context === undefined ? {} : { context });

export const badRequest = (message: string, context?: string) =>
  new GhostError(400, 'BadRequestError', message, context === undefined ? {} : { context });
