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
# Public: nobody has to sign in. In the other tabs
# the person asks who is picked below, at the right.
# Another one asks by a token under Headers:
#   npm run -s shixian -- token --as officer
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
# Public, with the number and the query code that
# the applicant was given: those of the case that
# the next tab but three files, below.
query Status($number: String!, $queryCode: String!) {
  publicCaseStatus(number: $number, queryCode: $queryCode) {
    title
    status
    receivedAt
    dueOn
    progress { done of }
    toCorrect
    lead { title telephone }
  }
}
`,
    variables: { number: 'SX2027-000001', queryCode: '' },
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
# Ask as officer.
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
    query: `# File a case (收件). Ask as applicant. The same
# commandId again is the same act: change it for
# another case.
mutation File {
  startRestaurantOpening(
    input: {
      commandId: "graphiql-1"
      channel: ONLINE
      form: {
        name: "老街面馆"
        seats: 40
        hasSignboard: false
        sellsTobacco: false
        contact: "沈雨晴 13900000000"
      }
      papers: []
    }
  ) {
    ... on Accepted { case { id number queryCode status toCorrect clocks { title dueOn } } }
    ... on Error { code message }
    ... on InvalidInput { issues { path message expected } }
  }
}
`,
  },
  {
    query: `# One case whole: how far, what comes, what may I
# do, its clocks and steps. The first of my unit:
# ask as officer; any by case(id:).
query Case {
  unitCases(first: 1, closed: false) {
    edges {
      node {
        id
        number
        status
        colour
        progress { done of }
        stepsToCome { title }
        actions { mutation title isPossible refusal { message } }
        clocks { title due colour state limit { text } }
        steps { title state unit { title telephone } actions { title isPossible answers { title } } }
        timeline(last: 10) { edges { node { at text } } }
      }
    }
  }
}
`,
  },
  {
    query: `# The supervisor's view (督办工作台).
# Ask as supervisor.
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
