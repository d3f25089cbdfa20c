import type { Instant } from '../../../domain/calendar/day.ts';
import {
  addresseesOf,
  supervisionOffice,
  unifiedWindow,
  type Addressee,
  type Directory,
} from '../../../domain/directory/directory.ts';
import { demonstrationDirectory } from '../../../domain/directory/demonstration.ts';
import type { Post } from '../../../domain/directory/posts.ts';
import type { Actor } from '../../../domain/values.ts';

/** Who acts for the units of a directory in cases that are played. */
export class Office {
  readonly directory: Directory;

  constructor(directory: Directory = demonstrationDirectory) {
    this.directory = directory;
  }

  /** Receives, accepts and hands over at a window; undefined where it has nobody. */
  clerk(window: string = unifiedWindow): Actor | undefined {
    return this.#holder(window, 'handler', 'window-clerk');
  }

  officer(unit: string): Actor | undefined {
    return this.#holder(unit, 'handler', 'officer');
  }

  /** The second one of two. */
  secondOfficer(unit: string): Actor | undefined {
    return this.#holder(unit, 'handler', 'officer', 1);
  }

  head(unit: string): Actor | undefined {
    return this.#holder(unit, 'principal', 'unit-head');
  }

  supervisor(): Actor | undefined {
    return this.#holder(supervisionOffice, 'section-head', 'supervisor');
  }

  /** Whom an instrument of a unit is addressed to. A circular goes to every principal; here one stands for all. */
  addressee(unit: string, post: string, at: Instant): Addressee {
    const asked = post === 'every-principal' ? 'principal' : (post as Post);
    return addresseesOf(this.directory, unit, asked, at)[0]!;
  }

  #holder(unit: string, post: Post, role: Actor['role'], nth = 0): Actor | undefined {
    const held = this.directory.holdings.filter(each => each.unit === unit && each.post === post);
    return held[nth] && { person: held[nth].person, role, unit };
  }
}
