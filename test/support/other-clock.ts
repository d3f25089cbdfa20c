/**
 * Loaded before a program (`node --import`): its clock is off by CLOCK_OFFSET milliseconds, as on a machine that nobody
 * sets right.
 */
const offset = Number(process.env['CLOCK_OFFSET']);
if (!Number.isSafeInteger(offset))
  throw new Error(`Found CLOCK_OFFSET ${process.env['CLOCK_OFFSET']}, expected milliseconds.`);
const Right = Date;

globalThis.Date = new Proxy(Right, {
  construct: (target, args: readonly unknown[], newTarget) =>
    Reflect.construct(target, args.length === 0 ? [Right.now() + offset] : args, newTarget) as Date,
  get: (target, name, receiver) =>
    name === 'now' ? () => Right.now() + offset : (Reflect.get(target, name, receiver) as unknown),
});
