import { checkRows } from '../../db/rows.ts';

// Every statement of raw SQL that a test runs gives what its shape says.
checkRows();
