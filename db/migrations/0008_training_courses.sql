-- Training in depth: competences, documents and evaluation forms of courses, requests to place, exceptions to the quota, other people's
-- calendars, invitations told, certificates issued, what the centre prints on its papers, the profile of a declared training body.

-- ---------------------------------------------------------------- code lists (rows: db/reference/<table>.csv)

-- When an evaluation is asked: hot at the end of the session, cold some months later. `delay_days` is the usual wait.
CREATE TABLE evaluation_moment (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    delay_days INTEGER NOT NULL CHECK (delay_days >= 0)
) STRICT;

CREATE TABLE question_kind (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE request_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1))
) STRICT;

-- The 32 indicators of the national quality standard, in short words: a hint for those it concerns, never a legal statement.
CREATE TABLE quality_indicator (
    code TEXT PRIMARY KEY,
    criterion INTEGER NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_common INTEGER NOT NULL CHECK (is_common IN (0, 1)),
    evidence_fr TEXT NOT NULL,
    evidence_en TEXT NOT NULL
) STRICT;

-- The frames of the yearly statement of training bodies (bilan pédagogique et financier). `unit`: euro, hour, person;
-- `source`: typed by the centre, or counted from real presence.
CREATE TABLE statement_line (
    code TEXT PRIMARY KEY,
    frame TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- what a course needs

ALTER TABLE course ADD COLUMN bring TEXT NOT NULL DEFAULT '';

CREATE TABLE competence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    name_sort TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE course_competence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    course_id INTEGER NOT NULL REFERENCES course (id),
    competence_id INTEGER NOT NULL REFERENCES competence (id),
    UNIQUE (course_id, competence_id)
) STRICT;
CREATE INDEX course_competence_competence ON course_competence (competence_id);

-- What a trainer can teach. Not UNIQUE: two sheets of one person may say the same and still be merged.
CREATE TABLE trainer_competence (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    person_id INTEGER NOT NULL REFERENCES person (id),
    competence_id INTEGER NOT NULL REFERENCES competence (id)
) STRICT;
CREATE INDEX trainer_competence_person ON trainer_competence (person_id);
CREATE INDEX trainer_competence_competence ON trainer_competence (competence_id);

