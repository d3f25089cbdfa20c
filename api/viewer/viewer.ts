import type { Role } from '../../domain/values.ts';

/** Who asks: from the verified token and the directory. `engine` never comes over HTTP. */
export interface Viewer {
  readonly person: string;
  readonly role: Exclude<Role, 'engine'>;
  /** The unit for which an official acts. */
  readonly unit?: string;
  /** The applicant's party. */
  readonly party?: string;
  /** Personal data: shown to the viewer, never logged. */
  readonly name?: string;
}
