-- Number of the finding that probably brought this one about.
ALTER TABLE finding ADD COLUMN cause BIGINT;
ALTER TABLE transition ADD COLUMN cause BIGINT;

-- Devices that operators said are worked on.
CREATE TABLE maintenance (
  device VARCHAR NOT NULL PRIMARY KEY,
  since  TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  ends   TIMESTAMP(9) WITH TIME ZONE NOT NULL,
  actor  VARCHAR NOT NULL,
  note   VARCHAR NOT NULL
);
