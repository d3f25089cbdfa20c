import { underZone } from './under-zone.ts';

await underZone('UTC', 0);
