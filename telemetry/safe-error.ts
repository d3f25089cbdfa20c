import { defined } from '../domain/defined.ts';
import { isGrpcServiceError, ServiceError } from '@temporalio/client';

/**
 * A fault as a log may hold it: its kind, its code and where it rose. Its message may quote somebody's data and stays
 * out.
 */
export function describeError(error: unknown): {
  readonly kind: string;
  readonly code?: string | number;
  readonly frames: readonly string[];
} {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : undefined;
  const frames = (error.stack ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.startsWith('at '))
    .slice(0, 12);
  return { kind: error.name, ...defined({ code }), frames };
}

/** What Temporal answers, by gRPC's codes. */
export const grpcStatus = {
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  failedPrecondition: 9,
  unavailable: 14,
} as const;

export const hasGrpcStatus = (error: unknown, ...codes: readonly number[]): boolean =>
  isGrpcServiceError(error) && codes.includes(Number(error.code));

/** Whether Temporal could not be asked: away, silent or busy, so that the same may well succeed later. */
export const isTemporalUnavailable = (error: unknown): boolean =>
  isGrpcServiceError(error) ||
  error instanceof ServiceError ||
  (error instanceof Error && error.message.startsWith('Failed to connect'));
