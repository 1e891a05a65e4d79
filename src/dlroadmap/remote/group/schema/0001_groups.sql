-- Groups, version 1. Run by dlr_owner, who cannot log in and owns everything here.
-- Who asks is always session_user: the login, whatever role was set since.

-- What later migrations add is nobody's until it is granted.
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE TABLE dlr.version (number int PRIMARY KEY, at timestamptz NOT NULL DEFAULT now());

CREATE TABLE dlr.groups (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(name) <= 64),
  curriculum text NOT NULL CHECK (curriculum ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(curriculum) <= 64),
  board text NOT NULL CHECK (board IN ('open', 'mentors')),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$')
);

-- The track of a group: nothing else of a member's progress can be stored.
CREATE TABLE dlr.levels (
  group_id int NOT NULL REFERENCES dlr.groups ON DELETE CASCADE,
  id text NOT NULL CHECK (length(id) BETWEEN 1 AND 64),
  position int NOT NULL,
  title text NOT NULL CHECK (length(title) <= 200),
  PRIMARY KEY (group_id, id)
);
CREATE TABLE dlr.items (
  group_id int NOT NULL REFERENCES dlr.groups ON DELETE CASCADE,
  key text NOT NULL CHECK (length(key) BETWEEN 3 AND 129),
  PRIMARY KEY (group_id, key)
);

CREATE TABLE dlr.members (
  group_id int NOT NULL REFERENCES dlr.groups ON DELETE CASCADE,
  id int GENERATED ALWAYS AS IDENTITY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  mentor boolean NOT NULL,
  login name NOT NULL UNIQUE,
  PRIMARY KEY (group_id, id)
);
CREATE UNIQUE INDEX ON dlr.members (group_id, lower(name));

-- Logins of those who left: a session cannot drop its own role, so others do.
CREATE TABLE dlr.retired (login name PRIMARY KEY);

-- What members send.
CREATE TABLE dlr.reports (
  group_id int NOT NULL,
  member_id int NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  -- Days that a client cannot read, as infinity, would break everybody's board.
  last date CHECK (last BETWEEN '1900-01-01' AND '9999-12-31'),
  sent timestamptz NOT NULL DEFAULT now() CHECK (sent BETWEEN '1900-01-02' AND '9999-12-30'),
  PRIMARY KEY (group_id, member_id),
  FOREIGN KEY (group_id, member_id) REFERENCES dlr.members ON DELETE CASCADE
) PARTITION BY HASH (group_id);
CREATE TABLE dlr.counts (
  group_id int NOT NULL,
  member_id int NOT NULL,
  level text NOT NULL,
  items int NOT NULL CHECK (items BETWEEN 0 AND 1000000),
  done int NOT NULL CHECK (done BETWEEN 0 AND 1000000),
  inferred int NOT NULL CHECK (inferred BETWEEN 0 AND 1000000),
  doing int NOT NULL CHECK (doing BETWEEN 0 AND 1000000),
  skipped int NOT NULL CHECK (skipped BETWEEN 0 AND 1000000),
  counted int NOT NULL CHECK (counted BETWEEN 0 AND 1000000),
  counted_done int NOT NULL CHECK (counted_done BETWEEN 0 AND counted),
  hours float8 NOT NULL CHECK (hours BETWEEN 0 AND 1e9),
  hours_done float8 NOT NULL CHECK (hours_done BETWEEN 0 AND 1e9),
  hours_unknown int NOT NULL CHECK (hours_unknown BETWEEN 0 AND 1000000),
  PRIMARY KEY (group_id, member_id, level),
  FOREIGN KEY (group_id, member_id) REFERENCES dlr.members ON DELETE CASCADE,
  FOREIGN KEY (group_id, level) REFERENCES dlr.levels ON DELETE CASCADE
) PARTITION BY HASH (group_id);
CREATE TABLE dlr.states (
  group_id int NOT NULL,
  member_id int NOT NULL,
  key text NOT NULL,
  state text NOT NULL CHECK (state IN ('doing', 'done', 'skipped')),
  since date NOT NULL CHECK (since BETWEEN '1900-01-01' AND '9999-12-31'),
  PRIMARY KEY (group_id, member_id, key),
  FOREIGN KEY (group_id, member_id) REFERENCES dlr.members ON DELETE CASCADE,
  FOREIGN KEY (group_id, key) REFERENCES dlr.items ON DELETE CASCADE
) PARTITION BY HASH (group_id);
CREATE INDEX ON dlr.states (group_id, key);
CREATE INDEX ON dlr.states (group_id, member_id) WHERE state = 'doing';
DO $$
BEGIN
  FOR n IN 0..31 LOOP
    EXECUTE format('CREATE TABLE dlr.reports_%s PARTITION OF dlr.reports FOR VALUES WITH (MODULUS 32, REMAINDER %s)', n, n);
    EXECUTE format('CREATE TABLE dlr.counts_%s PARTITION OF dlr.counts FOR VALUES WITH (MODULUS 32, REMAINDER %s)', n, n);
    EXECUTE format('CREATE TABLE dlr.states_%s PARTITION OF dlr.states FOR VALUES WITH (MODULUS 32, REMAINDER %s)', n, n);
  END LOOP;
