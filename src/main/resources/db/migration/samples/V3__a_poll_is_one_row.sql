-- A poll of a device is one row with all its points, and so is each sum (ADR 11). What was kept a
-- row for each point goes; tables are samples_<layer and suffix> from here on.
EXECUTE IMMEDIATE COALESCE(
  (SELECT 'DROP TABLE ' || LISTAGG('"' || table_name || '"', ', ')
     FROM information_schema.tables
    WHERE table_schema = 'PUBLIC' AND REGEXP_LIKE(table_name, '^(INTERFACE|HITS)_')),
  'DROP TABLE IF EXISTS sample_series');

DROP TABLE IF EXISTS sample_series;
DELETE FROM sample_slice;
DELETE FROM roll_up_due;
