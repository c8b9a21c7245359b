PRAGMA foreign_keys = OFF;
PRAGMA application_id = 1463970156;
PRAGMA user_version = 2;
BEGIN;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
CREATE TABLE changes (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  effective_ms BIGINT NOT NULL,
  applied_ms BIGINT NOT NULL,
  applied_by TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes BLOB NOT NULL);
CREATE TABLE leaves (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  kind TEXT NOT NULL CHECK (kind IN ('planned', 'unavailable')),
  note TEXT,
  added_ms BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  withdrawn_ms BIGINT,
  withdrawn_by TEXT);
CREATE TABLE overrides (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  team TEXT NOT NULL,
  duty TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  change TEXT NOT NULL CHECK (change IN ('add', 'remove', 'replace', 'nobody')),
  leaving TEXT,
  joining TEXT,
  reason TEXT,
  added_ms BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  withdrawn_ms BIGINT,
  withdrawn_by TEXT, kind TEXT NOT NULL DEFAULT 'direct', follows TEXT, followed_start_ms BIGINT, followed_end_ms BIGINT, base_start_ms BIGINT, base_end_ms BIGINT, request TEXT);
CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  team TEXT NOT NULL,
  week TEXT NOT NULL,
  made_ms BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  bytes BLOB NOT NULL, parent TEXT, days TEXT);
CREATE TABLE published_periods (
  id INTEGER PRIMARY KEY,
  team TEXT NOT NULL,
  week TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  draft TEXT REFERENCES drafts (id),
  published_ms BIGINT NOT NULL,
  published_by TEXT NOT NULL,
  superseded_ms BIGINT);
CREATE TABLE published_shifts (
  period INTEGER NOT NULL REFERENCES published_periods (id),
  ordinal INTEGER NOT NULL,
  id TEXT NOT NULL,
  duty TEXT NOT NULL,
  member TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  PRIMARY KEY (period, ordinal),
  UNIQUE (period, id));
CREATE TABLE shift_revisions (
  shift TEXT PRIMARY KEY,
  team TEXT NOT NULL,
  summary TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  created_ms BIGINT NOT NULL,
  changed_ms BIGINT NOT NULL,
  gone INTEGER NOT NULL CHECK (gone IN (0, 1)), member TEXT, duty TEXT, start_ms BIGINT, end_ms BIGINT, uid TEXT);
CREATE TABLE feeds (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  subject TEXT NOT NULL CHECK (subject IN ('member', 'team', 'duty')),
  member TEXT,
  team TEXT,
  duty TEXT,
  generation INTEGER NOT NULL,
  token_hash BLOB UNIQUE,
  created_ms BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  revoked_ms BIGINT,
  last_used_ms BIGINT,
  last_agent TEXT, options TEXT, days_ahead INTEGER NOT NULL DEFAULT 365);
CREATE TABLE tickets (
  number INTEGER PRIMARY KEY,
  team TEXT NOT NULL,
  queue TEXT NOT NULL,
  source TEXT NOT NULL,
  external_id TEXT NOT NULL,
  state TEXT NOT NULL,
  is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  owner TEXT,
  waiting INTEGER NOT NULL CHECK (waiting IN (0, 1)),
  acknowledged INTEGER NOT NULL CHECK (acknowledged IN (0, 1)),
  priority TEXT NOT NULL,
  episode INTEGER NOT NULL,
  due_ms BIGINT,
  created_ms BIGINT NOT NULL,
  row_ver INTEGER NOT NULL,
  value TEXT NOT NULL, weight INTEGER NOT NULL DEFAULT 100,
  UNIQUE (source, external_id));
CREATE TABLE last_assignments (
  team TEXT NOT NULL,
  queue TEXT NOT NULL,
  member TEXT NOT NULL,
  ticket INTEGER NOT NULL REFERENCES tickets (number),
  at_ms BIGINT NOT NULL,
  PRIMARY KEY (team, queue, member));
