-- Bookings in depth: where a request came from, offers that hold until their hour, codes of the self-service counter, what was answered
-- to evaluations. Codes raised: all_answered (as many answers as people), already_read (the same file twice), answered (a question).

-- ---------------------------------------------------------------- code lists (rows: db/reference/<table>.csv)

CREATE TABLE booking_origin (
    code TEXT PRIMARY KEY,
    name_fr TEXT NOT NULL,
    name_en TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

-- ---------------------------------------------------------------- bookings

-- Where the request came from, '' for those made before it was noted.
ALTER TABLE booking ADD COLUMN origin TEXT NOT NULL DEFAULT '';

-- The instant at which an offer runs out. Offers made before it was noted hold until the end of their last day, offer_ends_on.
ALTER TABLE place ADD COLUMN offer_ends_at TEXT;

CREATE INDEX place_offer ON place (offer_ends_at) WHERE status = 'offered';

-- What a booking was read from: the file's SHA-256 and that of what it says, so that the same form is not booked twice.
CREATE TABLE booking_receipt (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    booking_id INTEGER NOT NULL REFERENCES booking (id),
    file_sha256 TEXT NOT NULL DEFAULT '',
    content_sha256 TEXT NOT NULL
) STRICT;

CREATE INDEX booking_receipt_booking ON booking_receipt (booking_id);
CREATE INDEX booking_receipt_file ON booking_receipt (file_sha256);
CREATE INDEX booking_receipt_content ON booking_receipt (content_sha256);

-- ---------------------------------------------------------------- the self-service counter

-- A code that an association types at the counter: five figures that find the row, then the secret, of which only `hash` (argon2id) is kept.
CREATE TABLE counter_code (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    created_at TEXT NOT NULL DEFAULT '',
    updated_at TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER NOT NULL REFERENCES organisation (id),
    contact_id INTEGER REFERENCES person (id),
    handle TEXT NOT NULL UNIQUE CHECK (handle GLOB '[0-9][0-9][0-9][0-9][0-9]'),
    hash TEXT NOT NULL CHECK (hash <> ''),
    revoked_on TEXT
) STRICT;

CREATE INDEX counter_code_organisation ON counter_code (organisation_id);
CREATE INDEX counter_code_contact ON counter_code (contact_id);

-- ---------------------------------------------------------------- what was answered to evaluations
-- Never recorded, on purpose: a history (who, when, in which order) would lead from an answer back to a person. No sheet is kept
-- as such: only how many were given, how often each answer was chosen, and comments under random ids. Undo does not reach them.

CREATE TABLE evaluation_count (
    session_id INTEGER NOT NULL REFERENCES session (id),
    moment TEXT NOT NULL REFERENCES evaluation_moment (code),
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (session_id, moment)
) STRICT, WITHOUT ROWID;

CREATE INDEX evaluation_count_moment ON evaluation_count (moment);

CREATE TABLE evaluation_tally (
    session_id INTEGER NOT NULL REFERENCES session (id),
    question_id INTEGER NOT NULL REFERENCES evaluation_question (id),
    answer TEXT NOT NULL,
    n INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (session_id, question_id, answer)
) STRICT, WITHOUT ROWID;

CREATE INDEX evaluation_tally_question ON evaluation_tally (question_id);

-- `id` is random, made by the program: the order of the rows says nothing.
CREATE TABLE evaluation_comment (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES session (id),
    question_id INTEGER NOT NULL REFERENCES evaluation_question (id),
    words TEXT NOT NULL CHECK (words <> '')
) STRICT;

CREATE INDEX evaluation_comment_session ON evaluation_comment (session_id, question_id);
CREATE INDEX evaluation_comment_question ON evaluation_comment (question_id);

-- Files already read, by nothing but their digest.
CREATE TABLE evaluation_file (
    sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- One filled sheet is one insertion here: all of it is counted, or nothing. `step` -1 takes the same sheet back.
-- answers: [{"question": id, "answer": "3"}]; comments: [{"id": random, "question": id, "words": "…"}].
CREATE VIEW evaluation_sheet (session_id, moment, step, expected, answers, comments, file_sha256) AS
SELECT 0, '', 0, 0, '[]', '[]', '' WHERE 0;

CREATE TRIGGER evaluation_sheet_counted INSTEAD OF INSERT ON evaluation_sheet BEGIN
    SELECT RAISE(ABORT, 'already_read') FROM evaluation_file WHERE NEW.step = 1 AND sha256 = NEW.file_sha256;
    INSERT INTO evaluation_count (session_id, moment, n) VALUES (NEW.session_id, NEW.moment, 0) ON CONFLICT DO NOTHING;
    SELECT RAISE(ABORT, 'all_answered') FROM evaluation_count
    WHERE session_id = NEW.session_id AND moment = NEW.moment AND NEW.step = 1 AND n >= NEW.expected;
    UPDATE evaluation_count SET n = n + NEW.step WHERE session_id = NEW.session_id AND moment = NEW.moment;
    INSERT INTO evaluation_tally (session_id, question_id, answer, n)
    SELECT NEW.session_id, json_extract(value, '$.question'), json_extract(value, '$.answer'), 0 FROM json_each(NEW.answers) WHERE true
    ON CONFLICT DO NOTHING;
    UPDATE evaluation_tally SET n = n + NEW.step WHERE session_id = NEW.session_id AND EXISTS (
        SELECT 1 FROM json_each(NEW.answers)
        WHERE json_extract(value, '$.question') = question_id AND json_extract(value, '$.answer') = answer);
    INSERT INTO evaluation_comment (id, session_id, question_id, words)
    SELECT json_extract(value, '$.id'), NEW.session_id, json_extract(value, '$.question'), json_extract(value, '$.words')
    FROM json_each(NEW.comments) WHERE NEW.step = 1;
    DELETE FROM evaluation_comment WHERE NEW.step = -1
    AND id IN (SELECT json_extract(value, '$.id') FROM json_each(NEW.comments));
    INSERT INTO evaluation_file (sha256) SELECT NEW.file_sha256 WHERE NEW.step = 1 AND NEW.file_sha256 <> '' ON CONFLICT DO NOTHING;
    DELETE FROM evaluation_file WHERE NEW.step = -1 AND sha256 = NEW.file_sha256;
END;

CREATE TRIGGER evaluation_question_kept BEFORE UPDATE OF words, kind, choices ON evaluation_question
WHEN (OLD.words IS NOT NEW.words OR OLD.kind IS NOT NEW.kind OR OLD.choices IS NOT NEW.choices)
AND (EXISTS (SELECT 1 FROM evaluation_tally WHERE question_id = OLD.id AND n > 0)
     OR EXISTS (SELECT 1 FROM evaluation_comment WHERE question_id = OLD.id)) BEGIN
    SELECT RAISE(ABORT, 'answered');
END;

CREATE TRIGGER evaluation_question_stays BEFORE DELETE ON evaluation_question
WHEN EXISTS (SELECT 1 FROM evaluation_tally WHERE question_id = OLD.id AND n > 0)
OR EXISTS (SELECT 1 FROM evaluation_comment WHERE question_id = OLD.id) BEGIN
    SELECT RAISE(ABORT, 'answered');
END;
