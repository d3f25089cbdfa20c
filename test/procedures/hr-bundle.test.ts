import { expect, test } from 'vitest';
import { agree, cityOf, disagree } from '../../domain/testing.ts';
import { hrBundle } from '../../workflows/procedures/hr-bundle.v1.ts';
import { hrContractFiling } from '../../workflows/procedures/hr-contract-filing.v1.ts';
import { hrEmploymentRecord } from '../../workflows/procedures/hr-employment-record.v1.ts';
import { hrInsurance } from '../../workflows/procedures/hr-insurance.v1.ts';
import { hrSubsidy } from '../../workflows/procedures/hr-subsidy.v1.ts';

/** 24 March 2027 is a Wednesday; 清明节 is off from Saturday 3 to Monday 5 April. */
function accepted() {
  const city = cityOf([hrBundle, hrContractFiling, hrEmploymentRecord, hrInsurance, hrSubsidy]);
  const one = city.receive(hrBundle, { at: '2027-03-24 10:00' }).accept();
  const record = city.childOf(one, 'record', hrEmploymentRecord).accept();
  const insurance = city.childOf(one, 'insurance', hrInsurance).accept();
  const contract = city.childOf(one, 'contract', hrContractFiling).accept();
  const subsidy = city.childOf(one, 'subsidy', hrSubsidy).accept();
  return { city, one, record, insurance, contract, subsidy };
}
type Bundle = ReturnType<typeof accepted>;
const withoutSubsidy = ({ record, insurance, contract }: Bundle) => {
  record.answer('review', agree);
  insurance.answer('social', agree).answer('medical', agree).answer('fund', agree);
  contract.answer('review', agree);
};

test('four parts have limits of their own: 1, 1, 3 and 5 working days; the bundle has that of the longest', () => {
  const bundle = accepted();
  const { one, record, insurance, contract, subsidy } = bundle;
  expect([record, insurance, contract, subsidy, one].map(each => each.due('promise'))).toEqual([
    '2027-03-25 17:30',
    '2027-03-25 17:30',
    '2027-03-29 17:30',
    '2027-03-31 17:30',
    '2027-03-31 17:30',
  ]);
  withoutSubsidy(bundle);
  subsidy.at('2027-03-31 10:00').answer('review', agree);
  expect([one.status, one.clock('promise').verdict]).toEqual(['settled', 'met']);
  expect(one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'all' });
});

test('a subsidy on the sixth day breaks its promise and that of the bundle, and no other', () => {
  const bundle = accepted();
  const { one, record, subsidy } = bundle;
  withoutSubsidy(bundle);
  subsidy.at('2027-04-01 10:00').answer('review', agree);
  expect([record, subsidy, one].map(each => each.clock('promise').verdict)).toEqual(['met', 'late', 'late']);
  expect(subsidy.heldBy).toEqual({ 'human-resources': 6 });
});

test('a part that is refused is refused alone', () => {
  const bundle = accepted();
  withoutSubsidy(bundle);
  bundle.subsidy.answer('review', disagree('不符合条件'));
  expect(bundle.one.events.find(({ type }) => type === 'settled')?.data).toMatchObject({ result: 'some' });
});