CREATE TABLE intake (
  source TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  ticket INTEGER REFERENCES tickets (number),
  status INTEGER NOT NULL,
  response BLOB NOT NULL,
  received_ms BIGINT NOT NULL,
  PRIMARY KEY (source, delivery_id));
CREATE TABLE timers (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  generation INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('armed', 'done', 'cancelled')),
  armed_ms BIGINT NOT NULL,
  due_ms BIGINT NOT NULL,
  relative INTEGER NOT NULL CHECK (relative IN (0, 1)),
  boot_id TEXT,
  due_boot_ms BIGINT,
  UNIQUE (kind, entity));
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  entity TEXT NOT NULL,
  body BLOB NOT NULL,
  hash BLOB NOT NULL);
CREATE TABLE calendars (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  member TEXT,
  team TEXT,
  url TEXT NOT NULL,
  options TEXT NOT NULL,
  added_ms BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  removed_ms BIGINT,
  removed_by TEXT,
  next_ms BIGINT NOT NULL,
  checked_ms BIGINT,
  good_ms BIGINT,
  failures INTEGER NOT NULL,
  problem TEXT,
  emptied_ms BIGINT,
  etag TEXT,
  last_modified TEXT,
  report TEXT,
  bytes BLOB,
  CHECK ((member IS NULL) <> (team IS NULL)));
CREATE TABLE imported_leaves (
  leave TEXT PRIMARY KEY,
  calendar TEXT NOT NULL,
  uid TEXT NOT NULL,
  recurrence TEXT NOT NULL,
  member TEXT NOT NULL,
  UNIQUE (calendar, uid, recurrence, member));
CREATE TABLE shift_requests (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  team TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'declined', 'withdrawn', 'lapsed')),
  requester TEXT NOT NULL,
  leave TEXT,
  body TEXT NOT NULL);
CREATE TABLE temporary_schedules (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  team TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  body TEXT NOT NULL,
  added_ms BIGINT NOT NULL,
  withdrawn_ms BIGINT,
  withdrawn_by TEXT);
CREATE TABLE records (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('shift', 'settled', 'check-in', 'grant', 'reverse', 'spend', 'refund')),
  at_ms BIGINT NOT NULL,
  actor TEXT NOT NULL,
  team TEXT NOT NULL,
  duty TEXT,
  member TEXT,
  shift TEXT,
  start_ms BIGINT,
  end_ms BIGINT,
  version INTEGER,
  subject TEXT,
  hundredths BIGINT,
  words TEXT,
  hash BLOB NOT NULL);
CREATE TABLE ledger_entries (
  number INTEGER PRIMARY KEY,
  cause TEXT NOT NULL UNIQUE,
  record INTEGER NOT NULL REFERENCES records (number),
  member TEXT NOT NULL,
  team TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  earned_ms BIGINT NOT NULL,
  words TEXT NOT NULL,
  evidence TEXT NOT NULL);
CREATE TABLE ledger_postings (
  entry INTEGER NOT NULL REFERENCES ledger_entries (number),
  ordinal INTEGER NOT NULL,
  account TEXT NOT NULL,
  hundredths BIGINT NOT NULL CHECK (hundredths <> 0),
  PRIMARY KEY (entry, ordinal),
  UNIQUE (entry, account));
CREATE TABLE claims (
  id TEXT PRIMARY KEY,
  team TEXT NOT NULL,
  duty TEXT NOT NULL,
  slot TEXT NOT NULL,
  member TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  claimed_ms BIGINT NOT NULL,
  claimed_by TEXT NOT NULL,
  withdrawn_ms BIGINT,
  withdrawn_by TEXT);
CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  recipient TEXT NOT NULL,
  created_ms BIGINT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'waiting', 'muted', 'failed', 'passed')),
  due_ms BIGINT NOT NULL,
  why TEXT NOT NULL,
  message TEXT,
  value TEXT NOT NULL);
CREATE TABLE proofs (
  member TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  at_ms BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  sent_ms BIGINT,
  answered_ms BIGINT,
  PRIMARY KEY (member, channel, address));
