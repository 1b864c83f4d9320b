-- What the mirror holds. A project is kept whole; what is asked for most has a column.
CREATE TABLE IF NOT EXISTS projects (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  organisation TEXT NOT NULL,
  town TEXT,
  country TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  deadline TEXT,
  places TEXT NOT NULL,
  data TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS sync (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  position TEXT NOT NULL
);

-- The portal's day is that of Brussels: an hour ahead of UTC, and two from the last Sunday of March to that of October.
CREATE VIEW IF NOT EXISTS today AS
SELECT date('now', CASE
  WHEN datetime('now') >= datetime(strftime('%Y-03-25', 'now'), 'weekday 0', '+1 hour')
   AND datetime('now') < datetime(strftime('%Y-10-25', 'now'), 'weekday 0', '+1 hour') THEN '+2 hours'
  ELSE '+1 hour' END) AS day;

-- A project closes with the calendar, without being changed. So this is worked out when it is read.
CREATE VIEW IF NOT EXISTS open_projects AS
SELECT projects.* FROM projects, today
WHERE places = 'open' AND min(coalesce(deadline, ends_on), ends_on) >= day;
