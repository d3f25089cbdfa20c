import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { graphiqlPage } from '../../../api/http/graphiql.ts';
import { personPicker } from '../../../api/http/person-picker.ts';

const people = [
  { name: 'officer', token: 'token-of-officer' },
  { name: 'appl</script>icant', token: 'token-of-applicant' },
];

/** The page's script, run beside what it needs of a browser. */
function picked(kept: string | null) {
  const [, script] = /<script>([\s\S]*)<\/script>/u.exec(personPicker(people))!;
  const sent: Headers[] = [];
  const select = { value: '', append: () => undefined, addEventListener: () => undefined };
  const window = { fetch: (_address: string, init: { headers: Headers }) => sent.push(init.headers) };
  runInNewContext(script!, {
    window,
    Headers,
    Option: class {},
    document: { querySelector: () => select },
    localStorage: { getItem: () => kept, setItem: () => undefined },
  });
  return { select, sent, ask: (headers = {}) => window.fetch('/graphql', { headers: new Headers(headers) }) };
}

test('GraphiQL asks as the person who is picked, unless a tab brings a token of its own', () => {
  const { select, sent, ask } = picked(null);
  expect(select.value).toBe('officer');
  ask();
  ask({ authorization: 'Bearer mine' });
  select.value = '';
  ask();
  expect(sent.map(headers => headers.get('authorization'))).toEqual(['Bearer token-of-officer', 'Bearer mine', null]);
  expect(picked('somebody else').select.value).toBe('');
});

test('the picker is in the page where there are persons, and no name of one ends its script', () => {
  const page = String(graphiqlPage(people).body);
  expect(page).toContain('id="shixian-person"');
  expect(page.split('</script>icant')).toHaveLength(1);
  expect(String(graphiqlPage([]).body)).not.toContain('shixian-person');
});