CREATE TABLE "outbox" (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('page', 'message', 'letter')),
  channel TEXT NOT NULL,
  ticket INTEGER REFERENCES tickets (number),
  episode INTEGER,
  lane TEXT,
  place BIGINT,
  expires_ms BIGINT,
  state TEXT NOT NULL CHECK (state IN ('ready', 'claimed', 'unknown', 'sent', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL,
  not_before_ms BIGINT NOT NULL,
  claim_epoch INTEGER,
  claim_until_ms BIGINT,
  last_outcome TEXT,
  crossed INTEGER NOT NULL CHECK (crossed IN (0, 1)),
  cause TEXT,
  created_ms BIGINT NOT NULL,
  value TEXT NOT NULL,
  CHECK (kind = 'message' OR ticket IS NOT NULL AND (kind = 'letter' OR episode IS NOT NULL)));
CREATE TABLE "attempts" (
  page TEXT NOT NULL REFERENCES "outbox" (id),
  number INTEGER NOT NULL,
  at_ms BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  PRIMARY KEY (page, number));
CREATE TABLE watches (
  team TEXT PRIMARY KEY,
  value TEXT NOT NULL);
CREATE TABLE own_contacts (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  member TEXT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  added_ms BIGINT NOT NULL,
  added_by TEXT NOT NULL,
  coded_ms BIGINT NOT NULL,
  tries INTEGER NOT NULL,
  verified_ms BIGINT,
  removed_ms BIGINT,
  removed_by TEXT);
CREATE TABLE paging_rules (
  member TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  set_ms BIGINT NOT NULL,
  set_by TEXT NOT NULL);
CREATE TABLE withdrawn_shifts (
  shift TEXT NOT NULL,
  member TEXT NOT NULL,
  team TEXT NOT NULL,
  duty TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL,
  summary TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  withdrawn_ms BIGINT NOT NULL,
  PRIMARY KEY (shift, member));
CREATE TABLE slot_decisions (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  team TEXT NOT NULL,
  slot TEXT NOT NULL,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  member TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('lock', 'assign', 'forbid')),
  decided_ms BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  released_ms BIGINT,
  released_by TEXT);
CREATE TABLE wishes (
  id TEXT PRIMARY KEY,
  ordinal INTEGER NOT NULL UNIQUE,
  member TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('off', 'on')),
  dates TEXT NOT NULL,
  from_time TEXT,
  until_time TEXT,
  weight INTEGER NOT NULL,
  note TEXT,
  start_ms BIGINT NOT NULL,
  end_ms BIGINT NOT NULL CHECK (start_ms < end_ms),
  made_ms BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  removed_ms BIGINT,
  removed_by TEXT);
CREATE TABLE holiday_readings (
  address TEXT PRIMARY KEY,
  since_ms BIGINT NOT NULL,
  next_ms BIGINT NOT NULL,
  checked_ms BIGINT,
  good_ms BIGINT,
  failures INTEGER NOT NULL,
  problem TEXT,
  etag TEXT,
  last_modified TEXT,
  report TEXT,
  bytes BLOB);
CREATE TABLE ticket_facts (
  ticket INTEGER NOT NULL REFERENCES tickets (number),
  first INTEGER NOT NULL,
  at_ms BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (ticket, first));
CREATE TABLE owner_loads (member TEXT PRIMARY KEY, weight INTEGER NOT NULL);
CREATE TABLE assignments (
  number INTEGER PRIMARY KEY,
  ticket INTEGER NOT NULL,
  team TEXT NOT NULL,
  queue TEXT NOT NULL,
  customer TEXT,
  member TEXT NOT NULL,
  at_ms BIGINT NOT NULL);
CREATE TABLE member_switches (
  member TEXT PRIMARY KEY,
  capacity INTEGER,
  paused_ms BIGINT,
  resumes_ms BIGINT,
  reason TEXT,
  changed_ms BIGINT NOT NULL,
  changed_by TEXT NOT NULL);
