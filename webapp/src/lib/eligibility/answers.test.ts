import { describe, expect, it } from 'vitest';
import { noAnswers, problemsOf, questionOf, readAnswers, type Answers } from './answers';
import { parseAnswers } from './kept-answers';

const full: Answers = {
  country: 'MD',
  birthDate: '2006-05-31',
  freeFrom: '2027-03-01',
  freeTo: '2027-12-31',
  supports: ['mentoring', 'dietary']
};

describe('answers', () => {
  it('are read from the form, and no support that there is not', () => {
    const form = new FormData();
    form.set('country', 'MD');
    form.set('birthDate', '2006-05-31');
    form.append('supports', 'dietary');
    form.append('supports', 'flight');
    expect(readAnswers(form)).toEqual({ ...noAnswers, country: 'MD', birthDate: '2006-05-31', supports: ['dietary'] });
  });

  it('are asked about as far as they are given', () => {
    expect(questionOf(noAnswers)).toEqual({});
    expect(questionOf({ ...noAnswers, country: 'MD' })).toEqual({ country: 'MD' });
    expect(questionOf(full)).toEqual(full);
  });

  it.each([
    ['', '', {}],
    ['2027-03-01', '2027-12-31', {}],
    ['2027-03-01', '2027-03-01', {}],
    ['2027-03-01', '', { freeTo: 'filter.freeBoth' }],
    ['', '2027-03-01', { freeFrom: 'filter.freeBoth' }],
    ['2027-03-01', '2027-02-28', { freeTo: 'filter.freeOrder' }],
    ['0027-03-01', '2027-03-01', { freeFrom: 'check.wrongDate' }],
    ['2027-03-01', '20270-03-01', { freeTo: 'check.wrongDate' }]
  ])('may be free from "%s" to "%s": %j', (freeFrom, freeTo, problems) => {
    expect(problemsOf({ ...noAnswers, freeFrom, freeTo }, [], '2027-01-10')).toEqual(problems);
  });

  it.each([
    ['', {}],
    ['2006-05-31', {}],
    ['2027-01-10', {}],
    ['2027-01-11', { birthDate: 'check.bornLater' }],
    ['20060-05-31', { birthDate: 'check.wrongDate' }],
    ['1899-12-31', { birthDate: 'check.wrongDate' }]
  ])('may be born on "%s": %j', (birthDate, problems) => {
    expect(problemsOf({ ...noAnswers, birthDate }, [], '2027-01-10')).toEqual(problems);
  });

  it('are to be finished where they were begun', () => {
    const unfinished = ['birthDate', 'freeTo'];
    expect(problemsOf({ ...noAnswers, freeFrom: '2027-03-01' }, unfinished, '2027-01-10')).toEqual({ birthDate: 'check.wrongDate', freeTo: 'check.wrongDate' });
    expect(problemsOf(noAnswers, ['freeTo'], '2027-01-10')).toEqual({ freeTo: 'check.wrongDate' });
  });
});

describe('kept answers', () => {
  it('come back as they were', () => {
    expect(parseAnswers(JSON.stringify(full))).toEqual(full);
  });

  it.each([null, '', 'null', '7', '{'])('that cannot be read are none: %j', (text) => {
    expect(parseAnswers(text)).toBeNull();
  });

  it('keep what can be read', () => {
    const strange = { country: 'Moldova', birthDate: 7, freeFrom: '2027-03-01', supports: 'all', more: true };
    expect(parseAnswers(JSON.stringify(strange))).toEqual({ ...noAnswers, freeFrom: '2027-03-01' });
    expect(parseAnswers(JSON.stringify({ supports: ['dietary', 'flight'] }))).toEqual({ ...noAnswers, supports: ['dietary'] });
  });
});
