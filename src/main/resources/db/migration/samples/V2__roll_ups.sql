-- Tables of roll-ups are made and dropped like those of samples; layer is RAW, FIVE_MINUTES, HOURLY
-- or DAILY.
ALTER TABLE sample_slice ADD COLUMN layer VARCHAR(12) DEFAULT 'RAW' NOT NULL;
ALTER TABLE sample_slice DROP PRIMARY KEY;
ALTER TABLE sample_slice ADD PRIMARY KEY (layer, slice_start);

-- Periods that have changed since they were summed, written together with what changed them.
CREATE TABLE roll_up_due (
  layer        VARCHAR(12) NOT NULL,
  period_start BIGINT      NOT NULL,
  PRIMARY KEY (layer, period_start)
);
