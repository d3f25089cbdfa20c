/**
 * What tests of procedures import: a case, or a city of cases, on a virtual clock; people and papers of a made-up
 * office. Pure, so that a test needs no server and takes milliseconds.
 */
export { caseOf, CaseOf } from './host/virtual/case-of.ts';
export type { CaseOptions, VirtualCase } from './host/virtual/virtual-case.ts';
export type { Application } from './host/virtual/application.ts';
export { cityOf, type CityOptions, type VirtualCity } from './host/virtual/city.ts';
export { given, DecisionMismatch, type ExpectedEvent, type ShortEvent } from './host/virtual/given.ts';
export { local, type Moment } from './host/virtual/moment.ts';
export { agent, applicant, clerk, head, officer, supervisor } from './host/virtual/people.ts';
export { agree, disagree, paper, reference } from './host/virtual/samples.ts';
