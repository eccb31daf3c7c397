-- The access lists that later reads are compared with: role is CONFIRMED, REVIEWED or PERMITS.
CREATE TABLE baseline (
  device   VARCHAR      NOT NULL,
  role     VARCHAR(20)  NOT NULL,
  position INTEGER      NOT NULL,
  digest   VARCHAR(200) NOT NULL,
  content  CHAR(64)     NOT NULL,
  PRIMARY KEY (device, role, position)
);
CREATE INDEX baseline_content ON baseline (content);

-- A device may be judged and have no lists.
CREATE TABLE judged_device (
  device VARCHAR NOT NULL PRIMARY KEY
);