CREATE TABLE lent_loads (
  team TEXT NOT NULL,
  asker_key TEXT NOT NULL,
  queue TEXT NOT NULL,
  member TEXT NOT NULL,
  weight INTEGER NOT NULL,
  because TEXT NOT NULL,
  given_ms BIGINT NOT NULL,
  until_ms BIGINT NOT NULL,
  released_ms BIGINT,
  PRIMARY KEY (team, asker_key));
CREATE TABLE source_messages (
  source TEXT NOT NULL,
  source_key TEXT NOT NULL,
  ticket INTEGER NOT NULL REFERENCES tickets (number),
  letter TEXT,
  purpose TEXT NOT NULL CHECK (purpose IN ('received', 'reply', 'post', 'filing')),
  at_ms BIGINT NOT NULL,
  delivery TEXT,
  PRIMARY KEY (source, source_key));
CREATE TABLE ticket_links (
  link TEXT NOT NULL,
  ticket INTEGER NOT NULL REFERENCES tickets (number),
  PRIMARY KEY (link, ticket));
CREATE TABLE early_events (
  source TEXT NOT NULL,
  item TEXT NOT NULL,
  place INTEGER NOT NULL,
  received_ms BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (source, item, place));
CREATE TABLE source_places (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  told_ms BIGINT NOT NULL,
  PRIMARY KEY (source, id));
CREATE TABLE work_handoffs (
  team TEXT NOT NULL,
  id TEXT NOT NULL,
  from_member TEXT NOT NULL,
  end_ms BIGINT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (team, id));
CREATE TABLE quiet_hours (
  member TEXT PRIMARY KEY,
  hours TEXT NOT NULL,
  set_ms BIGINT NOT NULL,
  set_by TEXT NOT NULL);