END $$;

-- What mentors ask for, and what members say to it.
CREATE TABLE dlr.assignments (
  group_id int NOT NULL REFERENCES dlr.groups ON DELETE CASCADE,
  id int GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL CHECK (kind IN ('item', 'category', 'level')),
  key text NOT NULL CHECK (length(key) BETWEEN 3 AND 200),
  title text NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
  by date NOT NULL CHECK (by BETWEEN '1900-01-01' AND '9999-12-31'),
  assigned_by text NOT NULL,
  everyone boolean NOT NULL,
  PRIMARY KEY (group_id, id),
  UNIQUE (group_id, kind, key)
);
CREATE TABLE dlr.assignees (
  group_id int NOT NULL,
  assignment_id int NOT NULL,
  member_id int NOT NULL,
  PRIMARY KEY (group_id, assignment_id, member_id),
  FOREIGN KEY (group_id, assignment_id) REFERENCES dlr.assignments ON DELETE CASCADE,
  FOREIGN KEY (group_id, member_id) REFERENCES dlr.members ON DELETE CASCADE
);
CREATE TABLE dlr.answers (
  group_id int NOT NULL,
  assignment_id int NOT NULL,
  member_id int NOT NULL,
  answer text NOT NULL CHECK (answer IN ('open', 'done', 'declined')),
  PRIMARY KEY (group_id, assignment_id, member_id),
  FOREIGN KEY (group_id, assignment_id) REFERENCES dlr.assignments ON DELETE CASCADE,
  FOREIGN KEY (group_id, member_id) REFERENCES dlr.members ON DELETE CASCADE
);

-- Who asks.
CREATE FUNCTION dlr.my_group() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$ SELECT group_id FROM dlr.members WHERE login = session_user $$;
CREATE FUNCTION dlr.me() RETURNS int LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$ SELECT id FROM dlr.members WHERE login = session_user $$;
CREATE FUNCTION dlr.my_name() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$ SELECT name FROM dlr.members WHERE login = session_user $$;
CREATE FUNCTION dlr.is_mentor() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$ SELECT coalesce((SELECT mentor FROM dlr.members WHERE login = session_user), false) $$;
CREATE FUNCTION dlr.sees_all() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  AS $$ SELECT coalesce((SELECT m.mentor OR g.board = 'open' FROM dlr.members m
        JOIN dlr.groups g ON g.id = m.group_id WHERE m.login = session_user), false) $$;

-- Row security: for the owner too, who needs the logins alone.
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT c.oid::regclass FROM pg_class c
      WHERE c.relnamespace = 'dlr'::regnamespace AND c.relkind IN ('r', 'p') LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
CREATE POLICY owner ON dlr.version TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.groups TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.levels TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.items TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.members TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.retired TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.assignments TO dlr_owner USING (true);
CREATE POLICY owner ON dlr.assignees TO dlr_owner USING (true);
-- Of what members send, the owner's functions reach the rows of who calls them, and no others.
CREATE POLICY owner ON dlr.counts TO dlr_owner
  USING (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me()));
CREATE POLICY owner ON dlr.states TO dlr_owner
  USING (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me()));

-- Members have no right to DELETE, nor to UPDATE whole tables: with either, LOCK TABLE would let
-- one of them stop all groups. Functions remove what is to go.

GRANT USAGE ON SCHEMA dlr TO dlr_member;

GRANT SELECT ON dlr.version TO dlr_member;
CREATE POLICY seen ON dlr.version FOR SELECT TO dlr_member USING (true);

