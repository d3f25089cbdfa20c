import type { IncomingMessage } from 'node:http';
import { refusalOf } from '../../../domain/refusal.ts';
import type { Answer } from '../answer.ts';
import { stopReading } from '../body.ts';
import { HttpRefusal } from '../refusal.ts';

/** Files that come at once to one process, and from one person. Each may take its connection for a while. */
const most = 64;
const mostOfPerson = 4;

/** Makes the function that lets a file come where not too many come already. Throws HttpRefusal (429). */
export function createUploadLimit() {
  const ofPerson = new Map<string, number>();
  let all = 0;
  return async (person: string, request: IncomingMessage, take: () => Promise<Answer>): Promise<Answer> => {
    const mine = ofPerson.get(person) ?? 0;
    if (mine >= mostOfPerson || all >= most) {
      stopReading(request);
      throw tooManyUploads(mine >= mostOfPerson ? mostOfPerson : most);
    }
    ofPerson.set(person, mine + 1);
    all += 1;
    try {
      return await take();
    } finally {
      all -= 1;
      const left = ofPerson.get(person)! - 1;
      if (left === 0) ofPerson.delete(person);
      else ofPerson.set(person, left);
    }
  };
}

export const tooManyUploads = (mostAtOnce: number): HttpRefusal =>
  new HttpRefusal(429, 'TOO_MANY_UPLOADS', refusalOf('http.tooManyUploads', { most: mostAtOnce }), {
    'retry-after': '5',
    connection: 'close',
  });
