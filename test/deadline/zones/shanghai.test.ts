import { underZone } from './under-zone.ts';

await underZone('Asia/Shanghai', -480);
