-- Training: courses (what), sessions (when), half-day slots, bookings of associations, places, attendance, yearly quota.
-- Codes raised: full (capacity), quota (places of one association), overlap (room, trainer or person in two places at once), mismatch.

-- ---------------------------------------------------------------- code lists (rows: db/reference/<table>.csv)

CREATE TABLE session_mode (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- is_holding: the session occupies its room, its trainers and its participants.
-- gauge: how its half-days count in the yearly quota ('' when they do not).
CREATE TABLE session_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    is_holding INTEGER NOT NULL CHECK (is_holding IN (0, 1)),
    gauge TEXT NOT NULL DEFAULT '' CHECK (gauge IN ('', 'done', 'confirmed', 'option'))
) STRICT;

CREATE TABLE day_part (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE booking_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- takes_seat: counts against the capacity and against the limit of one association.
CREATE TABLE place_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL,
    takes_seat INTEGER NOT NULL CHECK (takes_seat IN (0, 1))
) STRICT;

CREATE TABLE attendance_status (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- Both days included. Zone: the academies' holiday zone (Essonne: C).
CREATE TABLE school_holiday (
    code TEXT PRIMARY KEY,
    zone TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    CHECK (starts_on <= ends_on)
) STRICT;

-- ---------------------------------------------------------------- what is taught, and where

CREATE TABLE course (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    objectives TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    prerequisites TEXT NOT NULL DEFAULT '',
    programme TEXT NOT NULL DEFAULT '',
    half_days INTEGER NOT NULL DEFAULT 2 CHECK (half_days BETWEEN 1 AND 60),
    capacity_min INTEGER NOT NULL DEFAULT 0 CHECK (capacity_min >= 0),
    capacity_target INTEGER NOT NULL DEFAULT 12 CHECK (capacity_target >= capacity_min),
    capacity_max INTEGER NOT NULL DEFAULT 16 CHECK (capacity_max >= 1 AND capacity_max >= capacity_target),
    organisation_limit INTEGER CHECK (organisation_limit >= 1),
    archived_on TEXT
) STRICT;

CREATE INDEX course_title_sort ON course (title_sort);

CREATE TABLE room (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL CHECK (name <> ''),
    name_sort TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    seats INTEGER CHECK (seats >= 1),
    access TEXT NOT NULL DEFAULT '',
    archived_on TEXT
) STRICT;

CREATE INDEX room_name_sort ON room (name_sort);

-- ---------------------------------------------------------------- when

-- `stamp` rises whenever something that a decision about places rests on changes (triggers below).
-- The last day of booking and of cancellation is included.
CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    stamp INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL UNIQUE CHECK (code <> ''),
    course_id INTEGER NOT NULL REFERENCES course (id),
    title TEXT NOT NULL CHECK (title <> ''),
    title_sort TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'open' REFERENCES session_status (code),
    mode TEXT NOT NULL DEFAULT 'onsite' REFERENCES session_mode (code),
    place TEXT NOT NULL DEFAULT '',
    zone TEXT NOT NULL DEFAULT 'Europe/Paris',
    capacity_min INTEGER NOT NULL DEFAULT 0 CHECK (capacity_min >= 0),
    capacity_target INTEGER NOT NULL DEFAULT 12 CHECK (capacity_target >= capacity_min),
    capacity_max INTEGER NOT NULL DEFAULT 16 CHECK (capacity_max >= 1 AND capacity_max >= capacity_target),
    organisation_limit INTEGER CHECK (organisation_limit >= 1),
    booking_closes_on TEXT,
    cancellation_closes_on TEXT,
    offer_days INTEGER NOT NULL DEFAULT 0 CHECK (offer_days BETWEEN 0 AND 60),
    contact TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    cancelled_at TEXT,
    cancelled_by TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX session_course ON session (course_id);
CREATE INDEX session_by_status ON session (status);
CREATE INDEX session_by_mode ON session (mode);

CREATE TABLE slot (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    session_id INTEGER NOT NULL REFERENCES session (id),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'),
    part TEXT NOT NULL REFERENCES day_part (code),
    starts TEXT NOT NULL CHECK (starts GLOB '[0-2][0-9]:[0-5][0-9]'),
    ends TEXT NOT NULL CHECK (ends GLOB '[0-2][0-9]:[0-5][0-9]'),
    room_id INTEGER REFERENCES room (id),
    video_link TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    CHECK (starts < ends)
) STRICT;

CREATE INDEX slot_session ON slot (session_id, day, starts);
CREATE INDEX slot_day ON slot (day);
CREATE INDEX slot_room ON slot (room_id, day);
CREATE INDEX slot_part ON slot (part);

CREATE TABLE slot_trainer (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    slot_id INTEGER NOT NULL REFERENCES slot (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    UNIQUE (slot_id, person_id)
) STRICT;

CREATE INDEX slot_trainer_person ON slot_trainer (person_id);

-- ---------------------------------------------------------------- who comes

-- One association's file for one session. `priority` is the class of the request (0 first, 1 ordinary).
CREATE TABLE booking (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    number TEXT NOT NULL UNIQUE CHECK (number <> ''),
    session_id INTEGER NOT NULL REFERENCES session (id),
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    status TEXT NOT NULL DEFAULT 'active' REFERENCES booking_status (code),
    group_rule TEXT NOT NULL DEFAULT 'split' CHECK (group_rule IN ('split', 'whole')),
    priority INTEGER NOT NULL DEFAULT 1 CHECK (priority BETWEEN 0 AND 2),
    late_reason TEXT NOT NULL DEFAULT '',
    limit_reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    cancelled_at TEXT,
    cancelled_by TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT '',
    UNIQUE (id, session_id)
) STRICT;

CREATE INDEX booking_session ON booking (session_id, organisation_id);
CREATE INDEX booking_organisation ON booking (organisation_id);
CREATE INDEX booking_contact ON booking (contact_id);
CREATE INDEX booking_by_status ON booking (status);

-- One person in a booking; without person_id the name is as it was typed, or not known yet ('').
-- `asked_seq` is the revision that asked for the place and `asked_rank` the order within it: the waiting list's order of arrival.
CREATE TABLE place (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    booking_id INTEGER NOT NULL,
    session_id INTEGER NOT NULL,
    person_id INTEGER REFERENCES person (id),
    name TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL REFERENCES place_status (code),
    asked_seq INTEGER NOT NULL,
    asked_rank INTEGER NOT NULL DEFAULT 0,
    offer_ends_on TEXT,
    replaces_id INTEGER REFERENCES place (id),
    cancelled_at TEXT,
    cancelled_by TEXT NOT NULL DEFAULT '',
    cancel_reason TEXT NOT NULL DEFAULT '',
    FOREIGN KEY (booking_id, session_id) REFERENCES booking (id, session_id)
) STRICT;

CREATE INDEX place_booking ON place (booking_id, session_id);
CREATE INDEX place_session ON place (session_id, status);
CREATE INDEX place_person ON place (person_id);
CREATE INDEX place_by_status ON place (status);
CREATE INDEX place_replaces ON place (replaces_id);

CREATE UNIQUE INDEX place_once ON place (session_id, person_id)
    WHERE person_id IS NOT NULL AND status IN ('registered', 'offered', 'waiting');

-- What a person needs in order to come (access, interpreter, diet): apart, so that no list shows it by accident.
CREATE TABLE place_need (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    place_id INTEGER NOT NULL UNIQUE REFERENCES place (id),
    needs TEXT NOT NULL
) STRICT;

CREATE TABLE attendance (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    place_id INTEGER NOT NULL REFERENCES place (id),
    slot_id INTEGER NOT NULL REFERENCES slot (id),
    status TEXT NOT NULL REFERENCES attendance_status (code),
    UNIQUE (place_id, slot_id)
) STRICT;

CREATE INDEX attendance_slot ON attendance (slot_id);
CREATE INDEX attendance_by_status ON attendance (status);

CREATE TABLE training_quota (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL UNIQUE CHECK (year BETWEEN 1900 AND 2200),
    days INTEGER NOT NULL CHECK (days >= 0)
) STRICT;

-- ---------------------------------------------------------------- stamp: what a decision about places rests on

CREATE TRIGGER slot_stamp_insert AFTER INSERT ON slot BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = NEW.session_id;
END;

CREATE TRIGGER slot_stamp_update AFTER UPDATE ON slot BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id IN (OLD.session_id, NEW.session_id);
END;

CREATE TRIGGER slot_stamp_delete AFTER DELETE ON slot BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = OLD.session_id;
END;

CREATE TRIGGER booking_stamp_insert AFTER INSERT ON booking BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = NEW.session_id;
END;

CREATE TRIGGER booking_stamp_update AFTER UPDATE ON booking BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id IN (OLD.session_id, NEW.session_id);
END;

CREATE TRIGGER booking_stamp_delete AFTER DELETE ON booking BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = OLD.session_id;
END;

CREATE TRIGGER place_stamp_insert AFTER INSERT ON place BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = NEW.session_id;
END;

CREATE TRIGGER place_stamp_update AFTER UPDATE ON place BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id IN (OLD.session_id, NEW.session_id);
END;

CREATE TRIGGER place_stamp_delete AFTER DELETE ON place BEGIN
    UPDATE session SET stamp = stamp + 1 WHERE id = OLD.session_id;
END;

-- ---------------------------------------------------------------- walls: capacity and limit per association

CREATE VIEW taken_seat AS
SELECT place.id AS place_id, place.session_id, place.person_id, booking.organisation_id
FROM place
JOIN place_status ON place_status.code = place.status AND place_status.takes_seat = 1
JOIN booking ON booking.id = place.booking_id;

-- How many seats were taken when a batch first touched a session (organisation_id 0) or one association in it. The wall stands at the end
-- of the batch, when `act` is emptied: a cancellation with its promotion, or the undo of one, passes through « one too many » on the way.
-- A batch may not raise the number beyond the limit; a capacity lowered under what is taken refuses nobody who is already in.
CREATE TABLE seat_check (
    session_id INTEGER NOT NULL,
    organisation_id INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    PRIMARY KEY (session_id, organisation_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER place_seats_insert BEFORE INSERT ON place BEGIN
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, 0, count(*) FROM taken_seat WHERE taken_seat.session_id = NEW.session_id
    ON CONFLICT DO NOTHING;
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, booking.organisation_id, (
        SELECT count(*) FROM taken_seat
        WHERE taken_seat.session_id = NEW.session_id AND taken_seat.organisation_id = booking.organisation_id)
    FROM booking WHERE booking.id = NEW.booking_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER place_seats_update BEFORE UPDATE OF status, session_id, booking_id ON place BEGIN
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, 0, count(*) FROM taken_seat WHERE taken_seat.session_id = NEW.session_id
    ON CONFLICT DO NOTHING;
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT NEW.session_id, booking.organisation_id, (
        SELECT count(*) FROM taken_seat
        WHERE taken_seat.session_id = NEW.session_id AND taken_seat.organisation_id = booking.organisation_id)
    FROM booking WHERE booking.id = NEW.booking_id
    ON CONFLICT DO NOTHING;
END;

-- A replacement taken back deletes the newcomer before the place stands again: what was taken is noted before that.
CREATE TRIGGER place_seats_delete BEFORE DELETE ON place BEGIN
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT OLD.session_id, 0, count(*) FROM taken_seat WHERE taken_seat.session_id = OLD.session_id
    ON CONFLICT DO NOTHING;
    INSERT INTO seat_check (session_id, organisation_id, taken)
    SELECT OLD.session_id, booking.organisation_id, (
        SELECT count(*) FROM taken_seat
        WHERE taken_seat.session_id = OLD.session_id AND taken_seat.organisation_id = booking.organisation_id)
    FROM booking WHERE booking.id = OLD.booking_id
    ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER act_seats BEFORE DELETE ON act WHEN EXISTS (SELECT 1 FROM seat_check) BEGIN
    SELECT RAISE(ABORT, 'full')
    FROM seat_check JOIN session ON session.id = seat_check.session_id
    WHERE seat_check.organisation_id = 0
    AND (SELECT count(*) FROM taken_seat WHERE taken_seat.session_id = seat_check.session_id)
        > max(session.capacity_max, seat_check.taken);
    SELECT RAISE(ABORT, 'quota')
    FROM seat_check JOIN session ON session.id = seat_check.session_id
    WHERE seat_check.organisation_id <> 0 AND session.organisation_limit IS NOT NULL
    AND (SELECT count(*) FROM taken_seat
         WHERE taken_seat.session_id = seat_check.session_id
         AND taken_seat.organisation_id = seat_check.organisation_id)
        > max(session.organisation_limit, seat_check.taken)
    AND NOT EXISTS (SELECT 1 FROM booking
                    WHERE booking.session_id = seat_check.session_id
                    AND booking.organisation_id = seat_check.organisation_id
                    AND booking.limit_reason <> '');
    DELETE FROM seat_check;
END;

-- ---------------------------------------------------------------- walls: nobody and nothing in two places at once

-- What each half-day really occupies: nothing when its session is a draft, cancelled or postponed; no room when it is remote.
CREATE VIEW slot_hold AS
SELECT slot.id, slot.session_id, slot.day, slot.starts, slot.ends,
    CASE WHEN session.mode = 'remote' THEN NULL ELSE slot.room_id END AS room_id
FROM slot
JOIN session ON session.id = slot.session_id
JOIN session_status ON session_status.code = session.status AND session_status.is_holding = 1;

-- Pairs of half-days of two sessions that overlap, [start, end): back to back is no overlap.
CREATE VIEW slot_clash AS
SELECT mine.id, mine.session_id, mine.room_id, other.id AS other_id, other.session_id AS other_session_id,
    other.room_id AS other_room_id
FROM slot_hold AS mine
JOIN slot_hold AS other
    ON other.day = mine.day AND other.starts < mine.ends AND mine.starts < other.ends AND other.session_id <> mine.session_id;

CREATE VIEW room_clash AS
SELECT id, session_id, other_session_id, room_id FROM slot_clash WHERE room_id = other_room_id;

CREATE VIEW trainer_clash AS
SELECT slot_clash.id, slot_clash.session_id, slot_clash.other_session_id, mine.person_id
FROM slot_clash
JOIN slot_trainer AS mine ON mine.slot_id = slot_clash.id
JOIN slot_trainer AS other ON other.slot_id = slot_clash.other_id AND other.person_id = mine.person_id;

CREATE VIEW person_clash AS
SELECT slot_clash.id, slot_clash.session_id, slot_clash.other_session_id, mine.person_id, mine.place_id
FROM taken_seat AS mine
JOIN taken_seat AS other ON other.person_id = mine.person_id AND other.session_id <> mine.session_id
JOIN slot_clash ON slot_clash.session_id = mine.session_id AND slot_clash.other_session_id = other.session_id;

CREATE TRIGGER slot_overlap_insert AFTER INSERT ON slot BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM room_clash WHERE id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE session_id = NEW.session_id AND id = NEW.id;
END;

CREATE TRIGGER slot_overlap_update AFTER UPDATE OF day, starts, ends, room_id, session_id ON slot BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM room_clash WHERE id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE session_id = NEW.session_id AND id = NEW.id;
END;

CREATE TRIGGER slot_trainer_overlap_insert AFTER INSERT ON slot_trainer BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE id = NEW.slot_id AND person_id = NEW.person_id;
END;

CREATE TRIGGER slot_trainer_overlap_update AFTER UPDATE OF slot_id, person_id ON slot_trainer BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE id = NEW.slot_id AND person_id = NEW.person_id;
END;

CREATE TRIGGER session_overlap_update AFTER UPDATE OF status, mode ON session
WHEN OLD.status IS NOT NEW.status OR OLD.mode IS NOT NEW.mode BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM room_clash WHERE session_id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM trainer_clash WHERE session_id = NEW.id;
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE session_id = NEW.id;
END;

CREATE TRIGGER place_overlap_insert AFTER INSERT ON place
WHEN NEW.person_id IS NOT NULL AND NEW.status IN (SELECT code FROM place_status WHERE takes_seat = 1) BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE place_id = NEW.id;
END;

CREATE TRIGGER place_overlap_update AFTER UPDATE OF status, person_id, session_id ON place
WHEN NEW.person_id IS NOT NULL AND NEW.status IN (SELECT code FROM place_status WHERE takes_seat = 1) BEGIN
    SELECT RAISE(ABORT, 'overlap') FROM person_clash WHERE place_id = NEW.id;
END;

CREATE TRIGGER attendance_agrees_insert BEFORE INSERT ON attendance
WHEN (SELECT session_id FROM place WHERE id = NEW.place_id) IS NOT (SELECT session_id FROM slot WHERE id = NEW.slot_id) BEGIN
    SELECT RAISE(ABORT, 'mismatch');
END;

CREATE TRIGGER attendance_agrees_update BEFORE UPDATE OF place_id, slot_id ON attendance
WHEN (SELECT session_id FROM place WHERE id = NEW.place_id) IS NOT (SELECT session_id FROM slot WHERE id = NEW.slot_id) BEGIN
    SELECT RAISE(ABORT, 'mismatch');
END;

-- ---------------------------------------------------------------- search

CREATE TABLE course_text (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE course_fts USING fts5 (
    title, theme, body,
    content='course_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER course_text_insert AFTER INSERT ON course_text BEGIN
    INSERT INTO course_fts (rowid, title, theme, body) VALUES (NEW.id, NEW.title, NEW.theme, NEW.body);
END;

CREATE TRIGGER course_text_delete AFTER DELETE ON course_text BEGIN
    INSERT INTO course_fts (course_fts, rowid, title, theme, body) VALUES ('delete', OLD.id, OLD.title, OLD.theme, OLD.body);
END;

CREATE TRIGGER course_text_update AFTER UPDATE ON course_text BEGIN
    INSERT INTO course_fts (course_fts, rowid, title, theme, body) VALUES ('delete', OLD.id, OLD.title, OLD.theme, OLD.body);
    INSERT INTO course_fts (rowid, title, theme, body) VALUES (NEW.id, NEW.title, NEW.theme, NEW.body);
END;

CREATE TABLE session_text (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    people TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIRTUAL TABLE session_fts USING fts5 (
    title, code, people, body,
    content='session_text', content_rowid='id', prefix='2 3', tokenize="unicode61 remove_diacritics 2 tokenchars '+#'"
);

CREATE TRIGGER session_text_insert AFTER INSERT ON session_text BEGIN
    INSERT INTO session_fts (rowid, title, code, people, body) VALUES (NEW.id, NEW.title, NEW.code, NEW.people, NEW.body);
END;

CREATE TRIGGER session_text_delete AFTER DELETE ON session_text BEGIN
    INSERT INTO session_fts (session_fts, rowid, title, code, people, body)
    VALUES ('delete', OLD.id, OLD.title, OLD.code, OLD.people, OLD.body);
END;

CREATE TRIGGER session_text_update AFTER UPDATE ON session_text BEGIN
    INSERT INTO session_fts (session_fts, rowid, title, code, people, body)
    VALUES ('delete', OLD.id, OLD.title, OLD.code, OLD.people, OLD.body);
    INSERT INTO session_fts (rowid, title, code, people, body) VALUES (NEW.id, NEW.title, NEW.code, NEW.people, NEW.body);
END;

CREATE TRIGGER course_todo_insert AFTER INSERT ON course BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('course', NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER course_todo_update AFTER UPDATE ON course BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('course', NEW.id) ON CONFLICT DO NOTHING;
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', id FROM session WHERE course_id = NEW.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER course_todo_delete AFTER DELETE ON course BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('course', OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER session_todo_insert AFTER INSERT ON session BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER session_todo_update AFTER UPDATE OF title, code, place, contact, course_id ON session BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER session_todo_delete AFTER DELETE ON session BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', OLD.id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_todo_insert AFTER INSERT ON slot BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.session_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_todo_update AFTER UPDATE OF room_id, topic ON slot BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', NEW.session_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_todo_delete AFTER DELETE ON slot BEGIN
    INSERT INTO search_todo (entity, entity_id) VALUES ('session', OLD.session_id) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_trainer_todo_insert AFTER INSERT ON slot_trainer BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', session_id FROM slot WHERE id = NEW.slot_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_trainer_todo_update AFTER UPDATE ON slot_trainer BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', session_id FROM slot WHERE id = NEW.slot_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER slot_trainer_todo_delete AFTER DELETE ON slot_trainer BEGIN
    INSERT INTO search_todo (entity, entity_id) SELECT 'session', session_id FROM slot WHERE id = OLD.slot_id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER room_session_todo_update AFTER UPDATE ON room BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT DISTINCT 'session', session_id FROM slot WHERE room_id = NEW.id ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER person_session_todo_update AFTER UPDATE ON person BEGIN
    INSERT INTO search_todo (entity, entity_id)
    SELECT DISTINCT 'session', slot.session_id FROM slot_trainer JOIN slot ON slot.id = slot_trainer.slot_id
    WHERE slot_trainer.person_id = NEW.id ON CONFLICT DO NOTHING;
END;
