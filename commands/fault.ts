/** A fault as a log may hold it. Its message may quote what somebody handed in, and stays out. */
export function faultOf(error: unknown): { readonly kind: string; readonly code?: string | number; readonly frame?: string } {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frame = error.stack?.split('\n').find(line => line.trimStart().startsWith('at '))?.trim();
  return {
    kind: error.name,
    ...('code' in error && (typeof error.code === 'string' || typeof error.code === 'number') && { code: error.code }),
    ...(frame !== undefined && { frame }),
  };
}