GRANT SELECT ON dlr.groups, dlr.levels, dlr.items TO dlr_member;
CREATE POLICY seen ON dlr.groups FOR SELECT TO dlr_member USING (id = (SELECT dlr.my_group()));
CREATE POLICY seen ON dlr.levels FOR SELECT TO dlr_member USING (group_id = (SELECT dlr.my_group()));
CREATE POLICY seen ON dlr.items FOR SELECT TO dlr_member USING (group_id = (SELECT dlr.my_group()));

GRANT SELECT (group_id, id, name, mentor) ON dlr.members TO dlr_member;
CREATE POLICY seen ON dlr.members FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group())
    AND (id = (SELECT dlr.me()) OR mentor OR (SELECT dlr.sees_all())));

GRANT SELECT, INSERT, UPDATE (digest, last, sent) ON dlr.reports TO dlr_member;
GRANT SELECT, INSERT, UPDATE (items, done, inferred, doing, skipped, counted, counted_done, hours,
  hours_done, hours_unknown) ON dlr.counts TO dlr_member;
GRANT SELECT, INSERT, UPDATE (state, since) ON dlr.states TO dlr_member;
GRANT SELECT, INSERT, UPDATE (answer) ON dlr.answers TO dlr_member;
CREATE POLICY seen ON dlr.reports FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group())
    AND (member_id = (SELECT dlr.me()) OR (SELECT dlr.sees_all())));
CREATE POLICY own ON dlr.reports TO dlr_member
  USING (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me()));
CREATE POLICY seen ON dlr.counts FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group())
    AND (member_id = (SELECT dlr.me()) OR (SELECT dlr.sees_all())));
CREATE POLICY own ON dlr.counts TO dlr_member
  USING (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me()));
CREATE POLICY seen ON dlr.states FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group())
    AND (member_id = (SELECT dlr.me()) OR (SELECT dlr.sees_all())));
CREATE POLICY own ON dlr.states TO dlr_member
  USING (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me()));
CREATE POLICY seen ON dlr.answers FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group())
    AND (member_id = (SELECT dlr.me()) OR (SELECT dlr.sees_all())));
CREATE POLICY own ON dlr.answers TO dlr_member
  USING (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me()))
  -- Only to what one is shown: a foreign key alone would tell which others there are.
  WITH CHECK (group_id = (SELECT dlr.my_group()) AND member_id = (SELECT dlr.me())
    AND EXISTS (SELECT FROM dlr.assignments a WHERE a.group_id = answers.group_id
      AND a.id = answers.assignment_id));

GRANT SELECT ON dlr.assignments, dlr.assignees TO dlr_member;
CREATE POLICY seen ON dlr.assignees FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group())
    AND (member_id = (SELECT dlr.me()) OR (SELECT dlr.sees_all())));
CREATE POLICY seen ON dlr.assignments FOR SELECT TO dlr_member
  USING (group_id = (SELECT dlr.my_group()) AND (everyone OR (SELECT dlr.sees_all())
    OR EXISTS (SELECT FROM dlr.assignees a WHERE a.group_id = assignments.group_id
      AND a.assignment_id = assignments.id AND a.member_id = (SELECT dlr.me()))));

-- Logins. `verifier` is what SCRAM-SHA-256 makes of a password, which the server never learns.
CREATE FUNCTION dlr.is_verifier(verifier text) RETURNS boolean LANGUAGE sql IMMUTABLE
  SET search_path = pg_catalog, pg_temp
  AS $$ SELECT length(verifier) < 200 AND verifier ~
    '^SCRAM-SHA-256\$[0-9]{4,6}:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$' $$;

CREATE FUNCTION dlr.add_role(login text, verifier text) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (login ~ '^dlr_[0-9a-f]{20}$' AND dlr.is_verifier(verifier)) IS NOT TRUE THEN
    RAISE 'bad login' USING ERRCODE = 'DLR00';
  END IF;
  EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L CONNECTION LIMIT 3 IN ROLE dlr_member', login, verifier);
END $$;

CREATE FUNCTION dlr.add_login(group_id int, name text, mentor boolean, login text, verifier text)
  RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE gone name;
