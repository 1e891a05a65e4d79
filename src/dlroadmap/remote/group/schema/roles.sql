-- Run by who administers the server, before anything else. Of what is there, it takes from
-- everybody, where it may, the right to make temporary tables in this database: members need none.
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
  IF EXISTS (SELECT FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
      WHERE d.datname = current_database() AND a.grantee = 0 AND a.privilege_type = 'TEMPORARY'
        AND pg_has_role(d.datdba, 'USAGE')) THEN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END IF;
  IF to_regnamespace('dlr') IS NULL THEN
    CREATE SCHEMA dlr AUTHORIZATION dlr_owner;
  END IF;
END $$;
