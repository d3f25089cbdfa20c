import type { CaseEvent } from '../case/event.ts';
import type { Language } from '../language.ts';
import type { Role } from '../values.ts';
import { actors as englishActors, eventTitles as englishTitles } from './en/events.ts';
import { actors as chineseActors } from './zh-CN/events.ts';
import { eventTitles as chineseTitles } from './zh-CN/titles.ts';

/** What of an event its sentence names: everything as people call it. */
export interface EventNames {
  /** The unit that acted; without one the role is named. */
  readonly unit?: string | undefined;
  readonly step?: string | undefined;
  readonly clock?: string | undefined;
  readonly material?: string | undefined;
  readonly reasons?: readonly string[];
}

interface Words {
  readonly titles: Readonly<Record<CaseEvent['type'], string>>;
  readonly actors: Readonly<Record<Role, string>>;
  readonly sentence: (who: string, what: string, reasons: string) => string;
}

const words: Readonly<Record<Language, Words>> = {
  en: {
    titles: englishTitles,
    actors: englishActors,
    sentence: (who, what, reasons) => `${who}: ${what}${reasons === '' ? '' : `. Reasons: ${reasons}`}.`,
  },
  'zh-CN': {
    titles: chineseTitles,
    actors: chineseActors,
    sentence: (who, what, reasons) => `${who}：${what}${reasons === '' ? '' : `。理由：${reasons}`}。`,
  },
};

/**
 * An event in one sentence: who, what, of which step or limit, why. What somebody answered is not in it: opinions are
 * shown where the reader may see them.
 */
export function eventText(
  { type, actor }: Pick<CaseEvent, 'type' | 'actor'>,
  { unit, step, clock, material, reasons = [] }: EventNames,
  language: Language,
): string {
  const { titles, actors, sentence } = words[language];
  const about = [step, clock, material].flatMap(each => (each === undefined ? [] : `“${each}”`));
  const why = reasons.map(each => each.trim().replace(/[。.；;]+$/u, '')).join('；');
  return sentence(unit ?? actors[actor.role], [titles[type], ...about].join(' '), why);
}
