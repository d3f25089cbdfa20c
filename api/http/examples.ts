/** A query that GraphiQL opens with, and its variables. */
export interface Example {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The examples of development, each in a tab of its own; a test holds them against the schema. */
export const examples: readonly Example[] = [
  {
    query: `# Which services are there, how long may each
# take, what must be brought (事项目录)?
# Public: no token is needed. The other tabs want
# one. Print it by
#   npm run -s shixian -- token --as officer
# and put it below, under Headers:
#   { "authorization": "Bearer …" }
query Procedures {
  procedures {
    workflowType
    title
    lead { title }
    limits { statutory { text } promised { text } acceptance { text } }
    materials { title kind within { text } }
    steps { title kind unit { title } within { text } }
  }
}
`,
  },
  {
    query: `# How far is my case (办件进度查询)?
# Public, with the number and the query code
# that the applicant was given.
query Status($number: String!, $queryCode: String!) {
  publicCaseStatus(number: $number, queryCode: $queryCode) {
    title
    status
    receivedAt
    due
  }
}
`,
    variables: { number: '', queryCode: '' },
  },
  {
    query: `# When would each limit end, if it were received
# now (时限预览)? Public. With receivedAt: then.
query Preview {
  previewProcedure(name: "restaurant-opening") {
    deemedAcceptedAt
    deadlines {
      title
      choices { field value }
      explanation { due sentences }
    }
  }
}
`,
  },
  {
    query: `# Why does a limit end when it does, day by day
# (时限说明)? Public; of a case: the next tabs.
query Explain {
  previewDeadline(
    on: "2026-02-13"
    limit: { unit: WD, n: 20 }
    pauses: [{ fromDay: "2026-02-26", toDay: "2026-03-03" }]
  ) {
    due
    sentences
    lines { edges { node { firstDay lastDay effect amount through why notice } } }
  }
}
`,
  },
  {
    query: `# Who am I, and what waits for my unit (待办)?
#   npm run -s shixian -- token --as officer --unit fire-rescue
query Inbox {
  me { role name unit { title } }
  inbox(first: 20) {
    edges {
      node {
        title
        openedAt
        clock { due colour }
        case { id number title }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
  },
  {
    query: `# One case whole: clocks, steps, the ladder.
# Its id is in the lists of the other tabs.
query Case($id: ID!) {
  case(id: $id) {
    number
    status
    colour
    spans { counted { text } wallClock { text } applicant { text } }
    clocks { title due colour state limit { text } }
    explainDeadline(clock: "promise") {
      sentences
      holder { text units { title } }
      recomputations { at text dueBefore due }
      lines { edges { node { firstDay lastDay effect why } } }
    }
    steps { title state unit { title } }
    instruments { level title state replyDue addressees { post unit { title } } }
  }
}
`,
    variables: { id: '' },
  },
  {
    query: `# The supervisor's view (督办工作台).
#   npm run -s shixian -- token --as supervisor
query Supervision {
  supervision {
    instruments(first: 20) {
      edges { node { instrument level title state number case { id number } } }
    }
    redCases(first: 20) {
      edges { node { id number title colour lead { title } } }
    }
  }
}
`,
  },
];
