import { refusalOf } from '../../../domain/refusal.ts';
import { HttpRefusal } from '../refusal.ts';

/** Streams that one process keeps open at once. */
export interface StreamLimits {
  readonly streams: number;
  readonly streamsPerPerson: number;
  /** An office may have one address. */
  readonly streamsPerAddress: number;
}

/** Gives a place among the open streams, to be given back once. Throws HttpRefusal (429, 503) where there is none. */
export type TakePlace = (person: string, address: string) => () => void;

export function createPlaces({ streams, streamsPerPerson, streamsPerAddress }: StreamLimits): TakePlace {
  const people = new Map<string, number>();
  const addresses = new Map<string, number>();
  let open = 0;
  return (person, address) => {
    if (open >= streams) throw beyond(503, 'process', streams);
    if ((people.get(person) ?? 0) >= streamsPerPerson) throw beyond(429, 'person', streamsPerPerson);
    if ((addresses.get(address) ?? 0) >= streamsPerAddress) throw beyond(429, 'address', streamsPerAddress);
    open += 1;
    add(people, person, 1);
    add(addresses, address, 1);
    return () => {
      open -= 1;
      add(people, person, -1);
      add(addresses, address, -1);
    };
  };
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}

const beyond = (status: number, of: 'process' | 'person' | 'address', most: number): HttpRefusal =>
  new HttpRefusal(status, 'TOO_MANY_STREAMS', refusalOf('http.tooManyStreams', { of, most }), { 'retry-after': '10' });
