import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';

/**
 * The log of the product: one JSON line an event. The door writes names, numbers and codes only; what is cut out here is the
 * second net, for a line that somebody adds later.
 */
export function makeLog(destination?: DestinationStream): Logger {
  const secret = ['authorization', 'token', 'cookie', 'body', 'query', 'variables', 'form', 'personal', 'name', 'message', 'detail'];
  const options = {
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: { paths: [...secret.filter(key => !['message'].includes(key)), ...secret.map(key => `*.${key}`), ...secret.map(key => `*.*.${key}`)], censor: '…' },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** A fault as the log may hold it: its kind, its code and where it rose. Its message may quote somebody's data and stays out. */
export function faultOf(error: unknown): { readonly kind: string; readonly code?: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').map(line => line.trim()).filter(line => line.startsWith('at ')).slice(0, 12);
  return { kind: error.name, ...(code === undefined ? {} : { code }), frames };
}
