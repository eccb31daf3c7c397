package org.postern.store;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Who this postern is and which number each row of its tables has; thread-safe.
 *
 * <p>An index is 1 and up within its scope, given once and never to another name, also over
 * restarts. It is given in memory, and on disk when the next {@link #flush} returns: nobody outside
 * may see it before, or it might have another name after a power failure. So the indexes of many
 * new devices cost one forced write together.
 */
public final class IdentityStore {
  /** snmpEngineBoots stays here once it is reached (RFC 3414 §2.2.2). */
  public static final int LAST_BOOTS = Integer.MAX_VALUE;

  /** The enterprise that RFC 5612 reserves for documentation, as in the MIB's default arc. */
  private static final int ENTERPRISE = 32_473;

  /** RFC 3411 §5: octets that the administration assigns. */
  private static final byte FORMAT_OCTETS = 5;

  private static final int RANDOM_OCTETS = 12;

  private static final String READ_IDENTITY = "read the identity";

  private static final Instant BOOTS_ORIGIN = Instant.parse("2020-01-01T00:00:00Z");

  private final StateFile state;
  private final Clock clock;
  private final byte[] engineId;
  private final ReentrantLock giving = new ReentrantLock();

  /** By scope, then by {@link #key}; guarded by {@code giving}. */
  private final Map<Scope, Numbers> known = new HashMap<>();

  /** Given and not known to be on disk; guarded by {@code giving}. */
  private final List<Given> unstored = new ArrayList<>();

  private enum Kind {
    DEVICE,
    CROSSING,
    INTERFACE,
    ACL,
    ENTRY
  }

  /** Where numbers count from 1; device and acl are 0 where they do not apply. */
  private record Scope(Kind kind, int device, int acl) {}

  /** The numbers of one scope, kept small: there are some of each device. */
  private record Numbers(Map<String, Integer> byKey, int last) {
    static final Numbers NONE = new Numbers(Map.of(), 0);

    Numbers {
      byKey = Map.copyOf(byKey);
    }

    /** With more of them. */
    Numbers with(Map<String, Integer> more) {
      Map<String, Integer> all = new HashMap<>(byKey);
      all.putAll(more);
      return new Numbers(all, more.values().stream().reduce(last, Math::max));
    }
  }

  private record Given(Scope scope, String source, String name, int number) {}

  IdentityStore(StateFile state, Clock clock) {
    this.state = state;
    this.clock = clock;
    engineId =
        state
            .read(READ_IDENTITY, IdentityStore::storedEngineId)
            .orElseGet(() -> state.writeDurably(READ_IDENTITY, IdentityStore::newEngineId));
    state.read("read the indexes", this::load);
  }

  private static Optional<byte[]> storedEngineId(Handle handle) {
    return handle
        .createQuery("SELECT content FROM identity WHERE name = 'engineId'")
        .mapTo(String.class)
        .findOne()
        .map(HexFormat.of()::parseHex);
  }

  private static byte[] newEngineId(Handle handle) {
    byte[] random = new byte[RANDOM_OCTETS];
    new SecureRandom().nextBytes(random);
    byte[] made =
        ByteBuffer.allocate(Integer.BYTES + 1 + RANDOM_OCTETS)
            .putInt(0x8000_0000 | ENTERPRISE)
            .put(FORMAT_OCTETS)
            .put(random)
            .array();
    handle.execute(
        "INSERT INTO identity (name, content) VALUES ('engineId', ?)",
        HexFormat.of().formatHex(made));
    return made;
  }

  private int load(Handle handle) {
    Map<Scope, Map<String, Integer>> stored = new HashMap<>();
    handle
        .createQuery("SELECT kind, device, acl, source, name, index_number FROM index_number")
        .map(
            (row, context) ->
                stored
                    .computeIfAbsent(
                        new Scope(
                            Kind.valueOf(row.getString("kind")),
                            row.getInt("device"),
                            row.getInt("acl")),
                        unseen -> new HashMap<>())
                    .put(
                        key(row.getString("source"), row.getString("name")).intern(),
                        row.getInt("index_number")))
        .list();
    stored.forEach((scope, numbers) -> known.put(scope, Numbers.NONE.with(numbers)));
    return known.size();
  }

  /** Only access lists have a source; no name has a NUL. */
  private static String key(String source, String name) {
    return source.isEmpty() ? name : source + '\0' + name;
  }

  /** The SnmpEngineID (RFC 3411 §5), made at first start and kept; a copy, 17 octets. */
  public byte[] engineId() {
    return engineId.clone();
  }

  /**
   * The next snmpEngineBoots, 1 and up, on disk before it returns; at 2147483647 it stays.
   *
   * <p>It is at least the number of minutes since 2020: managers refuse an engine whose boots went
   * back (RFC 3414 §3.2, 7b), and an engine id from the configuration may outlive this store.
   */
  public int nextBoots() {
    long minutes = Duration.between(BOOTS_ORIGIN, clock.instant()).toMinutes();
    return state.writeDurably(
        "count the restart",
        handle -> {
          handle.execute(
              "UPDATE sequence_number SET last_given = LEAST(GREATEST(last_given + 1, ?), ?)"
                  + " WHERE name = 'boots'",
              minutes,
              LAST_BOOTS);
          return handle
              .createQuery("SELECT last_given FROM sequence_number WHERE name = 'boots'")
              .mapTo(Integer.class)
              .one();
        });
  }

  /** The index of a device by its configured name. */
  public int deviceIndex(String device) {
    return one(new Scope(Kind.DEVICE, 0, 0), "", device);
  }

  /** The indexes of devices. */
  public Map<String, Integer> deviceIndexes(Collection<String> devices) {
    return many(new Scope(Kind.DEVICE, 0, 0), devices);
  }

  /** The index of a crossing within its device. */
  public int crossingIndex(String device, String crossing) {
    return one(new Scope(Kind.CROSSING, deviceIndex(device), 0), "", crossing);
  }

  /** The index of an interface within its device, by ifName. */
  public int interfaceIndex(String device, String ifName) {
    return one(new Scope(Kind.INTERFACE, deviceIndex(device), 0), "", ifName);
  }

  /** The indexes of a device's interfaces. */
  public Map<String, Integer> interfaceIndexes(String device, Collection<String> ifNames) {
    return many(new Scope(Kind.INTERFACE, deviceIndex(device), 0), ifNames);
  }

  /** The index of an access list within its device. */
  public int aclIndex(String device, String source, String name) {
    return one(new Scope(Kind.ACL, deviceIndex(device), 0), source, name);
  }

  /**
   * The index of an entry within its list.
   *
   * @param aclIndex the list's own, from {@link #aclIndex(String, String, String)}
   */
  public int entryIndex(String device, int aclIndex, String entryId) {
    return one(new Scope(Kind.ENTRY, deviceIndex(device), aclIndex), "", entryId);
  }

  /** The indexes of a list's entries. */
  public Map<String, Integer> entryIndexes(
      String device, int aclIndex, Collection<String> entryIds) {
    return many(new Scope(Kind.ENTRY, deviceIndex(device), aclIndex), entryIds);
  }

  /** The interfaces of a device that have an index, by ifName; gives none. */
  public Map<String, Integer> knownInterfaces(String device) {
    return known(device, number -> new Scope(Kind.INTERFACE, number, 0));
  }

  /** The entries of a list that have an index, by their ids; gives none. */
  public Map<String, Integer> knownEntries(String device, int aclIndex) {
    return known(device, number -> new Scope(Kind.ENTRY, number, aclIndex));
  }

  /** The index of a list if it has one; gives none. */
  public OptionalInt knownAcl(String device, String source, String name) {
    Integer number = known(device, each -> new Scope(Kind.ACL, each, 0)).get(key(source, name));
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The index of a device if it has one; gives none. */
  public OptionalInt knownDevice(String device) {
    giving.lock();
    try {
      Numbers devices = known.get(new Scope(Kind.DEVICE, 0, 0));
      Integer number = devices == null ? null : devices.byKey().get(device);
      return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    } finally {
      giving.unlock();
    }
  }

  private Map<String, Integer> known(String device, IntFunction<Scope> scope) {
    OptionalInt number = knownDevice(device);
    if (number.isEmpty()) {
      return Map.of();
    }
    giving.lock();
    try {
      Numbers numbers = known.get(scope.apply(number.getAsInt()));
      return numbers == null ? Map.of() : numbers.byKey();
    } finally {
      giving.unlock();
    }
  }

  private int one(Scope scope, String source, String name) {
    return give(scope, source, List.of(name)).get(0);
  }

  private Map<String, Integer> many(Scope scope, Collection<String> names) {
    List<String> asked = List.copyOf(names);
    List<Integer> given = give(scope, "", asked);
    Map<String, Integer> numbers = new LinkedHashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      numbers.put(asked.get(i), given.get(i));
    }
    return numbers;
  }

  private List<Integer> give(Scope scope, String source, List<String> names) {
    giving.lock();
    try {
      Numbers numbers = known.getOrDefault(scope, Numbers.NONE);
      Map<String, Integer> fresh = new LinkedHashMap<>();
      List<Integer> given = new ArrayList<>();
      for (String name : names) {
        String key = key(source, name);
        Integer number = numbers.byKey().getOrDefault(key, fresh.get(key));
        if (number == null) {
          number = numbers.last() + fresh.size() + 1;
          fresh.put(key.intern(), number); // devices of one kind have the same names
          unstored.add(new Given(scope, source, name, number));
        }
        given.add(number);
      }
      if (!fresh.isEmpty()) {
        known.put(scope, numbers.with(fresh));
      }
      return given;
    } finally {
      giving.unlock();
    }
  }

  /**
   * Puts all indexes that were given on disk.
   *
   * @throws StoreException if that fails; they stay given, and the next call tries again
   */
  public void flush() {
    giving.lock();
    try {
      if (!unstored.isEmpty()) {
        state.writeDurably("give indexes", handle -> insert(handle, unstored));
        unstored.clear();
      }
    } finally {
      giving.unlock();
    }
  }

  /** A write that failed may have taken place: the same rows once more change nothing. */
  private static int insert(Handle handle, List<Given> fresh) {
    PreparedBatch batch =
        handle.prepareBatch(
            "MERGE INTO index_number (kind, device, acl, source, name, index_number)"
                + " KEY (kind, device, acl, source, name)"
                + " VALUES (:kind, :device, :acl, :source, :name, :number)");
    for (Given each : fresh) {
      batch
          .bind("kind", each.scope().kind().name())
          .bind("device", each.scope().device())
          .bind("acl", each.scope().acl())
          .bind("source", each.source())
          .bind("name", each.name())
          .bind("number", each.number())
          .add();
    }
    return batch.execute().length;
  }
}