BEGIN
  IF EXISTS (SELECT FROM dlr.members m WHERE m.group_id = add_login.group_id
      AND m.login = add_login.login AND m.name = add_login.name) THEN
    RETURN true;  -- called once more, as the first call's end was not confirmed
  END IF;
  IF EXISTS (SELECT FROM dlr.members m WHERE m.group_id = add_login.group_id
      AND lower(m.name) = lower(add_login.name)) THEN
    RETURN false;
  END IF;
  INSERT INTO dlr.members (group_id, name, mentor, login)
    VALUES (add_login.group_id, add_login.name, add_login.mentor, add_login.login::name);
  FOR gone IN SELECT r.login FROM dlr.retired r LOOP
    PERFORM dlr.drop_login(gone);
  END LOOP;
  PERFORM dlr.add_role(login, verifier);
  RETURN true;
END $$;

CREATE FUNCTION dlr.drop_login(login name) RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM dlr.retired r WHERE r.login = drop_login.login;
  EXECUTE format('DROP ROLE IF EXISTS %I', login);
EXCEPTION WHEN dependent_objects_still_exist OR object_in_use THEN
  EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', login);
  EXECUTE format('REVOKE dlr_member FROM %I', login);
  INSERT INTO dlr.retired VALUES (login) ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION dlr.check_mentor() RETURNS int LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT dlr.is_mentor() THEN
    RAISE 'not a mentor' USING ERRCODE = 'DLR01';
  END IF;
  RETURN dlr.my_group();
END $$;

CREATE FUNCTION dlr.find_login(of text) RETURNS name LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE found name;
BEGIN
  SELECT login INTO found FROM dlr.members WHERE group_id = dlr.check_mentor() AND lower(name) = lower(of);
  IF found IS NULL THEN
    RAISE 'no such member' USING ERRCODE = 'DLR02';
  END IF;
  RETURN found;
END $$;

-- What a member's progress has no more goes from what they sent.
CREATE FUNCTION dlr.forget(keys text[], levels text[]) RETURNS int LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := dlr.my_group(); own int := dlr.me(); one int; other int;
BEGIN
  DELETE FROM dlr.states WHERE group_id = mine AND member_id = own AND key <> ALL(keys);
  GET DIAGNOSTICS one = ROW_COUNT;
  DELETE FROM dlr.counts WHERE group_id = mine AND member_id = own AND level <> ALL(levels);
  GET DIAGNOSTICS other = ROW_COUNT;
  RETURN one + other;
END $$;

-- Mentors: the track, and what is asked for. Bounded, so that nobody fills a disk.
CREATE FUNCTION dlr.replace_track(digest text, levels text[], titles text[], items text[])
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := dlr.check_mentor();
BEGIN
  IF cardinality(levels) > 1000 OR cardinality(items) > 100000 THEN
    RAISE 'too many' USING ERRCODE = 'DLR05';
  END IF;
  UPDATE dlr.groups g SET digest = replace_track.digest WHERE g.id = mine;
  DELETE FROM dlr.levels l WHERE l.group_id = mine AND l.id <> ALL(levels);
  INSERT INTO dlr.levels (group_id, id, position, title)
    SELECT mine, level, place, title
    FROM unnest(levels, titles) WITH ORDINALITY AS l (level, title, place)
    ON CONFLICT (group_id, id) DO UPDATE
    SET position = excluded.position, title = excluded.title;
  DELETE FROM dlr.items i WHERE i.group_id = mine AND i.key <> ALL(replace_track.items);
  INSERT INTO dlr.items (group_id, key)
    SELECT mine, k FROM unnest(replace_track.items) AS k ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION dlr.assign(kind text, key text, title text, by date, everyone boolean, members int[])
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := dlr.check_mentor(); made int;
BEGIN
  IF (SELECT count(*) FROM dlr.assignments a WHERE a.group_id = mine) >= 10000 THEN
    RAISE 'too many' USING ERRCODE = 'DLR05';
  END IF;
  INSERT INTO dlr.assignments AS a (group_id, kind, key, title, by, assigned_by, everyone)
    VALUES (mine, assign.kind, assign.key, assign.title, assign.by, dlr.my_name(), assign.everyone)
    ON CONFLICT ON CONSTRAINT assignments_group_id_kind_key_key DO UPDATE
    SET title = excluded.title, by = excluded.by, assigned_by = excluded.assigned_by,
      everyone = excluded.everyone
    RETURNING a.id INTO made;
  DELETE FROM dlr.assignees a WHERE a.group_id = mine AND a.assignment_id = made;
  INSERT INTO dlr.assignees (group_id, assignment_id, member_id)
    SELECT mine, made, m FROM unnest(members) AS m;