INSERT INTO meta VALUES ('server_id','in-memory');
INSERT INTO counters VALUES ('epoch',1);
INSERT INTO counters VALUES ('request',1);
INSERT INTO counters VALUES ('temporary',1);
INSERT INTO counters VALUES ('version',1);
INSERT INTO counters VALUES ('leave',1);
INSERT INTO counters VALUES ('override',1);
INSERT INTO counters VALUES ('draft',1);
INSERT INTO counters VALUES ('decision',1);
INSERT INTO counters VALUES ('wish',1);
INSERT INTO counters VALUES ('period',1);
INSERT INTO counters VALUES ('feed',1);
INSERT INTO counters VALUES ('contact',1);
INSERT INTO counters VALUES ('record',1);
INSERT INTO counters VALUES ('claim',1);
INSERT INTO counters VALUES ('ticket',1);
INSERT INTO counters VALUES ('timer',1);
INSERT INTO counters VALUES ('audit',2);
INSERT INTO changes VALUES ('requests',1);
INSERT INTO changes VALUES ('temporary',1);
INSERT INTO changes VALUES ('versions',1);
INSERT INTO changes VALUES ('leaves',1);
INSERT INTO changes VALUES ('overrides',1);
INSERT INTO changes VALUES ('drafts',1);
INSERT INTO changes VALUES ('rota',1);
INSERT INTO changes VALUES ('revisions',1);
INSERT INTO changes VALUES ('feeds',2);
INSERT INTO changes VALUES ('contacts',1);
INSERT INTO changes VALUES ('records',1);
INSERT INTO changes VALUES ('tickets',1);
INSERT INTO versions VALUES (1,1790000060000,1790000000000,'ana','02f086eb77504748cf5130e6b17cc467b8b16d52b4f86c6237325033d4726294',X'646566696E6974696F6E73');
INSERT INTO leaves VALUES ('L-1','ana',1790000000000,1790003600000,'planned','It''s a "note"',1790000000000,'ana',NULL,NULL);
INSERT INTO overrides VALUES ('O-1',1,'desk','primary',1790000000000,1790001800000,'replace','ana','bo','dentist',1790000000000,'ana',NULL,NULL,'direct',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO drafts VALUES ('D-1',1,'desk','2026-W48',1790000000000,'ana',X'000102FF',NULL,NULL);
INSERT INTO published_periods VALUES (1,'desk','2026-W48',1790000000000,1790604800000,'D-1',1790000005000,'ana',NULL);
INSERT INTO published_shifts VALUES (1,0,'s1','primary','ana',1790000000000,1790043200000);
INSERT INTO published_shifts VALUES (1,1,'s2','primary','bo',1790043200000,1790086400000);
INSERT INTO shift_revisions VALUES ('s1','desk','Ana (Desk)',2,1790000000000,1790000009000,0,NULL,'primary',1790000000000,1790043200000,NULL);
INSERT INTO feeds VALUES ('F-1',1,'duty',NULL,'desk','primary',1,X'010203',1790000000000,'ana',NULL,NULL,NULL,NULL,365);
INSERT INTO tickets VALUES (1,'desk','front','tracker','ISSUE-1','open',1,'ana',0,0,'urgent',1,1790003600000,1790000000000,0,'{"because":"held until the desk opens","body":"Smoke, then \"flames\".","created":"2026-09-21T14:13:20Z","definitions":1,"due":"2026-09-21T15:13:20Z","episode":1,"externalID":"ISSUE-1","id":"T-1","owner":"ana","placement":{"owned":{}},"priority":"urgent","queue":"front","requester":"kim@example.com","source":"tracker","state":"open","tags":["printer"],"team":"desk","title":"Printer 1 is on fire","version":0}',100);
INSERT INTO last_assignments VALUES ('desk','front','ana',1,1790000000000);
INSERT INTO intake VALUES ('tracker','d-1','ab',1,202,X'542D31',1790000000000);
INSERT INTO timers VALUES (1,'ticket','T-1',1,'review','armed',1790000000000,1790000600000,1,'boot-a',1600000);
INSERT INTO audit VALUES (1,1790000000000,'ana','add leave','L-1',X'7B226E223A317D',X'B91E86ECDBC4DCEB1D21FA7985203283E1FA86F7F617A21A1EDAD4F86B76B79F');
INSERT INTO audit VALUES (2,1790000001000,'bo','acknowledge','T-1',X'7B7D',X'252955054B8A057D8A6887D64C4DD0543C9D6327BF1E27BAD4EEAB87F709A6AC');
INSERT INTO shift_requests VALUES ('S-1',1,'desk','open','ana',NULL,'{"asked":"bo","by":"ana","given":[{"duty":"primary","interval":{"end":"2026-09-21T16:13:20Z","start":"2026-09-21T15:13:20Z"},"member":"ana","shift":"desk.primary.week.20260921T0900.1","team":"desk","whole":{"end":"2026-09-21T16:13:20Z","start":"2026-09-21T14:13:20Z"}}],"id":"S-1","kind":"cover","made":"2026-09-21T14:12:20Z","reason":"dentist","requester":"ana","state":"open","takings":[],"team":"desk","wanted":[]}');
INSERT INTO temporary_schedules VALUES ('TS-1',1,'desk',1790000000000,1790007200000,'{"by":"bo","duties":["primary"],"id":"TS-1","interval":{"end":"2026-09-21T16:13:20Z","start":"2026-09-21T14:13:20Z"},"reason":"launch","shifts":[{"duty":"primary","id":"desk.primary.ts-1.20260921T0900.1","interval":{"end":"2026-09-21T16:13:20Z","start":"2026-09-21T14:13:20Z"},"member":"bo","team":"desk"}],"team":"desk"}',1790000000000,NULL,NULL);
INSERT INTO records VALUES (1,'shift',1790000000000,'engine','desk','primary','ana','s0',1789992800000,1789996400000,1,NULL,NULL,'rotation day',X'DD99DCF15B5044722DFD420B6193B537F64A9AE95777B326D7D69080DA3F658F');
INSERT INTO ledger_entries VALUES (1,'points/s0',1,'ana','desk',1790000000000,1789996400000,'1 h of primary','[{"checkIns":[],"interval":{"end":"2026-09-21T13:13:20Z","start":"2026-09-21T12:13:20Z"},"missed":[],"shift":"s0"}]');
INSERT INTO ledger_postings VALUES (1,0,'points/ana',100);
INSERT INTO ledger_postings VALUES (1,1,'team/desk/points',-100);
INSERT INTO claims VALUES ('C-1','desk','primary','s9','bo',1790864000000,1790867600000,1790000000000,'bo',NULL,NULL);
INSERT INTO outbox VALUES ('T-1-1-r0-s0-ana_pager','page','pager',1,1,NULL,NULL,NULL,'ready',1,1790000016000,NULL,NULL,'{"retry":{"after":"5 seconds","why":"busy"}}',0,NULL,1790000000000,'{"address":"https://pager.example.com/ana","channel":"pager","created":"2026-09-21T14:13:20Z","episode":1,"id":"T-1-1-r0-s0-ana_pager","priority":"urgent","recipient":"ana","recipientName":"Ana","round":0,"step":0,"team":"desk","ticket":"T-1","title":"Printer on fire","why":"you are on primary"}');
INSERT INTO attempts VALUES ('T-1-1-r0-s0-ana_pager',1,1790000011000,'{"retry":{"after":"5 seconds","why":"busy"}}');
INSERT INTO own_contacts VALUES ('CT-1',1,'ana','pager','https://a.example.com/ana',1790000000000,'ana',1790000000000,0,1790000030000,NULL,NULL);
INSERT INTO slot_decisions VALUES ('LD-1',1,'desk','s1',1790000000000,1790043200000,'ana','lock',1790000000000,'bo',NULL,NULL);
INSERT INTO wishes VALUES ('W-1',1,'ana','off','2026-09-21..2026-09-22',NULL,NULL,3,'a party',1790000000000,1790172800000,1790000000000,'ana',NULL,NULL);
INSERT INTO holiday_readings VALUES ('https://calendars.example.org/uk.ics',1790000000000,1790086400000,1790000000000,1790000000000,0,NULL,'"7"',NULL,'{}',X'0102');
INSERT INTO owner_loads VALUES ('ana',100);
INSERT INTO assignments VALUES (1,1,'desk','front',NULL,'ana',1790000000000);
CREATE INDEX versions_by_effect ON versions (effective_ms, id);
CREATE INDEX leaves_by_end ON leaves (end_ms) WHERE withdrawn_ms IS NULL;
CREATE INDEX overrides_by_end ON overrides (team, end_ms) WHERE withdrawn_ms IS NULL;
CREATE INDEX drafts_by_week ON drafts (team, week, ordinal);
CREATE INDEX shift_revisions_by_team ON shift_revisions (team, shift);
CREATE INDEX tickets_open ON tickets (number) WHERE is_open = 1;
CREATE INDEX tickets_waiting ON tickets (number) WHERE is_open = 1 AND owner IS NULL;
CREATE INDEX intake_by_age ON intake (received_ms);
CREATE INDEX timers_by_due ON timers (due_ms) WHERE state = 'armed';
CREATE INDEX timers_by_boot ON timers (boot_id, due_boot_ms) WHERE state = 'armed' AND relative = 1;
CREATE INDEX audit_by_entity ON audit (entity, seq);
CREATE INDEX calendars_by_next ON calendars (next_ms) WHERE removed_ms IS NULL;
CREATE INDEX shift_requests_open ON shift_requests (ordinal) WHERE state = 'open';
CREATE UNIQUE INDEX records_once ON records (shift) WHERE kind = 'shift';
CREATE INDEX records_by_end ON records (team, end_ms) WHERE kind = 'shift';
CREATE INDEX records_settled ON records (team, number) WHERE kind = 'settled';
CREATE INDEX records_spends ON records (subject) WHERE kind = 'spend';
CREATE INDEX records_check_ins ON records (team, at_ms) WHERE kind = 'check-in';
CREATE INDEX ledger_by_member ON ledger_entries (member, number);
CREATE INDEX ledger_by_account ON ledger_postings (account, entry);
CREATE UNIQUE INDEX claims_once ON claims (slot) WHERE withdrawn_ms IS NULL;
CREATE INDEX claims_by_end ON claims (end_ms) WHERE withdrawn_ms IS NULL;
CREATE INDEX notices_due ON notices (due_ms, number) WHERE state IN ('new', 'waiting');
CREATE INDEX notices_open ON notices (recipient, number) WHERE state IN ('new', 'waiting');
CREATE INDEX notices_by_recipient ON notices (recipient, number);
CREATE INDEX notices_by_message ON notices (message) WHERE message IS NOT NULL;
CREATE INDEX outbox_by_ticket ON outbox (ticket, created_ms, id);
CREATE INDEX outbox_by_time ON outbox (kind, channel, not_before_ms, created_ms, id) WHERE state IN ('ready', 'unknown');
CREATE INDEX outbox_claims ON outbox (kind, claim_until_ms) WHERE state = 'claimed';
CREATE INDEX outbox_lanes ON outbox (lane, place) WHERE state IN ('ready', 'unknown', 'claimed');
CREATE INDEX outbox_told ON outbox (place) WHERE lane IS NOT NULL;
CREATE UNIQUE INDEX own_contacts_kept ON own_contacts (member, channel, address) WHERE removed_ms IS NULL;
CREATE INDEX shift_revisions_moved ON shift_revisions (team) WHERE uid IS NOT NULL;
CREATE INDEX withdrawn_shifts_by_team ON withdrawn_shifts (team, withdrawn_ms);
CREATE UNIQUE INDEX published_current ON published_periods (team, start_ms) WHERE superseded_ms IS NULL;
CREATE INDEX published_by_week ON published_periods (team, week);
CREATE UNIQUE INDEX slot_decisions_given ON slot_decisions (team, slot)
WHERE released_ms IS NULL AND kind <> 'forbid';
CREATE UNIQUE INDEX slot_decisions_held ON slot_decisions (team, slot, member)
WHERE released_ms IS NULL;
CREATE INDEX ticket_facts_by_time ON ticket_facts (at_ms, ticket);
CREATE INDEX tickets_by_due ON tickets (team, due_ms, number) WHERE is_open = 1;
CREATE INDEX tickets_undecided ON tickets (number)
WHERE is_open = 1 AND owner IS NOT NULL AND instr(value, '"card":{') > 0;
CREATE INDEX assignments_by_time ON assignments (at_ms);
CREATE INDEX assignments_by_customer ON assignments (team, customer, at_ms) WHERE customer IS NOT NULL;
CREATE INDEX lent_loads_running ON lent_loads (until_ms, member, weight) WHERE released_ms IS NULL;
CREATE INDEX lent_loads_by_queue ON lent_loads (team, queue, member, given_ms);
CREATE INDEX source_messages_by_ticket ON source_messages (ticket, at_ms);
CREATE INDEX early_events_by_age ON early_events (received_ms);
CREATE INDEX work_handoffs_by_end ON work_handoffs (end_ms);
CREATE TRIGGER records_stay BEFORE UPDATE ON records
BEGIN SELECT RAISE(ABORT, 'what was recorded is never changed'); END;
CREATE TRIGGER records_remain BEFORE DELETE ON records
BEGIN SELECT RAISE(ABORT, 'what was recorded is never removed'); END;
CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never changed'); END;
CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never removed'); END;
CREATE TRIGGER ledger_postings_stay BEFORE UPDATE ON ledger_postings
BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never changed'); END;
CREATE TRIGGER ledger_postings_remain BEFORE DELETE ON ledger_postings
BEGIN SELECT RAISE(ABORT, 'an entry is reversed, never removed'); END;
COMMIT;
