-- What is usual for each series of a device, as the program keeps it; it is learned anew if lost.
CREATE TABLE series_level (
  device   VARCHAR         NOT NULL,
  quantity VARCHAR(20)     NOT NULL,
  object   VARCHAR         NOT NULL,
  port     VARCHAR(20)     NOT NULL,
  learned  VARBINARY(8192) NOT NULL,
  PRIMARY KEY (device, quantity, object, port)
);