END $$;

CREATE FUNCTION dlr.withdraw(kind text, key text) RETURNS boolean LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := dlr.check_mentor();
BEGIN
  DELETE FROM dlr.assignments a
    WHERE a.group_id = mine AND a.kind = withdraw.kind AND a.key = withdraw.key;
  RETURN FOUND;
END $$;

CREATE FUNCTION dlr.invite(name text, mentor boolean, login text, verifier text) RETURNS boolean
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT dlr.add_login(dlr.check_mentor(), name, mentor, login, verifier) $$;

-- Another role and not another password: a session that is open keeps nothing.
CREATE FUNCTION dlr.rotate(name text, login text, verifier text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := dlr.check_mentor(); old name := dlr.find_login(name);
BEGIN
  IF old = login THEN
    RETURN;  -- called once more, as the first call's end was not confirmed
  END IF;
  PERFORM dlr.add_role(login, verifier);
  UPDATE dlr.members m SET login = rotate.login::name WHERE m.group_id = mine AND m.login = old;
  PERFORM dlr.drop_login(old);
END $$;

CREATE FUNCTION dlr.remove(name text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE found name;
BEGIN
  PERFORM dlr.lock_group();
  SELECT m.login INTO found FROM dlr.members m
    WHERE m.group_id = dlr.check_mentor() AND lower(m.name) = lower(remove.name);
  IF found IS NULL THEN
    RETURN false;
  END IF;
  IF found = session_user THEN
    RAISE 'oneself' USING ERRCODE = 'DLR03';
  END IF;
  DELETE FROM dlr.members WHERE login = found;
  PERFORM dlr.drop_login(found);
  RETURN true;
END $$;

-- An update, as a lock alone lets a REPEATABLE READ go on with members who have left.
CREATE FUNCTION dlr.lock_group() RETURNS void LANGUAGE sql
  SET search_path = pg_catalog, pg_temp
  AS $$ UPDATE dlr.groups SET name = name WHERE id = dlr.my_group() $$;

-- The last one who leaves takes the group along; mentors do not leave members alone.
CREATE FUNCTION dlr.leave() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE mine int := dlr.my_group();
BEGIN
  IF mine IS NULL THEN
    RAISE 'no member' USING ERRCODE = 'DLR02';
  END IF;
  PERFORM dlr.lock_group();
  DELETE FROM dlr.members WHERE login = session_user;
  IF NOT EXISTS (SELECT FROM dlr.members WHERE group_id = mine) THEN
    DELETE FROM dlr.groups WHERE id = mine;
  ELSIF NOT EXISTS (SELECT FROM dlr.members WHERE group_id = mine AND mentor) THEN
    RAISE 'last mentor' USING ERRCODE = 'DLR04';
  END IF;
  EXECUTE format('ALTER ROLE %I NOLOGIN PASSWORD NULL', session_user);
  INSERT INTO dlr.retired VALUES (session_user);
END $$;

-- Run as dlr_owner by who administers the server.
CREATE FUNCTION dlr.found(name text, curriculum text, board text, digest text,
    levels text[], titles text[], items text[], mentor text, login text, verifier text)
  RETURNS int LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE made int;
BEGIN
  INSERT INTO dlr.groups (name, curriculum, board, digest)
    VALUES (found.name, found.curriculum, found.board, found.digest) RETURNING id INTO made;
  INSERT INTO dlr.levels SELECT made, level, place, title
    FROM unnest(levels, titles) WITH ORDINALITY AS l (level, title, place);
  INSERT INTO dlr.items SELECT made, key FROM unnest(found.items) AS key;
  PERFORM dlr.add_login(made, mentor, true, login, verifier);
  RETURN made;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA dlr FROM PUBLIC;
GRANT EXECUTE ON FUNCTION dlr.my_group(), dlr.me(), dlr.my_name(), dlr.is_mentor(), dlr.sees_all(),
  dlr.invite(text, boolean, text, text), dlr.rotate(text, text, text), dlr.remove(text), dlr.leave(),
  dlr.forget(text[], text[]), dlr.replace_track(text, text[], text[], text[]),
  dlr.assign(text, text, text, date, boolean, int[]), dlr.withdraw(text, text)
  TO dlr_member;
