-- Samples may be lost as a whole. The sample tables themselves, one pair per slice of time, are
-- made and dropped by the program and listed in sample_slice.

-- kind: INTERFACE (first = interface index) or HITS (first = list index, second = entry index).
CREATE TABLE sample_series (
  id           BIGINT      NOT NULL PRIMARY KEY,
  kind         VARCHAR(10) NOT NULL,
  device       INTEGER     NOT NULL,
  first_index  INTEGER     NOT NULL,
  second_index INTEGER     NOT NULL,
  CONSTRAINT series_once UNIQUE (kind, device, first_index, second_index)
);

-- Epoch milliseconds, end exclusive; tables are interface_<suffix> and hits_<suffix>.
CREATE TABLE sample_slice (
  slice_start BIGINT      NOT NULL PRIMARY KEY,
  slice_end   BIGINT      NOT NULL,
  suffix      VARCHAR(20) NOT NULL
);
