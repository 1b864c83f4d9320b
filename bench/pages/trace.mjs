/** What a trace of Chromium says about the loading of one page; milliseconds from the start of the navigation. */
export function readTrace(buffer, address) {
  const { traceEvents } = JSON.parse(buffer.toString('utf8'));
  const started = traceEvents.filter(({ name, args }) => name === 'navigationStart' && args.data?.documentLoaderURL === address).at(-1);
  if (!started) throw new Error(`The trace does not tell of ${address}.`);
  const { pid, tid, ts: start, args: { frame } } = started;
  const ofPage = traceEvents.filter((event) => event.pid === pid && event.ts >= start);
  const since = ({ ts }) => (ts - start) / 1000;
  const last = (name, is = () => true) => ofPage.filter((event) => event.name === name && is(event)).map(since).at(-1);
  const ofFrame = ({ args }) => args.frame === frame;

  const firstPaint = last('firstContentfulPaint', ofFrame);
  return {
    firstPaint,
    largestPaint: last('largestContentfulPaint::Candidate', ofFrame),
    awaited: last('bench-awaited'),
    alive: last('bench-alive'),
    shift: layoutShift(ofPage.filter(({ name, args }) => name === 'LayoutShift' && args.data?.is_main_frame && !args.data.had_recent_input)),
    ...blockingTime(ofPage.filter((event) => event.tid === tid && isTask(event)), start + firstPaint * 1000)
  };
}

/** The worst second of shifts that follow each other closely, and at most five of them: as Core Web Vitals adds them up. */
function layoutShift(shifts) {
  let [worst, sum, first, previous] = [0, 0, 0, -Infinity];
  for (const { ts, args } of shifts.sort((one, other) => one.ts - other.ts)) {
    if (ts - previous > 1_000_000 || ts - first > 5_000_000) [sum, first] = [0, ts];
    sum += args.data.score;
    previous = ts;
    worst = Math.max(worst, sum);
  }
  return worst;
}

const isTask = ({ name, ph, dur, tdur }) => ph === 'X' && dur > 0 && tdur !== undefined && name === 'RunTask';

/**
 * How much of the main thread's tasks, from the first paint on, is beyond the 50 ms after which a reader notices: by the clock, and in
 * processor time, which tells how much of it was waiting for other programs.
 */
function blockingTime(tasks, from) {
  const beyond = (length) => tasks.reduce((sum, task) => sum + Math.max(0, length(task) - 50), 0);
  // The part of a task that comes after the paint.
  const share = ({ ts, dur }) => Math.min(1, Math.max(0, (ts + dur - from) / dur));
  return {
    blocked: beyond((task) => (share(task) * task.dur) / 1000),
    blockedInProcessorTime: beyond((task) => (share(task) * task.tdur) / 1000)
  };
}
