-- Run by who administers the server, before anything else; it changes nothing that is there.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dlr_member') THEN
    CREATE ROLE dlr_member NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dlr_owner') THEN
    CREATE ROLE dlr_owner NOLOGIN CREATEROLE;
  END IF;
  GRANT dlr_member TO dlr_owner WITH ADMIN OPTION;
  EXECUTE format('GRANT dlr_owner TO %I', current_user);
  IF to_regnamespace('dlr') IS NULL THEN
    CREATE SCHEMA dlr AUTHORIZATION dlr_owner;
  END IF;
END $$;
