-- What each profile of the team may do: a role of the program's own table (`core/roles.py`); one that it does not know reads only.
-- Who was there before the roles may do everything, as before.

ALTER TABLE staff ADD COLUMN standing TEXT NOT NULL DEFAULT 'manager' CHECK (standing <> '');

-- A team always keeps somebody who may change the team.
CREATE TRIGGER staff_last_manager_au AFTER UPDATE OF standing, archived_on ON staff
WHEN old.standing = 'manager' AND old.archived_on IS NULL
    AND EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL AND standing = 'manager')
BEGIN
    SELECT RAISE(ABORT, 'last_manager');
END;

CREATE TRIGGER staff_last_manager_ad AFTER DELETE ON staff
WHEN old.standing = 'manager' AND old.archived_on IS NULL
    AND EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM staff WHERE archived_on IS NULL AND standing = 'manager')
BEGIN
    SELECT RAISE(ABORT, 'last_manager');
END;
