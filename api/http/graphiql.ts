import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { Answer } from './answer.ts';
import { examples } from './examples.ts';
import { personPicker, type DevelopmentPerson } from './person-picker.ts';

/** GraphiQL without any other address: its scripts and styles are in the page, its workers are blobs made by it. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'unsafe-eval' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** GraphiQL moves its tabs at the first click from where they never were: they stay where they are clicked. */
const tabsInPlace = '<style>.graphiql-tab { transform: none !important; }</style>';

/** The page of development for trying queries, with the examples in tabs. It works without a network. */
export function graphiqlPage(people: readonly DevelopmentPerson[]): Answer {
  const page = renderGraphiQL({
    title: '时限 Shixian',
    endpoint: '/graphql',
    defaultTabs: examples.map(({ query, variables }) => ({
      query,
      ...(variables ? { variables: JSON.stringify(variables, null, 2) } : {}),
    })),
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: true,
    schemaDescription: true,
  });
  // The picker comes first: its fetch is the one that GraphiQL takes.
  const root = '<div id="root"></div>';
  const body = page.replace(root, () => personPicker(people) + tabsInPlace + root);
  return {
    status: 200,
    body,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  };
}
