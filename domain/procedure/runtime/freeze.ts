/** Freezes a value through and through: no flow may change a form or an outcome. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (!Object.isFrozen(value)) Object.freeze(value);
  for (const part of Object.values(value)) if (typeof part === 'object') deepFreeze(part);
  return value;
}
