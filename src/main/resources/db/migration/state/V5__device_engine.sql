-- The SNMPv3 engine that last answered for each device, and the one that it is known by.
CREATE TABLE device_engine (
  device      VARCHAR     NOT NULL PRIMARY KEY,
  engine_id   VARCHAR(64) NOT NULL,
  boots       INTEGER     NOT NULL,
  seconds     INTEGER     NOT NULL,
  seen        TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  known_id    VARCHAR(64) NOT NULL,
  known_boots INTEGER     NOT NULL
);
