import { underZone } from './under-zone.ts';

await underZone('America/New_York', 240);
