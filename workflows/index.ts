import '../domain/jitless.ts';
import { hostCase } from './case.ts';
import { procedures } from './procedure-registry.ts';

/**
 * The workflow bundle's entry. The default export answers to every workflow type: a type is a procedure version, and a
 * procedure is found by being a file in `procedures/`.
 */
export default hostCase(procedures);
