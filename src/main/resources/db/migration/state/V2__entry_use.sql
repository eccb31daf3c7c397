-- Since when entries that count have not been hit; list and entry are keys, not names.
CREATE TABLE entry_use (
  device           VARCHAR NOT NULL,
  list             VARCHAR NOT NULL,
  entry            VARCHAR NOT NULL,
  since            TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  hit_before       BOOLEAN NOT NULL,
  observed_seconds BIGINT  NOT NULL,
  other_hits       BIGINT  NOT NULL,
  PRIMARY KEY (device, list, entry)
);
