package org.postern.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;

/** API outline; bodies follow. */
public abstract class PosternStore implements AutoCloseable {
  public static PosternStore open(Path directory, StoreSettings settings, Clock clock) {
    throw new UnsupportedOperationException();
  }

  public abstract IdentityStore identity();

  public abstract FindingStore findings();

  public abstract AccessListStore accessLists();

  public abstract DeviceStore devices();

  public abstract SampleStore samples();

  public abstract ReceiverStore receivers();

  /** Backup if due, drop expired slices, flush lazy times: call every minute or so. */
  public abstract void maintain(Instant now);

  @Override
  public abstract void close();
}