-- Documents of the catalogue that a course rests on; a notice that is deleted takes its mention with it.
CREATE TABLE course_document (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    course_id INTEGER NOT NULL REFERENCES course (id),
    document_id INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX course_document_course ON course_document (course_id);
CREATE INDEX course_document_document ON course_document (document_id);

CREATE TRIGGER course_document_once BEFORE INSERT ON course_document
WHEN EXISTS (SELECT 1 FROM course_document WHERE course_id = NEW.course_id AND document_id = NEW.document_id) BEGIN
    SELECT RAISE(ABORT, 'repeated');
END;

-- ---------------------------------------------------------------- evaluation forms: the questions belong to the course

CREATE TABLE evaluation_form (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    course_id INTEGER NOT NULL REFERENCES course (id),
    moment TEXT NOT NULL REFERENCES evaluation_moment (code),
    intro TEXT NOT NULL DEFAULT '',
    delay_days INTEGER NOT NULL DEFAULT 0 CHECK (delay_days BETWEEN 0 AND 730),
    UNIQUE (course_id, moment)
) STRICT;
CREATE INDEX evaluation_form_moment ON evaluation_form (moment);

-- kind scale: 1 (not at all) to 4 (entirely), without middle; choice: one of `choices`, a line each; text: free words.
-- A question that was answered is archived instead of changed, so that an answer keeps the words it answers.
CREATE TABLE evaluation_question (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    form_id INTEGER NOT NULL REFERENCES evaluation_form (id),
    position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL REFERENCES question_kind (code),
    words TEXT NOT NULL CHECK (words <> ''),
    choices TEXT NOT NULL DEFAULT '',
    archived_on TEXT,
    CHECK (kind = 'choice' OR choices = '')
) STRICT;
CREATE INDEX evaluation_question_form ON evaluation_question (form_id, position);
CREATE INDEX evaluation_question_kind ON evaluation_question (kind);

-- ---------------------------------------------------------------- what a session tells those who come

ALTER TABLE session ADD COLUMN bring TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN meals TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN day_contact TEXT NOT NULL DEFAULT '';
-- Kept although fewer than the minimum are booked: when, and why.
ALTER TABLE session ADD COLUMN kept_on TEXT;
ALTER TABLE session ADD COLUMN kept_reason TEXT NOT NULL DEFAULT '';
-- Why a half-day stands although an imported calendar says that its room or trainer is busy.
ALTER TABLE slot ADD COLUMN busy_reason TEXT NOT NULL DEFAULT '';

-- A session beyond the year's quota of days, and why.
CREATE TABLE quota_exception (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    session_id INTEGER NOT NULL REFERENCES session (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    reason TEXT NOT NULL CHECK (reason <> ''),
    UNIQUE (session_id, year)
) STRICT;

-- « Une association demande une journée sur un thème » : the centre places it, or says why not.
CREATE TABLE training_request (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    course_id INTEGER REFERENCES course (id),
    theme TEXT NOT NULL CHECK (theme <> ''),
    people INTEGER CHECK (people >= 1),
    half_days INTEGER NOT NULL DEFAULT 2 CHECK (half_days BETWEEN 1 AND 60),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    wishes TEXT NOT NULL DEFAULT '',
    asked_on TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'open' REFERENCES request_status (code),
    session_id INTEGER REFERENCES session (id),
    answer TEXT NOT NULL DEFAULT '',
    CHECK ((status = 'placed') = (session_id IS NOT NULL)),
    CHECK (status <> 'declined' OR answer <> '')
) STRICT;
CREATE INDEX training_request_organisation ON training_request (organisation_id);
CREATE INDEX training_request_contact ON training_request (contact_id);
CREATE INDEX training_request_course ON training_request (course_id);
CREATE INDEX training_request_session ON training_request (session_id);
CREATE INDEX training_request_status ON training_request (status, year);

-- ---------------------------------------------------------------- other people's calendars

-- A file of somebody's or some room's engagements; `sha256` is that of the file last read.
CREATE TABLE busy_calendar (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    room_id INTEGER REFERENCES room (id),
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL CHECK (name <> ''),
    sha256 TEXT NOT NULL DEFAULT '',
    read_on TEXT NOT NULL,
    CHECK ((room_id IS NULL) <> (person_id IS NULL))
) STRICT;
CREATE INDEX busy_calendar_room ON busy_calendar (room_id);
CREATE INDEX busy_calendar_person ON busy_calendar (person_id);

-- A stretch of one day, [starts, ends), in the centre's own time; an event over midnight has one a day. `ends` may be 24:00.
CREATE TABLE busy_time (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    calendar_id INTEGER NOT NULL REFERENCES busy_calendar (id) ON DELETE CASCADE,
    uid TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    starts TEXT NOT NULL CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends TEXT NOT NULL CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
    summary TEXT NOT NULL DEFAULT '',
    CHECK (starts < ends)
) STRICT;
CREATE INDEX busy_time_calendar ON busy_time (calendar_id, day);
CREATE INDEX busy_time_day ON busy_time (day);

-- ---------------------------------------------------------------- what was told and given to whom

-- The half-day as a participant's own calendar last heard of it: a change is told with a higher sequence, a half-day that is gone is cancelled.
-- `slot_uid` outlives the half-day.
CREATE TABLE invitation (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    place_id INTEGER NOT NULL REFERENCES place (id),
    slot_uid TEXT NOT NULL CHECK (slot_uid <> ''),
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    method TEXT NOT NULL CHECK (method IN ('request', 'cancel')),
    day TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    location TEXT NOT NULL DEFAULT '',
    UNIQUE (place_id, slot_uid)
) STRICT;

-- A certificate has its number once and for all; `minutes` is what it said when it was last issued.
CREATE TABLE certificate (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    place_id INTEGER NOT NULL UNIQUE REFERENCES place (id),
    issued_on TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes > 0)
) STRICT;

-- No certificate without real presence.
CREATE TRIGGER certificate_presence_insert BEFORE INSERT ON certificate
WHEN NOT EXISTS (SELECT 1 FROM attendance WHERE place_id = NEW.place_id AND status IN ('present', 'late')) BEGIN
    SELECT RAISE(ABORT, 'absent');
END;

-- ---------------------------------------------------------------- the centre's own words and choices

CREATE TABLE training_setting (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    minimum_days INTEGER NOT NULL DEFAULT 10 CHECK (minimum_days BETWEEN 0 AND 120),
    needs_contact TEXT NOT NULL DEFAULT '',
    meals TEXT NOT NULL DEFAULT '',
    house_rules TEXT NOT NULL DEFAULT '',
    programme_title TEXT NOT NULL DEFAULT '',
    programme_intro TEXT NOT NULL DEFAULT '',
    booking_words TEXT NOT NULL DEFAULT '',
    places_words TEXT NOT NULL DEFAULT '',
    hours_words TEXT NOT NULL DEFAULT '',
    childcare_words TEXT NOT NULL DEFAULT '',
    absence_words TEXT NOT NULL DEFAULT '',
    rules_words TEXT NOT NULL DEFAULT '',
    ideas_words TEXT NOT NULL DEFAULT '',
    is_declared INTEGER NOT NULL DEFAULT 0 CHECK (is_declared IN (0, 1))
) STRICT;

-- What the centre notes beside an indicator of the quality standard: where its proof is, when it was looked at.
CREATE TABLE quality_note (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    indicator TEXT NOT NULL UNIQUE REFERENCES quality_indicator (code),
    note TEXT NOT NULL DEFAULT '',
    checked_on TEXT
) STRICT;

CREATE TABLE statement_amount (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    line TEXT NOT NULL REFERENCES statement_line (code),
    amount INTEGER NOT NULL CHECK (amount >= 0),
    UNIQUE (year, line)
) STRICT;
CREATE INDEX statement_amount_line ON statement_amount (line);
