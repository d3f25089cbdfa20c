import type { Answer } from './answer.ts';

const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

const body = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>时限 Shixian</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }
  dt { margin-top: 1rem; }
  code { background: #f2f2f2; padding: 0.1rem 0.3rem; }
</style>
<h1>时限 Shixian</h1>
<p>政务服务的法定时限、承诺时限与督办，在此运行。<br>
Statutory limits, promises and escalations of government services run here.</p>
<dl>
  <dt><a href="/graphiql">/graphiql</a></dt>
  <dd>试查询：示例在各标签页中。Try queries: the examples stand in its tabs.</dd>
  <dt><code>/graphql</code></dt>
  <dd>接口地址（POST）。The address of the API, for POST.</dd>
  <dt><code>npm run -s shixian -- token --help</code></dt>
  <dd>以某人身份办理：令牌填入 Authorization。Act as somebody: their token goes into the header Authorization.</dd>
  <dt><code>npm run demo</code></dt>
  <dd>一件事从申请到约谈的全过程。Two stories, from the application to the talk.</dd>
  <dt><a href="/health/ready">/health/ready</a></dt>
  <dd>运行状态。Whether all parts run.</dd>
</dl>
</html>
`;

/** Says on a developer's own machine where to go from the API's address. It needs no script and no other address. */
export const frontPage: Answer = {
  status: 200,
  body,
  headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
};
