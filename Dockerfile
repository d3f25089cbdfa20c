# syntax=docker/dockerfile:1
# One image for api, worker and the one-shot jobs. Not Alpine: the Temporal SDK's native part needs glibc.

FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM dependencies AS build
COPY domain domain
COPY workflows workflows
COPY bin/bundle.ts bin/bundle.ts
COPY bin/compose/bundle.ts bin/compose/bundle.ts
RUN node bin/bundle.ts build/workflows.js

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY package.json package.json
COPY domain domain
COPY workflows workflows
COPY activities activities
COPY effects effects
COPY commands commands
COPY operations operations
COPY delivery delivery
COPY telemetry telemetry
COPY db db
COPY api api
COPY cli cli
COPY bin bin
COPY --from=build /app/build build
# A volume that is new takes this folder's owner.
RUN mkdir /files && chown node:node /files
USER node
EXPOSE 4000 9464
CMD ["node", "bin/api.ts"]
