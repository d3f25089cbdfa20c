/** The queries that GraphiQL opens with. A test holds them against the schema. */
export interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export const examples: readonly Example[] = [{
  query: `# Which services are there, how long may each take, what must be brought? Public: no token is needed.
# Everything else wants a token: run  npm run -s token -- --as officer  and put below, under Headers:
#   { "authorization": "Bearer <the token>" }
query Procedures {
  procedures {
    name
    version
    title
  }
}
`,
}];
